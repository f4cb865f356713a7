package org.rollcall.oneroster;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import jakarta.servlet.http.HttpServletRequest;

import org.rollcall.roster.query.Reference;

import org.springframework.web.servlet.support.ServletUriComponentsBuilder;
import org.springframework.web.util.UriUtils;

/**
 * The address under which a request came, so that what an answer points to is found the same way.
 *
 * @param host what stands before OneRoster's own path, such as {@code http://localhost:9000}
 * @param path that path
 * @param version under whose paths everything is found
 */
record Address(String host, String path, Version version) {

	private static final String PREFIX = Address.class.getName() + ".prefix";

	private static final String PATH = Address.class.getName() + ".path";

	/**
	 * Keeps what stood before OneRoster's own path, as it was sent.
	 */
	static void keepPrefix(HttpServletRequest request, String prefix) {
		request.setAttribute(PREFIX, prefix);
	}

	/**
	 * Keeps OneRoster's own path as it was sent, if what goes on is written otherwise.
	 */
	static void keepPath(HttpServletRequest request, String path) {
		request.setAttribute(PATH, path);
	}

	static Address of(HttpServletRequest request, Version version) {
		return new Address(host(request) + prefix(request), path(request), version);
	}

	/**
	 * Returns what was asked for as OAuth 1 signs it: the host in lower case, the port unless it is the usual one, the path as it was
	 * sent, no query (RFC 5849, section 3.4.1.2).
	 */
	static String sent(HttpServletRequest request) {
		return host(request).toLowerCase(Locale.ROOT) + prefix(request) + path(request);
	}

	/** There is no context path: what is served is served at the root of its host. */
	private static String host(HttpServletRequest request) {
		return ServletUriComponentsBuilder.fromContextPath(request).build().toUriString();
	}

	private static String prefix(HttpServletRequest request) {
		return (request.getAttribute(PREFIX) instanceof String kept) ? kept : "";
	}

	private static String path(HttpServletRequest request) {
		return (request.getAttribute(PATH) instanceof String kept) ? kept : request.getRequestURI().substring(request.getContextPath().length());
	}

	String href(Reference reference) {
		return this.host + this.version.root(reference.type()) + "/" + reference.type().plural() + "/" + UriUtils.encodePathSegment(reference.sourcedId(), StandardCharsets.UTF_8);
	}

	/**
	 * Returns the same collection with other parameters.
	 */
	String with(Map<String, List<String>> parameters) {
		StringBuilder address = new StringBuilder(this.host).append(this.path);
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
