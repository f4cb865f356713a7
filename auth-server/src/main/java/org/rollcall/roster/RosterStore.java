package org.rollcall.roster;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import org.rollcall.roster.Column.Kind;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Writes the incoming rows of a valid roster: what is new, what changed, and what is gone, and touches nothing else.
 */
@Repository
class RosterStore {

	// Whoever asks which classes changed since yesterday wants those whose terms did, too.
	private static final String REFERENCES = """
			with incoming as (
				select i.c0 as owner, r.target, r.ordinal - 1 as ordinal
				from %5$s i cross join lateral unnest(string_to_array(i.%6$s, ',')) with ordinality as r (target, ordinal)
				where i.c1 is distinct from 'tobedeleted' or not :delta
			), gone as (
				delete from %1$s r using %5$s i
				where r.tenant_id = :tenantId and r.%2$s = i.c0 and (i.c1 is distinct from 'tobedeleted' or not :delta)
					and not exists (select 1 from incoming n where n.owner = r.%2$s and n.target = r.%3$s)
				returning r.%2$s as owner
			), moved as (
				update %1$s r set ordinal = n.ordinal from incoming n
				where r.tenant_id = :tenantId and r.%2$s = n.owner and r.%3$s = n.target and r.ordinal <> n.ordinal
				returning r.%2$s as owner
			), added as (
				insert into %1$s (tenant_id, %2$s, %3$s, ordinal)
				select :tenantId, n.owner, n.target, n.ordinal from incoming n
				where not exists (select from %1$s r
					where r.tenant_id = :tenantId and r.%2$s = n.owner and r.%3$s = n.target)
				returning %2$s as owner
			)
			update %4$s t set date_last_modified = :at
			from %5$s i
			where t.tenant_id = :tenantId and t.date_last_modified <> :at and t.sourced_id = i.c0 and i.c2 is null
				and t.sourced_id in (select owner from gone union all select owner from moved union all select owner from added)
			""";

	private final JdbcClient jdbc;

