package org.rollcall.client;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Whose people may use an app, and who looks after it.
 */
@Service
@Transactional
public class AppSharing {

	private final Apps apps;

	private final JdbcClient jdbc;

	AppSharing(Apps apps, JdbcClient jdbc) {
		this.apps = apps;
		this.jdbc = jdbc;
	}

	/**
	 * Returns the districts whose people may use an app, and of each the schools, by their sourcedIds; without schools it is the
	 * whole district, and without districts all of them.
	 */
	@Transactional(readOnly = true)
	public SortedMap<Integer, SortedSet<String>> of(String clientId) {
		SortedMap<Integer, SortedSet<String>> shared = new TreeMap<>();
		this.jdbc.sql("select tenant_id, sourced_id from client_district left join client_school using (client_id, tenant_id) where client_id = ?")
			.param(clientId)
			.query((row) -> {
				SortedSet<String> schools = shared.computeIfAbsent(row.getInt("tenant_id"), (tenantId) -> new TreeSet<>());
				if (row.getString("sourced_id") != null) {
					schools.add(row.getString("sourced_id"));
				}
			});
		return shared;
	}

	/**
	 * Says whose people may use an app from now on. What it holds of others already is not taken from it.
	 */
	public void share(String clientId, Map<Integer, ? extends Set<String>> shared) {
		App app = this.apps.lock(clientId);
		Map<Integer, ? extends Set<String>> before = of(clientId);
		if (before.equals(shared)) {
			return;
		}
		this.jdbc.sql("delete from client_district where client_id = ?").param(clientId).update();
		shared.forEach((tenantId, schools) -> {
			this.jdbc.sql("insert into client_district (client_id, tenant_id) values (?, ?)").params(clientId, tenantId).update();
			this.jdbc.sql("insert into client_school (client_id, tenant_id, sourced_id) select ?, ?, id from unnest(?::text[]) as s (id)")
				.params(clientId, tenantId, schools.toArray(String[]::new))
				.update();
		});
		this.apps.changed(app, Map.of("sharedWith", words(before)), Map.of("sharedWith", words(shared)));
	}

	/**
	 * Returns whether somebody of that district and those schools may use an app.
	 */
	@Transactional(readOnly = true)
	public boolean includes(String clientId, int tenantId, Collection<String> orgIds) {
		SortedMap<Integer, SortedSet<String>> shared = of(clientId);
		SortedSet<String> schools = shared.get(tenantId);
		return shared.isEmpty() || schools != null && (schools.isEmpty() || orgIds.stream().anyMatch(schools::contains));
	}

	/**
	 * Returns the UserIds of the app developers who look after an app.
	 */
	@Transactional(readOnly = true)
	public List<Integer> developers(String clientId) {
		return this.jdbc.sql("select user_id from client_developer where client_id = ? order by user_id")
			.param(clientId)
			.query(Integer.class)
			.list();
	}

	/**
	 * Returns whether the person looks after any app.
	 */
	@Transactional(readOnly = true)
	public boolean isDeveloper(int userId) {
		return this.jdbc.sql("select exists (select from client_developer where user_id = ?)").param(userId).query(Boolean.class).single();
	}

	/**
	 * Says that a person looks after an app, or does no more.
	 */
	public void name(String clientId, int userId, boolean developer) {
		App app = this.apps.lock(clientId);
		int changed = developer
				? this.jdbc.sql("insert into client_developer (client_id, user_id) values (?, ?) on conflict do nothing")
					.params(clientId, userId)
					.update()
				: this.jdbc.sql("delete from client_developer where client_id = ? and user_id = ?").params(clientId, userId).update();
		if (changed == 1) {
			this.apps.changed(app, Map.of("developer " + userId, !developer), Map.of("developer " + userId, developer));
		}
	}

	private static Map<String, Object> words(Map<Integer, ? extends Set<String>> shared) {
		Map<String, Object> words = new LinkedHashMap<>();
		shared.forEach((tenantId, schools) -> words.put("district " + tenantId, List.copyOf(schools)));
		return words;
	}

}
