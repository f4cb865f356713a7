package org.rollcall.consent;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.rollcall.platform.ClassLinkIdentifier;
import org.rollcall.platform.Sha256;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The authorization requests that wait for a person's answer. Each is known by a random value that stands in the consent
 * form and can be answered once, by the person who was asked.
 */
@Service
public class ConsentRequests {

	private static final Duration PATIENCE = Duration.ofMinutes(30);

	private static final String COLUMNS = "client_id, user_id, redirect_uri, scopes, state, nonce, code_challenge, auth_time";

	private final JdbcClient jdbc;

	private final InstantSource clock;

	ConsentRequests(JdbcClient jdbc, InstantSource clock) {
		this.jdbc = jdbc;
		this.clock = clock;
	}

	/**
	 * Keeps a request until it is answered, for 30 minutes at most.
	 * @return the value by which the form refers to it
	 */
	@Transactional
	public String ask(ConsentRequest request) {
		String value = ClassLinkIdentifier.secret();
		Instant now = this.clock.instant();
		this.jdbc.sql("insert into consent_request (request_hash, " + COLUMNS + ", created_at, expires_at)"
				+ " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
			.params(Sha256.of(value), request.clientId(), request.userId(), request.redirectUri(),
					request.scopes().toArray(String[]::new), request.state(), request.nonce(), request.codeChallenge(),
					Timestamp.from(request.authTime()), Timestamp.from(now), Timestamp.from(now.plus(PATIENCE)))
			.update();
		return value;
	}

	/**
	 * Returns the request that waits under {@code value} for this person.
	 */
	@Transactional(readOnly = true)
	public Optional<ConsentRequest> find(String value, int userId) {
		return this.jdbc
			.sql("select " + COLUMNS + " from consent_request where request_hash = ? and user_id = ? and expires_at > ?")
			.params(Sha256.of(value), userId, Timestamp.from(this.clock.instant()))
			.query(ConsentRequests::request)
			.optional();
	}

	/**
	 * Returns the request that waits under {@code value} for this person, and lets nobody answer it again.
	 */
	@Transactional
	public Optional<ConsentRequest> take(String value, int userId) {
		return this.jdbc
			.sql("delete from consent_request where request_hash = ? and user_id = ? and expires_at > ? returning " + COLUMNS)
			.params(Sha256.of(value), userId, Timestamp.from(this.clock.instant()))
			.query(ConsentRequests::request)
			.optional();
	}

	private static ConsentRequest request(ResultSet row, int number) throws SQLException {
		Set<String> scopes = new LinkedHashSet<>(List.of((String[]) row.getArray("scopes").getArray()));
		return new ConsentRequest(row.getString("client_id"), row.getInt("user_id"), row.getString("redirect_uri"), scopes,
				row.getString("state"), row.getString("nonce"), row.getString("code_challenge"),
				row.getTimestamp("auth_time").toInstant());
	}

}
