package org.rollcall.directory;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
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

	private static final List<String> TABLES = List.of("rostered", "rostered_org", "rostered_group", "rostered_student");

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
	 * Brings the people of a district in line with its roster. The same people twice change nothing.
	 * @param tenantId a registered district
	 * @param people everybody in the roster; sourcedIds and login ids are unique, and every student of a parent is among them
	 * @param initialPasswordHash the encoded password that new people get; null for none
	 * @param at when this happens
	 * @throws IllegalArgumentException if the district is not registered
	 */
	public ProvisioningReport provision(int tenantId, List<RosteredPerson> people, @Nullable String initialPasswordHash,
			Instant at) {
		int buildingId = buildingOf(tenantId);
		Set<Integer> before = active(tenantId);
		take(people);
		addProfiles(tenantId);
		addGroups(tenantId, buildingId);
		freeLoginIds(tenantId, at);
		int updated = update(tenantId, at);
		int created = create(tenantId, buildingId, initialPasswordHash, at);
		if (created > MANY) {
			this.jdbc.sql("analyze person").update();
		}
		putInOrgs(tenantId);
		putInGroups(tenantId);
		giveStudents(tenantId);
		deactivateMissing(tenantId, at);
		TABLES.forEach(this.temporary::drop);
		int activeBefore = before.size();
		before.removeAll(active(tenantId));
		return new ProvisioningReport(activeBefore, created, updated, before);
	}

	private void take(List<RosteredPerson> people) {
		this.temporary.fill("rostered", "sourced_id text, login_id text, role text, first_name text, middle_name text, "
				+ "last_name text, email text, active boolean, position integer generated always as identity", people, Provisioning::columns);
		this.temporary.fill("rostered_org", "sourced_id text, ordinal integer, org text", (rows) -> {
			for (RosteredPerson person : people) {
				for (int ordinal = 0; ordinal < person.orgIds().size(); ordinal++) {
					rows.accept(List.of(person.sourcedId(), Integer.toString(ordinal), person.orgIds().get(ordinal)));
				}
			}
			return true;
		});
		this.temporary.fill("rostered_group", "sourced_id text, name text", (rows) -> {
			people.forEach((person) -> person.groups().forEach((group) -> rows.accept(List.of(person.sourcedId(), group))));
			return true;
		});
		this.temporary.fill("rostered_student", "parent text, student text", (rows) -> {
			people.forEach((person) -> person.students().forEach((student) -> rows.accept(List.of(person.sourcedId(), student))));
			return true;
		});
	}

	private static List<@Nullable String> columns(RosteredPerson person) {
		return Arrays.asList(person.sourcedId(), person.loginId(), person.role().value(), person.firstName(), person.middleName(),
				person.lastName(), person.email(), Boolean.toString(person.active()));
	}

	private Set<Integer> active(int tenantId) {
		Set<Integer> active = new HashSet<>();
		this.jdbc.sql("select user_id from person where tenant_id = ? and rostered and active").param(tenantId).query((row) -> {
			active.add(row.getInt(1));
		});
		return active;
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

	/**
	 * Takes a login id from whoever has it before somebody else gets it: two people may have swapped theirs, and a school
	 * gives the login id of somebody who left to somebody new.
	 */
	private void freeLoginIds(int tenantId, Instant at) {
		this.jdbc.sql("""
				update person p set login_id = p.login_id || '~' || p.user_id, updated_at = :at
				from pg_temp.rostered r
				where p.tenant_id = :tenantId and lower(p.login_id) = lower(r.login_id) and p.sourced_id <> r.sourced_id
				""").param("tenantId", tenantId).param("at", Timestamp.from(at)).update();
	}

	private int update(int tenantId, Instant at) {
		return this.jdbc.sql("""
				update person p set profile_id = f.profile_id, login_id = r.login_id, first_name = r.first_name,
					middle_name = r.middle_name, last_name = r.last_name, display_name = r.first_name || ' ' || r.last_name,
					email = r.email, active = r.active and p.deactivated_at is null, updated_at = :at
				from pg_temp.rostered r join profile f on f.tenant_id = :tenantId and f.name = r.role
				where p.tenant_id = :tenantId and p.sourced_id = r.sourced_id
					and (p.profile_id, p.login_id, p.first_name, p.middle_name, p.last_name, p.email, p.active)
						is distinct from
						(f.profile_id, r.login_id, r.first_name, r.middle_name, r.last_name, r.email,
							r.active and p.deactivated_at is null)
				""").param("tenantId", tenantId).param("at", Timestamp.from(at)).update();
	}

	private int create(int tenantId, int buildingId, @Nullable String passwordHash, Instant at) {
		// Not "on conflict do update": that takes a number from the sequence for everybody, new or not, at every import.
		return this.jdbc.sql("""
				insert into person (tenant_id, building_id, profile_id, login_id, first_name, middle_name, last_name,
					display_name, email, sourced_id, rostered, password_hash, active, created_at, updated_at)
				select :tenantId, :buildingId, f.profile_id, r.login_id, r.first_name, r.middle_name, r.last_name,
					r.first_name || ' ' || r.last_name, r.email, r.sourced_id, true, :passwordHash::text, r.active, :at, :at
				from pg_temp.rostered r join profile f on f.tenant_id = :tenantId and f.name = r.role
				where not exists (select 1 from person p where p.tenant_id = :tenantId and p.sourced_id = r.sourced_id)
				order by r.position
				""")
			.param("tenantId", tenantId)
			.param("at", Timestamp.from(at))
			.param("buildingId", buildingId)
			.param("passwordHash", passwordHash)
			.update();
	}

	private void putInOrgs(int tenantId) {
		this.jdbc.sql("""
				delete from person_org o using person p
				where p.user_id = o.user_id and p.tenant_id = :tenantId
					and p.sourced_id in (select sourced_id from pg_temp.rostered)
					and not exists (select 1 from pg_temp.rostered_org m
						where m.sourced_id = p.sourced_id and m.ordinal = o.ordinal and m.org = o.sourced_id)
				""").param("tenantId", tenantId).update();
		this.jdbc.sql("""
				insert into person_org (user_id, ordinal, sourced_id)
				select p.user_id, m.ordinal, m.org
				from pg_temp.rostered_org m join person p on p.tenant_id = :tenantId and p.sourced_id = m.sourced_id
				where not exists (select 1 from person_org o where o.user_id = p.user_id and o.ordinal = m.ordinal)
				""").param("tenantId", tenantId).update();
	}

	private void putInGroups(int tenantId) {
		this.jdbc.sql("""
				delete from person_group pg using person p, directory_group g
				where p.user_id = pg.user_id and p.tenant_id = :tenantId
					and p.sourced_id in (select sourced_id from pg_temp.rostered)
					and g.group_id = pg.group_id and g.from_roster
					and not exists (select 1 from pg_temp.rostered_group m where m.sourced_id = p.sourced_id and m.name = g.name)
				""").param("tenantId", tenantId).update();
		this.jdbc.sql("""
				insert into person_group (tenant_id, user_id, group_id)
				select :tenantId, p.user_id, g.group_id
				from pg_temp.rostered_group m
				join person p on p.tenant_id = :tenantId and p.sourced_id = m.sourced_id
				join directory_group g on g.tenant_id = :tenantId and g.name = m.name
				where not exists (select 1 from person_group pg where pg.user_id = p.user_id and pg.group_id = g.group_id)
				""").param("tenantId", tenantId).update();
	}

	private void giveStudents(int tenantId) {
		this.jdbc.sql("""
				delete from guardianship g using person p, person s
				where p.user_id = g.parent_user_id and s.user_id = g.student_user_id and p.tenant_id = :tenantId
					and p.sourced_id in (select sourced_id from pg_temp.rostered)
					and not exists (select 1 from pg_temp.rostered_student f
						where f.parent = p.sourced_id and f.student = s.sourced_id)
				""").param("tenantId", tenantId).update();
		this.jdbc.sql("""
				insert into guardianship (tenant_id, parent_user_id, student_user_id)
				select :tenantId, p.user_id, s.user_id
				from pg_temp.rostered_student f
				join person p on p.tenant_id = :tenantId and p.sourced_id = f.parent
				join person s on s.tenant_id = :tenantId and s.sourced_id = f.student
				where not exists (select 1 from guardianship g
					where g.parent_user_id = p.user_id and g.student_user_id = s.user_id)
				""").param("tenantId", tenantId).update();
	}

	private void deactivateMissing(int tenantId, Instant at) {
		this.jdbc.sql("""
				update person p set active = false, updated_at = :at
				where p.tenant_id = :tenantId and p.active and p.rostered
					and not exists (select 1 from pg_temp.rostered r where r.sourced_id = p.sourced_id)
				""").param("tenantId", tenantId).param("at", Timestamp.from(at)).update();
	}

}
