package org.rollcall.session;

import java.net.InetAddress;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.rollcall.platform.Sha256;

import org.springframework.http.HttpCookie;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The sessions of signed-in people. They live in PostgreSQL, so a restart or another node makes no difference.
 */
@Service
public class Sessions {

	private static final int COOKIE_LENGTH = 43;

	private static final Duration SEEN_PRECISION = Duration.ofMinutes(1);

	private static final SecureRandom RANDOM = new SecureRandom();

	private final JdbcClient jdbc;

	private final InstantSource clock;

	private final SessionCookie cookie;

	private final SessionProperties properties;

	Sessions(JdbcClient jdbc, InstantSource clock, SessionCookie cookie, SessionProperties properties) {
		this.jdbc = jdbc;
		this.clock = clock;
		this.cookie = cookie;
		this.properties = properties;
	}

	/**
	 * Signs a person in: ends the session that the browser had, and gives it a new one.
	 * @param answers the path and query of the authorization request that this sign-in answers, or {@code null}
	 */
	@Transactional
	public void open(int userId, @Nullable String answers, HttpServletRequest request, HttpServletResponse response) {
		end(request, response);
		this.cookie.write(response, begin(userId, answers, address(request), userAgent(request)));
	}

	/**
	 * Signs a person in who is at no browser: a test that acts for one.
	 * @param answers the path and query of the authorization request that this sign-in answers
	 * @return the cookie that names the session
	 */
	@Transactional
	public ResponseCookie openWithoutBrowser(int userId, String answers) {
		return this.cookie.of(begin(userId, answers, null, null));
	}

	/**
	 * Ends the session that a cookie names; nothing happens if it has ended.
	 */
	@Transactional
	public void end(HttpCookie cookie) {
		this.jdbc.sql("delete from browser_session where cookie_hash = ?").param(Sha256.of(cookie.getValue())).update();
	}

	private String begin(int userId, @Nullable String answers, @Nullable String address, @Nullable String userAgent) {
		byte[] random = new byte[32];
		RANDOM.nextBytes(random);
		String value = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
		Instant now = this.clock.instant();
		this.jdbc.sql("""
				insert into browser_session (session_id, cookie_hash, user_id, auth_time, answers_hash, address, user_agent,
					created_at, last_seen_at, expires_at)
				values (:id, :hash, :userId, :now, :answers, cast(:address as inet), :userAgent, :now, :now,
					cast(:now as timestamptz) + interval '1 second' * coalesce((select seconds from session_lifetime join person
						using (tenant_id) where person.user_id = :userId), :seconds))""")
			.param("id", UUID.randomUUID())
			.param("hash", Sha256.of(value))
			.param("userId", userId)
			.param("answers", (answers != null) ? Sha256.of(answers) : null)
			.param("address", address)
			.param("userAgent", userAgent)
			.param("now", Timestamp.from(now))
			.param("seconds", this.properties.lifetime().toSeconds())
			.update();
		return value;
	}

	/**
	 * Returns who is signed in at the browser that sent the request.
	 */
	public Optional<SignedInPerson> find(HttpServletRequest request) {
		String value = this.cookie.read(request);
		if (value == null || value.length() != COOKIE_LENGTH) {
			return Optional.empty();
		}
		byte[] hash = Sha256.of(value);
		Instant now = this.clock.instant();
		Optional<Found> found = this.jdbc.sql("""
				select session_id, user_id, auth_time, confirmed_at, last_seen_at from browser_session
				where cookie_hash = ? and expires_at > ?""")
			.params(hash, Timestamp.from(now))
			.query(Sessions::found)
			.optional();
		found.filter((session) -> session.lastSeenAt().isBefore(now.minus(SEEN_PRECISION)))
			.ifPresent((session) -> this.jdbc.sql("update browser_session set last_seen_at = ? where cookie_hash = ?")
				.params(Timestamp.from(now), hash)
				.update());
		return found.map(Found::person);
	}

	/**
	 * Returns whether the person signed in for exactly this request, and makes sure that the answer is yes only once: that
	 * is how {@code prompt=login} asks for the password every time and yet comes to an end.
	 * @param pathAndQuery the authorization request
	 */
	@Transactional
	public boolean spend(SignedInPerson person, String pathAndQuery) {
		return this.jdbc
			.sql("update browser_session set answers_hash = null where session_id = ? and answers_hash = ?")
			.params(person.sessionId(), Sha256.of(pathAndQuery))
			.update() == 1;
	}

	/**
	 * Notes that the person typed the password again, or showed a passkey, for something dangerous. That is no new sign-in: apps see no other
	 * {@code auth_time}.
	 */
	@Transactional
	public void confirm(SignedInPerson person) {
		this.jdbc.sql("update browser_session set confirmed_at = ? where session_id = ?")
			.params(Timestamp.from(this.clock.instant()), person.sessionId())
			.update();
	}

	/**
	 * Signs the browser out; nothing happens if nobody was signed in.
	 */
	@Transactional
	public void end(HttpServletRequest request, HttpServletResponse response) {
		String value = this.cookie.read(request);
		if (value != null) {
			this.jdbc.sql("delete from browser_session where cookie_hash = ?").param(Sha256.of(value)).update();
			this.cookie.clear(response);
		}
	}

	private static @Nullable String address(HttpServletRequest request) {
		try {
			return InetAddress.ofLiteral(request.getRemoteAddr().replaceAll("%.*", "")).getHostAddress();
		}
		catch (IllegalArgumentException ex) {
			return null;
		}
	}

	private static @Nullable String userAgent(HttpServletRequest request) {
		String userAgent = request.getHeader(HttpHeaders.USER_AGENT);
		if (userAgent == null) {
			return null;
		}
		String printable = userAgent.replaceAll("\\p{Cntrl}", "");
		return printable.substring(0, Math.min(512, printable.length()));
	}

	private static Found found(ResultSet row, int number) throws SQLException {
		Timestamp confirmedAt = row.getTimestamp("confirmed_at");
		return new Found(
				new SignedInPerson(row.getObject("session_id", UUID.class), row.getInt("user_id"),
						row.getTimestamp("auth_time").toInstant(), (confirmedAt != null) ? confirmedAt.toInstant() : null),
				row.getTimestamp("last_seen_at").toInstant());
	}

	private record Found(SignedInPerson person, Instant lastSeenAt) {

	}

}
