package org.rollcall.administrator;

import java.sql.Timestamp;
import java.sql.Types;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import org.rollcall.client.InCharge;
import org.rollcall.directory.People;
import org.rollcall.directory.Person;
import org.rollcall.password.ResetLinks;
import org.rollcall.session.OpenSessions;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Who may use the console.
 */
@Service
public class Administrators implements InCharge {

	private final JdbcClient jdbc;

	private final People people;

	private final ResetLinks resetLinks;

	private final OpenSessions sessions;

	private final InstantSource clock;

	private final ApplicationEventPublisher events;

	Administrators(JdbcClient jdbc, People people, ResetLinks resetLinks, OpenSessions sessions, InstantSource clock,
			ApplicationEventPublisher events) {
		this.jdbc = jdbc;
		this.people = people;
		this.resetLinks = resetLinks;
		this.sessions = sessions;
		this.clock = clock;
		this.events = events;
	}

	/**
	 * Returns what the person may do in the console; nothing for somebody who may do nothing there, or who is not active.
	 */
	@Transactional(readOnly = true)
	public Optional<Administrator> find(int userId) {
		return this.people.find(userId)
			.filter(Person::active)
			.map(this::administrator)
			.filter((found) -> found.system() || found.developer() || found.isOfDistrict());
	}

	/**
	 * Returns the roles that somebody was given, active or not.
	 */
	@Transactional(readOnly = true)
	public Set<ConsoleRole> roles(int userId) {
		List<String> roles = this.jdbc.sql("select role from console_role where user_id = ?")
			.param(userId)
			.query(String.class)
			.list();
		return Arrays.stream(ConsoleRole.values()).filter((role) -> roles.contains(role.value())).collect(Collectors.toSet());
	}

	private Administrator administrator(Person person) {
		Set<ConsoleRole> roles = roles(person.userId());
		return new Administrator(person, roles.contains(ConsoleRole.SYSTEM_ADMINISTRATOR), roles.contains(ConsoleRole.APP_DEVELOPER));
	}

	@Override
	@Transactional(readOnly = true)
	public boolean isInCharge(int userId, @Nullable Integer tenantId) {
		return find(userId).filter((found) -> (tenantId != null) ? found.administers(tenantId) : found.system()).isPresent();
	}

	/**
	 * Returns whether somebody looks after the whole server, active or not.
	 */
	@Transactional(readOnly = true)
	public boolean isSystemAdministrator(int userId) {
		return this.jdbc.sql("select exists (select from console_role where user_id = ? and role = 'system_administrator')")
			.param(userId)
			.query(Boolean.class)
			.single();
	}

	/**
	 * Returns whether somebody has a role in the console, or administers their district, active or not.
	 */
	@Transactional(readOnly = true)
	public boolean mayUseConsole(int userId) {
		return !roles(userId).isEmpty() || this.people.find(userId).filter((person) -> administrator(person).isOfDistrict()).isPresent();
	}

	/**
	 * Returns whether somebody active is a system administrator.
	 */
	@Transactional(readOnly = true)
	public boolean isThereOne() {
		return this.jdbc.sql("""
				select exists (select from console_role join person using (user_id)
					where console_role.role = 'system_administrator' and active)""")
			.query(Boolean.class)
			.single();
	}

	/**
	 * Gives somebody a role; nothing happens if they have it. It is theirs until somebody takes it from them.
	 */
	@Transactional
	public void grant(int userId, ConsoleRole role) {
		if (!insert(userId, role, false)) {
			this.jdbc.sql("update console_role set by_app = false where user_id = ? and role = ? and by_app")
				.params(userId, role.value())
				.update();
		}
	}

	/**
	 * Makes somebody an app developer because they look after an app; nothing happens if they are one.
	 */
	@Transactional
	public void grantForApp(int userId) {
		insert(userId, ConsoleRole.APP_DEVELOPER, true);
	}

	/**
	 * Says that somebody looks after no app any more. Who was made an app developer by hand stays one.
	 */
	@Transactional
	public void endForApp(int userId) {
		int ended = this.jdbc.sql("delete from console_role where user_id = ? and role = ? and by_app")
			.params(userId, ConsoleRole.APP_DEVELOPER.value())
			.update();
		if (ended == 1) {
			this.events.publishEvent(new ConsoleRoleChanged(userId, ConsoleRole.APP_DEVELOPER, false));
		}
	}

	private boolean insert(int userId, ConsoleRole role, boolean byApp) {
		boolean granted = this.jdbc
			.sql("insert into console_role (user_id, role, granted_at, by_app) values (?, ?, ?, ?) on conflict do nothing")
			.params(userId, role.value(), Timestamp.from(this.clock.instant()), byApp)
			.update() == 1;
		if (granted) {
			if (role == ConsoleRole.SYSTEM_ADMINISTRATOR) {
				// whoever could get at the account of somebody of their district may not get at this one
				this.resetLinks.end(userId);
				this.sessions.end(userId, null);
			}
			this.events.publishEvent(new ConsoleRoleChanged(userId, role, true));
		}
		return granted;
	}

	/**
	 * Does what may leave the server without anybody who looks after it. Two who do so to each other at the same moment come one
	 * after the other.
	 * @throws IllegalStateException if nobody would be left, though there was somebody before; then nothing is done
	 */
	@Transactional
	public void keepingOne(Runnable work) {
		lock(ConsoleRole.SYSTEM_ADMINISTRATOR);
		boolean before = isThereOne();
		work.run();
		if (before && !isThereOne()) {
			throw new IllegalStateException("Somebody has to look after the server");
		}
	}

	private void lock(ConsoleRole role) {
		this.jdbc.sql("select user_id from console_role where role = ? order by user_id for update").param(role.value()).query().listOfRows();
	}

	/**
	 * Takes a role from somebody; nothing happens if they do not have it.
	 * @throws IllegalStateException if nobody would be left who looks after the server
	 */
	@Transactional
	public void revoke(int userId, ConsoleRole role) {
		// two who take it from each other at the same moment come one after the other
		lock(role);
		int revoked = this.jdbc.sql("delete from console_role where user_id = ? and role = ?").params(userId, role.value()).update();
		if (role == ConsoleRole.SYSTEM_ADMINISTRATOR && !isThereOne()) {
			throw new IllegalStateException("Somebody has to look after the server");
		}
		if (revoked == 1) {
			this.events.publishEvent(new ConsoleRoleChanged(userId, role, false));
		}
	}

	/**
	 * Returns who administers a district, or the server and is of that district, and how they sign in: whoever has no right to
	 * administrators leaves that as it is.
	 * @param tenantId {@code null} for those who look after the whole server
	 */
	@Transactional(readOnly = true)
	public List<String> standing(@Nullable Integer tenantId) {
		return this.jdbc.sql("""
				select concat_ws(' ', p.user_id, p.active, p.login_id, md5(p.password_hash), f.role, array_agg(r.role order by r.role))
				from person p join profile f using (profile_id) left join console_role r using (user_id)
				where case when :tenantId::integer is null then r.role = 'system_administrator'
					else p.tenant_id = :tenantId and (f.role = 'Tenant Administrator' or r.role is not null) end
				group by p.user_id, f.role order by p.user_id""")
			.param("tenantId", tenantId, Types.INTEGER)
			.query(String.class)
			.list();
	}

}
