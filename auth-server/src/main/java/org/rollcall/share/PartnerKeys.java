package org.rollcall.share;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import org.rollcall.client.ClientOwners;
import org.rollcall.platform.ClassLinkIdentifier;
import org.rollcall.platform.Sha256;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The partner keys of apps. A key that has ended is remembered, so that a configuration that is applied at every start does not make it
 * good again.
 */
@Service
public class PartnerKeys {

	/** How many an app may have at the same time. */
	public static final int MOST = 20;

	/** So that whoever finds one knows what it is. */
	private static final String PREFIX = "rpk_";

	/** How long one that has ended is still shown: whoever wonders why an app finds nothing looks there. */
	private static final Duration SHOWN_AFTER = Duration.ofDays(30);

	/** More often, nobody needs to know when a key was used. */
	private static final Duration USE_IS_NOTED = Duration.ofMinutes(1);

	private static final int LONGEST = 260;

	private static final String SELECT = "select k.key_id, k.client_id, k.name, k.created_at, k.expires_at, k.last_used_at from partner_key k ";

	private final JdbcClient jdbc;

	private final ClientOwners owners;

	private final InstantSource clock;

	private final ApplicationEventPublisher events;

	PartnerKeys(JdbcClient jdbc, ClientOwners owners, InstantSource clock, ApplicationEventPublisher events) {
		this.jdbc = jdbc;
		this.owners = owners;
		this.clock = clock;
		this.events = events;
	}

	/**
	 * Makes a key.
	 * @param id of the form that asks for it, so that sending it twice makes one key
	 * @param expiresAt {@code null} for one that is good until somebody ends it
	 * @return the key, which nobody can be shown again; nothing if the form was sent before
	 */
	@Transactional
	public Optional<String> make(UUID id, String clientId, String name, @Nullable Instant expiresAt) {
		String key = PREFIX + ClassLinkIdentifier.secret();
		return insert(id, clientId, name, Sha256.of(key), expiresAt) ? Optional.of(key) : Optional.empty();
	}

	/**
	 * Adds a key that was made elsewhere. Nothing happens if it is, or was, one of the app's, or if it ended before now.
	 * @param hash the SHA-256 of the key in 64 lower-case hex digits
	 * @return whether it is new
	 * @throws IllegalArgumentException with the reason in words
	 */
	@Transactional
	public boolean adopt(String clientId, String name, String hash, @Nullable Instant expiresAt) {
		if (!hash.matches("[0-9a-f]{64}")) {
			throw new IllegalArgumentException("The hash of a partner key is a SHA-256: 64 lower-case hex digits.");
		}
		byte[] bytes = HexFormat.of().parseHex(hash);
		Optional<String> holder = this.jdbc.sql("select client_id from partner_key where key_hash = ?")
			.param(bytes)
			.query(String.class)
			.optional();
		if (holder.filter((other) -> !other.equals(clientId)).isPresent()) {
			throw new IllegalArgumentException("The partner key '" + name + "' is that of another app.");
		}
		boolean hasEnded = expiresAt != null && !expiresAt.isAfter(this.clock.instant());
		return holder.isEmpty() && !hasEnded && insert(UUID.randomUUID(), clientId, name, bytes, expiresAt);
	}

	/**
	 * Returns what is kept of a key that was made elsewhere.
	 * @throws IllegalArgumentException with the reason in words, if it could be guessed
	 */
	public static String hash(String key) {
		if (!key.matches("(" + PREFIX + ")?[0-9a-f]{32,256}")) {
			throw new IllegalArgumentException("A partner key has 128 random bits or more: 32 lower-case hex digits, with or without "
					+ PREFIX + " before them.");
		}
		return HexFormat.of().formatHex(Sha256.of(key));
	}

	/**
	 * Returns an app's keys, the youngest first, with those that ended a short while ago.
	 */
	@Transactional(readOnly = true)
	public List<PartnerKey> of(String clientId) {
		return this.jdbc.sql(SELECT + """
				where client_id = ? and (expires_at is null or expires_at > ?)
				order by created_at desc, key_id""")
			.params(clientId, Timestamp.from(this.clock.instant().minus(SHOWN_AFTER)))
			.query(PartnerKeys::key)
			.list();
	}

