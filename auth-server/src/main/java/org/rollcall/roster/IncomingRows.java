package org.rollcall.roster;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;

import org.rollcall.platform.TemporaryRows;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The rows of the files as they came: a temporary table for each file, with a text column {@code c0}, {@code c1}, … for each
 * of its columns, until the import is through.
 */
@Repository
class IncomingRows {

	private final TemporaryRows temporary;

	private final JdbcClient jdbc;

	IncomingRows(TemporaryRows temporary, JdbcClient jdbc) {
		this.temporary = temporary;
		this.jdbc = jdbc;
	}

	/** Where the rows of a file are. */
	static String table(RosterFile file) {
		return "pg_temp." + name(file);
	}

	private static String name(RosterFile file) {
		return "incoming_" + file.table();
	}

	/**
	 * Takes the rows of a file in.
	 * @param reading hands each row to whom it is given, and returns whether all could be read
	 * @return whether all could be read
	 */
	boolean load(RosterFile file, Predicate<Consumer<Row>> reading) {
		String columns = IntStream.range(0, file.columns().size())
			.mapToObj((index) -> "c" + index + " text")
			.collect(Collectors.joining(", "));
		return this.temporary.fill(name(file), columns + ", line integer not null, metadata text",
				(rows) -> reading.test((row) -> rows.accept(columns(row))));
	}

	private static List<@Nullable String> columns(Row row) {
		List<@Nullable String> columns = new ArrayList<>(row.values().size() + 2);
		columns.addAll(row.values());
		columns.add(Integer.toString(row.line()));
		columns.add(row.metadata());
		return columns;
	}

	/** How many rows a file has. */
	long count(RosterFile file) {
		return this.jdbc.sql("select count(*) from " + table(file)).query(Long.class).single();
	}

	/** Forgets the rows of a file. */
	void drop(RosterFile file) {
		this.temporary.drop(name(file));
	}

}
