package org.rollcall.session;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * Somebody who is signed in, as seen from elsewhere.
 *
 * @param address where the sign-in came from, if it came from anywhere
 * @param lastSeenAt when the browser was here last, to the minute
 */
public record OpenSession(UUID sessionId, @Nullable String address, Device device, Instant begunAt, Instant lastSeenAt,
		Instant expiresAt) {

}
