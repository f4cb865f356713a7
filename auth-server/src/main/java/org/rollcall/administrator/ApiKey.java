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
 * @param makerId who answers for it; {@code null} if it was made with the server's own key or by an app
 * @param madeBy their name
 * @param lastUsedAt to the minute
 */
public record ApiKey(UUID id, String name, @Nullable Integer tenantId, @Nullable String district, Set<String> scopes,
		@Nullable Integer makerId, @Nullable String madeBy, Instant createdAt, Instant expiresAt, @Nullable Instant lastUsedAt) {

	public boolean isEndedAt(Instant now) {
		return !now.isBefore(this.expiresAt);
	}

}
