package org.rollcall.oneroster;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

import jakarta.servlet.http.HttpServletRequest;

import org.rollcall.roster.query.Reference;

import org.springframework.web.servlet.support.ServletUriComponentsBuilder;
import org.springframework.web.util.UriUtils;

/**
 * The address under which a request came, so that what an answer points to is found the same way.
 *
 * @param root where the version of OneRoster begins, such as {@code http://localhost:9000/ims/oneroster/v1p1}
 * @param path what follows
 */
record Address(String root, String path) {

	private static final String PREFIX = Address.class.getName() + ".prefix";

	/**
	 * Keeps what stood before OneRoster's own path, as it was sent.
	 */
	static void keepPrefix(HttpServletRequest request, String prefix) {
		request.setAttribute(PREFIX, prefix);
	}

	/**
	 * @param version the path of the version's root
	 */
	static Address of(HttpServletRequest request, String version) {
		String host = ServletUriComponentsBuilder.fromContextPath(request).build().toUriString();
		String prefix = (request.getAttribute(PREFIX) instanceof String kept) ? kept : "";
		return new Address(host + prefix + version, request.getRequestURI().substring(request.getContextPath().length() + version.length()));
	}

	String href(Reference reference) {
		return this.root + "/" + reference.type().plural() + "/" + UriUtils.encodePathSegment(reference.sourcedId(), StandardCharsets.UTF_8);
	}

	/**
	 * Returns the same collection with other parameters.
	 */
	String with(Map<String, List<String>> parameters) {
		StringBuilder address = new StringBuilder(this.root).append(this.path);
		char separator = '?';
		for (Map.Entry<String, List<String>> parameter : parameters.entrySet()) {
			for (String value : parameter.getValue()) {
				address.append(separator)
					.append(UriUtils.encode(parameter.getKey(), StandardCharsets.UTF_8))
					.append('=')
					.append(UriUtils.encode(value, StandardCharsets.UTF_8));
				separator = '&';
			}
		}
		return address.toString();
	}

}
