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
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.rollcall.platform.Actor;
import org.rollcall.platform.ClassLinkIdentifier;
import org.rollcall.platform.PlainText;
import org.rollcall.platform.Sha256;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The registered apps. Every request of the protocol asks for one, so it is one query in plain SQL.
 */
@Service
public class Clients {

	private static final String CLIENT = """
			select c.*,
				array(select uri from client_redirect_uri u where u.client_id = c.client_id order by position) redirect_uris,
				array(select uri from client_post_logout_redirect_uri u where u.client_id = c.client_id order by position)
					post_logout_redirect_uris,
				array(select scope from client_scope s where s.client_id = c.client_id order by position) scopes,
				c.districts_only as shared
			from client c""";

	private static final String SECRETS = """
			select encode(secret_hash, 'hex') from client_secret where client_id = ? and expires_at is null
			order by created_at desc""";

	/** How exactly it is known when a secret was last used. */
	private static final Duration NOTED_EVERY = Duration.ofMinutes(1);

	private final JdbcClient jdbc;

	private final InstantSource clock;

	private final ApplicationEventPublisher events;

	private final boolean testing;

	/**
	 * @param testing whether this server is there for tests: then apps may be in networks of their own, without https
	 */
	Clients(JdbcClient jdbc, InstantSource clock, ApplicationEventPublisher events,
			@Value("${rollcall.workbench.enabled:false}") boolean testing) {
		this.jdbc = jdbc;
		this.clock = clock;
		this.events = events;
		this.testing = testing;
	}

	/**
	 * Returns the app that is registered and enabled under {@code clientId}.
	 */
	@Transactional(readOnly = true)
	public Optional<Client> find(String clientId) {
		if (!ClassLinkIdentifier.hasForm(clientId)) {
			return Optional.empty();
		}
		return this.jdbc.sql(CLIENT + " where c.client_id = ? and c.disabled_at is null").param(clientId).query(Clients::client).optional();
	}

	/**
	 * Returns which of the app's secrets that have not ended {@code secret} is, if it is one, and notes that it was used.
	 */
	@Transactional
	public Optional<KnownSecret> identifySecret(Client client, String secret) {
		byte[] hash = Sha256.of(secret);
		Instant now = this.clock.instant();
		List<Hashed> known = this.jdbc.sql("""
				select client_secret_id, secret_hash, created_at, last_used_at, expires_at from client_secret
				where client_id = ? and (expires_at is null or expires_at > ?)""")
			.param(client.clientId())
			.param(Timestamp.from(now))
			.query((row, number) -> new Hashed(row.getBytes("secret_hash"), Apps.secret(row, number)))
			.list();
		Optional<KnownSecret> used = known.stream()
			.filter((one) -> MessageDigest.isEqual(one.hash(), hash))
			.map(Hashed::secret)
			.findFirst();
		used.filter((one) -> one.lastUsedAt() == null || one.lastUsedAt().isBefore(now.minus(NOTED_EVERY)))
			.ifPresent((one) -> this.jdbc.sql("update client_secret set last_used_at = ? where client_secret_id = ?")
				.params(Timestamp.from(now), one.id())
				.update());
		return used;
	}

	/**
	 * Returns what an app is registered with, also one that is disabled.
	 */
	@Transactional(readOnly = true)
	public Optional<ClientRegistration> findRegistration(String clientId) {
		if (!ClassLinkIdentifier.hasForm(clientId)) {
			return Optional.empty();
		}
		return this.jdbc.sql(CLIENT + " where c.client_id = ?").param(clientId).query(this::registration).optional();
	}

	/**
	 * Returns what an app may ask for, none if there is no such app; nobody else changes it before this transaction ends.
	 */
	@Transactional
	public Set<String> lockedScopes(String clientId) {
		if (ClassLinkIdentifier.hasForm(clientId)) {
			this.jdbc.sql("select client_id from client where client_id = ? for update").param(clientId).query().listOfRows();
		}
		return findRegistration(clientId).map(ClientRegistration::scopes).orElse(Set.of());
	}

	/**
	 * Returns what every app is registered with, by name.
	 */
	@Transactional(readOnly = true)
	public List<ClientRegistration> registrations() {
		return this.jdbc.sql(CLIENT + " order by lower(c.name), c.client_id").query(this::registration).list();
	}

	/**
	 * Removes an app for good, with every consent and token that it was given.
	 * @return whether there was one
	 */
	@Transactional
	public boolean remove(String clientId) {
		// Until the end of this transaction nobody makes anything new that hangs on it.
		if (this.jdbc.sql("select client_id from client where client_id = ? for update").param(clientId).query().listOfRows().isEmpty()) {
			return false;
		}
		this.events.publishEvent(new AppLeaving(clientId));
		return this.jdbc.sql("delete from client where client_id = ?").param(clientId).update() == 1;
	}

	/**
	 * Registers an app, or brings the one that is registered under the same id up to date. Its secret replaces those that have
	 * no end; one that ends by itself stays until then.
	 * @throws IllegalArgumentException with the reason in words, if one of its redirect URIs is not allowed here
	 */
	@Transactional
	public void register(ClientRegistration registration) {
		store(registration);
		replaceSecret(registration.clientId(), registration.secret(), this.clock.instant());
	}

	/**
	 * Returns whether a secret is an app's, or was until it ended.
	 */
	@Transactional(readOnly = true)
	public boolean hasHad(String clientId, ClientSecret secret) {
		return this.jdbc.sql("select exists (select from client_secret where client_id = ? and secret_hash = ?)")
			.params(clientId, secret.bytes())
			.query(Boolean.class)
			.single();
	}

