package org.rollcall.password;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;

import org.rollcall.platform.Sha256;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Slows down who guesses passwords, per account and per address. The counts are in the database, so that neither a restart
 * nor another node forgets them, and an attempt is counted before the password is looked at, so that many at once gain
 * nothing.
 */
@Service
public class SignInThrottle {

	/** After the fifth wrong password in a row each costs twice the wait of the one before, up to a quarter of an hour. */
	private static final Limit ACCOUNT = new Limit("account", 5, Duration.ofMinutes(15), Duration.ofHours(24));

	/** A whole school may come from one address, so it takes many more, and the wait stays short. */
	private static final Limit ADDRESS = new Limit("address", 100, Duration.ofMinutes(1), Duration.ofHours(1));

	/**
	 * Whoever has attempts left is not asked for the time: of two at the same moment, the one that comes second may have read
	 * the clock first.
	 */
	private static final String COUNT = """
			insert into sign_in_throttle as t (subject_kind, subject_hash, failures, last_failure_at, blocked_until)
			values (:kind, :hash, 1, :now, :now)
			on conflict (subject_kind, subject_hash) do update set
				failures = case when t.last_failure_at < :forgotten then 1 else t.failures + 1 end,
				last_failure_at = :now,
				blocked_until = cast(:now as timestamptz) + case when t.last_failure_at < :forgotten or t.failures + 1 <= :free then interval '0'
					else least(power(2, least(t.failures + 1 - :free, 20)), :longest) * interval '1 second' end
			where t.failures <= :free or t.blocked_until <= :now""";

	private final JdbcClient jdbc;

	private final InstantSource clock;

	SignInThrottle(JdbcClient jdbc, InstantSource clock) {
		this.jdbc = jdbc;
		this.clock = clock;
	}

	/**
	 * Counts an attempt. Call {@link #succeeded} when the password turns out to be right.
	 * @return how long to wait, if the attempt comes too early; then it does not count
	 */
	@Transactional
	public Optional<Duration> attempt(int tenantId, String loginId, String address) {
		Optional<Duration> wait = count(ADDRESS, address);
		return wait.isPresent() ? wait : count(ACCOUNT, account(tenantId, loginId));
	}

	/**
	 * Forgets the account's wrong passwords, and the one attempt of the address. The address keeps its others: who guesses
	 * may well have one account that works.
	 */
	@Transactional
	public void succeeded(int tenantId, String loginId, String address) {
		this.jdbc.sql("delete from sign_in_throttle where subject_kind = ? and subject_hash = ?")
			.params(ACCOUNT.kind(), Sha256.of(account(tenantId, loginId)))
			.update();
		this.jdbc.sql("""
				update sign_in_throttle set failures = failures - 1
				where subject_kind = ? and subject_hash = ? and failures > 1""")
			.params(ADDRESS.kind(), Sha256.of(address))
			.update();
	}

	private Optional<Duration> count(Limit limit, String subject) {
		Instant now = this.clock.instant();
		byte[] hash = Sha256.of(subject);
		int counted = this.jdbc.sql(COUNT)
			.param("kind", limit.kind())
			.param("hash", hash)
			.param("now", Timestamp.from(now))
			.param("forgotten", Timestamp.from(now.minus(limit.memory())))
			.param("free", limit.free())
			.param("longest", limit.longestWait().toSeconds())
			.update();
		if (counted == 1) {
			return Optional.empty();
		}
		return this.jdbc.sql("select blocked_until from sign_in_throttle where subject_kind = ? and subject_hash = ?")
			.params(limit.kind(), hash)
			.query(Timestamp.class)
			.optional()
			.map((blockedUntil) -> Duration.between(now, blockedUntil.toInstant()))
			.filter(Duration::isPositive)
			.or(() -> Optional.of(Duration.ofSeconds(1)));
	}

	private static String account(int tenantId, String loginId) {
		return tenantId + "/" + loginId.strip().toLowerCase(Locale.ROOT);
	}

	/**
	 * @param free how many wrong passwords cost nothing
	 * @param memory after how long without one they are forgotten
	 */
	private record Limit(String kind, int free, Duration longestWait, Duration memory) {

	}

}
