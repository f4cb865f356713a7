package org.rollcall.client;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import org.rollcall.platform.ClassLinkIdentifier;
import org.rollcall.platform.Sha256;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The secrets of an app for who looks after it. Two may overlap, so that the app changes from one to the next without anybody
 * noticing.
 */
@Service
@Transactional
public class ClientSecrets {

	/** How many are good at the same time. */
	public static final int MOST = 2;

	private final Apps apps;

	private final JdbcClient jdbc;

	private final InstantSource clock;

	private final ApplicationEventPublisher events;

	ClientSecrets(Apps apps, JdbcClient jdbc, InstantSource clock, ApplicationEventPublisher events) {
		this.apps = apps;
		this.jdbc = jdbc;
		this.clock = clock;
		this.events = events;
	}

	/**
	 * Returns the app's secrets that have not ended, the newest first.
	 */
	@Transactional(readOnly = true)
	public List<KnownSecret> of(String clientId) {
		return this.jdbc.sql("""
				select client_secret_id, created_at, last_used_at, expires_at from client_secret
				where client_id = ? and (expires_at is null or expires_at > ?) order by created_at desc, client_secret_id desc""")
			.params(clientId, Timestamp.from(this.clock.instant()))
			.query(Apps::secret)
			.list();
	}

	/**
	 * Makes one more secret. What the app had so far stays good for a while.
	 * @param othersEndIn for how long; {@code null} if until somebody ends it
	 * @return the secret, which nobody can show again; nothing if there are as many as there may be, or it is a public app
	 */
	public Optional<String> add(String clientId, @Nullable Duration othersEndIn) {
		App app = this.apps.lock(clientId);
		if (app.registration().type() == ClientType.PUBLIC || of(clientId).size() >= MOST) {
			return Optional.empty();
		}
		Instant now = this.clock.instant();
		Instant end = (othersEndIn != null) ? now.plus(othersEndIn) : null;
		if (end != null) {
			this.jdbc.sql("""
					update client_secret set expires_at = least(coalesce(expires_at, 'infinity'), ?)
					where client_id = ? and (expires_at is null or expires_at > ?)""")
				.params(Timestamp.from(end), clientId, Timestamp.from(now))
				.update();
		}
		String secret = ClassLinkIdentifier.secret();
		this.jdbc.sql("insert into client_secret (client_id, secret_hash, created_at) values (?, ?, ?)")
			.params(clientId, Sha256.of(secret), Timestamp.from(now))
			.update();
		this.events.publishEvent(new ClientSecretAdded(clientId, app.tenantId(), end));
		return Optional.of(secret);
	}

	/**
	 * Says when a secret ends. Nothing happens if it has ended already.
	 * @param in zero for at once
	 */
	public void end(String clientId, long secretId, Duration in) {
		App app = this.apps.lock(clientId);
		Instant end = this.clock.instant().plus(in);
		of(clientId).stream().filter((secret) -> secret.id() == secretId).forEach((secret) -> {
			this.jdbc.sql("update client_secret set expires_at = ? where client_secret_id = ?").params(Timestamp.from(end), secretId).update();
			this.events.publishEvent(new ClientSecretEnded(clientId, app.tenantId(), secret.createdAt(), end));
		});
	}

}
