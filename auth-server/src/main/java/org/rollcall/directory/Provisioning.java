package org.rollcall.directory;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.rollcall.platform.TemporaryRows;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Keeps the people of a district as its roster has them.
 * <p>
 * A person is recognised by the sourcedId, and keeps the UserId for ever. Who is no longer in the roster is deactivated;
 * whoever was registered by hand is left alone, and whoever was deactivated by hand stays so.
 */
@Service
@Transactional
public class Provisioning {

	private static final int MANY = 1_000;

	private static final String PEOPLE = "rostered";

	private final JdbcClient jdbc;

	private final TemporaryRows temporary;

	Provisioning(JdbcClient jdbc, TemporaryRows temporary) {
		this.jdbc = jdbc;
		this.temporary = temporary;
	}

	/**
	 * The login ids of people of the district who are not in its roster. The roster cannot have them: else a student could get
	 * an administrator's account by choosing a username.
	 */
	@Transactional(readOnly = true)
	public Set<String> loginIdsOfOthers(int tenantId) {
		return new HashSet<>(this.jdbc.sql("select login_id from person where tenant_id = ? and not rostered")
			.param(tenantId)
			.query(String.class)
			.list());
	}

	/**
	 * The sourcedIds of people of the district who were registered by hand, so that the roster cannot have them.
	 */
	@Transactional(readOnly = true)
	public Set<String> sourcedIdsOfOthers(int tenantId) {
		return new HashSet<>(this.jdbc
			.sql("select sourced_id from person where tenant_id = ? and not rostered and sourced_id is not null")
			.param(tenantId)
			.query(String.class)
			.list());
	}

	/**
	 * Finds out what {@link #provision} would do, and changes nothing.
	 * @throws IllegalArgumentException if the district is not registered
	 */
	public ProvisioningReport foresee(int tenantId, RosteredPeople roster) {
		buildingOf(tenantId);
		ProvisioningReport report = compare(tenantId, roster);
		this.temporary.drop(PEOPLE);
		return report;
	}

	/**
	 * Brings the people of a district in line with its roster. The same people twice change nothing.
	 * @param tenantId a registered district
	 * @param roster everybody in the roster
	 * @param initialPasswordHash the encoded password that new people get; null for none
	 * @param at when this happens
	 * @throws IllegalArgumentException if the district is not registered
	 */
	public ProvisioningReport provision(int tenantId, RosteredPeople roster, @Nullable String initialPasswordHash, Instant at) {
		int buildingId = buildingOf(tenantId);
		addProfiles(tenantId);
		ProvisioningReport report = compare(tenantId, roster);
		if (report.created() > 0 || report.updated() > 0) {
			freeLoginIds(tenantId, at);
			update(tenantId, at);
			create(tenantId, buildingId, initialPasswordHash, at);
		}
		if (report.created() > MANY) {
			this.jdbc.sql("analyze person").update();
		}
		Map<String, Object> parameters = parameters(tenantId, roster);
		putInOrgs(roster, parameters);
		putInGroups(tenantId, buildingId, roster, parameters);
		giveStudents(roster, parameters);
		if (!report.leaving().isEmpty()) {
			deactivateMissing(tenantId, at);
		}
		this.temporary.drop(PEOPLE);
		return report;
	}

	/** What is in the roster beside who is there, and whether they are the same. */
	private ProvisioningReport compare(int tenantId, RosteredPeople roster) {
		int people = this.temporary.fill(PEOPLE, "user_id integer, sourced_id text, differs boolean, profile_id integer, role text, "
				+ "login_id text, first_name text, middle_name text, last_name text, email text, active boolean, position bigint", """
				select p.user_id, r.sourced_id,
					p.user_id is not null and (p.profile_id, p.login_id, p.first_name, p.middle_name, p.last_name, p.email, p.active)
						is distinct from (f.profile_id, r.login_id, r.first_name, r.middle_name, r.last_name, r.email,
							r.active and p.deactivated_at is null),
					f.profile_id, r.role, r.login_id, r.first_name, r.middle_name, r.last_name, r.email, r.active, r.position
				from (%s) r
				left join (select * from profile where tenant_id = :tenantId) f on f.name = r.role
				left join (select * from person where tenant_id = :tenantId) p on p.sourced_id = r.sourced_id
				""".formatted(roster.people()), parameters(tenantId, roster));
		Set<Integer> leaving = new HashSet<>();
		this.jdbc.sql("""
				select p.user_id from person p
				where p.tenant_id = ? and p.rostered and p.active
					and not exists (select from pg_temp.rostered r where r.user_id = p.user_id and r.active)
				""").param(tenantId).query((row) -> {
			leaving.add(row.getInt(1));
		});
		return this.jdbc.sql("""
				select count(*) filter (where user_id is null) as created, count(*) filter (where differs) as updated,
					(select count(*) from person where tenant_id = ? and rostered and active) as active
				from pg_temp.rostered
				""")
			.param(tenantId)
			.query((row, number) -> new ProvisioningReport(people, row.getInt("active"), row.getInt("created"), row.getInt("updated"),
					leaving))
			.single();
	}

