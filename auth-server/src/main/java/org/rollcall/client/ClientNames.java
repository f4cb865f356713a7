package org.rollcall.client;

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
	 * @param name which several apps may have
	 * @param enabled whether anybody can sign in to it
	 */
	public record ClientName(String clientId, String name, boolean enabled) {

	}

}
