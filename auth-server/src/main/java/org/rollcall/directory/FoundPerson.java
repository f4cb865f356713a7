package org.rollcall.directory;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Somebody whom a {@link PeopleSearch} found, with what a line of a list shows.
 *
 * @param orgIds the sourcedIds of the person's orgs in the order of the roster
 */
public record FoundPerson(int userId, String firstName, String lastName, String displayName, String loginId,
		@Nullable String email, String profile, Role role, boolean active, List<String> orgIds) {

}
