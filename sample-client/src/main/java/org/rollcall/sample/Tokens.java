package org.rollcall.sample;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.rollcall.sample.SignInFailure.Reason;

/**
 * What the token endpoint answered, and when.
 *
 * @param answer the JSON as it came
 * @param refreshToken the newest refresh token, if there ever was one: an answer that
 * brings no new one leaves the old one in use
 */
record Tokens(Map<String, Object> answer, Instant receivedAt, @Nullable String refreshToken) {

	static Tokens of(Map<String, Object> answer, Instant receivedAt, @Nullable String formerRefreshToken) {
		if (!(answer.get("access_token") instanceof String)) {
			throw new SignInFailure(Reason.NOT_UNDERSTOOD);
		}
		return new Tokens(answer, receivedAt,
				(answer.get("refresh_token") instanceof String renewed) ? renewed : formerRefreshToken);
	}

	String accessToken() {
		return (String) answer.get("access_token");
	}

	@Nullable String idToken() {
		return (answer.get("id_token") instanceof String idToken) ? idToken : null;
	}

	/** When the access token ends, if the server said so; ClassLink itself does not. */
	public @Nullable Instant expiresAt() {
		return (answer.get("expires_in") instanceof Number seconds) ? receivedAt.plusSeconds(seconds.longValue()) : null;
	}

	/** What the app asked for and was not given, if the server said so; ClassLink itself does not. */
	List<String> leftOut(List<String> asked) {
		return (answer.get("scope") instanceof String given)
				? asked.stream().filter((scope) -> !List.of(given.split("[\\s,+]+")).contains(scope)).toList() : List.of();
	}

	/** Without its values, so that no log can have them. */
	@Override
	public String toString() {
		return "Tokens" + answer.keySet();
	}

}
