package org.rollcall.key;

import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import jakarta.annotation.PreDestroy;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.rollcall.platform.StartupProblem;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.ContextRefreshedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;
import org.springframework.transaction.TransactionException;

/**
 * Signs id_tokens, and access tokens that are JWTs, with RS256 and publishes the keys to check them with (contract, section 4; RFC 7517).
 *
 * <p>
 * A key is in the JWKS for a while before its first signature and after its last, so no client ever meets a {@code kid}
 * that it cannot find. Each node holds the keys in memory and looks for new ones twice a minute; which of them signs is
 * decided by the clock alone, so all nodes change over in the same instant.
 */
@Service
public class SigningKeys {

	private static final Logger logger = LoggerFactory.getLogger(SigningKeys.class);

	/** A rotation that is late by less is not overdue: the server may have been off at night. */
	private static final Duration PATIENCE = Duration.ofDays(1);

	private final SigningKeyStore store;

	private final KeyProperties properties;

	private final InstantSource clock;

	private final ApplicationEventPublisher events;

	/** Making an RSA key takes a while, and most of a start need not wait for it. */
	private final CompletableFuture<List<SigningKey>> first;

	private volatile @Nullable List<SigningKey> keys;

	/** Whether the keys could not be opened when they were looked at last. */
	private volatile boolean unreadable;

	SigningKeys(SigningKeyStore store, KeyProperties properties, InstantSource clock, ApplicationEventPublisher events) {
		this.store = store;
		this.properties = properties;
		this.clock = clock;
		this.events = events;
		this.first = CompletableFuture.supplyAsync(this::first, (work) -> new Thread(work, "signing-key").start());
	}

	private List<SigningKey> first() {
		this.store.createFirst(this.clock.instant());
		return this.store.all();
	}

	/**
	 * A server that cannot sign does not start.
	 */
	@EventListener(ContextRefreshedEvent.class)
	void awaitFirst() {
		known();
	}

	/**
	 * What fails to start closes the database, but not while a key is on its way into it: that would be reported instead of the
	 * failure.
	 */
	@PreDestroy
	void awaitFirstWhateverBecomesOfIt() {
		this.first.handle((keys, failure) -> failure).join();
	}

	private List<SigningKey> known() {
		List<SigningKey> latest = this.keys;
		if (latest != null) {
			return latest;
		}
		try {
			return this.first.get();
		}
		catch (ExecutionException ex) {
			throw (ex.getCause() instanceof RuntimeException cause) ? cause : new CompletionException(ex.getCause());
		}
		catch (InterruptedException ex) {
			// who ends the server during its start interrupts this, and would not wait for what cannot be interrupted
			Thread.currentThread().interrupt();
			throw new IllegalStateException("The server ends before it has a signing key", ex);
		}
	}

	/**
	 * Returns the public keys of the JWKS.
	 */
	public JWKSet published() {
		Instant now = this.clock.instant();
		return new JWKSet(known().stream()
			.filter((key) -> key.isPublished(now))
			.map((key) -> (JWK) key.jwk().toPublicJWK())
			.toList());
	}

	/**
	 * Returns the keys that are published, the youngest first.
	 */
	public List<KeyState> states() {
		Instant now = this.clock.instant();
		SigningKey current = current();
		return known().stream()
			.filter((key) -> key.isPublished(now))
			.map((key) -> new KeyState(key.jwk().getKeyID(),
					(key == current) ? KeyState.Phase.SIGNING
							: key.signsAt(now) ? KeyState.Phase.RETIRED : KeyState.Phase.NEXT,
					key.createdAt(), key.signsFrom(), key.publishedUntil()))
			.sorted(Comparator.comparing(KeyState::signsFrom).reversed())
			.toList();
	}

	/**
	 * Signs an id_token with the key whose turn it is; the header carries its {@code kid}.
	 */
	public String sign(JWTClaimsSet claims) {
		return sign(JOSEObjectType.JWT, claims);
	}

	/**
	 * Signs a JWT of a type of its own, which is never mistaken for an id_token.
	 */
	public String sign(JOSEObjectType type, JWTClaimsSet claims) {
		SigningKey key = current();
		SignedJWT jwt = new SignedJWT(
				new JWSHeader.Builder(JWSAlgorithm.RS256).type(type).keyID(key.jwk().getKeyID()).build(), claims);
		try {
			jwt.sign(key.signer());
		}
		catch (JOSEException ex) {
			throw new IllegalStateException("key " + key.jwk().getKeyID() + " does not sign", ex);
		}
		return jwt.serialize();
	}

