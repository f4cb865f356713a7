package org.rollcall.directory;

import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;

/**
 * What somebody is registered with, by hand or by a configuration; {@link Provisioning} registers those of a roster.
 *
 * @param loginId what the person signs in with, unique in the district without regard to case
 * @param building the name of a building of the district
 * @param profile the name of a profile of the district; it gives the role
 * @param firstName the given name
 * @param middleName the middle name, if there is one
 * @param lastName the family name
 * @param displayName what apps show
 * @param email the email address, if there is one
 * @param imagePath where the person's picture is, {@code ""} without one
 * @param sourcedId the id towards apps that know people by their roster, if there is one
 * @param orgIds the sourcedIds of the person's orgs, which need not be in the roster
 * @param language the language, for example {@code "en"}
 * @param active whether the person may sign in
 * @param groups the names of groups of the district, without those of the roster
 * @param students the login ids of the students whose parent or guardian the person is
 * @param claims what the id_token and userinfo carry besides, or instead of, the usual claims
 * @param info what {@code /v2/my/info} carries besides, or instead of, the usual fields
 * @param passwordHash the encoded password, never the password; {@code null} for somebody who has none
 */
public record PersonRegistration(String loginId, String building, String profile, String firstName,
		@Nullable String middleName, String lastName, String displayName, @Nullable String email, String imagePath,
		@Nullable String sourcedId, List<String> orgIds, String language, boolean active, SortedSet<String> groups,
		SortedSet<String> students, Map<String, Object> claims, Map<String, Object> info, @Nullable String passwordHash) {

	public PersonRegistration {
		orgIds = orgIds.stream().distinct().toList();
		groups = new TreeSet<>(groups);
		students = new TreeSet<>(students);
	}

	/** Without the hash, which has no place in a log. */
	@Override
	public String toString() {
		return "PersonRegistration[loginId=" + this.loginId + "]";
	}

}
