package org.rollcall.token;

import java.time.Instant;
import java.util.Set;

/**
 * A refresh token that is still good.
 */
public record RefreshToken(String clientId, int userId, Set<String> scopes, Instant issuedAt, Instant expiresAt) {

}
