package org.rollcall.directory;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The people of the districts (contract §5 and the {@code /my/…} endpoints of §1).
 */
@Service
@Transactional(readOnly = true)
public class People {

	private final PersonRows people;

	private final JdbcClient jdbc;

	People(PersonRows people, JdbcClient jdbc) {
		this.people = people;
		this.jdbc = jdbc;
	}

	/** The person with that UserId, active or not: {@link Person#active()} says. */
	public Optional<Person> find(int userId) {
		return this.people.find(userId);
	}

	/** Those who have one of these UserIds, active or not, by name. */
	public List<Person> findAll(Collection<Integer> userIds) {
		return userIds.isEmpty() ? List.of() : this.people.findAll(userIds);
	}

	/**
	 * What to check a password against.
	 * @param tenantId the district; the same login id in another district is somebody else
	 * @param loginId the login id as typed: case and surrounding blanks do not matter
	 */
	public Optional<Credentials> findCredentials(int tenantId, String loginId) {
		String typed = loginId.strip();
		// No login id in PostgreSQL holds a NUL, and it refuses to be asked for one.
		if (typed.isEmpty() || typed.indexOf('\0') >= 0) {
			return Optional.empty();
		}
		return this.jdbc.sql("""
				select user_id, password_hash, active from person where tenant_id = ? and lower(login_id) = lower(?)
				""")
			.params(tenantId, typed)
			.query((row, number) -> new Credentials(row.getInt("user_id"), row.getString("password_hash"),
					row.getBoolean("active")))
			.optional();
	}

	/** The active students whose parent or guardian the person is, by name; empty for everybody else. */
	public List<Person> students(int parentUserId) {
		List<Integer> students = this.jdbc.sql("""
				select g.student_user_id from guardianship g join person s on s.user_id = g.student_user_id
				where g.parent_user_id = ? and s.active
				""").param(parentUserId).query(Integer.class).list();
		return students.isEmpty() ? List.of() : this.people.findAll(students);
	}

	/** The person's groups by name; empty for somebody unknown. */
	public List<Group> groups(int userId) {
		return this.jdbc.sql("""
				select g.name, g.group_id, g.building_id from person_group pg join directory_group g using (group_id)
				where pg.user_id = ? order by g.name, g.group_id
				""").param(userId).query(Group.class).list();
	}

	/** The person's profiles: one, or none for somebody unknown. */
	public List<Profile> profiles(int userId) {
		return this.jdbc.sql("""
				select f.profile_id, f.name, f.role from person p join profile f using (profile_id) where p.user_id = ?
				""")
			.param(userId)
			.query((row, number) -> new Profile(row.getInt("profile_id"), row.getString("name"), Role.of(row.getString("role"))))
			.list();
	}

	/**
	 * Gives the person a new password.
	 * @param newHash the encoded password, never the password
	 * @throws IllegalArgumentException if there is no such person
	 */
	@Transactional
	public void changePasswordHash(int userId, String newHash, Instant at) {
		int changed = this.jdbc.sql("update person set password_hash = ?, updated_at = ? where user_id = ?")
			.params(newHash, Timestamp.from(at), userId)
			.update();
		if (changed == 0) {
			throw new IllegalArgumentException("There is no person with the UserId " + userId);
		}
	}

	/** Notes that the person was here; nothing happens for somebody unknown, or whom somebody else changes at the moment. */
	@Transactional
	public void accessed(int userId, Instant at) {
		// An import may be changing the same person, and go on for a while: nobody waits for that to sign in.
		this.jdbc.sql("""
				update person set last_access_at = ?
				where user_id = (select user_id from person where user_id = ? for no key update skip locked)""")
			.params(Timestamp.from(at), userId)
			.update();
	}

}
