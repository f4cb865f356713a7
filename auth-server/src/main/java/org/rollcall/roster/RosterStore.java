package org.rollcall.roster;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

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
			where t.tenant_id = :tenantId and t.date_last_modified <> :at and t.sourced_id = i.c0
				and t.sourced_id in (select owner from gone union all select owner from moved union all select owner from added)
			""";

	private static final int MANY = 1_000;

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
	 * Tells PostgreSQL what it cannot guess, for the length of the transaction. Bulk files are compared with whole tables: where it
	 * takes a table for emptier than it is, it would else look each row up in all of the others. Rows that are many deserve memory.
	 */
	void prepare(boolean bulk) {
		this.jdbc.sql("""
				select set_config('enable_nestloop', ?, true), set_config('jit', 'off', true), set_config('work_mem', '64MB', true)""")
			.param(bulk ? "off" : "on")
			.query((row) -> {
			});
	}

	/**
	 * Takes back what {@link #prepare} said, for what follows in the same transaction.
	 */
	void release() {
		this.jdbc.sql("set local enable_nestloop to default").update();
		this.jdbc.sql("set local work_mem to default").update();
	}

	/**
	 * Finds out what of a file is new, has changed, or is gone, and writes nothing.
	 */
	Difference compare(int tenantId, RosterFile file, ImportMode mode, Instant at) {
		return this.jdbc.sql(comparison(file, mode == ImportMode.DELTA))
			.param("tenantId", tenantId)
			.param("at", Timestamp.from(at))
			.query((row, number) -> {
				List<String> referring = new ArrayList<>();
				for (int index : references(file)) {
					if (row.getLong("c" + index) > 0) {
						referring.add("c" + index);
					}
				}
				return new Difference(row.getLong("created"), row.getLong("changed"), row.getLong("removed"), referring);
			})
			.single();
	}

	/**
	 * Writes the rows of a file that are new, have changed, or are gone.
	 */
	void write(int tenantId, RosterFile file, ImportMode mode, Instant at, Difference difference) {
		boolean delta = mode == ImportMode.DELTA;
		if (difference.created() > 0) {
			update(insert(file, delta), tenantId, at, delta);
		}
		if (difference.changed() > 0) {
			update(change(file, delta), tenantId, at, delta);
		}
		boolean many = difference.created() + difference.changed() > MANY;
		if (many) {
			analyze(file.table());
		}
		for (int index : references(file)) {
			if (difference.referring().contains("c" + index)) {
				String table = String.valueOf(file.columns().get(index).stored());
				update(REFERENCES.formatted(table, ownerColumn(table), targetColumn(table), file.table(), IncomingRows.table(file),
						"c" + index), tenantId, at, delta);
				if (many) {
					analyze(table);
				}
			}
		}
		if (difference.removed() > 0) {
			update(delta ? removeNamed(file) : removeMissing(file), tenantId, at, delta);
		}
	}

	/** Else PostgreSQL plans what follows for the table that it knew before. */
	private void analyze(String table) {
		this.jdbc.sql("analyze " + table).update();
	}

	private void update(String sql, int tenantId, Instant at, boolean delta) {
		this.jdbc.sql(sql)
			.param("tenantId", tenantId)
			.param("at", Timestamp.from(at))
			.param("delta", delta)
			.update();
	}

	/** Where the columns stand that have tables of their own. */
	private static List<Integer> references(RosterFile file) {
		return IntStream.range(0, file.columns().size())
			.filter((index) -> file.columns().get(index).kind() == Kind.REFERENCES)
			.boxed()
			.toList();
	}

	// What is counted is what the statements below write: a row counts once.
	private static String comparison(RosterFile file, boolean delta) {
		List<String> compared = compared(file);
		List<Integer> references = references(file);
		String incoming = IncomingRows.table(file);
		String referring = references.stream().map((index) -> "r%1$d.targets is distinct from n.c%1$d".formatted(index)).collect(Collectors.joining(" or "));
		return """
				select count(*) filter (where c.created) as created, count(*) filter (where c.changed) as changed,
					count(*) filter (where c.removed) as removed %1$s
				from (
					select t.sourced_id is null and not n.gone as created, %2$s as removed,
						t.sourced_id is not null and not n.gone and ((%3$s) is distinct from (%4$s) %5$s) as changed %6$s
					from (select %7$s, i.metadata::jsonb as metadata, %8$s as gone %9$s from %10$s i) n
						%11$s join (select * from %12$s where tenant_id = :tenantId) t on t.sourced_id = n.sourced_id %13$s
				) c
				""".formatted(
				references.stream().map(", count(*) filter (where c.c%1$d) as c%1$d"::formatted).collect(Collectors.joining()),
				delta ? "n.gone and t.status <> 'tobedeleted'" : "n.sourced_id is null and t.status <> 'tobedeleted'"
						+ (file.isWrittenByApps() ? " and t.client_id is null" : ""),
				compared.stream().map((name) -> "t." + name).collect(Collectors.joining(", ")),
				compared.stream().map((name) -> "n." + name).collect(Collectors.joining(", ")),
				references.isEmpty() ? "" : "or " + referring,
				references.stream()
					.map(", n.sourced_id is not null and not n.gone and r%1$d.targets is distinct from n.c%1$d as c%1$d"::formatted)
					.collect(Collectors.joining()),
				named(file), delta ? "i.c1 = 'tobedeleted'" : "false",
				references.stream().map(", i.c%d"::formatted).collect(Collectors.joining()), incoming, delta ? "left" : "full",
				file.table(), references.stream().map((index) -> {
					String table = String.valueOf(file.columns().get(index).stored());
					return """
							left join (
								select %2$s as owner, string_agg(%3$s, ',' order by ordinal) as targets from %1$s
								where tenant_id = :tenantId %5$s group by %2$s
							) r%4$d on r%4$d.owner = n.sourced_id
							""".formatted(table, ownerColumn(table), targetColumn(table), index,
							delta ? "and %s in (select c0 from %s)".formatted(ownerColumn(table), incoming) : "");
				}).collect(Collectors.joining()));
	}

	private static String insert(RosterFile file, boolean delta) {
		return """
				insert into %1$s (tenant_id, %2$s, metadata)
				select :tenantId, %3$s, i.metadata::jsonb from %4$s i
				where not exists (select from %1$s t where t.tenant_id = :tenantId and t.sourced_id = i.c0) %5$s %6$s
				%7$s
				""".formatted(file.table(), String.join(", ", names(file)), String.join(", ", values(file)),
				IncomingRows.table(file), delta ? "and i.c1 <> 'tobedeleted'" : "", order(file),
				// An app may write the same row at this moment: then it is one that changes.
				file.isWrittenByApps() ? "on conflict (tenant_id, sourced_id) do nothing" : "");
	}

	// What stands together in the indexes is written together; else each of many rows would be looked for in another page.
	private static String order(RosterFile file) {
		return file.together().isEmpty() ? ""
				: "order by " + file.together().stream().map((column) -> "i.c" + file.indexOf(column)).collect(Collectors.joining(", "));
	}

	// What an app wrote and a file has otherwise is the district's from now on.
	// A row's date is when it last changed here, whatever the file says: that lies before it was imported, and apps that asked in
	// between what changed would never be told. So a different date alone is no change.
	private static String change(RosterFile file, boolean delta) {
		List<String> changing = names(file).subList(1, names(file).size());
		List<String> compared = compared(file);
		return """
				update %1$s t set %2$s, metadata = n.metadata %8$s
				from (select %3$s, i.metadata::jsonb as metadata from %4$s i %5$s) n
				where t.tenant_id = :tenantId and t.sourced_id = n.sourced_id
					and (%6$s) is distinct from (%7$s)
				""".formatted(file.table(),
				changing.stream().map((name) -> name + " = n." + name).collect(Collectors.joining(", ")), named(file),
				IncomingRows.table(file), delta ? "where i.c1 <> 'tobedeleted'" : "",
				compared.stream().map((name) -> "t." + name).collect(Collectors.joining(", ")),
				compared.stream().map((name) -> "n." + name).collect(Collectors.joining(", ")),
				file.isWrittenByApps() ? ", client_id = null" : "");
	}

	private static List<String> compared(RosterFile file) {
		List<String> compared = new ArrayList<>(names(file).subList(1, names(file).size()));
		compared.remove("date_last_modified");
		compared.add("metadata");
		return compared;
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
				update %1$s t set status = 'tobedeleted', date_last_modified = :at
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
					case RosterFile.DATE_LAST_MODIFIED -> "cast(:at as timestamptz)";
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
	 * What of a file is not yet so.
	 *
	 * @param referring the columns in which a row refers to others than before
	 */
	record Difference(long created, long changed, long removed, List<String> referring) {
	}

}
