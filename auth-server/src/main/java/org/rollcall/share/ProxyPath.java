package org.rollcall.share;

import java.security.SecureRandom;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The {@code oneroster_application_id}, which ClassLink gives out percent-escaped: an app that decodes it, or escapes it once more,
 * comes to nothing (contract, section 6). Only what means something else unescaped is escaped in it: HTTP clients take other escapes
 * away on their way, because that changes nothing (RFC 3986, section 6.2.2.2), and an app cannot help that.
 */
final class ProxyPath {

	private static final String LETTERS_AND_DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

	private static final String UNRESERVED = LETTERS_AND_DIGITS + "-._~";

	private static final Pattern ESCAPE = Pattern.compile("%([0-9A-Fa-f]{2})");

	private static final SecureRandom RANDOM = new SecureRandom();

	private static final int LENGTH = 14;

	private ProxyPath() {
	}

	/**
	 * Returns a new one, such as {@code %2FgVa0ed75Gs1mXq%3D}.
	 */
	static String next() {
		StringBuilder path = new StringBuilder("%2F");
		for (int i = 0; i < LENGTH; i++) {
			path.append(random());
		}
		return path.append(RANDOM.nextBoolean() ? "%2B" : "%3D").toString();
	}

	/**
	 * Returns what was sent as these are written: escapes in upper case, and none of letters, digits and the like (RFC 3986, section
	 * 6.2.2). An escaped slash stays one.
	 */
	static String normalized(String sent) {
		return ESCAPE.matcher(sent).replaceAll((escape) -> {
			char escaped = (char) Integer.parseInt(escape.group(1), 16);
			return (UNRESERVED.indexOf(escaped) >= 0) ? String.valueOf(escaped) : escape.group().toUpperCase(Locale.ROOT);
		});
	}

	private static char random() {
		return LETTERS_AND_DIGITS.charAt(RANDOM.nextInt(LETTERS_AND_DIGITS.length()));
	}

}
