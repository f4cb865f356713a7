package org.rollcall.passkey;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * What somebody can sign in with besides a password.
 *
 * @param name what its owner calls it
 * @param backedUp whether it is kept by a service of the owner's, such as a phone's, and not on one device alone
 * @param lastUsedAt when it was used last, {@code null} if it never was
 */
public record Passkey(long passkeyId, String name, boolean backedUp, Instant createdAt, @Nullable Instant lastUsedAt) {
}
