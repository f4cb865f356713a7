package org.rollcall.platform;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
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

	private final JdbcClient client;

	TemporaryRows(JdbcTemplate jdbc, JdbcClient client) {
		this.jdbc = jdbc;
		this.client = client;
	}

	/**
	 * Makes a table {@code pg_temp.<name>} and fills it. It goes with the transaction, or with {@link #drop}.
	 * @param columns the columns as {@code create table} takes them, first the one by which rows are found
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
		// of columns that are many, only how rows are found is ever asked
		analyze(name + " (" + columns.split(" ", 2)[0] + ")", lines[0].count);
		return result;
	}

	/**
	 * Makes a table {@code pg_temp.<name>} and fills it with what a query finds.
	 * @param columns the columns as {@code create table} takes them
	 * @param query what begins with {@code select}, with named parameters
	 * @return how many rows there are
	 */
	public int fill(String name, String columns, String query, Map<String, ?> parameters) {
		this.jdbc.execute("create temporary table %s (%s) on commit drop".formatted(name, columns));
		int count = this.client.sql("insert into pg_temp.%s (%s) %s".formatted(name, names(columns), query)).params(parameters).update();
		analyze(name, count);
		return count;
	}

	private void analyze(String what, long count) {
		if (count > FEW) {
			this.jdbc.execute("analyze pg_temp." + what);
		}
	}

	private static String names(String columns) {
		return Arrays.stream(columns.split(",")).map((column) -> column.strip().split(" ")[0]).collect(Collectors.joining(", "));
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
