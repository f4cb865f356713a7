package org.rollcall.roster;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import org.rollcall.roster.Column.Kind;

/**
 * A district's roster as it will be once the incoming files are written, for queries that do not wait for that. Their parameter is
 * {@code :tenantId}.
 *
 * @param files the incoming files
 */
record UpcomingRoster(Map<RosterFile, ImportMode> files) {

	/**
	 * The rows of a file: {@code sourced_id}, {@code status}, the given columns by the names of the file's table, and {@code line}, where
	 * a row stands in the incoming file; null for one that does not.
	 */
	String rows(RosterFile file, String... names) {
		ImportMode mode = this.files.get(file);
		List<Column> columns = List.of(names).stream().map((name) -> file.columns().get(file.indexOf(name))).toList();
		String stored = columns.stream().map((column) -> ", t." + column.stored()).collect(Collectors.joining());
		if (mode == null) {
			return "select t.sourced_id, t.status %s, null::integer as line from %s t where t.tenant_id = :tenantId".formatted(stored,
					file.table());
		}
		boolean delta = mode == ImportMode.DELTA;
		return """
				select i.c0 as sourced_id, coalesce(i.c1, 'active') as status %1$s, i.line from %2$s i %3$s
				union all
				select t.sourced_id, %4$s %5$s, null from %6$s t left join %2$s i on i.c0 = t.sourced_id
				where t.tenant_id = :tenantId and %7$s
				""".formatted(
				columns.stream()
					.map((column) -> ", %s as %s".formatted(column.kind().sql("i.c" + file.indexOf(column.name())), column.stored()))
					.collect(Collectors.joining()),
				IncomingRows.table(file), delta ? "where i.c1 = 'active'" : "",
				delta ? "case when i.c0 is null then t.status else 'tobedeleted' end" : "'tobedeleted'", stored, file.table(),
				delta ? "i.c1 is distinct from 'active'" : "i.c0 is null");
	}

	/**
	 * What the rows of a file refer to with a {@link Kind#REFERENCES column of many}: {@code owner}, {@code target} and {@code ordinal}.
	 */
	String references(RosterFile file, String name) {
		Column column = file.columns().get(file.indexOf(name));
		String table = String.valueOf(column.stored());
		String stored = "select r.%s as owner, r.%s as target, r.ordinal from %s r where r.tenant_id = :tenantId"
			.formatted(RosterStore.ownerColumn(table), RosterStore.targetColumn(table), table);
		@Nullable ImportMode mode = this.files.get(file);
		if (mode == null) {
			return stored;
		}
		String told = (mode == ImportMode.DELTA) ? "i.c1 = 'active'" : "true";
		return """
				select i.c0 as owner, u.target, (u.ordinal - 1)::integer as ordinal
				from %1$s i cross join lateral unnest(string_to_array(i.c%2$d, ',')) with ordinality as u (target, ordinal) where %3$s
				union all %4$s and not exists (select from %1$s i where i.c0 = r.%5$s and %3$s)
				""".formatted(IncomingRows.table(file), file.indexOf(name), told, stored, RosterStore.ownerColumn(table));
	}

}
