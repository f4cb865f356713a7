package org.rollcall.oneroster;

import jakarta.servlet.http.HttpServletRequest;

import org.jspecify.annotations.Nullable;

/**
 * Whose roster the address of a request names.
 *
 * @param proxyPath the {@code oneroster_application_id} as it was sent; {@code null} if the address has none
 * @param customUrl the district's name in addresses; {@code null} if the address has none
 */
record NamedRoster(@Nullable String proxyPath, @Nullable String customUrl) {

	private static final String ATTRIBUTE = NamedRoster.class.getName();

	private static final NamedRoster NONE = new NamedRoster(null, null);

	static NamedRoster of(HttpServletRequest request) {
		return (request.getAttribute(ATTRIBUTE) instanceof NamedRoster named) ? named : NONE;
	}

	void keep(HttpServletRequest request) {
		request.setAttribute(ATTRIBUTE, this);
	}

}
