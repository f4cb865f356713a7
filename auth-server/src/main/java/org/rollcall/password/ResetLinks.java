package org.rollcall.password;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

import org.rollcall.platform.ClassLinkIdentifier;
import org.rollcall.platform.Sha256;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The links by which people give themselves a new password. An administrator makes one and hands it over; it works once, for a
 * day, and a newer one for the same person ends it. Until it is used the old password stays good.
 */
@Service
public class ResetLinks {

	/** For how long a link works. */
	public static final Duration LIFETIME = Duration.ofDays(1);

	private final JdbcClient jdbc;

	private final InstantSource clock;

	private final ApplicationEventPublisher events;

	ResetLinks(JdbcClient jdbc, InstantSource clock, ApplicationEventPublisher events) {
		this.jdbc = jdbc;
		this.clock = clock;
		this.events = events;
	}

	/**
	 * Makes a link, and ends the one before it.
	 * @return the secret in it, which nobody can learn again
	 */
	@Transactional
	public String issue(int userId) {
		String secret = ClassLinkIdentifier.secret();
		Instant now = this.clock.instant();
		this.jdbc.sql("""
				insert into password_reset_link (user_id, link_hash, created_at, expires_at) values (?, ?, ?, ?)
				on conflict (user_id) do update set link_hash = excluded.link_hash, created_at = excluded.created_at,
					expires_at = excluded.expires_at""")
			.params(userId, Sha256.of(secret), Timestamp.from(now), Timestamp.from(now.plus(LIFETIME)))
			.update();
		this.events.publishEvent(new ResetLinkIssued(userId));
		return secret;
	}

	/**
	 * Returns whose link it is, if it still works.
	 */
	@Transactional(readOnly = true)
	public Optional<Integer> find(String secret) {
		return this.jdbc.sql("select user_id from password_reset_link where link_hash = ? and expires_at > ?")
			.params(Sha256.of(secret), Timestamp.from(this.clock.instant()))
			.query(Integer.class)
			.optional();
	}

	/**
	 * Uses the link up. Of two who use it at the same moment, one gets nothing.
	 * @return whose link it was, if it still worked
	 */
	@Transactional
	public Optional<Integer> spend(String secret) {
		return this.jdbc.sql("delete from password_reset_link where link_hash = ? and expires_at > ? returning user_id")
			.params(Sha256.of(secret), Timestamp.from(this.clock.instant()))
			.query(Integer.class)
			.optional();
	}

	/**
	 * Ends the link that somebody may have; nothing happens if there is none.
	 */
	@Transactional
	public void end(int userId) {
		this.jdbc.sql("delete from password_reset_link where user_id = ?").param(userId).update();
	}

}
