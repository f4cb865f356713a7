package org.rollcall.token;

import java.time.Instant;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * An access token that was presented, and what the server knows of it.
 *
 * @param userId whom it speaks for; {@code null} if it is a machine's own
 * @param scopes what it is good for
 * @param declined what the app asked for and the person did not allow
 */
public record AccessToken(State state, String clientId, @Nullable Integer userId, Set<String> scopes, Set<String> declined,
		Instant issuedAt, Instant expiresAt) {

	/**
	 * Whether it is still good, and why not.
	 */
	public enum State {

		ACTIVE, EXPIRED, REVOKED

	}

	/**
	 * Returns whether it is still good.
	 */
	public boolean isActive() {
		return this.state == State.ACTIVE;
	}

}
