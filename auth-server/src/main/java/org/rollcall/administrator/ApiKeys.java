package org.rollcall.administrator;

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
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import org.rollcall.platform.ClassLinkIdentifier;
import org.rollcall.platform.Sha256;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The keys of the admin API that people made, with what each is good for and until when. The key itself is known to whoever was
 * shown it, and to nobody else.
 */
@Service
public class ApiKeys {

	/** No key is good for longer. */
	public static final Duration LONGEST = Duration.ofDays(730);

	/** So that whoever finds one knows what it is. */
	private static final String PREFIX = "rck_";

	/** More often, nobody needs to know when a key was used. */
	private static final Duration USE_IS_NOTED = Duration.ofMinutes(1);

	private static final int MOST = 500;

	private static final String SELECT = """
			select k.key_id, k.name, k.tenant_id, d.custom_url, k.scopes, k.made_by, p.display_name as maker, k.created_at, k.expires_at,
				k.last_used_at
			from api_key k left join district d using (tenant_id) left join person p on p.user_id = k.made_by
			""";

	private final JdbcClient jdbc;

	private final Administrators administrators;

	private final InstantSource clock;

	private final ApplicationEventPublisher events;

	ApiKeys(JdbcClient jdbc, Administrators administrators, InstantSource clock, ApplicationEventPublisher events) {
		this.jdbc = jdbc;
		this.administrators = administrators;
		this.clock = clock;
		this.events = events;
	}

	/**
	 * Makes a key.
	 * @param id of the form that asks for it, so that sending it twice makes one key
	 * @param tenantId the only district that it reaches; {@code null} for the whole server
	 * @param madeBy who answers for it; {@code null} if it is made with the server's own key or by an app
	 * @return the key, which nobody can be shown again; nothing if the form was sent before
	 */
	@Transactional
	public Optional<String> make(UUID id, String name, @Nullable Integer tenantId, Set<String> scopes, @Nullable Integer madeBy,
			Instant expiresAt) {
		String key = PREFIX + ClassLinkIdentifier.secret();
		int made = this.jdbc.sql("""
				insert into api_key (key_id, name, key_hash, tenant_id, scopes, made_by, created_at, expires_at)
				values (:id, :name, :hash, :tenantId, :scopes, :madeBy, :now, :expiresAt) on conflict (key_id) do nothing""")
			.param("id", id)
			.param("name", name)
			.param("hash", Sha256.of(key))
			.param("tenantId", tenantId, java.sql.Types.INTEGER)
			.param("scopes", scopes.toArray(String[]::new))
			.param("madeBy", madeBy, java.sql.Types.INTEGER)
			.param("now", Timestamp.from(this.clock.instant()))
			.param("expiresAt", Timestamp.from(expiresAt))
			.update();
		if (made == 0) {
			return Optional.empty();
		}
		this.events.publishEvent(new ApiKeyChanged(id, name, tenantId, scopes, expiresAt, true));
		return Optional.of(key);
	}

	/**
	 * Returns the keys of a district, the youngest first.
	 * @param tenantId {@code null} for those of all districts and of the server
	 */
	@Transactional(readOnly = true)
	public List<ApiKey> all(@Nullable Integer tenantId) {
		return this.jdbc.sql(SELECT + """
				where :tenantId::integer is null or k.tenant_id = :tenantId::integer order by k.created_at desc, k.key_id
				limit :most""")
			.param("tenantId", tenantId, java.sql.Types.INTEGER)
			.param("most", MOST)
			.query(ApiKeys::key)
			.list();
	}

	/**
	 * Returns the names of the keys that somebody made and that have not ended.
	 */
	@Transactional(readOnly = true)
	public List<String> madeBy(int userId) {
		return this.jdbc.sql("select name from api_key where made_by = ? and expires_at > ? order by name")
			.params(userId, Timestamp.from(this.clock.instant()))
			.query(String.class)
			.list();
	}

	@Transactional(readOnly = true)
	public Optional<ApiKey> find(UUID id) {
		return this.jdbc.sql(SELECT + "where k.key_id = ?").param(id).query(ApiKeys::key).optional();
	}

	/**
	 * Returns the keys that end within a time, those that end first first. Those that ended within the same time before are among
	 * them.
	 * @param tenantId {@code null} for those of all districts and of the server
	 */
	@Transactional(readOnly = true)
	public List<ApiKey> ending(@Nullable Integer tenantId, Duration within) {
		Instant now = this.clock.instant();
		return this.jdbc.sql(SELECT + """
				where (:tenantId::integer is null or k.tenant_id = :tenantId::integer) and k.expires_at between :from and :to
				order by k.expires_at, k.key_id limit :most""")
			.param("tenantId", tenantId, java.sql.Types.INTEGER)
			.param("from", Timestamp.from(now.minus(within)))
			.param("to", Timestamp.from(now.plus(within)))
			.param("most", MOST)
			.query(ApiKeys::key)
			.list();
	}

	/**
	 * Ends a key at once; nothing happens if it is gone.
	 */
	@Transactional
	public void revoke(UUID id) {
		Optional<ApiKey> key = find(id);
		if (this.jdbc.sql("delete from api_key where key_id = ?").param(id).update() == 1) {
			key.ifPresent((gone) -> this.events
				.publishEvent(new ApiKeyChanged(id, gone.name(), gone.tenantId(), gone.scopes(), gone.expiresAt(), false)));
		}
	}

	/**
	 * Returns whether whoever made a key still looks after what it reaches. If not, it is good for nothing until they do again.
	 */
	@Transactional(readOnly = true)
	public boolean isAnsweredFor(ApiKey key) {
		return key.makerId() == null || this.administrators.isInCharge(key.makerId(), key.tenantId());
	}

	/**
	 * Returns which key somebody shows, if it is one that has not ended and that somebody answers for, and notes its use.
	 */
	public Optional<ApiKey> identify(String shown) {
		if (!shown.startsWith(PREFIX)) {
			return Optional.empty();
		}
		Instant now = this.clock.instant();
		Optional<ApiKey> key = this.jdbc.sql(SELECT + "where k.key_hash = ? and k.expires_at > ?")
			.params(Sha256.of(shown), Timestamp.from(now))
			.query(ApiKeys::key)
			.optional()
			.filter(this::isAnsweredFor);
		key.filter((known) -> known.lastUsedAt() == null || known.lastUsedAt().isBefore(now.minus(USE_IS_NOTED)))
			.ifPresent((known) -> this.jdbc.sql("update api_key set last_used_at = ? where key_id = ?")
				.params(Timestamp.from(now), known.id())
				.update());
		return key;
	}

	private static ApiKey key(ResultSet row, int number) throws SQLException {
		Timestamp lastUsedAt = row.getTimestamp("last_used_at");
		return new ApiKey(row.getObject("key_id", UUID.class), row.getString("name"), row.getObject("tenant_id", Integer.class),
				row.getString("custom_url"), new LinkedHashSet<>(List.of((String[]) row.getArray("scopes").getArray())),
				row.getObject("made_by", Integer.class), row.getString("maker"), row.getTimestamp("created_at").toInstant(), row.getTimestamp("expires_at").toInstant(),
				(lastUsedAt != null) ? lastUsedAt.toInstant() : null);
	}

}
