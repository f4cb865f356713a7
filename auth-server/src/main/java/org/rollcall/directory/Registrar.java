package org.rollcall.directory;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Registers people by hand, as a school's registrar does, besides those whom {@link Provisioning} takes from a roster.
 */
@Service
@Transactional
public class Registrar {

	private static final TypeReference<Map<String, Object>> VALUES = new TypeReference<>() {
	};

	private static final String REGISTERED = """
			select p.*, b.name as building, f.name as profile, f.role,
				array(select o.sourced_id from person_org o where o.user_id = p.user_id order by o.ordinal) as orgs,
				array(select g.name from person_group pg join directory_group g using (group_id)
					where pg.user_id = p.user_id and not g.from_roster) as groups,
				array(select s.login_id from guardianship h join person s on s.user_id = h.student_user_id
					where h.parent_user_id = p.user_id) as students
			from person p join building b using (building_id) join profile f using (profile_id)
			""";

	private final JdbcClient jdbc;

	private final InstantSource clock;

	private final JsonMapper json = JsonMapper.shared();

	Registrar(JdbcClient jdbc, InstantSource clock) {
		this.jdbc = jdbc;
		this.clock = clock;
	}

	/**
	 * Returns who has a login id, in any case.
	 */
	@Transactional(readOnly = true)
	public Optional<RegisteredPerson> find(int tenantId, String loginId) {
		// No login id in PostgreSQL holds a NUL, and it refuses to be asked for one.
		if (loginId.indexOf('\0') >= 0) {
			return Optional.empty();
		}
		return this.jdbc.sql(REGISTERED + "where p.tenant_id = ? and lower(p.login_id) = lower(?)")
			.params(tenantId, loginId)
			.query(this::person)
			.optional();
	}

	/**
	 * Returns who has a UserId.
	 */
	@Transactional(readOnly = true)
	public Optional<RegisteredPerson> find(int userId) {
		return this.jdbc.sql(REGISTERED + "where p.user_id = ?").param(userId).query(this::person).optional();
	}

	/**
	 * Returns who has a UserId; nobody else changes them before this transaction ends.
	 */
	Optional<RegisteredPerson> lock(int userId) {
		this.jdbc.sql("select user_id from person where user_id = ? for no key update").param(userId).query().listOfRows();
		return find(userId);
	}

	/**
	 * Returns the people of a district by login id.
	 */
	@Transactional(readOnly = true)
	public List<RegisteredPerson> all(int tenantId) {
		return this.jdbc.sql(REGISTERED + "where p.tenant_id = ? order by lower(p.login_id)")
			.param(tenantId)
			.query(this::person)
			.list();
	}

	/**
	 * Returns the people, of one district or of all, in whose login id, name or address a text is, by login id.
	 * @param tenantId {@code null} for all districts
	 * @param part the text, in any case and with no wildcards; everybody matches an empty one
	 * @param limit how many at most
	 */
	@Transactional(readOnly = true)
	public List<RegisteredPerson> search(@Nullable Integer tenantId, String part, int limit) {
		if (part.indexOf('\0') >= 0) {
			return List.of();
		}
		return this.jdbc.sql(REGISTERED + """
				where (:tenantId::integer is null or p.tenant_id = :tenantId::integer)
					and strpos(lower(concat_ws(' ', p.login_id, p.display_name, p.email)), lower(:part)) > 0
				order by lower(p.login_id), p.user_id limit :limit
				""").param("tenantId", tenantId).param("part", part).param("limit", limit).query(this::person).list();
	}

	/**
	 * Returns whether a UserId is somebody's.
	 */
	@Transactional(readOnly = true)
	public boolean exists(int userId) {
		return this.jdbc.sql("select exists (select from person where user_id = ?)")
			.param(userId)
			.query(Boolean.class)
			.single();
	}

	/**
	 * Returns the login id of whoever has a sourcedId in a district.
	 */
	@Transactional(readOnly = true)
	public Optional<String> loginIdOf(int tenantId, String sourcedId) {
		return this.jdbc.sql("select login_id from person where tenant_id = ? and sourced_id = ?")
			.params(tenantId, sourcedId)
			.query(String.class)
			.optional();
	}

	/**
	 * Registers somebody new.
	 * @param userId the UserId to give, positive and nobody's; {@code null} for the next one
	 * @return the UserId
	 * @throws org.springframework.dao.DuplicateKeyException if the login id, sourcedId or UserId is somebody's already
	 * @throws IllegalArgumentException if the district has no such building or profile
	 */
	public int register(int tenantId, @Nullable Integer userId, PersonRegistration registration) {
		int given = (userId != null) ? userId : nextUserId();
		int rows = write(tenantId, given, registration, """
				insert into person (user_id, tenant_id, building_id, profile_id, login_id, first_name, middle_name, last_name,
					display_name, email, image_path, sourced_id, language, password_hash, active, claims, info, created_at,
					updated_at)
				overriding system value
				select :userId, :tenantId, b.building_id, f.profile_id, :loginId, :firstName, :middleName, :lastName,
					:displayName, :email, :imagePath, :sourcedId, :language, :passwordHash, :active, :claims::jsonb, :info::jsonb,
					:now, :now
				from building b join profile f using (tenant_id)
				where tenant_id = :tenantId and b.name = :building and f.name = :profile""");
		if (rows == 0) {
			throw new IllegalArgumentException("The district %d has no building '%s' or no profile '%s'".formatted(tenantId,
					registration.building(), registration.profile()));
		}
		join(tenantId, given, registration);
		return given;
	}

