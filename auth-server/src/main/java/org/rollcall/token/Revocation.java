package org.rollcall.token;

import java.sql.Timestamp;
import java.time.InstantSource;
import java.util.Locale;
import java.util.UUID;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Ends a whole family: its grant, and with it every token that was ever made from it.
 */
@Component
class Revocation {

	private final JdbcClient jdbc;

	private final InstantSource clock;

	private final ApplicationEventPublisher events;

	Revocation(JdbcClient jdbc, InstantSource clock, ApplicationEventPublisher events) {
		this.jdbc = jdbc;
		this.clock = clock;
		this.events = events;
	}

	void revoke(UUID grantId, Reason reason) {
		this.jdbc.sql("""
				update authorization_grant set revoked_at = ?, revocation_reason = ?
				where grant_id = ? and revoked_at is null returning client_id, user_id""")
			.params(Timestamp.from(this.clock.instant()), reason.value(), grantId)
			.query((row, number) -> new GrantRevoked(grantId, row.getString("client_id"), row.getInt("user_id"), reason.value()))
			.optional()
			.ifPresent(this.events::publishEvent);
	}

	enum Reason {

		CODE_REPLAY, REFRESH_TOKEN_REPLAY, CLIENT, PERSON, ADMINISTRATOR;

		String value() {
			return name().toLowerCase(Locale.ROOT);
		}

	}

}
