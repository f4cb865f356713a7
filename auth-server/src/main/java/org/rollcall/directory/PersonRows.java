package org.rollcall.directory;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Reads people: each in one query, because this is asked with every call of an app.
 */
@Repository
class PersonRows {

	private static final String SELECT = """
			select p.*, d.custom_url, d.name as district, d.state_id, d.state_name, d.nces_id, d.nces_name, b.name as building,
				f.name as profile, f.role,
				array(select o.sourced_id from person_org o where o.user_id = p.user_id order by o.ordinal) as org_ids
			from person p join district d using (tenant_id) join building b using (building_id) join profile f using (profile_id)
			""";

	private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {
	};

	private final JdbcClient jdbc;

	private final JsonMapper json;

	PersonRows(JdbcClient jdbc, JsonMapper json) {
		this.jdbc = jdbc;
		this.json = json;
	}

	Optional<Person> find(int userId) {
		return this.jdbc.sql(SELECT + "where p.user_id = ?").param(userId).query(this::person).optional();
	}

	/** By name. */
	List<Person> findAll(Collection<Integer> userIds) {
		return this.jdbc.sql(SELECT + "where p.user_id = any (?) order by p.last_name, p.first_name, p.user_id")
			.param(userIds.toArray(Integer[]::new))
			.query(this::person)
			.list();
	}

	private Person person(ResultSet row, int number) throws SQLException {
		District district = new District(row.getInt("tenant_id"), row.getString("custom_url"), row.getString("district"),
				row.getInt("state_id"), row.getString("state_name"), row.getString("nces_id"), row.getString("nces_name"));
		Timestamp lastAccess = row.getTimestamp("last_access_at");
		return new Person(row.getInt("user_id"), district, row.getInt("building_id"), row.getString("building"),
				row.getInt("profile_id"), row.getString("profile"), Role.of(row.getString("role")), row.getString("login_id"),
				row.getString("display_name"), row.getString("first_name"), row.getString("middle_name"),
				row.getString("last_name"), row.getString("email"), row.getString("image_path"), row.getString("sourced_id"),
				texts(row.getArray("org_ids")), row.getInt("language_id"), row.getString("language"),
				row.getInt("default_time_format"), row.getInt("authentication_type"),
				((lastAccess != null) ? lastAccess : row.getTimestamp("created_at")).toInstant(), row.getBoolean("active"),
				object(row.getString("claims")), object(row.getString("info")));
	}

	private static List<String> texts(Array array) throws SQLException {
		return List.of((String[]) array.getArray());
	}

	private Map<String, Object> object(@Nullable String json) {
		return (json == null || json.equals("{}")) ? Map.of() : this.json.readValue(json, OBJECT);
	}

}
