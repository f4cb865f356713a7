package org.rollcall.token;

import java.time.Instant;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * What a person allowed an app, from which a code is made (RFC 6749, section 4.1.2).
 *
 * @param redirectUri where the code is sent
 * @param scopes what was granted, in the app's order
 * @param declined what the app asked for and the person did not allow
 * @param nonce as the app sent it, or {@code null}
 * @param codeChallenge the S256 challenge (RFC 7636), or {@code null}
 * @param authTime when the person typed the password
 */
public record GrantRequest(int userId, String redirectUri, Set<String> scopes, Set<String> declined,
		@Nullable String nonce, @Nullable String codeChallenge, Instant authTime) {

}
