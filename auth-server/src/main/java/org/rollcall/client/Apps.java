package org.rollcall.client;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import org.rollcall.platform.Actor;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The registered apps as those see them who look after them.
 */
@Service
@Transactional
public class Apps {

	private static final String SUMMARY = """
			select c.client_id, c.name, c.kind, c.tenant_id, c.disabled_at is null as enabled,
				(select encode(hash, 'hex') from client_logo l where l.client_id = c.client_id) as logo
			from client c""";

	private final Clients clients;

	private final Launches launches;

	private final JdbcClient jdbc;

	private final InstantSource clock;

	private final ApplicationEventPublisher events;

	Apps(Clients clients, Launches launches, JdbcClient jdbc, InstantSource clock, ApplicationEventPublisher events) {
		this.clients = clients;
		this.launches = launches;
		this.jdbc = jdbc;
		this.clock = clock;
		this.events = events;
	}

	/**
	 * Returns the apps that a district looks after, and those of the operator that its people may use, by name.
	 * @param developer if given, only those that this person looks after
	 * @param part a part of the name, in any case; every app matches an empty one
	 */
	@Transactional(readOnly = true)
	public List<AppSummary> of(int tenantId, @Nullable Integer developer, String part, int offset, int limit) {
		return this.jdbc.sql(SUMMARY + """
				 where (c.tenant_id = :tenant or c.tenant_id is null and (:developer::integer is not null
						or not c.districts_only
						or exists (select from client_district d where d.client_id = c.client_id and d.tenant_id = :tenant)))
					and (:developer::integer is null
						or exists (select from client_developer d where d.client_id = c.client_id and d.user_id = :developer))
					and strpos(lower(c.name), lower(:part)) > 0
				order by lower(c.name), c.client_id offset :offset limit :limit""")
			.param("tenant", tenantId)
			.param("developer", developer)
			.param("part", part.replace("\0", ""))
			.param("offset", offset)
			.param("limit", limit)
			.query(Apps::summary)
			.list();
	}

	/**
	 * Returns an app, also one that is disabled.
	 */
	@Transactional(readOnly = true)
	public Optional<App> find(String clientId) {
		return this.clients.findRegistration(clientId).map(this::app);
	}

	/**
	 * Returns whether the person was named as one who looks after the app.
	 */
	@Transactional(readOnly = true)
	public boolean isDeveloper(String clientId, int userId) {
		return this.jdbc.sql("select exists (select from client_developer where client_id = ? and user_id = ?)")
			.params(clientId, userId)
			.query(Boolean.class)
			.single();
	}

	/**
	 * Registers an app that a district looks after, for its own people only until somebody shares it. Of two who do so with the
	 * same client id, one gets a no.
	 * @param developer whose own it is, if an app developer registers it
	 * @return whether there was none with that client id
	 * @throws IllegalArgumentException with the reason in words
	 */
	public boolean register(ClientRegistration registration, AppDetails details, int tenantId, @Nullable Integer developer) {
		this.jdbc.sql("select pg_advisory_xact_lock(hashtextextended(?, 0))").param(registration.clientId()).query().listOfRows();
		if (this.clients.findRegistration(registration.clientId()).isPresent()) {
			return false;
		}
		this.clients.register(registration);
		this.jdbc.sql("update client set tenant_id = ? where client_id = ?").params(tenantId, registration.clientId()).update();
		store(registration.clientId(), details);
		this.jdbc.sql("insert into client_district (client_id, tenant_id) values (?, ?)")
			.params(registration.clientId(), tenantId)
			.update();
		if (developer != null) {
			this.jdbc.sql("insert into client_developer (client_id, user_id) values (?, ?)")
				.params(registration.clientId(), developer)
				.update();
		}
		this.events.publishEvent(new AppRegistered(registration.clientId(), tenantId, App.values(registration, details)));
		return true;
	}

	/**
	 * Changes an app. Its secrets stay as they are, so it keeps its type.
	 * @param version what whoever changes it {@linkplain App#version saw}
	 * @return whether anything is otherwise now
	 * @throws StaleAppException if somebody else changed it since
	 * @throws IllegalArgumentException with the reason in words
	 */
	public boolean change(ClientRegistration registration, AppDetails details, String version) {
		String clientId = registration.clientId();
		App before = lock(clientId);
		if (!before.version().equals(version)) {
			throw new StaleAppException(clientId);
		}
		if (registration.type() != before.registration().type()) {
			throw new IllegalArgumentException("A confidential app stays confidential, and a public one public.");
		}
		Map<String, Object> was = before.values();
		Map<String, Object> is = App.values(registration, details);
		if (was.equals(is)) {
			return false;
		}
		this.clients.store(registration);
		store(clientId, details);
		Map<String, Object> old = new LinkedHashMap<>(was);
		old.keySet().removeIf((name) -> was.get(name).equals(is.get(name)));
		is.keySet().retainAll(old.keySet());
		changed(before, old, is);
		return true;
	}

