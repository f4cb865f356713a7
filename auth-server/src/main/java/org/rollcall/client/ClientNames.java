package org.rollcall.client;

import java.util.Collection;
import java.util.List;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What the registered apps are called, for who knows one by its name.
 */
@Service
public class ClientNames {

	private final JdbcClient jdbc;

	ClientNames(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/**
	 * Returns all apps, also those that are disabled, by name.
	 */
	@Transactional(readOnly = true)
	public List<ClientName> all() {
		return this.jdbc
			.sql("select client_id, name, disabled_at is null as enabled from client order by lower(name), client_id")
			.query(ClientName.class)
			.list();
	}

	/**
	 * Returns the apps that people of a district may meet, by name: those that it looks after, and those that they may use.
	 */
	@Transactional(readOnly = true)
	public List<ClientName> of(int tenantId) {
		return this.jdbc.sql("""
				select client_id, name, disabled_at is null as enabled from client c
				where tenant_id = :district or not districts_only
					or exists (select from client_district d where d.client_id = c.client_id and d.tenant_id = :district)
				order by lower(name), client_id""").param("district", tenantId).query(ClientName.class).list();
	}

	/**
	 * Returns the apps that the operator looks after, without those that registered themselves, by name.
	 */
	@Transactional(readOnly = true)
	public List<ClientName> ofOperator() {
		return this.jdbc.sql("""
				select client_id, name, disabled_at is null as enabled from client c
				where tenant_id is null and not exists (select from client_registration r where r.client_id = c.client_id)
				order by lower(name), client_id""").query(ClientName.class).list();
	}

	/**
	 * Returns those of the apps that there are.
	 */
	@Transactional(readOnly = true)
	public List<ClientName> find(Collection<String> clientIds) {
		return clientIds.isEmpty() ? List.of()
				: this.jdbc.sql("""
						select client_id, name, disabled_at is null as enabled from client where client_id = any (?)
						order by lower(name), client_id""").param(clientIds.toArray(String[]::new)).query(ClientName.class).list();
	}

	/**
	 * @param name which several apps may have
	 * @param enabled whether anybody can sign in to it
	 */
	public record ClientName(String clientId, String name, boolean enabled) {

	}

}
