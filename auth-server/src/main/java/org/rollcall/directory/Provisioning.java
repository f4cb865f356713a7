package org.rollcall.directory;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

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

	// Plain SQL on whole columns: a large district has hundreds of thousands of people, and one statement for some thousand
	// rows costs what one statement for a single row does.
	private static final int CHUNK = 10_000;

	private static final String ROSTERED = """
			with rostered as (
				select r.*, f.profile_id
				from unnest(:sourcedIds::text[], :loginIds::text[], :roles::text[], :firstNames::text[], :middleNames::text[],
						:lastNames::text[], :emails::text[], :actives::boolean[])
					as r (sourced_id, login_id, role, first_name, middle_name, last_name, email, active)
				join profile f on f.tenant_id = :tenantId and f.name = r.role
			)
			""";

	private final JdbcClient jdbc;

	Provisioning(JdbcClient jdbc) {
		this.jdbc = jdbc;
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
		addProfiles(tenantId);
		addGroups(tenantId, buildingId, people);
		List<List<RosteredPerson>> chunks = chunks(people);
		chunks.forEach(chunk -> freeLoginIds(tenantId, chunk, at));
		int created = 0;
		int updated = 0;
		for (List<RosteredPerson> chunk : chunks) {
			updated += update(tenantId, chunk, at);
			created += create(tenantId, buildingId, chunk, initialPasswordHash, at);
			putInOrgs(tenantId, chunk);
			putInGroups(tenantId, chunk);
		}
		chunks.forEach(chunk -> giveStudents(tenantId, chunk));
		deactivateMissing(tenantId, people, at);
		int activeBefore = before.size();
		before.removeAll(active(tenantId));
		return new ProvisioningReport(activeBefore, created, updated, before);
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

	private void addGroups(int tenantId, int buildingId, List<RosteredPerson> people) {
		String[] names = people.stream()
			.flatMap(person -> person.groups().stream())
			.collect(Collectors.toCollection(TreeSet::new))
			.toArray(String[]::new);
		this.jdbc.sql("""
				update directory_group set from_roster = true
				where tenant_id = :tenantId and not from_roster and name = any (:names::text[])
				""").param("tenantId", tenantId).param("names", names).update();
		this.jdbc.sql("""
				insert into directory_group (tenant_id, building_id, name, from_roster)
				select :tenantId, :buildingId, n.name, true from unnest(:names::text[]) as n (name)
				where not exists (select 1 from directory_group g where g.tenant_id = :tenantId and g.name = n.name)
				""").param("tenantId", tenantId).param("buildingId", buildingId).param("names", names).update();
	}

	/**
	 * Takes a login id from whoever has it before somebody else gets it: two people may have swapped theirs, and a school
	 * gives the login id of somebody who left to somebody new.
	 */
	private void freeLoginIds(int tenantId, List<RosteredPerson> people, Instant at) {
		this.jdbc.sql("""
				update person p set login_id = p.login_id || '~' || p.user_id, updated_at = :at
				from unnest(:sourcedIds::text[], :loginIds::text[]) as r (sourced_id, login_id)
				where p.tenant_id = :tenantId and lower(p.login_id) = lower(r.login_id) and p.sourced_id <> r.sourced_id
				""")
			.param("tenantId", tenantId)
			.param("sourcedIds", texts(people, RosteredPerson::sourcedId))
			.param("loginIds", texts(people, RosteredPerson::loginId))
			.param("at", Timestamp.from(at))
			.update();
	}

	private int update(int tenantId, List<RosteredPerson> people, Instant at) {
		return this.jdbc.sql(ROSTERED + """
				update person p set profile_id = r.profile_id, login_id = r.login_id, first_name = r.first_name,
					middle_name = r.middle_name, last_name = r.last_name, display_name = r.first_name || ' ' || r.last_name,
					email = r.email, active = r.active and p.deactivated_at is null, updated_at = :at
				from rostered r
				where p.tenant_id = :tenantId and p.sourced_id = r.sourced_id
					and (p.profile_id, p.login_id, p.first_name, p.middle_name, p.last_name, p.email, p.active)
						is distinct from
						(r.profile_id, r.login_id, r.first_name, r.middle_name, r.last_name, r.email,
							r.active and p.deactivated_at is null)
				""").params(columns(tenantId, people, at)).update();
	}

	private int create(int tenantId, int buildingId, List<RosteredPerson> people, @Nullable String passwordHash, Instant at) {
		// Not "on conflict do update": that takes a number from the sequence for everybody, new or not, at every import.
		return this.jdbc.sql(ROSTERED + """
				insert into person (tenant_id, building_id, profile_id, login_id, first_name, middle_name, last_name,
					display_name, email, sourced_id, rostered, password_hash, active, created_at, updated_at)
				select :tenantId, :buildingId, r.profile_id, r.login_id, r.first_name, r.middle_name, r.last_name,
					r.first_name || ' ' || r.last_name, r.email, r.sourced_id, true, :passwordHash::text, r.active, :at, :at
				from rostered r
				where not exists (select 1 from person p where p.tenant_id = :tenantId and p.sourced_id = r.sourced_id)
				""")
			.params(columns(tenantId, people, at))
			.param("buildingId", buildingId)
			.param("passwordHash", passwordHash)
			.update();
	}

	private Map<String, Object> columns(int tenantId, List<RosteredPerson> people, Instant at) {
		return Map.of("tenantId", tenantId, "at", Timestamp.from(at),
				"sourcedIds", texts(people, RosteredPerson::sourcedId), "loginIds", texts(people, RosteredPerson::loginId),
				"roles", texts(people, person -> person.role().value()), "firstNames", texts(people, RosteredPerson::firstName),
				"middleNames", texts(people, RosteredPerson::middleName), "lastNames", texts(people, RosteredPerson::lastName),
				"emails", texts(people, RosteredPerson::email),
				"actives", people.stream().map(RosteredPerson::active).toArray(Boolean[]::new));
	}

	private void putInOrgs(int tenantId, List<RosteredPerson> people) {
		List<String> persons = new ArrayList<>();
		List<Integer> ordinals = new ArrayList<>();
		List<String> orgs = new ArrayList<>();
		for (RosteredPerson person : people) {
			for (int ordinal = 0; ordinal < person.orgIds().size(); ordinal++) {
				persons.add(person.sourcedId());
				ordinals.add(ordinal);
				orgs.add(person.orgIds().get(ordinal));
			}
		}
		String membership = """
				with membership as (
					select p.user_id, m.ordinal, m.org
					from unnest(:persons::text[], :ordinals::integer[], :orgs::text[]) as m (person, ordinal, org)
					join person p on p.tenant_id = :tenantId and p.sourced_id = m.person
				)
				""";
		Map<String, Object> params = Map.of("tenantId", tenantId, "persons", persons.toArray(String[]::new), "ordinals",
				ordinals.toArray(Integer[]::new), "orgs", orgs.toArray(String[]::new));
		this.jdbc.sql(membership + """
				delete from person_org o using person p
				where p.user_id = o.user_id and p.tenant_id = :tenantId and p.sourced_id = any (:sourcedIds::text[])
					and not exists (select 1 from membership m
						where m.user_id = o.user_id and m.ordinal = o.ordinal and m.org = o.sourced_id)
				""").params(params).param("sourcedIds", texts(people, RosteredPerson::sourcedId)).update();
		this.jdbc.sql(membership + """
				insert into person_org (user_id, ordinal, sourced_id) select m.user_id, m.ordinal, m.org from membership m
				on conflict do nothing
				""").params(params).update();
	}

	private void putInGroups(int tenantId, List<RosteredPerson> people) {
		List<String> persons = new ArrayList<>();
		List<String> groups = new ArrayList<>();
		for (RosteredPerson person : people) {
			for (String group : person.groups()) {
				persons.add(person.sourcedId());
				groups.add(group);
			}
		}
		String membership = """
				with membership as (
					select p.user_id, g.group_id
					from unnest(:persons::text[], :groups::text[]) as m (person, name)
					join person p on p.tenant_id = :tenantId and p.sourced_id = m.person
					join directory_group g on g.tenant_id = :tenantId and g.name = m.name
				)
				""";
		Map<String, Object> params = Map.of("tenantId", tenantId, "persons", persons.toArray(String[]::new), "groups",
				groups.toArray(String[]::new));
		this.jdbc.sql(membership + """
				delete from person_group pg using person p, directory_group g
				where p.user_id = pg.user_id and p.tenant_id = :tenantId and p.sourced_id = any (:sourcedIds::text[])
					and g.group_id = pg.group_id and g.from_roster
					and not exists (select 1 from membership m where m.user_id = pg.user_id and m.group_id = pg.group_id)
				""").params(params).param("sourcedIds", texts(people, RosteredPerson::sourcedId)).update();
		this.jdbc.sql(membership + """
				insert into person_group (tenant_id, user_id, group_id) select :tenantId, m.user_id, m.group_id from membership m
				on conflict do nothing
				""").params(params).update();
	}

	private void giveStudents(int tenantId, List<RosteredPerson> people) {
		List<String> parents = new ArrayList<>();
		List<String> students = new ArrayList<>();
		for (RosteredPerson person : people) {
			for (String student : person.students()) {
				parents.add(person.sourcedId());
				students.add(student);
			}
		}
		String family = """
				with family as (
					select p.user_id as parent, s.user_id as student
					from unnest(:parents::text[], :students::text[]) as f (parent, student)
					join person p on p.tenant_id = :tenantId and p.sourced_id = f.parent
					join person s on s.tenant_id = :tenantId and s.sourced_id = f.student
				)
				""";
		Map<String, Object> params = Map.of("tenantId", tenantId, "parents", parents.toArray(String[]::new), "students",
				students.toArray(String[]::new));
		this.jdbc.sql(family + """
				delete from guardianship g using person p
				where p.user_id = g.parent_user_id and p.tenant_id = :tenantId and p.sourced_id = any (:sourcedIds::text[])
					and not exists (select 1 from family f where f.parent = g.parent_user_id and f.student = g.student_user_id)
				""").params(params).param("sourcedIds", texts(people, RosteredPerson::sourcedId)).update();
		this.jdbc.sql(family + """
				insert into guardianship (tenant_id, parent_user_id, student_user_id)
				select :tenantId, f.parent, f.student from family f
				on conflict do nothing
				""").params(params).update();
	}

	private void deactivateMissing(int tenantId, List<RosteredPerson> people, Instant at) {
		this.jdbc.sql("""
				update person p set active = false, updated_at = :at
				where p.tenant_id = :tenantId and p.active and p.rostered
					and not exists (select 1 from unnest(:sourcedIds::text[]) as r (sourced_id)
						where r.sourced_id = p.sourced_id)
				""")
			.param("tenantId", tenantId)
			.param("sourcedIds", texts(people, RosteredPerson::sourcedId))
			.param("at", Timestamp.from(at))
			.update();
	}

	private static List<List<RosteredPerson>> chunks(List<RosteredPerson> people) {
		List<List<RosteredPerson>> chunks = new ArrayList<>();
		for (int from = 0; from < people.size(); from += CHUNK) {
			chunks.add(people.subList(from, Math.min(from + CHUNK, people.size())));
		}
		return chunks;
	}

	private static @Nullable String[] texts(List<RosteredPerson> people,
			Function<RosteredPerson, @Nullable String> column) {
		return people.stream().map(column).toArray(String[]::new);
	}

}
