package org.rollcall.client;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

import org.rollcall.platform.ClassLinkIdentifier;
import org.rollcall.platform.Sha256;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Secrets for who has to speak to the token endpoint as an app without knowing the app's own, of which there are hashes
 * only. They end by themselves.
 */
@Service
public class LentSecrets {

	private static final Duration LIFETIME = Duration.ofMinutes(1);

	private final JdbcClient jdbc;

	private final InstantSource clock;

	LentSecrets(JdbcClient jdbc, InstantSource clock) {
		this.jdbc = jdbc;
		this.clock = clock;
	}

	/**
	 * Makes a secret beside those that a confidential app has. It is good for a minute; {@link #takeBack} ends it sooner.
	 */
	@Transactional
	public String lend(String clientId) {
		String secret = ClassLinkIdentifier.secret();
		Instant now = this.clock.instant();
		this.jdbc.sql("insert into client_secret (client_id, secret_hash, created_at, expires_at) values (?, ?, ?, ?)")
			.params(clientId, Sha256.of(secret), Timestamp.from(now), Timestamp.from(now.plus(LIFETIME)))
			.update();
		return secret;
	}

	/**
	 * Ends a secret; nothing happens if it has ended.
	 */
	@Transactional
	public void takeBack(String clientId, String secret) {
		this.jdbc.sql("delete from client_secret where client_id = ? and secret_hash = ? and expires_at is not null")
			.params(clientId, Sha256.of(secret))
			.update();
	}

}
