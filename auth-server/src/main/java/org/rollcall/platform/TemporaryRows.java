package org.rollcall.platform;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Many rows that are needed until a transaction ends: in a temporary table, brought there by {@code COPY}. PostgreSQL compares
 * half a million rows with another half a million in a second, and in the server's memory is one at a time.
 */
@Component
public class TemporaryRows {

	private static final int BUFFER = 1 << 16;

	private static final int FEW = 1_000;

	private final JdbcTemplate jdbc;

	TemporaryRows(JdbcTemplate jdbc) {
		this.jdbc = jdbc;
	}

	/**
	 * Makes a table {@code pg_temp.<name>} and fills it. It goes with the transaction, or with {@link #drop}.
	 * @param columns the columns as {@code create table} takes them; one that is generated is filled by PostgreSQL, in the order
	 * of the rows
	 * @param filling hands each row to whom it is given, with the columns as PostgreSQL reads them from text, null for null; what
	 * it returns is returned. It must not use the database
	 */
	public <T> T fill(String name, String columns, Function<Consumer<List<@Nullable String>>, T> filling) {
		this.jdbc.execute("create temporary table %s (%s) on commit drop".formatted(name, columns));
		Lines[] lines = new Lines[1];
		T result = this.jdbc.execute((ConnectionCallback<T>) (connection) -> {
			CopyIn copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn("copy pg_temp.%s (%s) from stdin".formatted(name, names(columns)));
			try {
				lines[0] = new Lines(copy);
				T filled = filling.apply(lines[0]::add);
				lines[0].flush();
				copy.endCopy();
				return filled;
			}
			catch (CopyFailedException ex) {
				throw ex.sqlException();
			}
			finally {
				if (copy.isActive()) {
					copy.cancelCopy();
				}
			}
		});
		if (lines[0].count > FEW) {
			this.jdbc.execute("analyze pg_temp." + name);
		}
		return result;
	}

	/**
	 * Fills a table with as many rows as there are things.
	 * @see #fill(String, String, Function)
	 */
	public <T> void fill(String name, String columns, Iterable<T> things, Function<T, List<@Nullable String>> row) {
		fill(name, columns, (rows) -> {
			things.forEach((thing) -> rows.accept(row.apply(thing)));
			return true;
		});
	}

	/** What PostgreSQL makes itself is not brought. */
	private static String names(String columns) {
		return Arrays.stream(columns.split(","))
			.filter((column) -> !column.contains(" generated "))
			.map((column) -> column.strip().split(" ")[0])
			.collect(Collectors.joining(", "));
	}

	/**
	 * Removes the table, if it is there: not left to the end of a transaction that may need another one of that name.
	 */
	public void drop(String name) {
		this.jdbc.execute("drop table if exists pg_temp." + name);
	}

	/** Rows in the text format of {@code COPY}, sent a buffer at a time. */
	private static final class Lines {

		private final CopyIn copy;

		private final StringBuilder text = new StringBuilder(BUFFER * 2);

		private long count;

		private Lines(CopyIn copy) {
			this.copy = copy;
		}

		private void add(List<@Nullable String> row) {
			for (int index = 0; index < row.size(); index++) {
				if (index > 0) {
					this.text.append('\t');
				}
				append(row.get(index));
			}
			this.text.append('\n');
			this.count++;
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

		private final transient SQLException exception;

		private CopyFailedException(SQLException exception) {
			super(exception);
			this.exception = exception;
		}

		private SQLException sqlException() {
			return this.exception;
		}

	}

}
