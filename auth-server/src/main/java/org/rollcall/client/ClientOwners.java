package org.rollcall.client;

import java.util.Optional;
import java.util.Set;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Which district looks after which app.
 */
@Service
public class ClientOwners {

	private final JdbcClient jdbc;

	ClientOwners(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/**
	 * Returns the TenantId of the district that looks after an app; nothing if the operator does, or if there is no such app.
	 */
	@Transactional(readOnly = true)
	public Optional<Integer> owner(String clientId) {
		return this.jdbc.sql("select tenant_id from client where client_id = ? and tenant_id is not null")
			.param(clientId.replace("\0", ""))
			.query(Integer.class)
			.optional();
	}

	/**
	 * Returns the custom URL of the district that looks after an app; nothing if the operator does, or if there is no such app.
	 */
	@Transactional(readOnly = true)
	public Optional<String> customUrl(String clientId) {
		return this.jdbc.sql("select custom_url from client join district using (tenant_id) where client_id = ?")
			.param(clientId)
			.query(String.class)
			.optional();
	}

	/**
	 * Returns the client ids of the apps that a district looks after.
	 */
	@Transactional(readOnly = true)
	public Set<String> of(int tenantId) {
		return this.jdbc.sql("select client_id from client where tenant_id = ?").param(tenantId).query(String.class).set();
	}

	/**
	 * Has a district look after a new app, which is for its own people until somebody shares it.
	 */
	@Transactional
	public void assign(String clientId, int tenantId) {
		this.jdbc.sql("update client set tenant_id = ? where client_id = ?").params(tenantId, clientId).update();
		this.jdbc.sql("insert into client_district (client_id, tenant_id) values (?, ?) on conflict do nothing")
			.params(clientId, tenantId)
			.update();
	}

}
