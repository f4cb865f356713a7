package org.rollcall.administrator;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * A key of the admin API that somebody made.
 *
 * @param tenantId the only district that it reaches; {@code null} for the whole server
 * @param district the custom URL of that district
 * @param scopes such as {@code people.read}
 * @param madeBy who made it; {@code null} if they are gone
 * @param lastUsedAt to the minute
 */
public record ApiKey(UUID id, String name, @Nullable Integer tenantId, @Nullable String district, Set<String> scopes,
		@Nullable String madeBy, Instant createdAt, Instant expiresAt, @Nullable Instant lastUsedAt) {

	public boolean isEndedAt(Instant now) {
		return !now.isBefore(this.expiresAt);
	}

}
