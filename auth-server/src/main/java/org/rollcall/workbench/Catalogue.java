package org.rollcall.workbench;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.rollcall.platform.ExpiredRows;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Tells from PostgreSQL's catalogue what a reset does to which table, so that a table that a later migration brings is
 * restored without anybody having to think of it.
 */
@Component
@WorkbenchOnly
class Catalogue {

	/**
	 * What is the server's own, and not part of what a test works on: clients cache the keys, and the admin's key opens the
	 * door for the whole run. What happened, happened.
	 */
	static final Set<String> KEPT = Set.of("flyway_schema_history", "installation", "signing_key", "admin_api_key",
			"audit_event", "audit_retention", "applied_configuration");

	private static final String TABLES = """
			select c.relname as name,
				array(select a.attname from pg_attribute a join pg_index i on i.indrelid = c.oid and i.indisprimary
					where a.attrelid = c.oid and a.attnum = any (i.indkey) order by a.attnum)::text[] as key,
				array(select a.attname from pg_attribute a
					where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
					order by a.attnum)::text[] as columns,
				array(select distinct p.relname from pg_constraint f join pg_class p on p.oid = f.confrelid
					where f.contype = 'f' and f.conrelid = c.oid and f.confrelid <> c.oid order by 1)::text[] as parents
			from pg_class c join pg_namespace n on n.oid = c.relnamespace
			where n.nspname = current_schema() and c.relkind in ('r', 'p') and not c.relispartition
			order by c.relname""";

	private final JdbcClient jdbc;

	private final List<ExpiredRows> expiredRows;

	Catalogue(JdbcClient jdbc, List<ExpiredRows> expiredRows) {
		this.jdbc = jdbc;
		this.expiredRows = expiredRows;
	}

	/**
	 * @throws IllegalStateException if a table has no primary key, by which its rows could be told apart
	 */
	Tables read() {
		List<Table> all = parentsFirst(this.jdbc.sql(TABLES).query(Catalogue::table).list());
		Set<String> passing = passing(all);
		List<Table> emptied = all.stream().filter((table) -> passing.contains(table.name())).toList();
		List<Table> restored = all.stream()
			.filter((table) -> !passing.contains(table.name()) && !KEPT.contains(table.name()))
			.toList();
		restored.stream().filter((table) -> table.key().isEmpty()).findAny().ifPresent((table) -> {
			throw new IllegalStateException("The table " + table.name() + " has no primary key");
		});
		return new Tables(restored, emptied);
	}

	/**
	 * What fills up and expires by itself, as the rooms declare it, and what hangs on that: sessions, codes, tokens.
	 */
	private Set<String> passing(List<Table> all) {
		Set<String> passing = new HashSet<>();
		this.expiredRows.forEach((rows) -> passing.add(rows.table()));
		for (Table table : all) {
			if (table.parents().stream().anyMatch(passing::contains)) {
				passing.add(table.name());
			}
		}
		return passing;
	}

	private static List<Table> parentsFirst(Collection<Table> tables) {
		Map<String, Table> open = new LinkedHashMap<>();
		tables.forEach((table) -> open.put(table.name(), table));
		List<Table> ordered = new ArrayList<>();
		while (!open.isEmpty()) {
			List<Table> next = open.values()
				.stream()
				.filter((table) -> table.parents().stream().noneMatch(open::containsKey))
				.toList();
			if (next.isEmpty()) {
				throw new IllegalStateException("Foreign keys go round in a circle between " + open.keySet());
			}
			next.forEach((table) -> open.remove(table.name()));
			ordered.addAll(next);
		}
		return ordered;
	}

	private static Table table(ResultSet row, int number) throws SQLException {
		return new Table(row.getString("name"), list(row.getArray("key")), list(row.getArray("columns")),
				Set.copyOf(list(row.getArray("parents"))));
	}

	private static List<String> list(Array array) throws SQLException {
		return List.of((String[]) array.getArray());
	}

	/**
	 * Both with parents before children.
	 *
	 * @param restored what is put back to what it was at the start
	 * @param emptied what a reset ends: sessions, codes, tokens, counted attempts
	 */
	record Tables(List<Table> restored, List<Table> emptied) {

	}

}
