package org.rollcall.share;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The rosters that districts share with apps.
 */
@Service
@Transactional(readOnly = true)
public class RosterShares {

	private static final String SHARES = """
			select s.share_id, s.tenant_id, s.client_id, s.scopes, s.generation, s.consumer_key, s.proxy_path, s.created_at,
				array(select sourced_id from roster_share_school c where c.share_id = s.share_id order by sourced_id) as schools
			from roster_share s""";

	private final JdbcClient jdbc;

	RosterShares(JdbcClient jdbc) {
		this.jdbc = jdbc;
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
	 * @param proxyPath with its percent signs, as it was sent
	 */
	public Optional<RosterShare> findByProxyPath(String proxyPath) {
		return this.jdbc.sql(SHARES + " where s.proxy_path = ?").param(proxyPath).query(RosterShares::share).optional();
	}

	private static RosterShare share(ResultSet row, int number) throws SQLException {
		return new RosterShare(row.getInt("share_id"), row.getInt("tenant_id"), row.getString("client_id"),
				Set.of((String[]) row.getArray("scopes").getArray()), Set.of((String[]) row.getArray("schools").getArray()),
				row.getInt("generation"), row.getString("consumer_key"), row.getString("proxy_path"),
				row.getTimestamp("created_at").toInstant());
	}

}
