package org.rollcall.platform;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The form that ClassLink gives to client ids, codes and tokens: {@code c}, the epoch milliseconds in 13 digits, and 32
 * lower-case hex digits, which are 128 random bits (contract, sections 2 and 3).
 */
public final class ClassLinkIdentifier {

	private static final Pattern FORM = Pattern.compile("c\\d{13}[0-9a-f]{30,32}");

	private static final SecureRandom RANDOM = new SecureRandom();

	private ClassLinkIdentifier() {
	}

	/**
	 * Returns a new identifier that was made at {@code now}.
	 */
	public static String next(Instant now) {
		return String.format(Locale.ROOT, "c%013d%s", now.toEpochMilli(), secret());
	}

	/**
	 * Returns the identifier that follows from another one: always the same, and none that anybody could wish for.
	 */
	public static String following(String identifier) {
		return identifier.substring(0, 14) + HexFormat.of().formatHex(Sha256.of(identifier), 0, 16);
	}

	/**
	 * Returns 32 random lower-case hex digits, the form of ClassLink's client secrets.
	 */
	public static String secret() {
		byte[] random = new byte[16];
		RANDOM.nextBytes(random);
		return HexFormat.of().formatHex(random);
	}

	/**
	 * Tells whether {@code value} looks like one of ClassLink's. What does not cannot be in the database, so nobody needs to
	 * look it up.
	 */
	public static boolean hasForm(String value) {
		return value.length() <= 46 && FORM.matcher(value).matches();
	}

}
