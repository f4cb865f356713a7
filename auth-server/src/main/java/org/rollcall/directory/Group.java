package org.rollcall.directory;

/**
 * A group of the directory (contract §1, {@code /my/groups}).
 *
 * @param name for example {@code "Lincoln High School Teachers"}
 * @param groupId the group's id
 * @param buildingId the building that the group belongs to
 */
public record Group(String name, long groupId, int buildingId) {
}
