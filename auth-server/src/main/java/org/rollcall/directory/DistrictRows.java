package org.rollcall.directory;

import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Reads districts: many a page begins with one.
 */
@Repository
class DistrictRows {

	private static final String SELECT = """
			select d.tenant_id, d.custom_url, d.name, d.state_id, d.state_name, d.nces_id, d.nces_name from district d
			""";

	private final JdbcClient jdbc;

	DistrictRows(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	Optional<District> find(int tenantId) {
		return this.jdbc.sql(SELECT + "where d.tenant_id = ?").param(tenantId).query(District.class).optional();
	}

	Optional<District> findByCustomUrl(String customUrl) {
		return this.jdbc.sql(SELECT + "where d.custom_url = ?").param(customUrl).query(District.class).optional();
	}

	Optional<District> lock(int tenantId) {
		return this.jdbc.sql(SELECT + "where d.tenant_id = ? for update").param(tenantId).query(District.class).optional();
	}

	Optional<String> colour(int tenantId) {
		return this.jdbc.sql("select colour from district where tenant_id = ? and colour is not null")
			.param(tenantId)
			.query(String.class)
			.optional();
	}

	void change(int tenantId, String name, String customUrl, @Nullable String colour) {
		this.jdbc.sql("update district set name = ?, custom_url = ?, colour = ? where tenant_id = ?")
			.params(name, customUrl, colour, tenantId)
			.update();
	}

	/** By custom URL. */
	List<District> all() {
		return this.jdbc.sql(SELECT + "order by d.custom_url").query(District.class).list();
	}

	/**
	 * By name.
	 * @param pattern for {@code like}, with {@code !} before what is meant literally
	 */
	List<District> search(String pattern, int limit) {
		return this.jdbc
			.sql(SELECT + """
					where lower(d.name) like lower(:pattern) escape '!' or d.custom_url like lower(:pattern) escape '!'
					order by lower(d.name), d.tenant_id limit :limit
					""")
			.param("pattern", pattern)
			.param("limit", limit)
			.query(District.class)
			.list();
	}

	int nextTenantId() {
		this.jdbc.sql("select pg_advisory_xact_lock(hashtext('district.tenant_id'))").query((row) -> {
		});
		return this.jdbc.sql("""
				select min(free) from (select 1001 as free union all
					select tenant_id + 1 from district where tenant_id between 1001 and 2147483646) as candidates
				where not exists (select from district d where d.tenant_id = free)""").query(Integer.class).single();
	}

	/** The id of the district's first building. */
	Optional<Integer> building(int tenantId) {
		return this.jdbc.sql("select min(building_id) from building where tenant_id = ? having count(*) > 0")
			.param(tenantId)
			.query(Integer.class)
			.optional();
	}

}
