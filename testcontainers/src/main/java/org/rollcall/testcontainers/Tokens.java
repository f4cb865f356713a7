package org.rollcall.testcontainers;

import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * What the token endpoint answered. An app with fidelity {@code exact} gets no refresh token, scope or lifetime.
 *
 * @param accessToken the access token
 * @param tokenType {@code Bearer}
 * @param idToken a JWT, if {@code openid} was granted
 * @param refreshToken the refresh token
 * @param scope what was granted, separated by blanks
 * @param expiresIn seconds
 * @param all the whole answer
 */
public record Tokens(String accessToken, String tokenType, @Nullable String idToken, @Nullable String refreshToken,
		@Nullable String scope, @Nullable Long expiresIn, Map<String, Object> all) {

	static Tokens of(Map<String, Object> answer) {
		return new Tokens(String.valueOf(answer.get("access_token")), String.valueOf(answer.get("token_type")),
				text(answer, "id_token"), text(answer, "refresh_token"), text(answer, "scope"),
				(answer.get("expires_in") instanceof Number number) ? (Long) number.longValue() : null, answer);
	}

	private static @Nullable String text(Map<String, Object> answer, String name) {
		Object value = answer.get(name);
		return (value != null) ? value.toString() : null;
	}

}