	/**
	 * Lets people sign in to an app, or not. Nothing happens if it is so already.
	 */
	public void enable(String clientId, boolean enabled) {
		App before = lock(clientId);
		if (before.enabled() != enabled) {
			this.jdbc.sql("update client set disabled_at = case when ? then null else ?::timestamptz end where client_id = ?")
				.params(enabled, Timestamp.from(this.clock.instant()), clientId)
				.update();
			changed(before, Map.of("enabled", !enabled), Map.of("enabled", enabled));
		}
	}

	/**
	 * Removes an app for good, with every consent and token that it was given. Nothing happens if there is none.
	 */
	public void remove(String clientId) {
		find(clientId).ifPresent((app) -> {
			this.clients.remove(clientId);
			this.events.publishEvent(new AppRemoved(clientId, app.tenantId(), app.values()));
		});
	}

	/**
	 * Returns what would go with an app.
	 */
	@Transactional(readOnly = true)
	public Attached attached(String clientId) {
		return this.jdbc.sql("""
				select (select count(*) from consent where client_id = :client) as consents,
					(select count(*) from authorization_grant where client_id = :client and revoked_at is null and expires_at > :now)
						as grants,
					(select count(*) from tile where client_id = :client) as tiles""")
			.param("client", clientId)
			.param("now", Timestamp.from(this.clock.instant()))
			.query(Attached.class)
			.single();
	}

	/**
	 * Returns an app that nobody else changes before this transaction ends.
	 */
	App lock(String clientId) {
		this.jdbc.sql("select client_id from client where client_id = ? for update").param(clientId).query().listOfRows();
		return find(clientId).orElseThrow(() -> new StaleAppException(clientId));
	}

	void changed(App app, Map<String, Object> before, Map<String, Object> after) {
		this.events.publishEvent(new AppChanged(app.clientId(), app.tenantId(), before, after));
	}

	private void store(String clientId, AppDetails details) {
		this.jdbc.sql("update client set website = ?, contact = ?, domains = ? where client_id = ?")
			.param(details.website())
			.param(details.contact())
			.param(details.domains().toArray(String[]::new))
			.param(clientId)
			.update();
		this.launches.startBy(clientId, details.initiation(), details.initiateLoginUri());
	}

	private App app(ClientRegistration registration) {
		return this.jdbc.sql("""
				select c.*, (select encode(hash, 'hex') from client_logo l where l.client_id = c.client_id) as logo
				from client c where c.client_id = ?""")
			.param(registration.clientId())
			.query((row, number) -> new App(registration,
					new AppDetails(row.getString("website"), row.getString("contact"),
							List.of((String[]) row.getArray("domains").getArray()), Initiation.of(row.getString("initiation")),
							row.getString("initiate_login_uri")),
					row.getObject("tenant_id", Integer.class), row.getTimestamp("created_at").toInstant(), registeredBy(row),
					instant(row, "disabled_at"), row.getString("logo")))
			.single();
	}

	private static App.@Nullable RegisteredBy registeredBy(ResultSet row) throws SQLException {
		String kind = row.getString("registered_by_kind");
		return (kind != null) ? new App.RegisteredBy(Actor.Kind.valueOf(kind.toUpperCase(Locale.ROOT)), row.getString("registered_by")) : null;
	}

	static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
		Timestamp timestamp = row.getTimestamp(column);
		return (timestamp != null) ? timestamp.toInstant() : null;
	}

	static KnownSecret secret(ResultSet row, int number) throws SQLException {
		return new KnownSecret(row.getLong("client_secret_id"), row.getTimestamp("created_at").toInstant(), instant(row, "last_used_at"),
				instant(row, "expires_at"));
	}

	private static AppSummary summary(ResultSet row, int number) throws SQLException {
		return new AppSummary(row.getString("client_id"), row.getString("name"), AppKind.of(row.getString("kind")),
				row.getObject("tenant_id", Integer.class), row.getBoolean("enabled"), row.getString("logo"));
	}

	/**
	 * What hangs on an app.
	 *
	 * @param consents how many people answered it
	 * @param grants how many permissions last
	 * @param tiles how many tiles on LaunchPads name it
	 */
	public record Attached(int consents, int grants, int tiles) {

	}

}
