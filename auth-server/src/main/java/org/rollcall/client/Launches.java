package org.rollcall.client;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * How apps are started from a LaunchPad.
 */
@Service
@Transactional
public class Launches {

	private final JdbcClient jdbc;

	private final Clients clients;

	Launches(JdbcClient jdbc, Clients clients) {
		this.jdbc = jdbc;
		this.clients = clients;
	}

	/**
	 * Returns how to start those of the apps that a LaunchPad may start for somebody, by client id. Left out are those that are
	 * disabled, those that people start in the app itself, machines, and those that are not shared with them.
	 * @param ofDistrict whether the person works for the district as a whole
	 */
	@Transactional(readOnly = true)
	public Map<String, Launch> of(Collection<String> clientIds, int tenantId, Collection<String> orgIds, boolean ofDistrict) {
		return this.jdbc.sql("""
				select c.client_id, c.name, c.pkce_required, c.initiate_login_uri,
					array(select uri from client_redirect_uri u where u.client_id = c.client_id order by position) redirect_uris,
					array(select scope from client_scope s where s.client_id = c.client_id order by position) scopes,
					(select encode(hash, 'hex') from client_logo l where l.client_id = c.client_id) logo
				from client c where c.client_id = any (:clientIds) and c.disabled_at is null and c.kind <> 'machine'
					and c.initiation <> 'app' and\s""" + AppSharing.INCLUDES)
			.param("clientIds", clientIds.toArray(String[]::new))
			.param("tenantId", tenantId)
			.param("orgIds", orgIds.toArray(String[]::new))
			.param("ofDistrict", ofDistrict)
			.query(Launches::launch)
			.stream()
			.collect(Collectors.toMap(Launch::clientId, Function.identity()));
	}

	/**
	 * Returns where people start an app.
	 */
	@Transactional(readOnly = true)
	public Initiation initiation(String clientId) {
		return this.jdbc.sql("select initiation from client where client_id = ?")
			.param(clientId)
			.query(String.class)
			.optional()
			.map(Initiation::of)
			.orElse(Initiation.BOTH);
	}

	/**
	 * Returns where an app begins a sign-in that somebody else asks for.
	 */
	@Transactional(readOnly = true)
	public Optional<String> initiateLoginUri(String clientId) {
		return this.jdbc.sql("select initiate_login_uri from client where client_id = ? and initiate_login_uri is not null")
			.param(clientId)
			.query(String.class)
			.optional();
	}

	/**
	 * Returns what is wrong with an address at which an app is to begin a sign-in that somebody else asks for.
	 */
	public Optional<RedirectUris.Fault> fault(String initiateLoginUri) {
		return this.clients.fault(initiateLoginUri, AppKind.WEB);
	}

	/**
	 * Says where people start an app.
	 * @param uri where it begins a sign-in that somebody else asks for; {@code null} if it does so nowhere
	 * @throws IllegalArgumentException with the reason in words, if no browser can be sent there
	 */
	public void startBy(String clientId, Initiation initiation, @Nullable String uri) {
		if (uri != null && fault(uri).isPresent()) {
			throw new IllegalArgumentException("The initiateLoginUri '" + uri
					+ "' is not an address that a browser can open safely: it begins with https://, or with http:// on localhost, and"
					+ " has no wildcard and no fragment.");
		}
		this.jdbc.sql("update client set initiation = ?, initiate_login_uri = ? where client_id = ?")
			.params(initiation.value(), uri, clientId)
			.update();
	}

	private static Launch launch(ResultSet row, int number) throws SQLException {
		return new Launch(row.getString("client_id"), row.getString("name"),
				List.of((String[]) row.getArray("redirect_uris").getArray()),
				new LinkedHashSet<>(List.of((String[]) row.getArray("scopes").getArray())), row.getBoolean("pkce_required"),
				row.getString("initiate_login_uri"), row.getString("logo"));
	}

}
