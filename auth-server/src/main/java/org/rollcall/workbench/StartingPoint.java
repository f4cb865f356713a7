package org.rollcall.workbench;

import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.rollcall.platform.Sha256;
import org.rollcall.platform.StartingState;
import org.rollcall.platform.StartupProblem;

import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * A copy of every table that a reset restores, in a schema of its own, taken when the configuration has been applied and
 * before the port opens.
 *
 * <p>
 * Where the database outlives the server, the copy is kept for as long as the server is started with the same configuration
 * and the same tables: else what a test left behind would be part of the next start's state. What belongs to it is
 * written into the schema's comment.
 */
@Component
@WorkbenchOnly
class StartingPoint implements SmartLifecycle {

	private static final Logger logger = LoggerFactory.getLogger(StartingPoint.class);

	private static final String OURS = "Rollcall's workbench ";

	/** Of the copies; the letter changes when they are made otherwise. */
	private static final String SHAPE = """
			select 'b' || coalesce(string_agg(format('%s.%s %s', c.relname, a.attname, format_type(a.atttypid, a.atttypmod)), ','
				order by c.relname, a.attnum), '')
			from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid
			where n.nspname = current_schema() and c.relkind in ('r', 'p') and a.attnum > 0 and not a.attisdropped""";

	private final Catalogue catalogue;

	private final List<StartingState> states;

	private final JdbcClient jdbc;

	private final TransactionTemplate transaction;

	private volatile Catalogue.@Nullable Tables tables;

	private volatile @Nullable String schema;

	private volatile boolean running;

	StartingPoint(Catalogue catalogue, List<StartingState> states, JdbcClient jdbc, PlatformTransactionManager transactions) {
		this.catalogue = catalogue;
		this.states = states;
		this.jdbc = jdbc;
		this.transaction = new TransactionTemplate(transactions);
		this.transaction.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
	}

	/** Before the web server. */
	@Override
	public int getPhase() {
		return WebServerApplicationContext.START_STOP_LIFECYCLE_PHASE - 1;
	}

	@Override
	public void start() {
		logger.warn("The workbench is on: whoever reaches this server can sign in as anybody and undo everything, at"
				+ " /workbench/api. It is for tests.");
		ensure();
		this.running = true;
	}

	@Override
	public void stop() {
		this.running = false;
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	/** The schema of the copies. Rollcalls that share a database in schemas of their own do not share this. */
	String schema() {
		return required(this.schema);
	}

	Catalogue.Tables tables() {
		return required(this.tables);
	}

	/** The table that knows what was written to since the last reset. */
	static String changes(String schema) {
		return Table.quote(schema) + ".\"changes of all tables\"";
	}

	private static <T> T required(@Nullable T value) {
		if (value == null) {
			throw new IllegalStateException("not started");
		}
		return value;
	}

	/**
	 * Takes a copy, unless there is one that belongs to this start.
	 */
	void ensure() {
		String schema = this.jdbc.sql("select current_schema()").query(String.class).single() + "_workbench";
		this.schema = schema;
		this.tables = this.catalogue.read();
		String comment = OURS + fingerprint();
		try {
			this.transaction.executeWithoutResult((status) -> {
				this.jdbc.sql("select 1 from (select pg_advisory_xact_lock(hashtext(?))) locked").param(schema).query(Integer.class).single();
				Optional<String> known = comment(schema);
				if (known.isPresent() && !known.get().startsWith(OURS)) {
					throw new StartupProblem("The database has a schema '" + schema + "' that is not Rollcall's.",
							"The workbench keeps its copies there: rename that schema, or give Rollcall a database of its own;"
									+ " nothing was changed.");
				}
				if (!known.equals(Optional.of(comment))) {
					take(schema, comment);
				}
			});
		}
		catch (DataAccessException ex) {
			throw new StartupProblem(
					"The workbench cannot copy the state of the start into the schema '" + schema + "': "
							+ ex.getMostSpecificCause().getMessage(),
					"Let Rollcall's database user make schemas (grant create on database … to …), or turn the workbench off.", ex);
		}
	}

	/**
	 * Takes a copy of the state as it is now, and has PostgreSQL count from now on which table is written to. Sequences count,
	 * because they are no transaction's: nobody waits for anybody.
	 */
	private void take(String schema, String comment) {
		String quoted = Table.quote(schema);
		Stream<String> before = Stream.of("drop schema if exists " + quoted + " cascade", "create schema " + quoted,
				"create table %s (name text primary key, counter regclass not null, seen bigint not null)"
					.formatted(changes(schema)),
				"""
						create function %s.count_change() returns trigger language plpgsql as $$
						begin perform nextval(tg_argv[0]::regclass); return null; end $$""".formatted(quoted));
		Stream<String> after = Stream.of("comment on schema " + quoted + " is '" + comment.replace("'", "''") + "'");
		String statements = Stream
			.of(before, tables().restored().stream().flatMap((table) -> copyAndCount(table, schema)), after)
			.flatMap((part) -> part)
			.collect(Collectors.joining(";\n"));
		this.jdbc.sql(statements).update();
	}

	private static Stream<String> copyAndCount(Table table, String schema) {
		String counter = Table.quote(schema) + "." + Table.quote(table.name() + " changes");
		return Stream.of(table.copyTo(schema), "create sequence " + counter,
				"insert into %s values ('%s', '%s', 0)".formatted(changes(schema), table.name().replace("'", "''"),
						counter.replace("'", "''")),
				"""
						create trigger rollcall_workbench after insert or update or delete or truncate on %s
						for each statement execute function %s.count_change('%s')""".formatted(table.quoted(),
						Table.quote(schema), counter.replace("'", "''")));
	}

	private Optional<String> comment(String schema) {
		return this.jdbc.sql("select coalesce(obj_description(oid, 'pg_namespace'), '') from pg_namespace where nspname = ?")
			.param(schema)
			.query(String.class)
			.optional();
	}

	private String fingerprint() {
		String shape = this.jdbc.sql(SHAPE).query(String.class).single();
		String states = this.states.stream()
			.map((state) -> HexFormat.of().formatHex(state.fingerprint()))
			.sorted()
			.collect(Collectors.joining(","));
		return HexFormat.of().formatHex(Sha256.of(shape + "\n" + states));
	}

}
