package org.rollcall.roster;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import org.rollcall.directory.Role;
import org.rollcall.directory.RosteredPerson;

/**
 * What the people of a valid roster are to the directory.
 */
class RosterPeople {

	private static final Map<Role, String> GROUP_NAMES = Map.of(Role.STUDENT, "Students", Role.TEACHER, "Teachers",
			Role.PARENT, "Parents", Role.SCHOOL_ADMINISTRATOR, "Administrators", Role.TENANT_ADMINISTRATOR, "Administrators");

	private static final int SOURCED_ID = RosterFile.SOURCED_ID;

	private static final int ENABLED = RosterFile.USERS.indexOf("enabledUser");

	private static final int ORGS = RosterFile.USERS.indexOf("orgSourcedIds");

	private static final int ROLE = RosterFile.USERS.indexOf("role");

	private static final int USERNAME = RosterFile.USERS.indexOf("username");

	private static final int GIVEN_NAME = RosterFile.USERS.indexOf("givenName");

	private static final int FAMILY_NAME = RosterFile.USERS.indexOf("familyName");

	private static final int MIDDLE_NAME = RosterFile.USERS.indexOf("middleName");

	private static final int EMAIL = RosterFile.USERS.indexOf("email");

	private static final int AGENTS = RosterFile.USERS.indexOf("agentSourcedIds");

	private final Roster roster;

	private final Map<String, Row> orgs;

	private final Map<String, Role> roles = new HashMap<>();

	RosterPeople(Roster roster) {
		this.roster = roster;
		this.orgs = roster.rows(RosterFile.ORGS).stream().collect(Collectors.toMap(row -> row.text(SOURCED_ID), row -> row));
		roster.rows(RosterFile.USERS).forEach(user -> this.roles.put(user.text(SOURCED_ID), role(user)));
	}

	List<RosteredPerson> toPeople() {
		Map<String, Set<String>> families = families();
		List<RosteredPerson> people = new ArrayList<>();
		for (Row user : this.roster.rows(RosterFile.USERS)) {
			String sourcedId = user.text(SOURCED_ID);
			Role role = role(user);
			Set<String> orgIds = Column.items(user.get(ORGS));
			Set<String> groups = orgIds.stream()
				.map(orgId -> orgName(orgId) + " " + GROUP_NAMES.get(role))
				.collect(Collectors.toCollection(LinkedHashSet::new));
			people.add(new RosteredPerson(sourcedId, user.text(USERNAME), role, user.text(GIVEN_NAME), user.get(MIDDLE_NAME),
					user.text(FAMILY_NAME), user.get(EMAIL), user.isActive() && user.text(ENABLED).equals("true"),
					List.copyOf(orgIds), groups, families.getOrDefault(sourcedId, Set.of())));
		}
		return people;
	}

	/** ClassLink's role for one of OneRoster's: of administrators, only those of the district itself run the tenant. */
	private Role role(Row user) {
		return switch (user.text(ROLE)) {
			case "student" -> Role.STUDENT;
			case "teacher", "aide", "proctor" -> Role.TEACHER;
			case "parent", "guardian", "relative" -> Role.PARENT;
			case "administrator" -> Column.items(user.get(ORGS)).stream().anyMatch(this::isDistrict)
					? Role.TENANT_ADMINISTRATOR : Role.SCHOOL_ADMINISTRATOR;
			default -> throw new IllegalStateException("Validation let the role '%s' pass".formatted(user.text(ROLE)));
		};
	}

	// The standard names the parents with the student; some systems name the students with the parent too.
	private Map<String, Set<String>> families() {
		Map<String, Set<String>> families = new HashMap<>();
		for (Row user : this.roster.rows(RosterFile.USERS)) {
			String userId = user.text(SOURCED_ID);
			for (String agentId : Column.items(user.get(AGENTS))) {
				if (this.roles.get(userId) == Role.STUDENT && this.roles.get(agentId) == Role.PARENT) {
					families.computeIfAbsent(agentId, id -> new LinkedHashSet<>()).add(userId);
				}
				else if (this.roles.get(userId) == Role.PARENT && this.roles.get(agentId) == Role.STUDENT) {
					families.computeIfAbsent(userId, id -> new LinkedHashSet<>()).add(agentId);
				}
			}
		}
		return families;
	}

	private boolean isDistrict(String orgId) {
		return "district".equals(org(orgId).get(RosterFile.ORGS.indexOf("type")));
	}

	private String orgName(String orgId) {
		return org(orgId).text(RosterFile.ORGS.indexOf("name"));
	}

	private Row org(String orgId) {
		Row org = this.orgs.get(orgId);
		if (org == null) {
			throw new IllegalStateException("Validation let a reference to the unknown org '%s' pass".formatted(orgId));
		}
		return org;
	}

}
