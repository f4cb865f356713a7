package org.rollcall.session;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Where a person is signed in, to be looked at and to be ended from elsewhere.
 */
@Service
public class OpenSessions {

	private final JdbcClient jdbc;

	private final InstantSource clock;

	private final ApplicationEventPublisher events;

	OpenSessions(JdbcClient jdbc, InstantSource clock, ApplicationEventPublisher events) {
		this.jdbc = jdbc;
		this.clock = clock;
		this.events = events;
	}

	/**
	 * Returns a person's sessions, the one that was seen last first.
	 */
	@Transactional(readOnly = true)
	public List<OpenSession> of(int userId) {
		return this.jdbc.sql("""
				select session_id, host(address) as address, user_agent, created_at, last_seen_at, expires_at from browser_session
				where user_id = ? and expires_at > ? order by last_seen_at desc, session_id""")
			.params(userId, Timestamp.from(this.clock.instant()))
			.query(OpenSessions::session)
			.list();
	}

	/**
	 * Returns the UserId of whose session it is, if it has not ended.
	 */
	@Transactional(readOnly = true)
	public Optional<Integer> owner(UUID sessionId) {
		return this.jdbc.sql("select user_id from browser_session where session_id = ? and expires_at > ?")
			.params(sessionId, Timestamp.from(this.clock.instant()))
			.query(Integer.class)
			.optional();
	}

	/**
	 * Ends one of a person's sessions, or all of them; nothing happens if there is none.
	 * @param sessionId the session, or {@code null} for all
	 * @return how many ended
	 */
	@Transactional
	public int end(int userId, @Nullable UUID sessionId) {
		int ended = this.jdbc
			.sql("delete from browser_session where user_id = :userId and (cast(:session as uuid) is null or session_id = :session)")
			.param("userId", userId)
			.param("session", sessionId, java.sql.Types.OTHER)
			.update();
		if (ended > 0) {
			this.events.publishEvent(new SessionsEnded(userId, ended));
		}
		return ended;
	}

	/**
	 * Ends all of a person's sessions but the one in which they do it.
	 * @return how many ended
	 */
	@Transactional
	public int endOthers(int userId, UUID kept) {
		int ended = this.jdbc.sql("delete from browser_session where user_id = ? and session_id <> ?").params(userId, kept).update();
		if (ended > 0) {
			this.events.publishEvent(new SessionsEnded(userId, ended));
		}
		return ended;
	}

	private static OpenSession session(ResultSet row, int number) throws SQLException {
		return new OpenSession(row.getObject("session_id", UUID.class), row.getString("address"),
				Device.of(row.getString("user_agent")), row.getTimestamp("created_at").toInstant(),
				row.getTimestamp("last_seen_at").toInstant(), row.getTimestamp("expires_at").toInstant());
	}

}
