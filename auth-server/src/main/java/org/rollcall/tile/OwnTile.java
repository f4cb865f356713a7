package org.rollcall.tile;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * A tile as it stands on somebody's own LaunchPad.
 *
 * @param clientId the app that it launches, if it is one of ours
 * @param lastUsedAt when the person opened it last, {@code null} if they never did
 */
public record OwnTile(long tileId, String name, String url, @Nullable String iconUrl, @Nullable String clientId,
		boolean favourite, @Nullable Instant lastUsedAt) {
}
