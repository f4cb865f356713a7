package org.rollcall.directory;

import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * A person as the district's roster knows them: what {@link Provisioning} turns into somebody who can sign in.
 *
 * @param sourcedId the roster's id, unique in the district, the identity across imports
 * @param loginId what the person signs in with, unique in the district without regard to case
 * @param role what the person is
 * @param firstName the given name
 * @param middleName the middle name, if there is one
 * @param lastName the family name
 * @param email the email address, if there is one
 * @param active whether the person may sign in
 * @param orgIds the sourcedIds of the person's orgs, in the roster's order
 * @param groups the names of the groups that the roster puts the person in
 * @param students the sourcedIds of the students whose parent or guardian the person is
 */
public record RosteredPerson(String sourcedId, String loginId, Role role, String firstName, @Nullable String middleName,
		String lastName, @Nullable String email, boolean active, List<String> orgIds, Set<String> groups,
		Set<String> students) {

	public RosteredPerson {
		orgIds = List.copyOf(orgIds);
		groups = Set.copyOf(groups);
		students = Set.copyOf(students);
	}

}