	private static Map<String, Object> parameters(int tenantId, RosteredPeople roster) {
		Map<String, Object> parameters = new HashMap<>(roster.parameters());
		parameters.put("tenantId", tenantId);
		return parameters;
	}

	private int buildingOf(int tenantId) {
		return this.jdbc.sql("select building_id from building where tenant_id = ? order by building_id limit 1")
			.param(tenantId)
			.query(Integer.class)
			.optional()
			.orElseThrow(() -> new IllegalArgumentException(
					"There is no registered district with the TenantId %d".formatted(tenantId)));
	}

	private void addProfiles(int tenantId) {
		String[] roles = Arrays.stream(Role.values()).map(Role::value).toArray(String[]::new);
		this.jdbc.sql("""
				insert into profile (tenant_id, name, role)
				select :tenantId, r.role, r.role from unnest(:roles::text[]) as r (role)
				where not exists (select 1 from profile f where f.tenant_id = :tenantId and f.name = r.role)
				""").param("tenantId", tenantId).param("roles", roles).update();
	}

	/**
	 * Takes a login id from whoever has it before somebody else gets it: two people may have swapped theirs, and a school
	 * gives the login id of somebody who left to somebody new.
	 */
	private void freeLoginIds(int tenantId, Instant at) {
		this.jdbc.sql("""
				update person p set login_id = p.login_id || '~' || p.user_id, updated_at = :at
				from pg_temp.rostered r
				where (r.differs or r.user_id is null)
					and p.tenant_id = :tenantId and lower(p.login_id) = lower(r.login_id) and p.sourced_id <> r.sourced_id
				""").param("tenantId", tenantId).param("at", Timestamp.from(at)).update();
	}

	private void update(int tenantId, Instant at) {
		this.jdbc.sql("""
				update person p set profile_id = r.profile_id, login_id = r.login_id, first_name = r.first_name,
					middle_name = r.middle_name, last_name = r.last_name, display_name = r.first_name || ' ' || r.last_name,
					email = r.email, active = r.active and p.deactivated_at is null, updated_at = :at
				from pg_temp.rostered r
				where r.differs and p.tenant_id = :tenantId and p.user_id = r.user_id
				""").param("tenantId", tenantId).param("at", Timestamp.from(at)).update();
	}

	private void create(int tenantId, int buildingId, @Nullable String passwordHash, Instant at) {
		// Not "on conflict do update": that takes a number from the sequence for everybody, new or not, at every import.
		this.jdbc.sql("""
				with created as (
					insert into person (tenant_id, building_id, profile_id, login_id, first_name, middle_name, last_name,
						display_name, email, sourced_id, rostered, password_hash, active, created_at, updated_at)
					select :tenantId, :buildingId, r.profile_id, r.login_id, r.first_name, r.middle_name, r.last_name,
						r.first_name || ' ' || r.last_name, r.email, r.sourced_id, true, :passwordHash::text, r.active, :at, :at
					from pg_temp.rostered r
					where r.user_id is null
					order by r.position
					returning user_id, sourced_id
				)
				update pg_temp.rostered r set user_id = c.user_id from created c where r.sourced_id = c.sourced_id
				""")
			.param("tenantId", tenantId)
			.param("at", Timestamp.from(at))
			.param("buildingId", buildingId)
			.param("passwordHash", passwordHash)
			.update();
	}

	private void putInOrgs(RosteredPeople roster, Map<String, Object> parameters) {
		int different = this.temporary.fill("different_org", "user_id integer, ordinal integer, org text", """
				select coalesce(n.user_id, o.user_id), coalesce(n.ordinal, o.ordinal), n.org
				from (select r.user_id, m.ordinal, m.org from (%s) m join pg_temp.rostered r on r.sourced_id = m.sourced_id) n
				full join (select o.* from person_org o join pg_temp.rostered r on r.user_id = o.user_id) o
					on o.user_id = n.user_id and o.ordinal = n.ordinal
				where n.org is distinct from o.sourced_id
				""".formatted(roster.orgs()), parameters);
		if (different > 0) {
			this.jdbc.sql("""
					delete from person_org o using pg_temp.different_org d where o.user_id = d.user_id and o.ordinal = d.ordinal
					""").update();
			this.jdbc.sql("""
					insert into person_org (user_id, ordinal, sourced_id)
					select user_id, ordinal, org from pg_temp.different_org where org is not null
					""").update();
		}
		this.temporary.drop("different_org");
	}

