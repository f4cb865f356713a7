package org.rollcall.roster;

import java.util.Map;

import org.rollcall.directory.Role;
import org.rollcall.directory.RosteredPeople;

/**
 * What the people of a roster are to the directory.
 */
final class RosterPeople {

	private static final String PARENTS = "('parent', 'guardian', 'relative')";

	/** ClassLink's role for one of OneRoster's: of administrators, only those of the district itself run the tenant. */
	private static final String ROLE = """
			case when u.role = 'student' then '%s' when u.role in ('teacher', 'aide', 'proctor') then '%s' when u.role in %s then '%s'
				when d.owner is not null then '%s' else '%s' end""".formatted(Role.STUDENT.value(), Role.TEACHER.value(), PARENTS,
			Role.PARENT.value(), Role.TENANT_ADMINISTRATOR.value(), Role.SCHOOL_ADMINISTRATOR.value());

	private static final String GROUP_NAME = """
			o.name || case when u.role = 'student' then ' Students' when u.role in ('teacher', 'aide', 'proctor') then ' Teachers'
				when u.role in %s then ' Parents' else ' Administrators' end""".formatted(PARENTS);

	private RosterPeople() {
	}

	/**
	 * Everybody who will be in a district's roster, in the order of the file where there is one. Who is in which org and whose parent
	 * can be asked once the files are written.
	 */
	static RosteredPeople of(UpcomingRoster upcoming) {
		UpcomingRoster written = new UpcomingRoster(Map.of());
		String users = "(select * from (%s) u where status = 'active')".formatted(upcoming.rows(RosterFile.USERS, "enabledUser", "role",
				"username", "givenName", "familyName", "middleName", "email"));
		String ofDistrict = "select distinct m.owner from (%s) m join (%s) o on o.sourced_id = m.target where o.type = 'district'"
			.formatted(upcoming.references(RosterFile.USERS, "orgSourcedIds"), upcoming.rows(RosterFile.ORGS, "type"));
		String roles = "(select sourced_id, role from (%s) u where status = 'active')".formatted(written.rows(RosterFile.USERS, "role"));
		String orgs = "(%s)".formatted(written.rows(RosterFile.ORGS, "name"));
		String memberships = "(%s)".formatted(written.references(RosterFile.USERS, "orgSourcedIds"));
		String agents = "(%s)".formatted(written.references(RosterFile.USERS, "agentSourcedIds"));
		return new RosteredPeople("""
				select u.sourced_id, u.username as login_id, %s as role, u.given_name as first_name, u.middle_name,
					u.family_name as last_name, u.email, u.enabled_user as active, row_number() over (order by u.line, u.sourced_id) as position
				from %s u left join (%s) d on u.role = 'administrator' and d.owner = u.sourced_id
				""".formatted(ROLE, users, ofDistrict), """
				select m.owner as sourced_id, m.ordinal, m.target as org from %s m
				""".formatted(memberships), """
				select distinct u.sourced_id, %s as name
				from %s u join %s m on m.owner = u.sourced_id join %s o on o.sourced_id = m.target
				""".formatted(GROUP_NAME, roles, memberships, orgs),
				// The standard names the parents with the student; some systems name the students with the parent too.
				"""
				select a.target as parent, a.owner as student
				from %1$s a join %2$s s on s.sourced_id = a.owner join %2$s p on p.sourced_id = a.target
				where s.role = 'student' and p.role in %3$s
				union
				select a.owner, a.target
				from %1$s a join %2$s p on p.sourced_id = a.owner join %2$s s on s.sourced_id = a.target
				where s.role = 'student' and p.role in %3$s
				""".formatted(agents, roles, PARENTS), Map.of());
	}

}
