package org.rollcall.consent;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Which app may see what of whom, for those who look after a district.
 */
@Service
@Transactional(readOnly = true)
public class ConsentLists {

	private final JdbcClient jdbc;

	ConsentLists(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/**
	 * Returns how many people of a district allowed something, by app.
	 */
	public Map<String, Integer> people(int tenantId) {
		Map<String, Integer> people = new HashMap<>();
		this.jdbc.sql("""
				select client_id, count(*) as number from consent c join person using (user_id)
				where tenant_id = ? and exists (select from consent_scope s where s.consent_id = c.consent_id and allowed)
				group by client_id""").param(tenantId).query((row) -> {
			people.put(row.getString("client_id"), row.getInt("number"));
		});
		return people;
	}

	/**
	 * Returns how many people of a district allowed an app something, by scope.
	 */
	public Map<String, Integer> scopes(int tenantId, String clientId) {
		Map<String, Integer> scopes = new HashMap<>();
		this.jdbc.sql("""
				select scope, count(*) as number from consent join consent_scope using (consent_id) join person using (user_id)
				where tenant_id = ? and client_id = ? and allowed group by scope""").params(tenantId, clientId).query((row) -> {
			scopes.put(row.getString("scope"), row.getInt("number"));
		});
		return scopes;
	}

	/**
	 * Returns who of a district answered an app, those who were asked last first.
	 * @param before the {@code consentId} up to which, exclusively; {@code null} to begin with the last
	 * @param userId to look for one person only
	 */
	public List<Listed> list(int tenantId, String clientId, @Nullable Long before, @Nullable Integer userId, int size) {
		return this.jdbc.sql("""
				select consent_id, user_id, given_at,
					array(select scope from consent_scope s where s.consent_id = c.consent_id and allowed order by scope) as allowed,
					array(select scope from consent_scope s where s.consent_id = c.consent_id and not allowed order by scope) as declined
				from consent c join person using (user_id)
				where tenant_id = ? and client_id = ? and consent_id < ? and (? or user_id = ?) order by consent_id desc limit ?""")
			.params(tenantId, clientId, (before != null) ? before : Long.MAX_VALUE, userId == null, (userId != null) ? userId : -1, size)
			.query((row, number) -> new Listed(row.getLong("consent_id"), row.getInt("user_id"), row.getTimestamp("given_at").toInstant(),
					List.of((String[]) row.getArray("allowed").getArray()), List.of((String[]) row.getArray("declined").getArray())))
			.list();
	}

	/**
	 * What somebody answered an app.
	 *
	 * @param consentId the larger, the later
	 */
	public record Listed(long consentId, int userId, Instant givenAt, List<String> allowed, List<String> declined) {

	}

}
