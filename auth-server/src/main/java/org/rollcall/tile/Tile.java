package org.rollcall.tile;

import java.util.SortedSet;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;

/**
 * An app on a district's LaunchPad: a plain link, as a rule to the authorize URL (contract, sections 2 and 8).
 *
 * @param tenantId the district
 * @param name what people read, unique in the district
 * @param url where it leads
 * @param iconUrl its picture, if it has one
 * @param clientId the app that it launches, if it is one of ours
 * @param profiles names of the profiles that see it
 * @param groups names of the groups that see it
 * @param schools sourcedIds of the schools whose people see it; with no profile, no group and no school everybody does
 */
public record Tile(int tenantId, String name, String url, @Nullable String iconUrl, @Nullable String clientId,
		SortedSet<String> profiles, SortedSet<String> groups, SortedSet<String> schools) {

	public Tile {
		profiles = new TreeSet<>(profiles);
		groups = new TreeSet<>(groups);
		schools = new TreeSet<>(schools);
	}

}