	private void putInGroups(int tenantId, int buildingId, RosteredPeople roster, Map<String, Object> parameters) {
		this.temporary.fill("rostered_group", "sourced_id text, name text", "select m.sourced_id, m.name from (%s) m".formatted(roster.groups()),
				parameters);
		addGroups(tenantId, buildingId);
		int different = this.temporary.fill("different_group", "user_id integer, group_id bigint, is_in boolean", """
				select coalesce(n.user_id, o.user_id), coalesce(n.group_id, o.group_id), o.user_id is not null
				from (
					select r.user_id, g.group_id from pg_temp.rostered_group m join pg_temp.rostered r on r.sourced_id = m.sourced_id
					join (select * from directory_group where tenant_id = :tenantId) g on g.name = m.name
				) n
				full join (
					select o.user_id, o.group_id from person_group o join pg_temp.rostered r on r.user_id = o.user_id
					join (select * from directory_group where tenant_id = :tenantId and from_roster) g on g.group_id = o.group_id
				) o on o.user_id = n.user_id and o.group_id = n.group_id
				where n.user_id is null or o.user_id is null
				""", parameters);
		if (different > 0) {
			this.jdbc.sql("""
					delete from person_group o using pg_temp.different_group d
					where d.is_in and o.user_id = d.user_id and o.group_id = d.group_id
					""").update();
			this.jdbc.sql("""
					insert into person_group (tenant_id, user_id, group_id)
					select ?, user_id, group_id from pg_temp.different_group where not is_in
					""").param(tenantId).update();
		}
		this.temporary.drop("different_group");
		this.temporary.drop("rostered_group");
	}

	private void addGroups(int tenantId, int buildingId) {
		this.jdbc.sql("""
				update directory_group set from_roster = true
				where tenant_id = :tenantId and not from_roster and name in (select name from pg_temp.rostered_group)
				""").param("tenantId", tenantId).update();
		this.jdbc.sql("""
				insert into directory_group (tenant_id, building_id, name, from_roster)
				select :tenantId, :buildingId, n.name, true from (select distinct name from pg_temp.rostered_group) n
				where not exists (select 1 from directory_group g where g.tenant_id = :tenantId and g.name = n.name)
				order by n.name
				""").param("tenantId", tenantId).param("buildingId", buildingId).update();
	}

	private void giveStudents(RosteredPeople roster, Map<String, Object> parameters) {
		int different = this.temporary.fill("different_student", "parent integer, student integer, is_theirs boolean", """
				select coalesce(n.parent, o.parent), coalesce(n.student, o.student), o.parent is not null
				from (
					select p.user_id as parent, s.user_id as student from (%s) f
					join pg_temp.rostered p on p.sourced_id = f.parent join pg_temp.rostered s on s.sourced_id = f.student
				) n
				full join (
					select o.parent_user_id as parent, o.student_user_id as student from guardianship o
					join pg_temp.rostered p on p.user_id = o.parent_user_id
				) o on o.parent = n.parent and o.student = n.student
				where n.parent is null or o.parent is null
				""".formatted(roster.students()), parameters);
		if (different > 0) {
			this.jdbc.sql("""
					delete from guardianship o using pg_temp.different_student d
					where d.is_theirs and o.parent_user_id = d.parent and o.student_user_id = d.student
					""").update();
			this.jdbc.sql("""
					insert into guardianship (tenant_id, parent_user_id, student_user_id)
					select :tenantId, parent, student from pg_temp.different_student where not is_theirs
					""").param("tenantId", parameters.get("tenantId")).update();
		}
		this.temporary.drop("different_student");
	}

	private void deactivateMissing(int tenantId, Instant at) {
		this.jdbc.sql("""
				update person p set active = false, updated_at = :at
				where p.tenant_id = :tenantId and p.active and p.rostered
					and not exists (select from pg_temp.rostered r where r.user_id = p.user_id)
				""").param("tenantId", tenantId).param("at", Timestamp.from(at)).update();
	}

}
