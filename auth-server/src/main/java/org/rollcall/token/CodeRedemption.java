package org.rollcall.token;

import org.jspecify.annotations.Nullable;

/**
 * A code and what the app sent with it (RFC 6749, section 4.1.3; RFC 7636, section 4.5).
 *
 * @param redirectUri {@code null} where the app sent none, which ClassLink allows (contract, section 3)
 * @param codeVerifier {@code null} where the app sent none
 */
public record CodeRedemption(String code, @Nullable String redirectUri, @Nullable String codeVerifier) {

	@Override
	public String toString() {
		return "CodeRedemption[redirectUri=" + this.redirectUri + "]";
	}

}
