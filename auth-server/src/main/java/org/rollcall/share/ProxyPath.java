package org.rollcall.share;

import java.security.SecureRandom;
import java.util.Locale;

/**
 * The {@code oneroster_application_id}, which ClassLink gives out percent-escaped, with escapes that nobody needs among them: an app
 * that decodes it, or escapes it once more, comes to nothing (contract, section 6).
 */
final class ProxyPath {

	private static final String LETTERS_AND_DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

	private static final SecureRandom RANDOM = new SecureRandom();

	private static final int LENGTH = 14;

	private ProxyPath() {
	}

	/**
	 * Returns a new one, such as {@code %2FgVa0ed75Gs1mXq%43}.
	 */
	static String next() {
		StringBuilder path = new StringBuilder("%2F");
		for (int i = 0; i < LENGTH; i++) {
			path.append(random());
		}
		return path.append('%').append(Integer.toHexString(random()).toUpperCase(Locale.ROOT)).toString();
	}

	private static char random() {
		return LETTERS_AND_DIGITS.charAt(RANDOM.nextInt(LETTERS_AND_DIGITS.length()));
	}

}
