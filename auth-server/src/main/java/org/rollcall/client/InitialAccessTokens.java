package org.rollcall.client;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import org.rollcall.platform.ClassLinkIdentifier;
import org.rollcall.platform.Sha256;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The tokens with which programs may register apps (RFC 7591, section 1.2). Without one nobody registers anything.
 */
@Service
public class InitialAccessTokens {

	/** No token is good for longer. */
	public static final Duration LONGEST = Duration.ofDays(365);

	/** No token is good for more apps. */
	public static final int MOST_USES = 1_000;

	private static final String PREFIX = "rit_";

	private static final int MOST = 500;

	private static final String SELECT = """
			select t.token_id, t.name, t.tenant_id, d.custom_url, t.uses_left, t.made_by, p.display_name as maker, t.created_at, t.expires_at
			from initial_access_token t left join district d using (tenant_id) left join person p on p.user_id = t.made_by
			""";

	private final JdbcClient jdbc;

	private final InCharge inCharge;

	private final InstantSource clock;

	private final ApplicationEventPublisher events;

	InitialAccessTokens(JdbcClient jdbc, InCharge inCharge, InstantSource clock, ApplicationEventPublisher events) {
		this.jdbc = jdbc;
		this.inCharge = inCharge;
		this.clock = clock;
		this.events = events;
	}

	/**
	 * Makes a token.
	 * @param id of the form that asks for it, so that sending it twice makes one token
	 * @param tenantId the district that looks after what is registered with it; {@code null} for the operator
	 * @param uses how many apps may be registered with it
	 * @param madeBy who answers for it; {@code null} if it is made with the server's own key or by an app
	 * @return the token, which nobody can be shown again; nothing if the form was sent before
	 */
	@Transactional
	public Optional<String> make(UUID id, String name, @Nullable Integer tenantId, int uses, @Nullable Integer madeBy, Instant expiresAt) {
		String token = PREFIX + ClassLinkIdentifier.secret();
		int made = this.jdbc.sql("""
				insert into initial_access_token (token_id, name, token_hash, tenant_id, uses_left, made_by, created_at, expires_at)
				values (:id, :name, :hash, :tenantId, :uses, :madeBy, :now, :expiresAt) on conflict (token_id) do nothing""")
			.param("id", id)
			.param("name", name)
			.param("hash", Sha256.of(token))
			.param("tenantId", tenantId, java.sql.Types.INTEGER)
			.param("uses", uses)
			.param("madeBy", madeBy, java.sql.Types.INTEGER)
			.param("now", Timestamp.from(this.clock.instant()))
			.param("expiresAt", Timestamp.from(expiresAt))
			.update();
		if (made == 0) {
			return Optional.empty();
		}
		this.events.publishEvent(new InitialAccessTokenChanged(id, name, tenantId, uses, expiresAt, true));
		return Optional.of(token);
	}

	/**
	 * Returns the tokens of a district, the youngest first.
	 * @param tenantId {@code null} for those of all districts and of the server
	 */
	@Transactional(readOnly = true)
	public List<InitialAccessToken> all(@Nullable Integer tenantId) {
		return this.jdbc.sql(SELECT + """
				where :tenantId::integer is null or t.tenant_id = :tenantId::integer order by t.created_at desc, t.token_id
				limit :most""")
			.param("tenantId", tenantId, java.sql.Types.INTEGER)
			.param("most", MOST)
			.query(InitialAccessTokens::token)
			.list();
	}

	/**
	 * Returns the names of the tokens that somebody made and that have not ended.
	 */
	@Transactional(readOnly = true)
	public List<String> madeBy(int userId) {
		return this.jdbc.sql("select name from initial_access_token where made_by = ? and expires_at > ? and uses_left > 0 order by name")
			.params(userId, Timestamp.from(this.clock.instant()))
			.query(String.class)
			.list();
	}

	@Transactional(readOnly = true)
	public Optional<InitialAccessToken> find(UUID id) {
		return this.jdbc.sql(SELECT + "where t.token_id = ?").param(id).query(InitialAccessTokens::token).optional();
	}

	/**
	 * Ends a token at once; what was registered with it stays.
	 */
	@Transactional
	public void revoke(UUID id) {
		Optional<InitialAccessToken> token = find(id);
		if (this.jdbc.sql("delete from initial_access_token where token_id = ?").param(id).update() == 1) {
			token.ifPresent((gone) -> this.events.publishEvent(new InitialAccessTokenChanged(id, gone.name(), gone.tenantId(),
					gone.usesLeft(), gone.expiresAt(), false)));
		}
	}

	/**
	 * Returns whether whoever made a token still looks after what is registered with it. If not, it is good for nothing until they
	 * do again.
	 */
	@Transactional(readOnly = true)
	public boolean isAnsweredFor(InitialAccessToken token) {
		return token.makerId() == null || this.inCharge.isInCharge(token.makerId(), token.tenantId());
	}

	/**
	 * Returns which token somebody shows, if an app may still be registered with it.
	 */
	@Transactional(readOnly = true)
	public Optional<InitialAccessToken> identify(String shown) {
		Instant now = this.clock.instant();
		return this.jdbc.sql(SELECT + "where t.token_hash = ?")
			.param(Sha256.of(shown))
			.query(InitialAccessTokens::token)
			.optional()
			.filter((token) -> !token.isEndedAt(now))
			.filter(this::isAnsweredFor);
	}

	/**
	 * Uses a token once. Of two who use it for the last time at the same moment, one gets a no.
	 * @return whether it worked
	 */
	@Transactional
	public boolean spend(UUID id) {
		return this.jdbc
			.sql("update initial_access_token set uses_left = uses_left - 1 where token_id = ? and uses_left > 0 and expires_at > ?")
			.params(id, Timestamp.from(this.clock.instant()))
			.update() == 1;
	}

	private static InitialAccessToken token(ResultSet row, int number) throws SQLException {
		return new InitialAccessToken(row.getObject("token_id", UUID.class), row.getString("name"),
				row.getObject("tenant_id", Integer.class), row.getString("custom_url"), row.getInt("uses_left"),
				row.getObject("made_by", Integer.class), row.getString("maker"), row.getTimestamp("created_at").toInstant(), row.getTimestamp("expires_at").toInstant());
	}

}
