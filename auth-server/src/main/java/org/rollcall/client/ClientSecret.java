package org.rollcall.client;

import java.util.HexFormat;

import org.rollcall.platform.Sha256;

/**
 * An app's secret as it is kept: its SHA-256. The secret itself has 128 random bits or more, so there is nothing to guess.
 *
 * @param hash the SHA-256 of the secret in 64 lower-case hex digits
 */
public record ClientSecret(String hash) {

	/** Nothing has this hash: of a confidential app whose secrets have all ended. */
	public static final ClientSecret NONE = new ClientSecret("0".repeat(64));

	/**
	 * @throws IllegalArgumentException with the reason in words, if it is not the hash of anything
	 */
	public ClientSecret {
		if (!hash.matches("[0-9a-f]{64}")) {
			throw new IllegalArgumentException("The hash of a client secret is a SHA-256: 64 lower-case hex digits.");
		}
	}

	/**
	 * Returns what is kept of {@code secret}.
	 * @throws IllegalArgumentException with the reason in words, if it could be guessed
	 */
	public static ClientSecret of(String secret) {
		if (!secret.matches("[0-9a-f]{32,256}")) {
			throw new IllegalArgumentException("A client secret has 128 random bits or more: 32 lower-case hex digits.");
		}
		return new ClientSecret(HexFormat.of().formatHex(Sha256.of(secret)));
	}

	byte[] bytes() {
		return HexFormat.of().parseHex(this.hash);
	}

	@Override
	public String toString() {
		return "ClientSecret[hidden]";
	}

}
