package org.rollcall.roster;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import org.rollcall.directory.Role;
import org.rollcall.directory.RosteredPerson;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What the people of a roster are to the directory.
 */
@Component
class RosterPeople {

	private static final Map<Role, String> GROUP_NAMES = Map.of(Role.STUDENT, "Students", Role.TEACHER, "Teachers",
			Role.PARENT, "Parents", Role.SCHOOL_ADMINISTRATOR, "Administrators", Role.TENANT_ADMINISTRATOR, "Administrators");

	private static final Set<String> PARENTS = Set.of("parent", "guardian", "relative");

	private final JdbcClient jdbc;

	RosterPeople(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	// In a few plain queries: of rows that were written a moment ago PostgreSQL knows too little to plan anything clever.
	/**
	 * Everybody who is in a district's roster, in the order of the file where there is one.
	 * @param fileIsThere whether users.csv is among the incoming files
	 */
	List<RosteredPerson> find(int tenantId, boolean fileIsThere) {
		Map<String, Org> orgs = new HashMap<>();
		this.jdbc.sql("select sourced_id, name, type from org where tenant_id = ?").param(tenantId).query((row) -> {
			orgs.put(row.getString(1), new Org(row.getString(2), row.getString(3).equals("district")));
		});
		Map<String, List<String>> memberships = new HashMap<>();
		this.jdbc.sql("select user_sourced_id, org_sourced_id from user_org where tenant_id = ? order by user_sourced_id, ordinal")
			.param(tenantId)
			.query((row) -> {
				memberships.computeIfAbsent(row.getString(1), (id) -> new ArrayList<>(1)).add(row.getString(2));
			});
		Map<String, Set<String>> families = families(tenantId);
		String file = fileIsThere ? "left join %s i on i.c0 = u.sourced_id".formatted(IncomingRows.table(RosterFile.USERS))
				: "cross join (select 0 as line) i";
		return this.jdbc.sql("select u.* from roster_user u %s where u.tenant_id = ? and u.status = 'active' order by i.line, u.sourced_id"
			.formatted(file))
			.param(tenantId)
			.query((row, number) -> person(row, orgs, memberships, families))
			.list();
	}

	private static RosteredPerson person(ResultSet row, Map<String, Org> orgs, Map<String, List<String>> memberships,
			Map<String, Set<String>> families) throws SQLException {
		String sourcedId = row.getString("sourced_id");
		List<String> orgIds = memberships.getOrDefault(sourcedId, List.of());
		List<Org> theirs = orgIds.stream().map(orgs::get).toList();
		Role role = role(row.getString("role"), theirs.stream().anyMatch(Org::isDistrict));
		Set<String> groups = theirs.stream()
			.map((org) -> org.name() + " " + GROUP_NAMES.get(role))
			.collect(Collectors.toCollection(LinkedHashSet::new));
		return new RosteredPerson(sourcedId, row.getString("username"), role, row.getString("given_name"),
				row.getString("middle_name"), row.getString("family_name"), row.getString("email"),
				row.getBoolean("enabled_user"), orgIds, groups, families.getOrDefault(sourcedId, Set.of()));
	}

	/** ClassLink's role for one of OneRoster's: of administrators, only those of the district itself run the tenant. */
	private static Role role(String role, boolean ofDistrict) {
		return switch (role) {
			case "student" -> Role.STUDENT;
			case "teacher", "aide", "proctor" -> Role.TEACHER;
			case "parent", "guardian", "relative" -> Role.PARENT;
			case "administrator" -> ofDistrict ? Role.TENANT_ADMINISTRATOR : Role.SCHOOL_ADMINISTRATOR;
			default -> throw new IllegalStateException("The roster has a role '%s'".formatted(role));
		};
	}

	// The standard names the parents with the student; some systems name the students with the parent too.
	private Map<String, Set<String>> families(int tenantId) {
		Map<String, String> roles = new HashMap<>();
		this.jdbc.sql("select sourced_id, role from roster_user where tenant_id = ? and status = 'active'")
			.param(tenantId)
			.query((row) -> {
				roles.put(row.getString(1), row.getString(2));
			});
		Map<String, Set<String>> families = new HashMap<>();
		this.jdbc.sql("select user_sourced_id, agent_sourced_id from user_agent where tenant_id = ?")
			.param(tenantId)
			.query((row) -> {
				String user = row.getString(1);
				String agent = row.getString(2);
				if (isStudent(roles.get(user)) && isParent(roles.get(agent))) {
					families.computeIfAbsent(agent, (id) -> new LinkedHashSet<>()).add(user);
				}
				else if (isParent(roles.get(user)) && isStudent(roles.get(agent))) {
					families.computeIfAbsent(user, (id) -> new LinkedHashSet<>()).add(agent);
				}
			});
		return families;
	}

	private static boolean isStudent(@Nullable String role) {
		return "student".equals(role);
	}

	private static boolean isParent(@Nullable String role) {
		return role != null && PARENTS.contains(role);
	}

	private record Org(String name, boolean isDistrict) {
	}

}
