package org.rollcall.client;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What of the registered apps somebody should look at before it fails.
 */
@Service
@Transactional(readOnly = true)
public class ClientChecks {

	private static final String OF_DISTRICT = "disabled_at is null and (tenant_id = ? or tenant_id is null)";

	private final JdbcClient jdbc;

	ClientChecks(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/**
	 * Returns the apps of a district, and of the operator, whose last secret ends before then, or has ended.
	 */
	public List<EndingSecret> secretsThatEnd(int tenantId, Instant before) {
		return this.jdbc.sql("select client_id, name, max(expires_at) as ends_at from client left join client_secret using (client_id) where "
				+ OF_DISTRICT + """
				 and type = 'confidential' group by client_id, name
				having coalesce(max(coalesce(expires_at, 'infinity')), '-infinity') < ? order by 3 nulls first, lower(name)""")
			.params(tenantId, Timestamp.from(before))
			.query((row, number) -> {
				Timestamp endsAt = row.getTimestamp("ends_at");
				return new EndingSecret(row.getString("client_id"), row.getString("name"), (endsAt != null) ? endsAt.toInstant() : null);
			})
			.list();
	}

	/**
	 * Returns what the apps of a district, and of the operator, may ask for that were registered before then, by name.
	 */
	public List<RegisteredScopes> scopes(int tenantId, Instant registeredBefore) {
		return this.jdbc.sql("select client_id, name, array(select scope from client_scope s where s.client_id = c.client_id order by position)"
				+ " as scopes from client c where " + OF_DISTRICT + " and created_at < ? order by lower(name), client_id")
			.params(tenantId, Timestamp.from(registeredBefore))
			.query((row, number) -> new RegisteredScopes(row.getString("client_id"), row.getString("name"),
					List.of((String[]) row.getArray("scopes").getArray())))
			.list();
	}

	/**
	 * @param endsAt of the last one; {@code null} if there is none at all
	 */
	public record EndingSecret(String clientId, String name, @Nullable Instant endsAt) {

	}

	/**
	 * What an app may ask for.
	 */
	public record RegisteredScopes(String clientId, String name, List<String> scopes) {

	}

}
