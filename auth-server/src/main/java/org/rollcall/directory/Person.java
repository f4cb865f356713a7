package org.rollcall.directory;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Somebody who can sign in, with everything ClassLink tells about them (contract §5, {@code /v2/my/info}).
 *
 * @param userId ClassLink's UserId: given once, never reused, below 2³¹
 * @param district the person's district
 * @param buildingId the building's id (ClassLink's directory domain, not a school)
 * @param building the building's name
 * @param profileId the profile's id
 * @param profile the profile's name, for example {@code "Teacher"}
 * @param role the role that the profile gives
 * @param loginId what the person types to sign in, spelled as the district does
 * @param displayName first and last name, or what the person prefers
 * @param firstName the given name
 * @param middleName the middle name, if there is one
 * @param lastName the family name
 * @param email the email address, if there is one
 * @param imagePath where the person's picture is, {@code ""} without one
 * @param sourcedId the id in the district's roster, null for people who are not in it (ClassLink sends {@code ""})
 * @param orgIds the sourcedIds of the person's orgs in the order of the roster
 * @param languageId ClassLink's number of the language
 * @param language the language, for example {@code "en"}
 * @param defaultTimeFormat ClassLink's number of the time format
 * @param authenticationType ClassLink's number of the way to sign in
 * @param lastAccessTime when the person was last here; when they were created if they never were
 * @param active whether the person may sign in at all
 * @param claims what the id_token and userinfo carry besides, or instead of, the usual claims
 * @param info what {@code /v2/my/info} carries besides, or instead of, the usual fields
 */
public record Person(int userId, District district, int buildingId, String building, int profileId, String profile,
		Role role, String loginId, String displayName, String firstName, @Nullable String middleName, String lastName,
		@Nullable String email, String imagePath, @Nullable String sourcedId, List<String> orgIds, int languageId,
		String language, int defaultTimeFormat, int authenticationType, Instant lastAccessTime, boolean active,
		Map<String, Object> claims, Map<String, Object> info) {

	public Person {
		orgIds = List.copyOf(orgIds);
	}

}
