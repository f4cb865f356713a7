package org.rollcall.workbench;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.rollcall.platform.StateRestored;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Puts the state back to the {@link StartingPoint}, in one transaction: sessions, codes and tokens go, and of the rest only
 * what has changed is touched. Numbers that were given are not given again, for sequences go on.
 *
 * <p>
 * Before anything is changed, all tables are locked against writers, in the order of {@link Catalogue}. Who waits for one
 * while the other end waits for us is let go first: our wait is shorter than the time after which PostgreSQL looks for
 * deadlocks, and then we begin again.
 */
@Component
@WorkbenchOnly
class Reset {

	private static final Logger logger = LoggerFactory.getLogger(Reset.class);

	private static final String LOCK_TIMEOUT = "250ms";

	private static final int ATTEMPTS = 40;

	private static final String INTEGRITY = "23";

	private static final String COUNTED = "coalesce(pg_sequence_last_value(counter), 0)";

	private final StartingPoint startingPoint;

	private final Gate gate;

	private final JdbcTemplate jdbc;

	private final TransactionOperations transaction;

	private final ApplicationEventPublisher events;

	Reset(StartingPoint startingPoint, Gate gate, JdbcTemplate jdbc, TransactionOperations transaction,
			ApplicationEventPublisher events) {
		this.startingPoint = startingPoint;
		this.gate = gate;
		this.jdbc = jdbc;
		this.transaction = transaction;
		this.events = events;
	}

	/**
	 * @throws WorkbenchFault if somebody holds on to a table for longer than anybody should
	 */
	void run() throws Exception {
		this.gate.alone(() -> {
			for (int attempt = 1; attempt < ATTEMPTS; attempt++) {
				try {
					restore();
					return true;
				}
				catch (DataAccessException ex) {
					if (!isLockedOut(ex)) {
						throw ex;
					}
					logger.debug("Attempt {} to reset: {}", attempt, ex.getMessage());
				}
			}
			throw new WorkbenchFault(HttpStatus.SERVICE_UNAVAILABLE,
					"Another program has held locks on Rollcall's tables for ten seconds, so nothing was reset. End it, or try"
							+ " again.");
		});
	}

	private void restore() {
		this.transaction.executeWithoutResult((status) -> {
			this.jdbc.execute((ConnectionCallback<Boolean>) this::restore);
			this.events.publishEvent(new StateRestored());
		});
	}

	/**
	 * The joins are of whole tables, and PostgreSQL may not know yet how large they are.
	 */
	private boolean restore(Connection connection) throws SQLException {
		Catalogue.Tables tables = this.startingPoint.tables();
		String changes = StartingPoint.changes(this.startingPoint.schema());
		execute(connection, Stream.of("set local lock_timeout = '" + LOCK_TIMEOUT + "'", "set local enable_nestloop = off", "lock table "
				+ Stream.concat(tables.restored().stream(), tables.emptied().stream())
					.map(Table::quoted)
					.collect(Collectors.joining(", "))
				+ " in exclusive mode", "set constraints all deferred"));
		Set<String> changed = new HashSet<>();
		try (Statement statement = connection.createStatement();
				ResultSet names = statement.executeQuery("select name from " + changes + " where " + COUNTED + " <> seen")) {
			while (names.next()) {
				changed.add(names.getString(1));
			}
		}
		List<Table> restored = tables.restored().stream().filter((table) -> changed.contains(table.name())).toList();
		restore(connection, tables, restored, this.startingPoint.schema());
		execute(connection, Stream.of("update " + changes + " set seen = " + COUNTED + " where " + COUNTED + " <> seen"));
		return true;
	}

	/**
	 * Deletes first what is too much, for it may hold a login id or the like that belongs to something else. Where something of
	 * ours refers to it, that is mended before. Where neither goes, because two rows have swapped what only one may have,
	 * all rows are put back.
	 */
	private static void restore(Connection connection, Catalogue.Tables tables, List<Table> changed, String copies)
			throws SQLException {
		execute(connection, tables.emptied().reversed().stream().map(Table::deleteAll));
		List<String> mend = changed.stream().map((table) -> table.mend(copies)).toList();
		List<String> delete = changed.reversed().stream().map((table) -> table.deleteStrangers(copies)).toList();
		List<String> add = changed.stream()
			.flatMap((table) -> Stream.of(table.mend(copies), table.addMissing(copies)))
			.toList();
		if (!succeeds(connection, Stream.of(delete, add)) && !succeeds(connection, Stream.of(mend, delete, add))) {
			execute(connection, tables.restored().reversed().stream().map(Table::deleteAll));
			execute(connection, tables.restored().stream().map((table) -> table.refill(copies)));
		}
	}

	private static boolean succeeds(Connection connection, Stream<List<String>> statements) throws SQLException {
		Savepoint savepoint = connection.setSavepoint();
		try {
			execute(connection, statements.flatMap(List::stream));
			return true;
		}
		catch (SQLException ex) {
			if (ex.getSQLState() == null || !ex.getSQLState().startsWith(INTEGRITY)) {
				throw ex;
			}
			logger.debug("It does not go this way: {}", ex.getMessage());
			connection.rollback(savepoint);
			return false;
		}
	}

	/** A lock that was not to be had in time, or a deadlock. */
	private static boolean isLockedOut(DataAccessException failure) {
		return failure.getMostSpecificCause() instanceof SQLException sql
				&& Set.of("55P03", "40P01").contains(String.valueOf(sql.getSQLState()));
	}

	/** All at once: PostgreSQL does not wait for us between them. */
	private static void execute(Connection connection, Stream<String> statements) throws SQLException {
		try (Statement statement = connection.createStatement()) {
			statement.execute(statements.filter((sql) -> !sql.isEmpty()).collect(Collectors.joining(";\n")));
		}
	}

}
