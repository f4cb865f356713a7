package org.rollcall.client;

import java.security.MessageDigest;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

import org.rollcall.platform.ClassLinkIdentifier;
import org.rollcall.platform.Sha256;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The registered apps. Every request of the protocol asks for one, so it is one query in plain SQL.
 */
@Service
public class Clients {

	private static final String FIND = """
			select c.*,
				array(select uri from client_redirect_uri u where u.client_id = c.client_id order by position) redirect_uris,
				array(select uri from client_post_logout_redirect_uri u where u.client_id = c.client_id order by position)
					post_logout_redirect_uris,
				array(select scope from client_scope s where s.client_id = c.client_id order by position) scopes
			from client c where c.client_id = ? and c.disabled_at is null""";

	private final JdbcClient jdbc;

	private final InstantSource clock;

	Clients(JdbcClient jdbc, InstantSource clock) {
		this.jdbc = jdbc;
		this.clock = clock;
	}

	/**
	 * Returns the app that is registered and enabled under {@code clientId}.
	 */
	@Transactional(readOnly = true)
	public Optional<Client> find(String clientId) {
		if (!ClassLinkIdentifier.hasForm(clientId)) {
			return Optional.empty();
		}
		return this.jdbc.sql(FIND).param(clientId).query(Clients::client).optional();
	}

	/**
	 * Returns whether {@code secret} is one of the app's secrets that have not ended.
	 */
	@Transactional(readOnly = true)
	public boolean isSecret(Client client, String secret) {
		byte[] hash = Sha256.of(secret);
		return this.jdbc
			.sql("select secret_hash from client_secret where client_id = ? and (expires_at is null or expires_at > ?)")
			.param(client.clientId())
			.param(Timestamp.from(this.clock.instant()))
			.query((row, number) -> row.getBytes(1))
			.list()
			.stream()
			.anyMatch((known) -> MessageDigest.isEqual(known, hash));
	}

	/**
	 * Registers an app, or brings the one that is registered under the same id up to date.
	 */
	@Transactional
	public void register(ClientRegistration registration) {
		String clientId = registration.clientId();
		Instant now = this.clock.instant();
		this.jdbc.sql("""
				insert into client (client_id, name, type, fidelity, pkce_required, access_token_seconds, id_token_seconds,
					refresh_token_seconds, grant_seconds, created_at)
				values (:clientId, :name, :type, :fidelity, :pkceRequired, :accessToken, :idToken, :refreshToken, :grant, :now)
				on conflict (client_id) do update set name = excluded.name, type = excluded.type,
					fidelity = excluded.fidelity, pkce_required = excluded.pkce_required,
					access_token_seconds = excluded.access_token_seconds, id_token_seconds = excluded.id_token_seconds,
					refresh_token_seconds = excluded.refresh_token_seconds, grant_seconds = excluded.grant_seconds""")
			.param("clientId", clientId)
			.param("name", registration.name())
			.param("type", registration.type().value())
			.param("fidelity", registration.fidelity().value())
			.param("pkceRequired", registration.pkceRequired())
			.param("accessToken", registration.lifetimes().accessToken().toSeconds())
			.param("idToken", registration.lifetimes().idToken().toSeconds())
			.param("refreshToken", registration.lifetimes().refreshToken().toSeconds())
			.param("grant", registration.lifetimes().grant().toSeconds())
			.param("now", Timestamp.from(now))
			.update();
		replace("client_redirect_uri", "uri", clientId, registration.redirectUris());
		replace("client_post_logout_redirect_uri", "uri", clientId, registration.postLogoutRedirectUris());
		replace("client_scope", "scope", clientId, registration.scopes());
		if (registration.secret() != null) {
			this.jdbc.sql("insert into client_secret (client_id, secret_hash, created_at) values (?, ?, ?) on conflict do nothing")
				.params(clientId, Sha256.of(registration.secret()), Timestamp.from(now))
				.update();
		}
	}

	private void replace(String table, String column, String clientId, Collection<String> values) {
		this.jdbc.sql("delete from " + table + " where client_id = ?").param(clientId).update();
		this.jdbc.sql("insert into " + table + " (client_id, " + column + ", position)"
				+ " select ?, value, position from unnest(?::text[]) with ordinality as listed (value, position)")
			.params(clientId, values.toArray(String[]::new))
			.update();
	}

	private static Client client(ResultSet row, int number) throws SQLException {
		return new Client(row.getString("client_id"), row.getString("name"), ClientType.of(row.getString("type")),
				Fidelity.of(row.getString("fidelity")), row.getBoolean("pkce_required"),
				list(row.getArray("redirect_uris")), list(row.getArray("post_logout_redirect_uris")),
				new LinkedHashSet<>(list(row.getArray("scopes"))),
				new Lifetimes(Duration.ofSeconds(row.getInt("access_token_seconds")),
						Duration.ofSeconds(row.getInt("id_token_seconds")),
						Duration.ofSeconds(row.getInt("refresh_token_seconds")),
						Duration.ofSeconds(row.getInt("grant_seconds"))));
	}

	private static List<String> list(Array array) throws SQLException {
		return List.of((String[]) array.getArray());
	}

}
