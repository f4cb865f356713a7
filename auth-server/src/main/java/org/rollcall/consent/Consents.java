package org.rollcall.consent;

import java.sql.Timestamp;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What people allowed. A consent is remembered; new scopes are asked for again, the new ones only (contract, section 2).
 */
@Service
public class Consents {

	private final JdbcClient jdbc;

	private final InstantSource clock;

	private final ApplicationEventPublisher events;

	Consents(JdbcClient jdbc, InstantSource clock, ApplicationEventPublisher events) {
		this.jdbc = jdbc;
		this.clock = clock;
		this.events = events;
	}

	/**
	 * Returns what the person answered the app so far; nothing allowed and nothing declined, if they were never asked.
	 */
	@Transactional(readOnly = true)
	public Consent find(String clientId, int userId) {
		Set<String> allowed = new HashSet<>();
		Set<String> declined = new HashSet<>();
		this.jdbc
			.sql("select scope, allowed from consent_scope join consent using (consent_id) where client_id = ? and user_id = ?")
			.params(clientId, userId)
			.query((row) -> {
				(row.getBoolean("allowed") ? allowed : declined).add(row.getString("scope"));
			});
		return new Consent(allowed, declined);
	}

	/**
	 * Remembers that the person allows the app some scopes, besides those that it was allowed before, and does not allow it
	 * others. However many browsers say so at once, it is one row.
	 */
	@Transactional
	public void give(String clientId, int userId, Collection<String> allowed, Collection<String> declined) {
		Timestamp now = Timestamp.from(this.clock.instant());
		long consentId = this.jdbc.sql("""
				insert into consent (client_id, user_id, given_at, changed_at) values (:clientId, :userId, :now, :now)
				on conflict (user_id, client_id) do update set changed_at = excluded.changed_at returning consent_id""")
			.param("clientId", clientId)
			.param("userId", userId)
			.param("now", now)
			.query(Long.class)
			.single();
		answer(consentId, allowed, true, now);
		answer(consentId, declined, false, now);
		this.events.publishEvent(new ConsentGiven(clientId, userId, Set.copyOf(allowed)));
	}

	/**
	 * Makes what the person allowed and declined exactly this, without asking them.
	 */
	@Transactional
	public void set(String clientId, int userId, Consent consent) {
		withdraw(clientId, userId);
		give(clientId, userId, consent.allowed(), consent.declined());
	}

	/**
	 * Forgets what the person answered the app, who will be asked again. What the app holds already is not taken from it.
	 * @return whether there was an answer
	 */
	@Transactional
	public boolean withdraw(String clientId, int userId) {
		return this.jdbc.sql("delete from consent where client_id = ? and user_id = ?").params(clientId, userId).update() == 1;
	}

	/**
	 * Forgets what the person answered the app, because somebody says so.
	 * @return whether there was an answer
	 */
	@Transactional
	public boolean takeBack(String clientId, int userId) {
		Consent before = find(clientId, userId);
		boolean withdrawn = withdraw(clientId, userId);
		if (withdrawn) {
			this.events.publishEvent(new ConsentTakenBack(clientId, userId, before.allowed()));
		}
		return withdrawn;
	}

	/**
	 * Returns which apps a person allowed something, the latest first.
	 */
	@Transactional(readOnly = true)
	public List<Allowed> allowedBy(int userId) {
		return this.jdbc.sql("""
				select client_id, given_at, changed_at,
					array(select scope from consent_scope s where s.consent_id = c.consent_id and allowed order by scope) as scopes
				from consent c where user_id = ? order by changed_at desc, client_id""")
			.param(userId)
			.query((row, number) -> new Allowed(row.getString("client_id"), List.of((String[]) row.getArray("scopes").getArray()),
					row.getTimestamp("given_at").toInstant(), row.getTimestamp("changed_at").toInstant()))
			.list();
	}

	/**
	 * Returns who answered which app, by app and person.
	 */
	@Transactional(readOnly = true)
	public List<Answered> answered() {
		return this.jdbc.sql("select client_id, user_id from consent order by client_id, user_id").query(Answered.class).list();
	}

	/**
	 * A later no does not take an earlier yes back: a person who is asked again is asked for what is not allowed yet.
	 */
	private void answer(long consentId, Collection<String> scopes, boolean allowed, Timestamp now) {
		this.jdbc.sql("""
				insert into consent_scope as known (consent_id, scope, allowed, given_at)
				select ?, scope, ?, ? from unnest(?::text[]) as given (scope) order by scope
				on conflict (consent_id, scope) do update set allowed = true, given_at = excluded.given_at
				where excluded.allowed and not known.allowed""")
			.params(consentId, allowed, now, scopes.toArray(String[]::new))
			.update();
	}

	/**
	 * What a person allowed an app.
	 *
	 * @param scopes in no order that means anything
	 * @param givenAt when it began
	 */
	public record Allowed(String clientId, List<String> scopes, Instant givenAt, Instant changedAt) {

	}

	/**
	 * Somebody who answered an app; {@link #find} says what.
	 */
	public record Answered(String clientId, int userId) {

	}

}