	/**
	 * Changes what somebody is registered with, but never the UserId or the district. What the roster says of somebody stays
	 * as the roster says it.
	 */
	public void change(RegisteredPerson person, PersonRegistration registration) {
		if (person.rostered()) {
			write(person.tenantId(), person.userId(), registration, """
					update person p set image_path = :imagePath, language = :language, password_hash = :passwordHash,
						claims = :claims::jsonb, info = :info::jsonb, building_id = b.building_id, updated_at = :now
					from building b
					where p.user_id = :userId and b.tenant_id = :tenantId and b.name = :building""");
			joinGroups(person.tenantId(), person.userId(), registration.groups());
			return;
		}
		write(person.tenantId(), person.userId(), registration, """
				update person p set building_id = b.building_id, profile_id = f.profile_id, login_id = :loginId,
					first_name = :firstName, middle_name = :middleName, last_name = :lastName, display_name = :displayName,
					email = :email, image_path = :imagePath, sourced_id = :sourcedId, language = :language,
					password_hash = :passwordHash, active = :active,
					deactivated_at = case when :active then null else deactivated_at end, claims = :claims::jsonb,
					info = :info::jsonb, updated_at = :now
				from building b join profile f using (tenant_id)
				where p.user_id = :userId and b.tenant_id = :tenantId and b.name = :building and f.name = :profile""");
		join(person.tenantId(), person.userId(), registration);
	}

	/**
	 * Removes somebody for good, with all that hangs on them: sessions, consents, tokens. The UserId is never given again.
	 */
	public void remove(int userId) {
		this.jdbc.sql("delete from guardianship where parent_user_id = ? or student_user_id = ?").params(userId, userId).update();
		this.jdbc.sql("delete from person_group where user_id = ?").param(userId).update();
		this.jdbc.sql("delete from person_org where user_id = ?").param(userId).update();
		this.jdbc.sql("delete from person where user_id = ?").param(userId).update();
	}

	/**
	 * A number from the sequence may be somebody's already, to whom it was given by hand.
	 */
	private int nextUserId() {
		while (true) {
			int next = this.jdbc.sql("select nextval(pg_get_serial_sequence('person', 'user_id'))").query(Integer.class).single();
			if (!exists(next)) {
				return next;
			}
		}
	}

	private int write(int tenantId, int userId, PersonRegistration registration, String sql) {
		return this.jdbc.sql(sql)
			.param("tenantId", tenantId)
			.param("userId", userId)
			.param("loginId", registration.loginId())
			.param("building", registration.building())
			.param("profile", registration.profile())
			.param("firstName", registration.firstName())
			.param("middleName", registration.middleName())
			.param("lastName", registration.lastName())
			.param("displayName", registration.displayName())
			.param("email", registration.email())
			.param("imagePath", registration.imagePath())
			.param("sourcedId", registration.sourcedId())
			.param("language", registration.language())
			.param("active", registration.active())
			.param("claims", this.json.writeValueAsString(registration.claims()))
			.param("info", this.json.writeValueAsString(registration.info()))
			.param("passwordHash", registration.passwordHash())
			.param("now", Timestamp.from(this.clock.instant()))
			.update();
	}

	private void join(int tenantId, int userId, PersonRegistration registration) {
		this.jdbc.sql("delete from person_org where user_id = ?").param(userId).update();
		this.jdbc.sql("""
				insert into person_org (user_id, ordinal, sourced_id)
				select ?, ordinal - 1, sourced_id from unnest(?::text[]) with ordinality as listed (sourced_id, ordinal)""")
			.params(userId, array(registration.orgIds()))
			.update();
		joinGroups(tenantId, userId, registration.groups());
		this.jdbc.sql("delete from guardianship where parent_user_id = ?").param(userId).update();
		this.jdbc.sql("""
				insert into guardianship (tenant_id, parent_user_id, student_user_id)
				select s.tenant_id, ?, s.user_id from person s join unnest(?::text[]) as listed (login_id)
					on lower(s.login_id) = lower(listed.login_id)
				where s.tenant_id = ? and s.user_id <> ? on conflict do nothing""")
			.params(userId, array(registration.students()), tenantId, userId)
			.update();
	}

	private void joinGroups(int tenantId, int userId, Collection<String> groups) {
		this.jdbc.sql("""
				delete from person_group pg using directory_group g
				where pg.user_id = ? and g.group_id = pg.group_id and not g.from_roster""").param(userId).update();
		this.jdbc.sql("""
				insert into person_group (tenant_id, user_id, group_id)
				select tenant_id, ?, group_id from directory_group
				where tenant_id = ? and not from_roster and name = any (?::text[])""")
			.params(userId, tenantId, array(groups))
			.update();
	}

	private RegisteredPerson person(ResultSet row, int number) throws SQLException {
		return new RegisteredPerson(row.getInt("user_id"), row.getInt("tenant_id"),
				Role.of(row.getString("role")), row.getBoolean("rostered"),
				new PersonRegistration(row.getString("login_id"), row.getString("building"), row.getString("profile"),
						row.getString("first_name"), row.getString("middle_name"), row.getString("last_name"),
						row.getString("display_name"), row.getString("email"), row.getString("image_path"),
						row.getString("sourced_id"), list(row.getArray("orgs")), row.getString("language"),
						row.getBoolean("active"), new TreeSet<>(list(row.getArray("groups"))),
						new TreeSet<>(list(row.getArray("students"))), this.json.readValue(row.getString("claims"), VALUES),
						this.json.readValue(row.getString("info"), VALUES), row.getString("password_hash")));
	}

	private static String[] array(Collection<String> texts) {
		return texts.toArray(String[]::new);
	}

	private static List<String> list(Array array) throws SQLException {
		return List.of((String[]) array.getArray());
	}

}
