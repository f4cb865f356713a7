package org.rollcall.consent;

import java.sql.Timestamp;
import java.time.InstantSource;
import java.util.Collection;
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
	 * Returns the scopes that the person allowed the app; none, if they were never asked.
	 */
	@Transactional(readOnly = true)
	public Set<String> scopes(String clientId, int userId) {
		return this.jdbc
			.sql("select scope from consent_scope join consent using (consent_id) where client_id = ? and user_id = ?")
			.params(clientId, userId)
			.query(String.class)
			.set();
	}

	/**
	 * Remembers that the person allows the app these scopes, besides those that it was allowed before. However many
	 * browsers say so at once, it is one row.
	 */
	@Transactional
	public void give(String clientId, int userId, Collection<String> scopes) {
		Timestamp now = Timestamp.from(this.clock.instant());
		long consentId = this.jdbc.sql("""
				insert into consent (client_id, user_id, given_at, changed_at) values (:clientId, :userId, :now, :now)
				on conflict (user_id, client_id) do update set changed_at = excluded.changed_at returning consent_id""")
			.param("clientId", clientId)
			.param("userId", userId)
			.param("now", now)
			.query(Long.class)
			.single();
		this.jdbc.sql("""
				insert into consent_scope (consent_id, scope, given_at) select ?, scope, ? from unnest(?::text[]) as given (scope)
				on conflict do nothing""").params(consentId, now, scopes.toArray(String[]::new)).update();
		this.events.publishEvent(new ConsentGiven(clientId, userId, Set.copyOf(scopes)));
	}

}
