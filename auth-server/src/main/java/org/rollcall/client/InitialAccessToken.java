package org.rollcall.client;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * With it a program may register apps.
 *
 * @param tenantId the district that looks after those apps; {@code null} for the operator
 * @param district the custom URL of that district
 * @param usesLeft how many more apps may be registered with it
 * @param makerId who answers for it; {@code null} if it was made with the server's own key or by an app
 * @param madeBy their name
 */
public record InitialAccessToken(UUID id, String name, @Nullable Integer tenantId, @Nullable String district, int usesLeft,
		@Nullable Integer makerId, @Nullable String madeBy, Instant createdAt, Instant expiresAt) {

	public boolean isEndedAt(Instant now) {
		return this.usesLeft == 0 || !now.isBefore(this.expiresAt);
	}

}
