package org.rollcall.client;

import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

import org.rollcall.platform.Sha256;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Whose people may use an app, and who looks after it.
 */
@Service
@Transactional
public class AppSharing {

	/** Whether the app {@code c} is there for somebody of {@code :tenantId} and {@code :orgIds}. */
	static final String INCLUDES = """
			(not c.districts_only
				or exists (select from client_district d where d.client_id = c.client_id and d.tenant_id = :tenantId
					and (:ofDistrict
						or not exists (select from client_school s where s.client_id = d.client_id and s.tenant_id = d.tenant_id)
						or exists (select from client_school s where s.client_id = d.client_id and s.tenant_id = d.tenant_id
							and s.sourced_id = any (:orgIds)))))""";

	private final Apps apps;

	private final JdbcClient jdbc;

	AppSharing(Apps apps, JdbcClient jdbc) {
		this.apps = apps;
		this.jdbc = jdbc;
	}

	/**
	 * Returns the districts whose people may use an app, and of each the schools, by their sourcedIds; without schools it is the
	 * whole district. Without districts it is all of them, or nobody if it was for some {@linkplain #isForDistrictsOnly only}.
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
	 * Returns what those whom an app is shared with are recognised by: whoever changes it says which they saw.
	 */
	public static String version(SortedMap<Integer, SortedSet<String>> shared) {
		return HexFormat.of().formatHex(Sha256.of(shared.toString()), 0, 16);
	}

	/**
	 * Says whose people may use an app from now on. What it holds of others already is not taken from it.
	 * @param version what whoever changes it {@linkplain #version saw}
	 * @throws StaleAppException if somebody else changed it since
	 */
	public void share(String clientId, SortedMap<Integer, SortedSet<String>> shared, String version) {
		App app = this.apps.lock(clientId);
		SortedMap<Integer, SortedSet<String>> before = of(clientId);
		if (before.equals(shared) && isForDistrictsOnly(clientId) != shared.isEmpty()) {
			return;
		}
		if (!version(before).equals(version)) {
			throw new StaleAppException(clientId);
		}
		write(app, before, shared, !shared.isEmpty());
	}

	/**
	 * Says that the people of these districts and schools may use an app and nobody else, whoever it was before; without any it is
	 * nobody.
	 * @return whether anything changed
	 */
	public boolean restrict(String clientId, SortedMap<Integer, SortedSet<String>> shared) {
		App app = this.apps.lock(clientId);
		SortedMap<Integer, SortedSet<String>> before = of(clientId);
		if (before.equals(shared) && isForDistrictsOnly(clientId)) {
			return false;
		}
		write(app, before, shared, true);
		return true;
	}

	private void write(App app, SortedMap<Integer, SortedSet<String>> before, SortedMap<Integer, SortedSet<String>> shared,
			boolean districtsOnly) {
		String clientId = app.clientId();
		this.jdbc.sql("delete from client_district where client_id = ?").param(clientId).update();
		shared.forEach((tenantId, schools) -> {
			this.jdbc.sql("insert into client_district (client_id, tenant_id) values (?, ?)").params(clientId, tenantId).update();
			this.jdbc.sql("insert into client_school (client_id, tenant_id, sourced_id) select ?, ?, id from unnest(?::text[]) as s (id)")
				.params(clientId, tenantId, schools.toArray(String[]::new))
				.update();
		});
		this.jdbc.sql("update client set districts_only = ? where client_id = ?").params(districtsOnly, clientId).update();
		this.apps.changed(app, Map.of("sharedWith", words(before)), Map.of("sharedWith", words(shared)));
	}

	/**
	 * Returns whether an app is for the districts that it is shared with and for nobody else, even if none of them is left.
	 */
	@Transactional(readOnly = true)
	public boolean isForDistrictsOnly(String clientId) {
		return this.jdbc.sql("select exists (select from client where client_id = ? and districts_only)")
			.param(clientId)
			.query(Boolean.class)
			.single();
	}

	/**
	 * Returns whether anybody of a district may use an app.
	 */
	@Transactional(readOnly = true)
	public boolean isShared(String clientId, int tenantId) {
		return !isForDistrictsOnly(clientId) || of(clientId).containsKey(tenantId);
	}

	/**
	 * Takes a district that is about to go from every app that is shared with it. One that was for nobody else is for nobody then.
	 */
	public void forget(int tenantId) {
		List<String> clientIds = this.jdbc.sql("select client_id from client_district where tenant_id = ? order by client_id")
			.param(tenantId)
			.query(String.class)
			.list();
		for (String clientId : clientIds) {
			App app = this.apps.lock(clientId);
			SortedMap<Integer, SortedSet<String>> before = of(clientId);
			this.jdbc.sql("delete from client_district where client_id = ? and tenant_id = ?").params(clientId, tenantId).update();
			this.apps.changed(app, Map.of("sharedWith", words(before)), Map.of("sharedWith", words(of(clientId))));
		}
	}

	/**
	 * Returns whether somebody of that district and those schools may use an app.
	 * @param ofDistrict whether the person works for the district as a whole, and so for each of its schools
	 */
	@Transactional(readOnly = true)
	public boolean includes(String clientId, int tenantId, Collection<String> orgIds, boolean ofDistrict) {
		return this.jdbc.sql("select exists (select from client c where c.client_id = :clientId and " + INCLUDES + ")")
			.param("clientId", clientId)
			.param("tenantId", tenantId)
			.param("orgIds", orgIds.toArray(String[]::new))
			.param("ofDistrict", ofDistrict)
			.query(Boolean.class)
			.single();
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
