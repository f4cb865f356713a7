package org.rollcall.token;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import org.rollcall.client.Client;
import org.rollcall.platform.ClassLinkIdentifier;
import org.rollcall.platform.Sha256;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The tokens that are out: looked up when they are presented, and taken back when an app is done with them.
 */
@Service
public class Tokens {

	private static final String FIND_ACCESS_TOKEN = """
			select g.client_id, g.user_id, t.scopes, g.declined, t.issued_at, t.expires_at,
				t.revoked_at is not null or g.revoked_at is not null revoked
			from access_token t join authorization_grant g using (grant_id) where t.token_hash = ?""";

	private static final String FIND_MACHINE_TOKEN = """
			select s.client_id, null::integer user_id, t.scopes, '{}'::text[] declined, t.issued_at, t.expires_at,
				t.revoked_at is not null or s.expires_at <= ? or c.kind <> 'machine' revoked
			from machine_token t join client_secret s using (client_secret_id) join client c using (client_id) where t.token_hash = ?""";

	private static final String FIND_REFRESH_TOKEN = """
			select g.client_id, g.user_id, g.scopes, t.issued_at, t.expires_at
			from refresh_token t join authorization_grant g using (grant_id)
			where t.token_hash = ? and t.expires_at > ? and t.used_at is null and g.revoked_at is null""";

	private final JdbcClient jdbc;

	private final InstantSource clock;

	private final Revocation revocation;

	private final ApplicationEventPublisher events;

	Tokens(JdbcClient jdbc, InstantSource clock, Revocation revocation, ApplicationEventPublisher events) {
		this.jdbc = jdbc;
		this.clock = clock;
		this.revocation = revocation;
		this.events = events;
	}

	/**
	 * Returns what is known of an access token; nothing, if it was never issued or is long gone.
	 */
	@Transactional(readOnly = true)
	public Optional<AccessToken> findAccessToken(String value) {
		if (!AccessTokenValues.hasForm(value)) {
			return Optional.empty();
		}
		byte[] hash = Sha256.of(value);
		return this.jdbc.sql(FIND_ACCESS_TOKEN)
			.param(hash)
			.query(this::accessToken)
			.optional()
			.or(() -> this.jdbc.sql(FIND_MACHINE_TOKEN)
				.params(Timestamp.from(this.clock.instant()), hash)
				.query(this::accessToken)
				.optional());
	}

	/**
	 * Returns whether an access token is a JWT, which says itself whom it is for.
	 */
	public static boolean isJwt(String value) {
		return AccessTokenValues.isJwt(value);
	}

	/**
	 * Returns a refresh token that is still good.
	 */
	@Transactional(readOnly = true)
	public Optional<RefreshToken> findRefreshToken(String value) {
		if (!ClassLinkIdentifier.hasForm(value)) {
			return Optional.empty();
		}
		return this.jdbc.sql(FIND_REFRESH_TOKEN)
			.params(Sha256.of(value), Timestamp.from(this.clock.instant()))
			.query((row, number) -> new RefreshToken(row.getString("client_id"), row.getInt("user_id"), scopes(row, "scopes"),
					instant(row, "issued_at"), instant(row, "expires_at")))
			.optional();
	}

	/**
	 * Takes a token of the app back (RFC 7009): an access token alone, a refresh token with its whole family. A token that
	 * is unknown, or another app's, is left as it is.
	 */
	@Transactional
	public void revoke(String value, Client client) {
		byte[] hash = Sha256.of(value);
		Timestamp now = Timestamp.from(this.clock.instant());
		int revoked = this.jdbc.sql("""
				update access_token t set revoked_at = ? from authorization_grant g
				where t.token_hash = ? and t.grant_id = g.grant_id and g.client_id = ? and t.revoked_at is null""")
			.params(now, hash, client.clientId())
			.update();
		if (client.isMachine()) {
			revoked += this.jdbc.sql("""
					update machine_token t set revoked_at = ? from client_secret s
					where t.token_hash = ? and t.client_secret_id = s.client_secret_id and s.client_id = ? and t.revoked_at is null""")
				.params(now, hash, client.clientId())
				.update();
		}
		if (revoked == 1) {
			this.events.publishEvent(new AccessTokenRevoked(client.clientId()));
		}
		this.jdbc.sql("""
				select t.grant_id from refresh_token t join authorization_grant g using (grant_id)
				where t.token_hash = ? and g.client_id = ?""")
			.params(hash, client.clientId())
			.query(UUID.class)
			.optional()
			.ifPresent((grantId) -> this.revocation.revoke(grantId, Revocation.Reason.CLIENT));
	}

	private AccessToken accessToken(ResultSet row, int number) throws SQLException {
		Instant expiresAt = instant(row, "expires_at");
		AccessToken.State state = row.getBoolean("revoked") ? AccessToken.State.REVOKED
				: this.clock.instant().isBefore(expiresAt) ? AccessToken.State.ACTIVE : AccessToken.State.EXPIRED;
		return new AccessToken(state, row.getString("client_id"), row.getObject("user_id", Integer.class),
				scopes(row, "scopes"), scopes(row, "declined"), instant(row, "issued_at"), expiresAt);
	}

	static Set<String> scopes(ResultSet row, String column) throws SQLException {
		return new LinkedHashSet<>(List.of((String[]) row.getArray(column).getArray()));
	}

	static Instant instant(ResultSet row, String column) throws SQLException {
		return row.getTimestamp(column).toInstant();
	}

}
