package org.rollcall.token;

import org.jspecify.annotations.Nullable;

/**
 * A code and what the app sent with it (RFC 6749, section 4.1.3; RFC 7636, section 4.5).
 *
 * @param redirectUri {@code null} where the app sent none, which ClassLink allows (contract, section 3)
 * @param codeVerifier {@code null} where the app sent none
 */
public record CodeRedemption(String code, @Nullable String redirectUri, @Nullable String codeVerifier) {

	/**
	 * Whether the redirect_uri that the app sent, if it sent one, is that of the authorization request, letter by letter. OmniAuth
	 * and its kin send the whole address by which the browser came back, this code included; that proves no less.
	 */
	boolean cameTo(String authorized) {
		String answer = authorized + ((authorized.indexOf('?') < 0) ? '?' : '&') + "code=" + this.code;
		return this.redirectUri == null || this.redirectUri.equals(authorized) || this.redirectUri.equals(answer)
				|| this.redirectUri.startsWith(answer + "&");
	}

	@Override
	public String toString() {
		return "CodeRedemption[redirectUri=" + this.redirectUri + "]";
	}

}
