package org.rollcall.share;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.rollcall.client.Scope;
import org.rollcall.platform.ClassLinkIdentifier;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The rosters that districts share with apps. Whoever answers an app asks anew each time, so that what a district decides is so at
 * once.
 */
@Service
@Transactional(readOnly = true)
public class RosterShares {

	private static final String SCHOOLS = "schools";

	private static final String WHOLE_DISTRICT = "all";

	private static final String SHARES = """
			select s.share_id, s.tenant_id, s.client_id, s.scopes, s.generation, s.consumer_key, s.proxy_path, s.created_at,
				array(select sourced_id from roster_share_school c where c.share_id = s.share_id order by sourced_id) as schools
			from roster_share s""";

	private final JdbcClient jdbc;

	private final InstantSource clock;

	private final ApplicationEventPublisher events;

	RosterShares(JdbcClient jdbc, InstantSource clock, ApplicationEventPublisher events) {
		this.jdbc = jdbc;
		this.clock = clock;
		this.events = events;
	}

	/**
	 * Returns what a district shares with an app; nothing, if it shares nothing.
	 */
	public Optional<RosterShare> find(String clientId, int tenantId) {
		return this.jdbc.sql(SHARES + " where s.client_id = ? and s.tenant_id = ?")
			.params(clientId, tenantId)
			.query(RosterShares::share)
			.optional();
	}

	/**
	 * Returns what districts share with an app, the oldest first.
	 */
	public List<RosterShare> of(String clientId) {
		return this.jdbc.sql(SHARES + " where s.client_id = ? order by s.share_id").param(clientId).query(RosterShares::share).list();
	}

	/**
	 * Returns what a district shares, the oldest first.
	 */
	public List<RosterShare> inDistrict(int tenantId) {
		return this.jdbc.sql(SHARES + " where s.tenant_id = ? order by s.share_id").param(tenantId).query(RosterShares::share).list();
	}

	/**
	 * Returns the share that OAuth 1, or client credentials, call so.
	 */
	public Optional<RosterShare> findByConsumerKey(String consumerKey) {
		return this.jdbc.sql(SHARES + " where s.consumer_key = ?").param(consumerKey).query(RosterShares::share).optional();
	}

	/**
	 * Returns the share that stands so in the proxy's paths.
	 * @param proxyPath with its percent signs, as it was sent: an escaped slash is none, but escapes that mean the same are the same
	 */
	public Optional<RosterShare> findByProxyPath(String proxyPath) {
		return this.jdbc.sql(SHARES + " where s.proxy_path = ?").param(ProxyPath.normalized(proxyPath)).query(RosterShares::share).optional();
	}

	/**
	 * Has a district share this of its roster with an app from now on, whatever it shared so far.
	 * @param scopes some of {@link Scope#roster()}
	 * @param schools by their sourcedIds, also such as the roster does not have; empty for the whole district
	 * @return whether anything changed
	 * @throws IllegalArgumentException with the reason in words
	 */
	@Transactional
	public boolean share(int tenantId, String clientId, Set<String> scopes, Set<String> schools) {
		return store(tenantId, clientId, scopes, schools, null);
	}

	/**
	 * As above, for somebody who saw what is shared so far.
	 * @param version {@linkplain RosterShare#version what they saw}; empty if nothing was shared
	 * @throws StaleShareException if it is something else by now
	 */
	@Transactional
	public boolean share(int tenantId, String clientId, Set<String> scopes, Set<String> schools, String version) {
		return store(tenantId, clientId, scopes, schools, version);
	}

	/**
	 * Gives a share another bearer and another secret. Those so far are good for nothing at once; all else stays.
	 * @return the share as it is now; nothing if the district shares nothing with the app
	 */
	@Transactional
	public Optional<RosterShare> renew(int tenantId, String clientId) {
		this.jdbc.sql("update roster_share set generation = generation + 1, changed_at = ? where client_id = ? and tenant_id = ?")
			.params(now(), clientId, tenantId)
			.update();
		Optional<RosterShare> renewed = find(clientId, tenantId);
		renewed.ifPresent((share) -> this.events
			.publishEvent(new RosterShareRenewed(share.shareId(), tenantId, clientId, share.generation())));
		return renewed;
	}

	/**
	 * Keeps in mind that somebody is shown a share's bearer and secret.
	 */
	@Transactional
	public void shown(RosterShare share) {
		this.events.publishEvent(new RosterShareCredentialsShown(share.shareId(), share.tenantId(), share.clientId(), share.generation()));
	}

	/**
	 * Ends a share at once. Sharing with the same app again is another share, with other credentials.
	 * @return whether there was one
	 */
	@Transactional
	public boolean end(int tenantId, String clientId) {
		Optional<RosterShare> share = lock(tenantId, clientId);
		share.ifPresent((gone) -> {
			this.jdbc.sql("delete from roster_share where share_id = ?").param(gone.shareId()).update();
			this.events.publishEvent(new RosterShareEnded(gone.shareId(), tenantId, clientId, words(gone.scopes(), gone.schools())));
		});
		return share.isPresent();
	}

