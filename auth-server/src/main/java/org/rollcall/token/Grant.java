package org.rollcall.token;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;

/**
 * One permission of one person for one app, and with it the family of all its tokens.
 *
 * @param scopes what was granted, in the app's order
 * @param declined what the app asked for and the person did not allow
 * @param nonce the app's; or one of our own where it sent none, as ClassLink does (contract, section 2)
 * @param endsAt the absolute end, which no refresh moves
 */
public record Grant(UUID id, String clientId, int userId, Set<String> scopes, Set<String> declined, String nonce,
		Instant authTime, Instant endsAt) {

}
