package org.rollcall.client;

import java.net.URI;
import java.net.URISyntaxException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * How apps are started from a LaunchPad.
 */
@Service
@Transactional
public class Launches {

	private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

	private final JdbcClient jdbc;

	private final boolean testing;

	/**
	 * @param testing whether this server is there for tests: then apps may be in networks of their own, without https
	 */
	Launches(JdbcClient jdbc, @Value("${rollcall.workbench.enabled:false}") boolean testing) {
		this.jdbc = jdbc;
		this.testing = testing;
	}

	/**
	 * Returns how to start those of the apps that are enabled, by client id.
	 */
	@Transactional(readOnly = true)
	public Map<String, Launch> of(Collection<String> clientIds) {
		return this.jdbc.sql("""
				select c.client_id, c.name, c.pkce_required, c.initiate_login_uri,
					array(select uri from client_redirect_uri u where u.client_id = c.client_id order by position) redirect_uris,
					array(select scope from client_scope s where s.client_id = c.client_id order by position) scopes
				from client c where c.client_id = any (?) and c.disabled_at is null""")
			.param(clientIds.toArray(String[]::new))
			.query(Launches::launch)
			.stream()
			.collect(Collectors.toMap(Launch::clientId, Function.identity()));
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
	 * Says where an app begins a sign-in that somebody else asks for, or that it does so nowhere.
	 * @throws IllegalArgumentException with the reason in words, if no browser can be sent there
	 */
	public void initiateLoginAt(String clientId, @Nullable String uri) {
		if (uri != null && !isSecure(uri)) {
			throw new IllegalArgumentException("The initiateLoginUri '" + uri
					+ "' is not an address that a browser can open safely: it begins with https://, or with http:// on localhost, and"
					+ " has no fragment.");
		}
		this.jdbc.sql("update client set initiate_login_uri = ? where client_id = ?").params(uri, clientId).update();
	}

	private boolean isSecure(String value) {
		try {
			URI uri = new URI(value);
			return uri.getHost() != null && uri.getFragment() == null && uri.getUserInfo() == null
					&& ("https".equals(uri.getScheme())
							|| "http".equals(uri.getScheme()) && (this.testing || LOOPBACK.contains(uri.getHost())));
		}
		catch (URISyntaxException ex) {
			return false;
		}
	}

	private static Launch launch(ResultSet row, int number) throws SQLException {
		return new Launch(row.getString("client_id"), row.getString("name"),
				List.of((String[]) row.getArray("redirect_uris").getArray()),
				new LinkedHashSet<>(List.of((String[]) row.getArray("scopes").getArray())), row.getBoolean("pkce_required"),
				row.getString("initiate_login_uri"));
	}

}
