package org.rollcall.share;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * With what an app asks the proxy which districts share with it: ClassLink's partner portal calls it an API key for rostering. The key
 * itself is known to whoever was shown it, and to nobody else.
 *
 * @param expiresAt {@code null} if it is good until somebody ends it
 * @param lastUsedAt to the minute
 */
public record PartnerKey(UUID id, String clientId, String name, Instant createdAt, @Nullable Instant expiresAt,
		@Nullable Instant lastUsedAt) {

	public boolean isEndedAt(Instant now) {
		return this.expiresAt != null && !now.isBefore(this.expiresAt);
	}

}