	/**
	 * Returns the claims of an id_token that one of our keys signed, however old it is; nothing for any other string, be it
	 * an access token that is a JWT as well (RFC 9068, section 4).
	 */
	public Optional<JWTClaimsSet> verify(String jwt) {
		try {
			SignedJWT signed = SignedJWT.parse(jwt);
			JOSEObjectType type = signed.getHeader().getType();
			if (type != null && !type.equals(JOSEObjectType.JWT)) {
				return Optional.empty();
			}
			for (SigningKey key : known()) {
				if (key.jwk().getKeyID().equals(signed.getHeader().getKeyID())
						&& signed.verify(new RSASSAVerifier(key.jwk().toRSAPublicKey()))) {
					return Optional.of(signed.getJWTClaimsSet());
				}
			}
		}
		catch (ParseException | JOSEException ex) {
			logger.debug("Not a JWT of ours: {}", ex.getMessage());
		}
		return Optional.empty();
	}

	/**
	 * Begins a rotation now: the next key is published at once and takes over when every client has had the time to see it.
	 * While one waits to take over, nothing happens.
	 */
	public void rotate() {
		rotate(this.clock.instant());
	}

	/**
	 * Takes in a key from outside: it signs at once, and those before it stay published.
	 * @param jwk a {@linkplain #usable usable} key
	 * @return whether it was new
	 */
	public boolean adopt(RSAKey jwk) {
		known();
		boolean adopted = this.store.adopt(jwk, this.clock.instant());
		List<SigningKey> latest = this.store.all();
		this.keys = latest;
		if (adopted) {
			SigningKey key = latest.getLast();
			this.events.publishEvent(new KeyRotated(key.jwk().getKeyID(), key.signsFrom()));
		}
		return adopted;
	}

	/**
	 * Returns a key from outside as it can be taken in; without a {@code kid} it gets its thumbprint.
	 * @param jwk an RSA key of 2048 bits or more with its private half
	 * @throws IllegalArgumentException with the reason in words, if it cannot sign
	 */
	public static RSAKey usable(JWK jwk) {
		if (!(jwk instanceof RSAKey key)) {
			throw new IllegalArgumentException("The key is not an RSA key, and RS256 needs one.");
		}
		if (!key.isPrivate()) {
			throw new IllegalArgumentException("The key has no private half, so nothing can be signed with it.");
		}
		if (key.size() < 2048) {
			throw new IllegalArgumentException("The key has " + key.size() + " bits; RS256 needs 2048 or more.");
		}
		try {
			String kid = (key.getKeyID() != null && key.getKeyID().length() >= 8 && key.getKeyID().length() <= 64) ? key.getKeyID()
					: key.computeThumbprint().toString();
			return new RSAKey.Builder(key).keyID(kid).keyUse(KeyUse.SIGNATURE).algorithm(JWSAlgorithm.RS256).build();
		}
		catch (JOSEException ex) {
			throw new IllegalArgumentException("The key is not one that can sign: " + ex.getMessage(), ex);
		}
	}

	@Scheduled(fixedDelay = KeyProperties.REFRESH_SECONDS, initialDelay = KeyProperties.REFRESH_SECONDS,
			timeUnit = TimeUnit.SECONDS)
	void onSchedule() {
		Instant now = this.clock.instant();
		try {
			this.store.deleteUnpublished(now);
			rotate(now.minus(this.properties.rotateEvery()).plus(this.properties.publishedBefore()));
		}
		catch (DataAccessException | TransactionException ex) {
			logger.warn("The signing keys stay as they are until the database answers: {}", ex.getMessage());
		}
		catch (StartupProblem ex) {
			this.unreadable = true;
			logger.error("A signing key in the database was sealed with another master key than that of this server, which goes on"
					+ " with the keys that it has: {}", ex.getMessage());
		}
	}

	/**
	 * Returns what is wrong with the keys, if anything is.
	 */
	public Optional<Trouble> trouble() {
		if (this.unreadable) {
			return Optional.of(Trouble.MASTER_KEY);
		}
		Instant due = this.clock.instant().minus(this.properties.rotateEvery()).minus(PATIENCE);
		boolean overdue = states().stream().noneMatch((key) -> key.phase() == KeyState.Phase.NEXT) && current().signsFrom().isBefore(due);
		return overdue ? Optional.of(Trouble.OVERDUE) : Optional.empty();
	}

	/**
	 * What can be wrong with the keys while the server runs.
	 */
	public enum Trouble {

		/** Another server on the same database sealed one with another master key. */
		MASTER_KEY,

		/** The next one should have taken over long ago. */
		OVERDUE

	}

	private void rotate(Instant due) {
		boolean rotated = this.store.createNext(this.clock.instant(), due);
		List<SigningKey> latest = this.store.all();
		this.keys = latest;
		this.unreadable = false;
		if (rotated) {
			SigningKey next = latest.getLast();
			this.events.publishEvent(new KeyRotated(next.jwk().getKeyID(), next.signsFrom()));
		}
	}

	private SigningKey current() {
		Instant now = this.clock.instant();
		List<SigningKey> known = known();
		return known.stream().filter((key) -> key.signsAt(now)).reduce((first, last) -> last).orElse(known.getFirst());
	}

}
