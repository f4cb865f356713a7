package org.rollcall.directory;

import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a district's people are sorted into.
 *
 * @param buildings the names of its buildings, the first one first
 * @param profiles its profiles and the role that each gives; those that are called like a role are always there
 * @param groups the names of its groups, without those of the roster
 */
public record Organization(List<String> buildings, SortedMap<String, Role> profiles, SortedSet<String> groups) {

	public Organization {
		buildings = List.copyOf(buildings);
		profiles = new TreeMap<>(profiles);
		groups = new TreeSet<>(groups);
	}

}
