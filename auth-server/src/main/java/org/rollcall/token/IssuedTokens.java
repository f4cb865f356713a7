package org.rollcall.token;

import java.time.Instant;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * What an app gets for a code or a refresh token. The values exist here and in the answer only; the database has their
 * hashes.
 *
 * @param scopes what the access token is good for
 * @param refreshToken {@code null} where the app gets none
 */
public record IssuedTokens(Grant grant, String accessToken, Instant issuedAt, Instant expiresAt, Set<String> scopes,
		@Nullable String refreshToken) {

	@Override
	public String toString() {
		return "IssuedTokens[grant=" + this.grant.id() + "]";
	}

}