	/**
	 * Brings an app up to date that keeps the secrets that it has, also those that are about to end: whoever brings no secret says
	 * nothing about them. A public app has none.
	 * @throws IllegalArgumentException with the reason in words, if one of its redirect URIs is not allowed here
	 */
	@Transactional
	public void update(ClientRegistration registration) {
		store(registration);
		if (registration.type() == ClientType.PUBLIC) {
			replaceSecret(registration.clientId(), null, this.clock.instant());
		}
	}

	/**
	 * Has nobody else change an app before this transaction ends. Others may go on referring to it.
	 */
	void lock(String clientId) {
		this.jdbc.sql("select client_id from client where client_id = ? for no key update").param(clientId).query().listOfRows();
	}

	/**
	 * Returns what is wrong with an address that a person wrote down for an app of that kind.
	 */
	public Optional<RedirectUris.Fault> fault(String redirectUri, AppKind kind) {
		return RedirectUris.fault(redirectUri, kind)
			.filter((fault) -> fault != RedirectUris.Fault.NOT_SECURE || !this.testing);
	}

	/**
	 * The same without its secrets, which stay as they are.
	 */
	void store(ClientRegistration registration) {
		String clientId = registration.clientId();
		if (!PlainText.isName(registration.name())) {
			throw new IllegalArgumentException("The name has characters that nobody sees, or that turn the text around them.");
		}
		if (!this.testing) {
			registration.redirectUris().forEach(RedirectUris::requireSecure);
			registration.postLogoutRedirectUris().forEach(RedirectUris::requireSecure);
		}
		Actor by = Actor.current();
		this.jdbc.sql("""
				insert into client (client_id, name, type, fidelity, pkce_required, access_token_seconds, id_token_seconds,
					refresh_token_seconds, grant_seconds, created_at, disabled_at, kind, token_format, registered_by_kind, registered_by)
				values (:clientId, :name, :type, :fidelity, :pkceRequired, :accessToken, :idToken, :refreshToken, :grant, :now,
					case when :enabled then null else :now::timestamptz end, :kind, :tokenFormat, :byKind, :by)
				on conflict (client_id) do update set name = excluded.name, type = excluded.type, kind = excluded.kind,
					token_format = excluded.token_format, fidelity = excluded.fidelity, pkce_required = excluded.pkce_required,
					access_token_seconds = excluded.access_token_seconds, id_token_seconds = excluded.id_token_seconds,
					refresh_token_seconds = excluded.refresh_token_seconds, grant_seconds = excluded.grant_seconds,
					disabled_at = case when :enabled then null else coalesce(client.disabled_at, excluded.disabled_at) end""")
			.param("clientId", clientId)
			.param("name", registration.name())
			.param("type", registration.type().value())
			.param("kind", registration.kind().value())
			.param("tokenFormat", registration.tokenFormat().value())
			.param("fidelity", registration.fidelity().value())
			.param("pkceRequired", registration.pkceRequired())
			.param("accessToken", registration.lifetimes().accessToken().toSeconds())
			.param("idToken", registration.lifetimes().idToken().toSeconds())
			.param("refreshToken", registration.lifetimes().refreshToken().toSeconds())
			.param("grant", registration.lifetimes().grant().toSeconds())
			.param("enabled", registration.enabled())
			.param("byKind", by.kind().name().toLowerCase(Locale.ROOT))
			.param("by", by.name())
			.param("now", Timestamp.from(this.clock.instant()))
			.update();
		replace("client_redirect_uri", "uri", clientId, registration.redirectUris());
		replace("client_post_logout_redirect_uri", "uri", clientId, registration.postLogoutRedirectUris());
		replace("client_scope", "scope", clientId, registration.scopes());
	}

	private void replaceSecret(String clientId, @Nullable ClientSecret given, Instant now) {
		ClientSecret secret = ClientSecret.NONE.equals(given) ? null : given;
		byte[] kept = (secret != null) ? secret.bytes() : new byte[0];
		this.jdbc.sql("delete from client_secret where client_id = ? and expires_at is null and secret_hash <> ?")
			.params(clientId, kept)
			.update();
		if (secret != null) {
			this.jdbc.sql("""
					insert into client_secret (client_id, secret_hash, created_at) values (?, ?, ?)
					on conflict (client_id, secret_hash) do nothing""")
				.params(clientId, kept, Timestamp.from(now))
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
						Duration.ofSeconds(row.getInt("grant_seconds"))),
				row.getBoolean("shared"), AppKind.of(row.getString("kind")), TokenFormat.of(row.getString("token_format")),
				row.getObject("tenant_id", Integer.class));
	}

	private ClientRegistration registration(ResultSet row, int number) throws SQLException {
		Client client = client(row, number);
		String secret = client.isPublic() ? null
				: this.jdbc.sql(SECRETS + " limit 1").param(client.clientId()).query(String.class).optional().orElse(ClientSecret.NONE.hash());
		return new ClientRegistration(client.clientId(), (secret != null) ? new ClientSecret(secret) : null, client.name(),
				client.type(), client.fidelity(), client.pkceRequired(), client.redirectUris(),
				client.postLogoutRedirectUris(), client.scopes(), client.lifetimes(), row.getTimestamp("disabled_at") == null,
				client.kind(), client.tokenFormat());
	}

	private static List<String> list(Array array) throws SQLException {
		return List.of((String[]) array.getArray());
	}

	private record Hashed(byte[] hash, KnownSecret secret) {

	}

}
