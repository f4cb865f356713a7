package org.rollcall.tile;

import java.util.Collection;

/**
 * Somebody who looks at their LaunchPad, by all that decides what stands there.
 *
 * @param groupIds the groups that the person is in
 * @param orgIds the sourcedIds of the person's schools
 */
public record Viewer(int tenantId, int userId, int profileId, Collection<Long> groupIds, Collection<String> orgIds) {
}
