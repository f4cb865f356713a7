package org.rollcall.roster;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/**
 * The rows of the files as they came: a temporary table for each file, with a text column {@code c0}, {@code c1}, … for each
 * of its columns, until the transaction ends. PostgreSQL compares half a million rows with another half a million in a
 * second, and in the server's memory is one at a time.
 */
@Repository
class IncomingRows {

	private static final int BUFFER = 1 << 16;

	private static final int FEW = 1_000;

	private final JdbcTemplate jdbc;

	IncomingRows(JdbcTemplate jdbc) {
		this.jdbc = jdbc;
	}

	/** Where the rows of a file are. */
	static String table(RosterFile file) {
		return "pg_temp.incoming_" + file.table();
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
		this.jdbc.execute("create temporary table incoming_%s (line integer not null, metadata text, %s) on commit drop"
			.formatted(file.table(), columns));
		Boolean readable = this.jdbc.execute((ConnectionCallback<Boolean>) (connection) -> {
			CopyIn copy = connection.unwrap(PGConnection.class)
				.getCopyAPI()
				.copyIn("copy %s from stdin".formatted(table(file)));
			try {
				Lines lines = new Lines(copy);
				boolean all = reading.test(lines::add);
				lines.flush();
				copy.endCopy();
				return all;
			}
			catch (CopyFailedException ex) {
				throw ex.getCause();
			}
			finally {
				if (copy.isActive()) {
					copy.cancelCopy();
				}
			}
		});
		if (count(file) > FEW) {
			this.jdbc.execute("analyze " + table(file));
		}
		return Boolean.TRUE.equals(readable);
	}

	/** How many rows a file has. */
	long count(RosterFile file) {
		Long count = this.jdbc.queryForObject("select count(*) from " + table(file), Long.class);
		return (count != null) ? count : 0;
	}

	/** Forgets the rows of a file, if there are any. */
	void drop(RosterFile file) {
		this.jdbc.execute("drop table if exists " + table(file));
	}

	/** Rows in the text format of {@code COPY}, sent a buffer at a time. */
	private static final class Lines {

		private final CopyIn copy;

		private final StringBuilder text = new StringBuilder(BUFFER * 2);

		private Lines(CopyIn copy) {
			this.copy = copy;
		}

		private void add(Row row) {
			this.text.append(row.line()).append('\t');
			append(row.metadata());
			for (String value : row.values()) {
				this.text.append('\t');
				append(value);
			}
			this.text.append('\n');
			if (this.text.length() > BUFFER) {
				flush();
			}
		}

		private void append(@Nullable String value) {
			if (value == null) {
				this.text.append("\\N");
				return;
			}
			for (int index = 0; index < value.length(); index++) {
				char character = value.charAt(index);
				switch (character) {
					case '\\' -> this.text.append("\\\\");
					case '\t' -> this.text.append("\\t");
					case '\n' -> this.text.append("\\n");
					case '\r' -> this.text.append("\\r");
					default -> this.text.append(character);
				}
			}
		}

		private void flush() {
			byte[] bytes = this.text.toString().getBytes(StandardCharsets.UTF_8);
			this.text.setLength(0);
			try {
				this.copy.writeToCopy(bytes, 0, bytes.length);
			}
			catch (SQLException ex) {
				throw new CopyFailedException(ex);
			}
		}

	}

	private static final class CopyFailedException extends RuntimeException {

		private CopyFailedException(SQLException cause) {
			super(cause);
		}

		@Override
		public synchronized SQLException getCause() {
			return (SQLException) super.getCause();
		}

	}

}
