package org.rollcall.consent;

import java.time.Instant;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * A valid authorization request whose person has to say yes or no (RFC 6749, section 4.1.1; RFC 7636 for the challenge).
 *
 * @param scopes all that the app asked for, in its order
 * @param state as the app sent it, or {@code null} if it sent none
 * @param authTime when the person typed the password
 */
public record ConsentRequest(String clientId, int userId, String redirectUri, Set<String> scopes, @Nullable String state,
		@Nullable String nonce, @Nullable String codeChallenge, Instant authTime) {

}
