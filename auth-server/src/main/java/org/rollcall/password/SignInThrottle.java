package org.rollcall.password;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Optional;

import org.rollcall.platform.Sha256;
import org.rollcall.setting.SwitchBoard;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Slows down who guesses passwords, per account and per address. The counts are in the database, so that neither a restart
 * nor another node forgets them.
 *
 * <p>
 * An account counts an attempt before its password is looked at, so that many at once gain nothing: five are free, then each
 * costs twice the wait of the one before, from two seconds to a quarter of an hour. A success or a day without one forgets
 * them.
 *
 * <p>
 * Behind an address there may be a whole school, so it counts wrong passwords only: a bucket that takes a hundred and loses
 * one every six seconds. While it is full everybody there waits, but never longer than until the next one is lost, and
 * right passwords neither fill nor empty it.
 */
@Service
public class SignInThrottle {

	private static final int FREE = 5;

	private static final Duration LONGEST_WAIT = Duration.ofMinutes(15);

	private static final Duration MEMORY = Duration.ofDays(1);

	private static final int CAPACITY = 100;

	private static final Duration LEAK = Duration.ofSeconds(6);

	/**
	 * PostgreSQL folds the login id, as it does when it looks for the person: Java folds other letters, and what is one
	 * account there must not be two here.
	 */
	private static final String ACCOUNT = "sha256(convert_to(:tenantId || '/' || lower(:loginId), 'UTF8'))";

	/**
	 * Whoever has attempts left is not asked for the time: of two at the same moment, the one that comes second may have read
	 * the clock first.
	 */
	private static final String COUNT = """
			insert into sign_in_throttle as t (subject_kind, subject_hash, failures, last_failure_at)
			values ('account', %s, 1, :now)
			on conflict (subject_kind, subject_hash) do update set
				failures = case when t.last_failure_at < :forgotten then 1 else t.failures + 1 end,
				last_failure_at = greatest(t.last_failure_at, :now),
				blocked_until = case when t.last_failure_at >= :forgotten and t.failures >= :free
					then cast(:now as timestamptz)
						+ least(power(2, least(t.failures + 1 - :free, 20)), :longestWait) * interval '1 second' end
			where t.blocked_until is null or t.blocked_until <= :now or t.last_failure_at < :forgotten"""
		.formatted(ACCOUNT);

	/** How full the bucket is by now. The clock of another node may be a little behind. */
	private static final String LEVEL = """
			greatest(t.failures - greatest(extract(epoch from cast(:now as timestamptz) - t.last_failure_at), 0) / :leak, 0)""";

	/** What comes on top of a full bucket, because it was checked at the same moment, is lost: nobody waits for it. */
	private static final String FILL = """
			insert into sign_in_throttle as t (subject_kind, subject_hash, failures, last_failure_at)
			values ('address', :hash, 1, :now)
			on conflict (subject_kind, subject_hash) do update set
				failures = least(%s + 1, :capacity),
				last_failure_at = greatest(t.last_failure_at, :now)""".formatted(LEVEL);

	private final JdbcClient jdbc;

	private final InstantSource clock;

	private final SwitchBoard switchBoard;

	SignInThrottle(JdbcClient jdbc, InstantSource clock, SwitchBoard switchBoard) {
		this.jdbc = jdbc;
		this.clock = clock;
		this.switchBoard = switchBoard;
	}

	/**
	 * Counts an attempt for the account, unless it comes too early. Call {@link #succeeded} or {@link #failed} when the
	 * password has been looked at.
	 * @return how long to wait, if the attempt comes too early; then it does not count
	 */
	@Transactional
	public Optional<Duration> attempt(int tenantId, String loginId, String address) {
		if (!this.switchBoard.read().signInThrottle()) {
			return Optional.empty();
		}
		Instant now = this.clock.instant();
		return fullAddress(address, now).or(() -> count(tenantId, loginId, now));
	}

	/**
	 * Forgets the account's wrong passwords. The address keeps its own: who guesses may well have one account that works.
	 */
	@Transactional
	public void succeeded(int tenantId, String loginId) {
		this.jdbc.sql("delete from sign_in_throttle where subject_kind = 'account' and subject_hash = " + ACCOUNT)
			.param("tenantId", Integer.toString(tenantId))
			.param("loginId", typed(loginId))
			.update();
	}

	/**
	 * Counts a wrong password for the address.
	 */
	@Transactional
	public void failed(String address) {
		this.jdbc.sql(FILL)
			.param("hash", Sha256.of(network(address)))
			.param("now", Timestamp.from(this.clock.instant()))
			.param("leak", LEAK.toSeconds())
			.param("capacity", CAPACITY)
			.update();
	}

	private Optional<Duration> fullAddress(String address, Instant now) {
		return this.jdbc
			.sql("select " + LEVEL + " from sign_in_throttle t where subject_kind = 'address' and subject_hash = :hash")
			.param("hash", Sha256.of(network(address)))
			.param("now", Timestamp.from(now))
			.param("leak", LEAK.toSeconds())
			.query(Double.class)
			.optional()
			.map((level) -> Duration.ofMillis(Math.round((level - (CAPACITY - 1)) * LEAK.toMillis())))
			.filter(Duration::isPositive);
	}

	/**
	 * An upsert locks the row even if it leaves it as it is, so the wait is still there to be read.
	 */
	private Optional<Duration> count(int tenantId, String loginId, Instant now) {
		int counted = this.jdbc.sql(COUNT)
			.param("tenantId", Integer.toString(tenantId))
			.param("loginId", typed(loginId))
			.param("now", Timestamp.from(now))
			.param("forgotten", Timestamp.from(now.minus(MEMORY)))
			.param("free", FREE)
			.param("longestWait", LONGEST_WAIT.toSeconds())
			.update();
		if (counted == 1) {
			return Optional.empty();
		}
		Timestamp blockedUntil = this.jdbc
			.sql("select blocked_until from sign_in_throttle where subject_kind = 'account' and subject_hash = " + ACCOUNT)
			.param("tenantId", Integer.toString(tenantId))
			.param("loginId", typed(loginId))
			.query(Timestamp.class)
			.single();
		return Optional.of(Duration.between(now, blockedUntil.toInstant()));
	}

	/**
	 * PostgreSQL refuses to be asked for a NUL; it is in nobody's login id.
	 */
	private static String typed(String loginId) {
		return loginId.strip().replace("\0", "");
	}

	/**
	 * A subscriber of IPv6 has 2^64 addresses at the least, and they are one.
	 */
	private static String network(String address) {
		try {
			InetAddress parsed = InetAddress.ofLiteral(address.replaceAll("%.*", ""));
			return (parsed instanceof Inet6Address) ? HexFormat.of().formatHex(parsed.getAddress(), 0, 8) + "/64"
					: parsed.getHostAddress();
		}
		catch (IllegalArgumentException ex) {
			return address;
		}
	}

}
