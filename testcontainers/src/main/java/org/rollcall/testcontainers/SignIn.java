package org.rollcall.testcontainers;

import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * How a sign-in ended at the app: where the browser was sent, and what the app made of it.
 *
 * @param callbackUrl the redirect URI with all that was appended to it
 * @param code the authorization code, already used unless the request said otherwise; null after an OAuth error
 * @param state as the request had it
 * @param codeVerifier what redeems an unused code of a request with PKCE
 * @param error the OAuth error with which it ended, such as {@code access_denied}; null if it went well
 * @param errorDescription the error in words
 * @param claims of the id_token; empty without one
 * @param answered null if there are none: see {@link #tokens()}
 */
public record SignIn(String callbackUrl, @Nullable String code, @Nullable String state, @Nullable String codeVerifier,
		@Nullable String error, @Nullable String errorDescription, Map<String, Object> claims, @Nullable Tokens answered) {

	static SignIn of(Map<String, Object> answer) {
		return new SignIn(String.valueOf(answer.get("callbackUrl")), text(answer, "code"), text(answer, "state"),
				text(answer, "codeVerifier"), text(answer, "error"), text(answer, "errorDescription"),
				(answer.get("claims") instanceof Map<?, ?> claims) ? Json.strings(claims) : Map.of(),
				(answer.get("tokens") instanceof Map<?, ?> tokens) ? Tokens.of(Json.strings(tokens)) : null);
	}

	private static @Nullable String text(Map<String, Object> answer, String name) {
		Object value = answer.get(name);
		return (value != null) ? value.toString() : null;
	}

	/**
	 * Returns what the code was exchanged for.
	 * @throws IllegalStateException if it ended with an error, or the code was not to be exchanged
	 */
	public Tokens tokens() {
		if (this.answered == null) {
			throw new IllegalStateException((this.error != null)
					? "The sign-in ended with " + this.error
							+ ((this.errorDescription != null) ? ": " + this.errorDescription : "")
					: "There are no tokens: the code was not exchanged.");
		}
		return this.answered;
	}

	/**
	 * Returns the access token.
	 * @throws IllegalStateException as {@link #tokens()} does
	 */
	public String accessToken() {
		return tokens().accessToken();
	}

	/**
	 * Returns a claim of the id_token, or null if it has none of that name.
	 */
	public @Nullable Object claim(String name) {
		return this.claims.get(name);
	}

}
