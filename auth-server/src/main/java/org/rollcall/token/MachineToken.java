package org.rollcall.token;

import java.time.Instant;
import java.util.Set;

/**
 * What a machine gets for itself. The value exists here and in the answer only; the database has its hash.
 *
 * @param scopes what it is good for
 */
public record MachineToken(String value, Instant issuedAt, Instant expiresAt, Set<String> scopes) {

	@Override
	public String toString() {
		return "MachineToken[expiresAt=" + this.expiresAt + "]";
	}

}
