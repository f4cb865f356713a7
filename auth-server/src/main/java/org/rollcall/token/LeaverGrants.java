package org.rollcall.token;

import java.sql.Timestamp;
import java.time.InstantSource;

import org.rollcall.platform.PeopleDeactivated;

import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Ends what apps hold of people who left their district's roster, with all tokens.
 */
@Component
class LeaverGrants {

	private final JdbcClient jdbc;

	private final InstantSource clock;

	LeaverGrants(JdbcClient jdbc, InstantSource clock) {
		this.jdbc = jdbc;
		this.clock = clock;
	}

	@EventListener
	@Transactional
	public void end(PeopleDeactivated leavers) {
		Timestamp now = Timestamp.from(this.clock.instant());
		this.jdbc.sql("""
				update authorization_grant set revoked_at = ?, revocation_reason = 'administrator'
				where user_id = any (?) and revoked_at is null and expires_at > ?""")
			.params(now, leavers.userIds().toArray(Integer[]::new), now)
			.update();
	}

}
