package org.rollcall.platform;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * The SHA-256 under which codes, tokens, session cookies and client secrets are stored. All of them carry 128 random bits
 * or more, so one fast hash is enough: there is nothing to guess. Passwords, which people choose, get a slow hash instead.
 */
public final class Sha256 {

	private Sha256() {
	}

	/**
	 * Returns the 32 bytes of the hash of {@code value} in UTF-8.
	 */
	public static byte[] of(String value) {
		return digest().digest(value.getBytes(StandardCharsets.UTF_8));
	}

	/**
	 * Returns a digest that takes more than one piece.
	 */
	public static MessageDigest digest() {
		try {
			return MessageDigest.getInstance("SHA-256");
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("every Java runtime has SHA-256", ex);
		}
	}

}