	RosterStore(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/** Waits for other imports of the district, for the length of the transaction. */
	void lock(int tenantId) {
		this.jdbc.sql("select pg_advisory_xact_lock(hashtext('roster'), ?)").param(tenantId).query(row -> {
		});
	}

	/**
	 * Has PostgreSQL compare whole tables, or no longer. After a preview was rolled back it takes a table for empty in which half a
	 * million rows are about to stand, and would look each of them up in all that were written before it.
	 */
	void compareWholeTables(boolean whole) {
		this.jdbc.sql("select set_config('enable_nestloop', ?, true), set_config('jit', 'off', true)")
			.param(whole ? "off" : "on")
			.query((row) -> {
			});
	}

	/**
	 * Writes the rows of a file that are new, have changed, or are gone.
	 */
	Written write(int tenantId, RosterFile file, ImportMode mode, Instant at) {
		boolean delta = mode == ImportMode.DELTA;
		long created = update(insert(file, delta), tenantId, at, delta);
		long changed = update(change(file, delta), tenantId, at, delta);
		for (int index = 0; index < file.columns().size(); index++) {
			Column column = file.columns().get(index);
			if (column.kind() == Kind.REFERENCES) {
				String table = String.valueOf(column.stored());
				changed += update(REFERENCES.formatted(table, ownerColumn(table), targetColumn(table), file.table(),
						IncomingRows.table(file), "c" + index), tenantId, at, delta);
			}
		}
		return new Written(created, changed, update(delta ? removeNamed(file) : removeMissing(file), tenantId, at, delta));
	}

	/**
	 * Tells PostgreSQL how much there is now; else it plans what follows for the table that it knew before.
	 */
	void analyze(RosterFile file) {
		this.jdbc.sql("analyze " + file.table()).update();
		file.columns().stream().filter((column) -> column.kind() == Kind.REFERENCES).forEach((column) -> this.jdbc
			.sql("analyze " + column.stored())
			.update());
	}

	private long update(String sql, int tenantId, Instant at, boolean delta) {
		return this.jdbc.sql(sql)
			.param("tenantId", tenantId)
			.param("at", Timestamp.from(at))
			.param("delta", delta)
			.update();
	}

	private static String insert(RosterFile file, boolean delta) {
		return """
				insert into %1$s (tenant_id, %2$s, metadata)
				select :tenantId, %3$s, i.metadata::jsonb from %4$s i
				where not exists (select from %1$s t where t.tenant_id = :tenantId and t.sourced_id = i.c0) %5$s
				""".formatted(file.table(), String.join(", ", names(file)), String.join(", ", values(file)),
				IncomingRows.table(file), delta ? "and i.c1 <> 'tobedeleted'" : "");
	}

	// A file may leave dateLastModified empty, as bulk files should. Then a row's date is when it last changed here, and a
	// different date alone is no change.
	private static String change(RosterFile file, boolean delta) {
		List<String> changing = names(file).subList(1, names(file).size());
		List<String> compared = new ArrayList<>(changing);
		compared.remove("date_last_modified");
		compared.add("metadata");
		return """
				update %1$s t set %2$s, metadata = n.metadata
				from (select %3$s, i.metadata::jsonb as metadata from %4$s i %5$s) n
				where t.tenant_id = :tenantId and t.sourced_id = n.sourced_id
					and ((%6$s) is distinct from (%7$s) or n.date_last_modified not in (:at, t.date_last_modified))
				""".formatted(file.table(),
				changing.stream().map((name) -> name + " = n." + name).collect(Collectors.joining(", ")), named(file),
				IncomingRows.table(file), delta ? "where i.c1 <> 'tobedeleted'" : "",
				compared.stream().map((name) -> "t." + name).collect(Collectors.joining(", ")),
				compared.stream().map((name) -> "n." + name).collect(Collectors.joining(", ")));
	}

	private static String removeMissing(RosterFile file) {
		return """
				update %1$s t set status = 'tobedeleted', date_last_modified = :at
				where t.tenant_id = :tenantId and t.status <> 'tobedeleted' %3$s
					and not exists (select from %2$s i where i.c0 = t.sourced_id)
				""".formatted(file.table(), IncomingRows.table(file), file.isWrittenByApps() ? "and t.client_id is null" : "");
	}

	private static String removeNamed(RosterFile file) {
		return """
				update %1$s t set status = 'tobedeleted', date_last_modified = coalesce(i.c2::timestamptz, :at)
				from %2$s i
				where t.tenant_id = :tenantId and t.status <> 'tobedeleted' and t.sourced_id = i.c0 and i.c1 = 'tobedeleted'
				""".formatted(file.table(), IncomingRows.table(file));
	}

	private static List<String> names(RosterFile file) {
		return file.columns().stream().filter(Column::isStoredInRow).map((column) -> String.valueOf(column.stored())).toList();
	}

	private static List<String> values(RosterFile file) {
		List<String> values = new ArrayList<>();
		for (int index = 0; index < file.columns().size(); index++) {
			Column column = file.columns().get(index);
			if (column.isStoredInRow()) {
				values.add(switch (index) {
					case RosterFile.STATUS -> "coalesce(i.c%d, 'active')".formatted(index);
					case RosterFile.DATE_LAST_MODIFIED -> "coalesce(i.c%d::timestamptz, :at)".formatted(index);
					default -> column.kind().sql("i.c" + index);
				});
			}
		}
		return values;
	}

	private static String named(RosterFile file) {
		List<String> names = names(file);
		List<String> values = values(file);
		List<String> named = new ArrayList<>();
		for (int index = 0; index < names.size(); index++) {
			named.add(values.get(index) + " as " + names.get(index));
		}
		return String.join(", ", named);
	}

	static String ownerColumn(String table) {
		return table.equals("class_term") ? "class_sourced_id" : "user_sourced_id";
	}

	static String targetColumn(String table) {
		return table.substring(table.indexOf('_') + 1) + "_sourced_id";
	}

	/**
	 * How many rows were written.
	 */
	record Written(long created, long changed, long removed) {
	}

}
