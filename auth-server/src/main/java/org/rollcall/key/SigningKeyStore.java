package org.rollcall.key;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.text.ParseException;
import java.time.Instant;
import java.util.List;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The signing keys in the database, private halves sealed.
 */
@Component
class SigningKeyStore {

	private static final int BITS = 2048;

	/** Any constant will do: nodes that make a key at the same moment take turns by it. */
	private static final long TURN = 0x526f6c6c63616c6cL;

	private final JdbcClient jdbc;

	private final MasterKey masterKey;

	private final KeyProperties properties;

	SigningKeyStore(JdbcClient jdbc, MasterKey masterKey, KeyProperties properties) {
		this.jdbc = jdbc;
		this.masterKey = masterKey;
		this.properties = properties;
	}

	@Transactional(readOnly = true)
	public List<SigningKey> all() {
		return this.jdbc.sql("select * from signing_key order by signs_from").query(this::key).list();
	}

	/**
	 * Makes the first key, which signs at once, unless there is one.
	 */
	@Transactional
	public void createFirst(Instant now) {
		takeTurn();
		if (all().isEmpty()) {
			insert(generate(), now, now);
		}
	}

	/**
	 * Publishes the next key and sets the date on which it takes over, unless one waits already.
	 * @param due rotate only if the current key has signed since before this instant
	 * @return whether a key was made
	 */
	@Transactional
	public boolean createNext(Instant now, Instant due) {
		takeTurn();
		SigningKey last = all().getLast();
		if (last.signsFrom().isAfter(now) || last.signsFrom().isAfter(due)) {
			return false;
		}
		Instant takesOver = now.plus(this.properties.publishedBefore());
		this.jdbc.sql("update signing_key set retired_at = ?, published_until = ? where kid = ?")
			.params(Timestamp.from(takesOver), Timestamp.from(takesOver.plus(this.properties.publishedAfter())),
					last.jwk().getKeyID())
			.update();
		insert(generate(), now, takesOver);
		return true;
	}

	/**
	 * Takes a key in from outside; it signs from now on, and the one that signed until now stays published for a while.
	 * @return whether it was new
	 */
	@Transactional
	public boolean adopt(RSAKey jwk, Instant now) {
		takeTurn();
		if (all().stream().anyMatch((known) -> known.jwk().getKeyID().equals(jwk.getKeyID()))) {
			return false;
		}
		this.jdbc.sql("update signing_key set retired_at = ?, published_until = ? where retired_at is null or retired_at > ?")
			.params(Timestamp.from(now), Timestamp.from(now.plus(this.properties.publishedAfter())), Timestamp.from(now))
			.update();
		// one that waited for its turn must not take it from the one that was chosen
		this.jdbc.sql("delete from signing_key where signs_from > ?").param(Timestamp.from(now)).update();
		insert(jwk, now, now);
		return true;
	}

	@Transactional
	public void deleteUnpublished(Instant now) {
		this.jdbc.sql("delete from signing_key where published_until < ?").param(Timestamp.from(now)).update();
	}

	private void takeTurn() {
		this.jdbc.sql("select pg_advisory_xact_lock(?)").param(TURN).query((row) -> {
		});
	}

	private void insert(RSAKey jwk, Instant createdAt, Instant signsFrom) {
		byte[] secret = jwk.toJSONString().getBytes(StandardCharsets.UTF_8);
		this.jdbc.sql("""
				insert into signing_key (kid, algorithm, public_jwk, private_key_sealed, created_at, signs_from)
				values (?, 'RS256', ?, ?, ?, ?)""")
			.params(jwk.getKeyID(), jwk.toPublicJWK().toJSONString(), this.masterKey.seal(secret, jwk.getKeyID()),
					Timestamp.from(createdAt), Timestamp.from(signsFrom))
			.update();
	}

	private static RSAKey generate() {
		try {
			RSAKeyGenerator generator = new RSAKeyGenerator(BITS);
			generator.provider(RsaProvider.fastest());
			return generator.keyUse(KeyUse.SIGNATURE)
				.algorithm(JWSAlgorithm.RS256)
				.keyIDFromThumbprint(true)
				.generate();
		}
		catch (JOSEException ex) {
			throw new IllegalStateException("every Java runtime has RSA", ex);
		}
	}

	private SigningKey key(ResultSet row, int number) throws SQLException {
		String kid = row.getString("kid");
		byte[] secret = this.masterKey.open(row.getBytes("private_key_sealed"), kid);
		Timestamp publishedUntil = row.getTimestamp("published_until");
		try {
			RSAKey jwk = RSAKey.parse(new String(secret, StandardCharsets.UTF_8));
			return new SigningKey(jwk, signer(jwk), row.getTimestamp("created_at").toInstant(),
					row.getTimestamp("signs_from").toInstant(),
					(publishedUntil != null) ? publishedUntil.toInstant() : null);
		}
		catch (ParseException | JOSEException ex) {
			throw new IllegalStateException("signing key " + kid + " is not a JWK", ex);
		}
	}

	private static JWSSigner signer(RSAKey jwk) throws JOSEException {
		RSASSASigner signer = new RSASSASigner(RsaProvider.own(jwk.toPrivateKey()));
		signer.getJCAContext().setProvider(RsaProvider.fastest());
		return signer;
	}

}
