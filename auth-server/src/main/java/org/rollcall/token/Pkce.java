package org.rollcall.token;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import org.rollcall.platform.Sha256;

/**
 * Proof Key for Code Exchange with S256, the only method there is here (RFC 7636).
 */
public final class Pkce {

	private static final Pattern CHALLENGE = Pattern.compile("[A-Za-z0-9_-]{43}");

	private static final Pattern VERIFIER = Pattern.compile("[A-Za-z0-9._~-]{43,128}");

	private Pkce() {
	}

	/**
	 * Returns whether {@code challenge} can be an S256 challenge: 43 characters of base64url.
	 */
	public static boolean isChallenge(String challenge) {
		return CHALLENGE.matcher(challenge).matches();
	}

	/**
	 * Checks the verifier: it is asked for exactly when a challenge came (contract, section 3).
	 */
	static void check(@Nullable String challenge, @Nullable String verifier) {
		if (challenge == null) {
			if (verifier != null) {
				throw refused("A code_verifier was sent, but the authorization request had no code_challenge.");
			}
			return;
		}
		if (verifier == null) {
			throw refused("The authorization request had a code_challenge, so the code_verifier is required.");
		}
		if (!VERIFIER.matcher(verifier).matches()) {
			throw refused("The code_verifier must be 43 to 128 characters of A-Z a-z 0-9 - . _ ~ (RFC 7636, section 4.1).");
		}
		String expected = Base64.getUrlEncoder().withoutPadding().encodeToString(Sha256.of(verifier));
		if (!MessageDigest.isEqual(bytes(expected), bytes(challenge))) {
			throw refused("The code_verifier does not belong to the code_challenge of the authorization request:"
					+ " BASE64URL(SHA256(code_verifier)) must equal it, without padding.");
		}
	}

	private static byte[] bytes(String value) {
		return value.getBytes(StandardCharsets.US_ASCII);
	}

	private static TokenRefusedException refused(String description) {
		return new TokenRefusedException("invalid_grant", description);
	}

}
