package org.rollcall.audit;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * When somebody signed in, or tried to, as far back as what happened is kept.
 */
@Service
public class SignInHistory {

	private final JdbcClient jdbc;

	SignInHistory(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/**
	 * Returns a person's latest sign-ins, the latest first.
	 * @param limit how many at most
	 */
	@Transactional(readOnly = true)
	public List<Attempt> of(int userId, int limit) {
		return this.jdbc.sql("""
				select happened_at, kind = 'SignedIn' as succeeded, host(address) as address from audit_event
				where user_id = ? and kind in ('SignedIn', 'SignInRefused') order by audit_id desc limit ?""")
			.params(userId, limit)
			.query((row, number) -> new Attempt(row.getTimestamp("happened_at").toInstant(), row.getBoolean("succeeded"),
					row.getString("address")))
			.list();
	}

	/**
	 * One of them.
	 *
	 * @param address where it came from, if that is known
	 */
	public record Attempt(Instant at, boolean succeeded, @Nullable String address) {

	}

}
