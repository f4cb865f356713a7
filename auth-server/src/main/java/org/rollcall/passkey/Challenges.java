package org.rollcall.passkey;

import java.security.SecureRandom;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

import org.jspecify.annotations.Nullable;

import org.rollcall.platform.Sha256;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What authenticators are asked to sign. Each is good once, for five minutes, and for whom it was made.
 */
@Component
class Challenges {

	static final Duration PATIENCE = Duration.ofMinutes(5);

	private static final SecureRandom RANDOM = new SecureRandom();

	private final JdbcClient jdbc;

	private final InstantSource clock;

	Challenges(JdbcClient jdbc, InstantSource clock) {
		this.jdbc = jdbc;
		this.clock = clock;
	}

	/**
	 * @param userId who adds a passkey, {@code null} for a sign-in
	 */
	byte[] make(@Nullable Integer userId) {
		byte[] challenge = new byte[32];
		RANDOM.nextBytes(challenge);
		Instant now = this.clock.instant();
		this.jdbc.sql("""
				insert into passkey_challenge (challenge_hash, user_id, created_at, expires_at)
				values (:hash, :userId, :now, :expires)""")
			.param("hash", Sha256.digest().digest(challenge))
			.param("userId", userId, Types.INTEGER)
			.param("now", Timestamp.from(now))
			.param("expires", Timestamp.from(now.plus(PATIENCE)))
			.update();
		return challenge;
	}

	/**
	 * @throws PasskeyRefusedException if there is no such challenge, or if it was spent before
	 */
	void spend(byte[] challenge, @Nullable Integer userId) {
		int spent = this.jdbc.sql("""
				delete from passkey_challenge
				where challenge_hash = :hash and user_id is not distinct from cast(:userId as integer) and expires_at > :now""")
			.param("hash", Sha256.digest().digest(challenge))
			.param("userId", userId, Types.INTEGER)
			.param("now", Timestamp.from(this.clock.instant()))
			.update();
		if (spent == 0) {
			throw new PasskeyRefusedException("the challenge is not one of ours, or has ended");
		}
	}

}