	/**
	 * Returns whether an app has as many keys as it may have.
	 */
	@Transactional(readOnly = true)
	public boolean isFull(String clientId) {
		return kept(clientId).size() >= MOST;
	}

	/**
	 * Returns an app's keys that have not ended, with their SHA-256 in hex digits: for who sets up another server like this one.
	 */
	@Transactional(readOnly = true)
	public List<Kept> kept(String clientId) {
		return this.jdbc.sql("""
				select name, encode(key_hash, 'hex') as hash, expires_at from partner_key
				where client_id = ? and (expires_at is null or expires_at > ?) order by created_at, key_id""")
			.params(clientId, Timestamp.from(this.clock.instant()))
			.query((row, number) -> new Kept(row.getString("name"), row.getString("hash"), instant(row, "expires_at")))
			.list();
	}

	/**
	 * Ends a key at once; nothing happens if it has ended.
	 */
	@Transactional
	public void end(String clientId, UUID id) {
		Instant now = this.clock.instant();
		// a key never ends before it was made, be it in the same moment
		this.jdbc.sql("""
				update partner_key set expires_at = greatest(:now, created_at + interval '1 microsecond')
				where key_id = :id and client_id = :clientId and (expires_at is null or expires_at > :now)
				returning key_id, client_id, name, created_at, expires_at, last_used_at""")
			.param("now", Timestamp.from(now))
			.param("id", id)
			.param("clientId", clientId)
			.query(PartnerKeys::key)
			.optional()
			.ifPresent((key) -> publish(key, false));
	}

	/**
	 * Returns the client id of the app whose key somebody shows, if the app is enabled and the key has not ended, and notes its use.
	 */
	public Optional<String> find(String presented) {
		if (presented.length() > LONGEST) {
			return Optional.empty();
		}
		Instant now = this.clock.instant();
		Optional<PartnerKey> key = this.jdbc.sql(SELECT + """
				join client c on c.client_id = k.client_id
				where k.key_hash = ? and (k.expires_at is null or k.expires_at > ?) and c.disabled_at is null""")
			.params(Sha256.of(presented), Timestamp.from(now))
			.query(PartnerKeys::key)
			.optional();
		key.filter((known) -> known.lastUsedAt() == null || known.lastUsedAt().isBefore(now.minus(USE_IS_NOTED)))
			.ifPresent((known) -> this.jdbc.sql("update partner_key set last_used_at = ? where key_id = ?")
				.params(Timestamp.from(now), known.id())
				.update());
		return key.map(PartnerKey::clientId);
	}

	private boolean insert(UUID id, String clientId, String name, byte[] hash, @Nullable Instant expiresAt) {
		Instant now = this.clock.instant();
		boolean made = this.jdbc.sql("""
				insert into partner_key (key_id, client_id, name, key_hash, created_at, expires_at)
				values (:id, :clientId, :name, :hash, :now, :expiresAt) on conflict do nothing""")
			.param("id", id)
			.param("clientId", clientId)
			.param("name", name)
			.param("hash", hash)
			.param("now", Timestamp.from(now))
			.param("expiresAt", (expiresAt != null) ? Timestamp.from(expiresAt) : null, Types.TIMESTAMP)
			.update() == 1;
		if (made) {
			publish(new PartnerKey(id, clientId, name, now, expiresAt, null), true);
		}
		return made;
	}

	private void publish(PartnerKey key, boolean made) {
		this.events.publishEvent(new PartnerKeyChanged(key.id(), key.clientId(), this.owners.owner(key.clientId()).orElse(null),
				key.name(), made ? key.expiresAt() : null, made));
	}

	private static PartnerKey key(ResultSet row, int number) throws SQLException {
		return new PartnerKey(row.getObject("key_id", UUID.class), row.getString("client_id"), row.getString("name"),
				row.getTimestamp("created_at").toInstant(), instant(row, "expires_at"), instant(row, "last_used_at"));
	}

	private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
		Timestamp timestamp = row.getTimestamp(column);
		return (timestamp != null) ? timestamp.toInstant() : null;
	}

	/**
	 * A key as it is kept.
	 *
	 * @param expiresAt {@code null} if it is good until somebody ends it
	 */
	public record Kept(String name, String hash, @Nullable Instant expiresAt) {

	}

}