	private boolean store(int tenantId, String clientId, Set<String> scopes, Set<String> schools, @Nullable String version) {
		check(scopes, schools);
		boolean isNew = this.jdbc.sql("""
				insert into roster_share (tenant_id, client_id, scopes, consumer_key, proxy_path, created_at, changed_at)
				values (:tenantId, :clientId, :scopes, :consumerKey, :proxyPath, :now, :now) on conflict (client_id, tenant_id) do nothing""")
			.param("tenantId", tenantId)
			.param("clientId", clientId)
			.param("scopes", sorted(scopes))
			.param("consumerKey", ClassLinkIdentifier.secret())
			.param("proxyPath", ProxyPath.next())
			.param("now", now())
			.update() == 1;
		RosterShare before = lock(tenantId, clientId).orElseThrow(() -> new StaleShareException(tenantId, clientId));
		if (!isNew && before.scopes().equals(scopes) && before.schools().equals(schools)) {
			return false;
		}
		if (version != null && !version.equals(isNew ? "" : before.version())) {
			throw new StaleShareException(tenantId, clientId);
		}
		if (!isNew) {
			this.jdbc.sql("update roster_share set scopes = ?, changed_at = ? where share_id = ?")
				.params(sorted(scopes), now(), before.shareId())
				.update();
			this.jdbc.sql("delete from roster_share_school where share_id = ?").param(before.shareId()).update();
		}
		this.jdbc.sql("insert into roster_share_school (share_id, tenant_id, sourced_id) select ?, ?, id from unnest(?::text[]) as s (id)")
			.params(before.shareId(), tenantId, schools.toArray(String[]::new))
			.update();
		this.events.publishEvent(isNew ? new RosterShared(before.shareId(), tenantId, clientId, words(scopes, schools))
				: changed(before, scopes, schools));
		return true;
	}

	private static RosterShareChanged changed(RosterShare share, Set<String> scopes, Set<String> schools) {
		Map<String, Object> before = words(share.scopes(), share.schools());
		Map<String, Object> after = words(scopes, schools);
		before.putIfAbsent(SCHOOLS, WHOLE_DISTRICT);
		after.putIfAbsent(SCHOOLS, WHOLE_DISTRICT);
		for (String name : List.of("scopes", SCHOOLS)) {
			if (before.get(name).equals(after.get(name))) {
				before.remove(name);
				after.remove(name);
			}
		}
		return new RosterShareChanged(share.shareId(), share.tenantId(), share.clientId(), before, after);
	}

	private Optional<RosterShare> lock(int tenantId, String clientId) {
		this.jdbc.sql("select share_id from roster_share where client_id = ? and tenant_id = ? for update")
			.params(clientId, tenantId)
			.query(Integer.class)
			.optional();
		return find(clientId, tenantId);
	}

	private static void check(Set<String> scopes, Set<String> schools) {
		if (scopes.isEmpty()) {
			throw new IllegalArgumentException("'scopes' is empty: what is shared, one scope at least.");
		}
		Set<String> known = Scope.roster();
		scopes.stream().filter((scope) -> !known.contains(scope)).sorted().findFirst().ifPresent((scope) -> {
			throw new IllegalArgumentException("The scope '" + scope + "' is not about a roster, only " + String.join(", ", known) + ".");
		});
		if (schools.stream().anyMatch((school) -> school.isBlank() || school.length() > 255 || school.indexOf('\0') >= 0)) {
			throw new IllegalArgumentException("'schools' are sourcedIds: 255 characters at most, and not blank.");
		}
	}

	private static String[] sorted(Set<String> scopes) {
		return Scope.roster().stream().filter(scopes::contains).toArray(String[]::new);
	}

	private static Map<String, Object> words(Set<String> scopes, Set<String> schools) {
		Map<String, Object> words = new LinkedHashMap<>();
		words.put("scopes", List.of(sorted(scopes)));
		if (!schools.isEmpty()) {
			words.put(SCHOOLS, schools.stream().sorted().toList());
		}
		return words;
	}

	private Timestamp now() {
		return Timestamp.from(this.clock.instant());
	}

	private static RosterShare share(ResultSet row, int number) throws SQLException {
		return new RosterShare(row.getInt("share_id"), row.getInt("tenant_id"), row.getString("client_id"),
				Set.of((String[]) row.getArray("scopes").getArray()), Set.of((String[]) row.getArray("schools").getArray()),
				row.getInt("generation"), row.getString("consumer_key"), row.getString("proxy_path"),
				row.getTimestamp("created_at").toInstant());
	}

}
