package org.rollcall.workbench;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A table as PostgreSQL's catalogue describes it. Names are quoted where SQL is made of them.
 *
 * @param key the columns of its primary key
 * @param columns all columns that can be written, the key's too
 * @param parents the tables that its foreign keys refer to, other than itself
 */
record Table(String name, List<String> key, List<String> columns, Set<String> parents) {

	static String quote(String name) {
		return '"' + name.replace("\"", "\"\"") + '"';
	}

	String quoted() {
		return quote(this.name);
	}

	String in(String schema) {
		return quote(schema) + "." + quoted();
	}

	String columnList() {
		return this.columns.stream().map(Table::quote).collect(Collectors.joining(", "));
	}

	/** Deletes what the copy does not have. */
	String deleteStrangers(String copies) {
		return "delete from %s t where not exists (select from %s c where %s)".formatted(quoted(), in(copies), sameKey());
	}

	/** Mends what is otherwise than in the copy. */
	String mend(String copies) {
		String values = this.columns.stream()
			.filter((column) -> !this.key.contains(column))
			.map((column) -> quote(column) + " = c." + quote(column))
			.collect(Collectors.joining(", "));
		return values.isEmpty() ? ""
				: "update %s t set %s from %s c where %s and t.* *<> c.*".formatted(quoted(), values, in(copies), sameKey());
	}

	/** Adds what is only in the copy. */
	String addMissing(String copies) {
		return refill(copies) + " c where not exists (select from %s t where %s)".formatted(quoted(), sameKey());
	}

	String deleteAll() {
		return "delete from " + quoted();
	}

	String refill(String copies) {
		return "insert into %s (%s) overriding system value select %s from %s".formatted(quoted(), columnList(), columnList(),
				in(copies));
	}

	String copyTo(String copies) {
		return "create table %s as table %s".formatted(in(copies), quoted());
	}

	private String sameKey() {
		return this.key.stream()
			.map((column) -> "c." + quote(column) + " = t." + quote(column))
			.collect(Collectors.joining(" and "));
	}

}
