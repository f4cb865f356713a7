package org.rollcall.roster;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

import org.rollcall.roster.Column.Kind;

/**
 * Writes the rows of a valid roster: what is new, what changed, and what is gone, and touches nothing else.
 * <p>
 * Plain SQL on whole columns ({@code unnest}), because an import is about hundreds of thousands of rows that are all alike;
 * one statement writes some thousand of them for the price of a single one.
 */
@Repository
class RosterStore {

	private static final int CHUNK = 10_000;

	// Whoever asks which classes changed since yesterday wants those whose terms did, too.
	private static final String REFERENCES = """
			with incoming as (
				select * from unnest(:owners::text[], :targets::text[], :ordinals::integer[]) as i (owner, target, ordinal)
			), gone as (
				delete from %1$s r
				where r.tenant_id = :tenantId and r.%2$s = any (:all::text[])
					and not exists (select 1 from incoming i where i.owner = r.%2$s and i.target = r.%3$s)
				returning r.%2$s as owner
			), written as (
				insert into %1$s as r (tenant_id, %2$s, %3$s, ordinal)
				select :tenantId, i.owner, i.target, i.ordinal from incoming i
				on conflict (tenant_id, %2$s, %3$s) do update set ordinal = excluded.ordinal
				where r.ordinal <> excluded.ordinal
				returning r.%2$s as owner
			)
			update %4$s t set date_last_modified = :at
			where t.tenant_id = :tenantId and t.date_last_modified <> :at and t.sourced_id = any (:undated::text[])
				and t.sourced_id in (select owner from gone union all select owner from written)
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
	 * Writes the rows of a file that are new or have changed.
	 * @return how many those are
	 */
	int write(int tenantId, RosterFile file, List<Row> rows, Instant at) {
		String upsert = upsert(file);
		int written = 0;
		for (int from = 0; from < rows.size(); from += CHUNK) {
			List<Row> chunk = rows.subList(from, Math.min(from + CHUNK, rows.size()));
			Map<String, Object> params = new LinkedHashMap<>();
			params.put("tenantId", tenantId);
			params.put("at", Timestamp.from(at));
			for (int index = 0; index < file.columns().size(); index++) {
				if (file.columns().get(index).isStoredInRow()) {
					params.put("c" + index, texts(chunk, index));
				}
			}
			written += this.jdbc.sql(upsert).params(params).update();
		}
		for (int index = 0; index < file.columns().size(); index++) {
			if (file.columns().get(index).kind() == Kind.REFERENCES) {
				written += writeReferences(tenantId, file, index, rows, at);
			}
		}
		return written;
	}

	/**
	 * Marks the rows that a file no longer has.
	 * @return how many those are
	 */
	int markMissing(int tenantId, RosterFile file, List<Row> rows, Instant at) {
		return this.jdbc.sql("""
				update %s t set status = 'tobedeleted', date_last_modified = :at
				where t.tenant_id = :tenantId and t.status <> 'tobedeleted'
					and not exists (select 1 from unnest(:ids::text[]) as i (id) where i.id = t.sourced_id)
				""".formatted(file.table()))
			.param("tenantId", tenantId)
			.param("at", Timestamp.from(at))
			.param("ids", texts(rows, RosterFile.SOURCED_ID))
			.update();
	}

	// A file may leave dateLastModified empty, as bulk files should. Then a row's date is when it last changed here, and a
	// different date alone (excluded has :at) is no change.
	private static String upsert(RosterFile file) {
		List<String> names = new ArrayList<>();
		List<String> texts = new ArrayList<>();
		List<String> arrays = new ArrayList<>();
		List<String> values = new ArrayList<>();
		for (int index = 0; index < file.columns().size(); index++) {
			Column column = file.columns().get(index);
			if (column.isStoredInRow()) {
				names.add(column.stored());
				texts.add("c" + index);
				arrays.add(":c%d::text[]".formatted(index));
				values.add(switch (index) {
					case RosterFile.STATUS -> "coalesce(i.c%d, 'active')".formatted(index);
					case RosterFile.DATE_LAST_MODIFIED -> "coalesce(i.c%d::timestamptz, :at)".formatted(index);
					default -> column.kind().sql("i.c" + index);
				});
			}
		}
		List<String> changing = names.subList(1, names.size());
		List<String> compared = changing.stream().filter(name -> !name.equals("date_last_modified")).toList();
		return """
				insert into %s as t (tenant_id, %s)
				select :tenantId, %s from unnest(%s) as i (%s)
				on conflict (tenant_id, sourced_id) do update set %s
				where (%s) is distinct from (%s)
					or excluded.date_last_modified not in (:at, t.date_last_modified)
				""".formatted(file.table(), String.join(", ", names), String.join(", ", values), String.join(", ", arrays),
				String.join(", ", texts),
				changing.stream().map(name -> name + " = excluded." + name).collect(Collectors.joining(", ")),
				compared.stream().map(name -> "t." + name).collect(Collectors.joining(", ")),
				compared.stream().map(name -> "excluded." + name).collect(Collectors.joining(", ")));
	}

	private int writeReferences(int tenantId, RosterFile file, int index, List<Row> rows, Instant at) {
		String table = String.valueOf(file.columns().get(index).stored());
		int written = 0;
		for (int from = 0; from < rows.size(); from += CHUNK) {
			List<Row> chunk = rows.subList(from, Math.min(from + CHUNK, rows.size()));
			List<String> owners = new ArrayList<>();
			List<String> targets = new ArrayList<>();
			List<Integer> ordinals = new ArrayList<>();
			for (Row row : chunk) {
				int ordinal = 0;
				for (String target : Column.items(row.get(index))) {
					owners.add(row.text(RosterFile.SOURCED_ID));
					targets.add(target);
					ordinals.add(ordinal++);
				}
			}
			String[] undated = chunk.stream()
				.filter(row -> row.get(RosterFile.DATE_LAST_MODIFIED) == null)
				.map(row -> row.text(RosterFile.SOURCED_ID))
				.toArray(String[]::new);
			written += this.jdbc.sql(REFERENCES.formatted(table, ownerColumn(table), targetColumn(table), file.table()))
				.param("tenantId", tenantId)
				.param("at", Timestamp.from(at))
				.param("all", texts(chunk, RosterFile.SOURCED_ID))
				.param("undated", undated)
				.param("owners", owners.toArray(String[]::new))
				.param("targets", targets.toArray(String[]::new))
				.param("ordinals", ordinals.toArray(Integer[]::new))
				.update();
		}
		return written;
	}

	static String ownerColumn(String table) {
		return table.equals("class_term") ? "class_sourced_id" : "user_sourced_id";
	}

	static String targetColumn(String table) {
		return table.substring(table.indexOf('_') + 1) + "_sourced_id";
	}

	private static @Nullable String[] texts(List<Row> rows, int index) {
		return rows.stream().map(row -> row.get(index)).toArray(String[]::new);
	}

}
