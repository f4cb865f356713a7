package org.rollcall.directory;

/**
 * A named set of people who see the same apps (contract §1, {@code /v2/my/profiles}).
 *
 * @param profileId the profile's id
 * @param name for example {@code "Teacher"}
 * @param role the role it gives
 */
public record Profile(int profileId, String name, Role role) {
}
