package org.rollcall.admin;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Optional;

import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

import org.jspecify.annotations.Nullable;

import org.rollcall.platform.Sha256;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What requests with an {@code Idempotency-Key} were answered. An answer may hold a secret that nobody is to be shown again, so it
 * is sealed under a key that is made of what only the caller knows.
 */
@Component
class IdempotentAnswers {

	static final Duration KEPT = Duration.ofDays(1);

	/** A server that ends in the middle of a request must not keep it from being sent again for long. */
	private static final Duration WORKED_ON = Duration.ofMinutes(5);

	private static final int IV_BYTES = 12;

	private static final SecureRandom RANDOM = new SecureRandom();

	private final JdbcClient jdbc;

	private final InstantSource clock;

	IdempotentAnswers(JdbcClient jdbc, InstantSource clock) {
		this.jdbc = jdbc;
		this.clock = clock;
	}

	/**
	 * @param secret what only the caller knows: both its keys
	 * @param hash of all that was sent
	 */
	record Request(String secret, byte[] hash) {

		byte[] key() {
			return Sha256.of(this.secret);
		}

	}

	/**
	 * @param tag the ETag
	 */
	record Answer(int status, @Nullable String contentType, @Nullable String tag, byte[] body) {

	}

	/**
	 * @param isOfAnother whether it was another request that came with the key
	 * @param answer {@code null} as long as there is none
	 */
	record Found(boolean isOfAnother, @Nullable Answer answer) {

	}

	/**
	 * Notes that a request is worked on.
	 * @return what is known of one that came before; nothing if this is the first
	 */
	Optional<Found> begin(Request request) {
		Instant now = this.clock.instant();
		int first = this.jdbc.sql("""
				insert into idempotent_answer as known (request_key, request_hash, expires_at) values (:key, :hash, :until)
				on conflict (request_key) do update set request_hash = excluded.request_hash, status = null, etag = null,
					content_type = null, answer_sealed = null, expires_at = excluded.expires_at
				where known.expires_at <= :now""")
			.param("key", request.key())
			.param("hash", request.hash())
			.param("until", Timestamp.from(now.plus(WORKED_ON)))
			.param("now", Timestamp.from(now))
			.update();
		if (first == 1) {
			return Optional.empty();
		}
		return Optional.of(this.jdbc
			.sql("select request_hash, status, content_type, etag, answer_sealed from idempotent_answer where request_key = ?")
			.param(request.key())
			.query((row, number) -> {
				byte[] sealed = row.getBytes("answer_sealed");
				boolean another = !MessageDigest.isEqual(row.getBytes("request_hash"), request.hash());
				return new Found(another, (sealed == null || another) ? null
						: new Answer(row.getInt("status"), row.getString("content_type"), row.getString("etag"),
								apply(Cipher.DECRYPT_MODE, request, sealed, Arrays.copyOfRange(sealed, IV_BYTES, sealed.length))));
			})
			.optional()
			.orElseGet(() -> new Found(false, null)));
	}

	/**
	 * Keeps the answer.
	 */
	void keep(Request request, Answer answer) {
		byte[] iv = new byte[IV_BYTES];
		RANDOM.nextBytes(iv);
		byte[] encrypted = apply(Cipher.ENCRYPT_MODE, request, iv, answer.body());
		byte[] sealed = Arrays.copyOf(iv, IV_BYTES + encrypted.length);
		System.arraycopy(encrypted, 0, sealed, IV_BYTES, encrypted.length);
		this.jdbc.sql("""
				update idempotent_answer set status = ?, content_type = ?, etag = ?, answer_sealed = ?, expires_at = ?
				where request_key = ?""")
			.params(answer.status(), answer.contentType(), answer.tag(), sealed, Timestamp.from(this.clock.instant().plus(KEPT)),
					request.key())
			.update();
	}

	/**
	 * Forgets a request that changed nothing.
	 */
	void forget(Request request) {
		this.jdbc.sql("delete from idempotent_answer where request_key = ? and status is null").param(request.key()).update();
	}

	private static byte[] apply(int mode, Request request, byte[] iv, byte[] input) {
		try {
			Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
			cipher.init(mode, new SecretKeySpec(Sha256.of("answer\0" + request.secret()), "AES"),
					new GCMParameterSpec(128, iv, 0, IV_BYTES));
			return cipher.doFinal(input);
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("every Java runtime has AES-GCM", ex);
		}
	}

}
