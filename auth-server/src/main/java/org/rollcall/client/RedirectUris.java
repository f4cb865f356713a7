package org.rollcall.client;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * What a redirect URI may look like (RFC 6749, section 3.1.2; RFC 8252, section 7; RFC 9700, section 2.1).
 */
public final class RedirectUris {

	/** How many an app may have. */
	public static final int MOST = 100;

	private static final int LONGEST = 2048;

	private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

	private static final Set<String> NEVER = Set.of("javascript", "data", "vbscript", "file", "blob", "about", "intent",
			"view-source", "filesystem");

	private RedirectUris() {
	}

	/**
	 * Returns the first thing that is wrong with an address that a person wrote down for an app of that kind. What is written down
	 * in a form is held to more than what a configuration brings along.
	 */
	static Optional<Fault> fault(String value, AppKind kind) {
		Fault fault = usable(value);
		if (fault == null && value.contains("*")) {
			fault = Fault.WILDCARD;
		}
		if (fault == null && !isWeb(URI.create(value)) && kind != AppKind.NATIVE) {
			fault = Fault.OWN_SCHEME;
		}
		return Optional.ofNullable((fault != null) ? fault : secure(value));
	}

	/**
	 * Of a program that registers its app nobody has looked at what it writes down, so it is held to what the form is, and to a scheme
	 * of its own that nobody else has (RFC 8252, section 7.1).
	 * @throws IllegalArgumentException with the reason in words
	 */
	public static void requireOwn(String value, AppKind kind) {
		require(value, fault(value, kind).filter((fault) -> fault != Fault.NOT_SECURE).orElse(null));
		URI uri = URI.create(value);
		if (!isWeb(uri) && !uri.getScheme().contains(".")) {
			throw new IllegalArgumentException("The redirect URI '" + value + "' has a scheme that anybody may have. Turn a domain of yours"
					+ " around, such as com.example.reader.");
		}
	}

	/**
	 * @throws IllegalArgumentException with the reason in words, if nobody could ever be sent there
	 */
	static void requireUsable(String value) {
		require(value, usable(value));
	}

	/**
	 * @throws IllegalArgumentException with the reason in words, if a code that is sent there could be read on its way
	 */
	static void requireSecure(String value) {
		require(value, secure(value));
	}

	private static void require(String value, @Nullable Fault fault) {
		if (fault != null) {
			throw new IllegalArgumentException("The redirect URI '" + value + "' " + fault.reason + ".");
		}
	}

	private static @Nullable Fault usable(String value) {
		if (value.length() > LONGEST) {
			return Fault.TOO_LONG;
		}
		URI uri;
		try {
			uri = new URI(value);
		}
		catch (URISyntaxException ex) {
			return value.contains("*") ? Fault.WILDCARD : Fault.NOT_A_URI;
		}
		String scheme = uri.getScheme();
		if (scheme == null) {
			return Fault.NOT_ABSOLUTE;
		}
		if (uri.getRawFragment() != null) {
			return Fault.FRAGMENT;
		}
		if (NEVER.contains(scheme.toLowerCase(Locale.ROOT))) {
			return Fault.NO_ADDRESS;
		}
		if (uri.getRawUserInfo() != null) {
			return Fault.USER;
		}
		if (isWeb(uri) && uri.getHost() == null) {
			return value.contains("*") ? Fault.WILDCARD : Fault.NO_HOST;
		}
		return null;
	}

	private static @Nullable Fault secure(String value) {
		URI uri = URI.create(value);
		return ("http".equalsIgnoreCase(uri.getScheme()) && !LOOPBACK.contains(uri.getHost())) ? Fault.NOT_SECURE : null;
	}

	private static boolean isWeb(URI uri) {
		return "https".equalsIgnoreCase(uri.getScheme()) || "http".equalsIgnoreCase(uri.getScheme());
	}

	/**
	 * What can be wrong with a redirect URI.
	 */
	public enum Fault {

		TOO_LONG("is longer than " + LONGEST + " characters"),

		NOT_A_URI("is not a URI: it has characters that must be percent-encoded"),

		NOT_ABSOLUTE("is not absolute: it needs a scheme such as https"),

		FRAGMENT("has a fragment (#), which browsers do not send"),

		NO_ADDRESS("has a scheme which is not an address, such as javascript"),

		USER("names a user before the host, which looks like another address than it is"),

		NO_HOST("names no host"),

		WILDCARD("has a wildcard (*), and addresses are compared letter by letter"),

		OWN_SCHEME("has a scheme of its own, which only a native app may"),

		NOT_SECURE("is http: only localhost may do without https");

		private final String reason;

		Fault(String reason) {
			this.reason = reason;
		}

	}

}
