package org.rollcall.client;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * One of an app's secrets, without the secret.
 *
 * @param lastUsedAt to the minute; {@code null} if it never was, or before that was noted
 * @param endsAt {@code null} if nobody said when
 */
public record KnownSecret(long id, Instant createdAt, @Nullable Instant lastUsedAt, @Nullable Instant endsAt) {

}
