package org.rollcall.client;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Set;

/**
 * What a redirect URI may look like (RFC 6749, section 3.1.2; RFC 9700, section 2.1).
 */
final class RedirectUris {

	private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

	private static final Set<String> NEVER = Set.of("javascript", "data", "vbscript", "file", "blob", "about");

	private RedirectUris() {
	}

	/**
	 * @throws IllegalArgumentException with the reason in words, if nobody could ever be sent there
	 */
	static void requireUsable(String value) {
		URI uri;
		try {
			uri = new URI(value);
		}
		catch (URISyntaxException ex) {
			throw refused(value, "is not a URI: " + ex.getReason());
		}
		String scheme = uri.getScheme();
		if (scheme == null) {
			throw refused(value, "is not absolute: it needs a scheme such as https");
		}
		if (uri.getFragment() != null) {
			throw refused(value, "has a fragment (#), which browsers do not send");
		}
		scheme = scheme.toLowerCase(Locale.ROOT);
		if (NEVER.contains(scheme)) {
			throw refused(value, "has the scheme " + scheme + ", which is not an address");
		}
		if (uri.getRawUserInfo() != null) {
			throw refused(value, "names a user before the host, which looks like another address than it is");
		}
		if (scheme.equals("http") || scheme.equals("https")) {
			if (uri.getHost() == null) {
				throw refused(value, "names no host");
			}
		}
	}

	/**
	 * @throws IllegalArgumentException with the reason in words, if a code that is sent there could be read on its way
	 */
	static void requireSecure(String value) {
		URI uri = URI.create(value);
		if ("http".equalsIgnoreCase(uri.getScheme()) && !LOOPBACK.contains(uri.getHost())) {
			throw refused(value, "is http: only localhost may do without https");
		}
	}

	private static IllegalArgumentException refused(String value, String reason) {
		return new IllegalArgumentException("The redirect URI '" + value + "' " + reason + ".");
	}

}
