package org.rollcall.roster;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

import jakarta.annotation.PreDestroy;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.rollcall.platform.Actor;
import org.rollcall.roster.ImportReport.FileReport;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Does the imports that were asked for, one after the other and beside everything else, and writes down how far each is.
 */
@Component
class ImportWorker {

	private static final Logger logger = LoggerFactory.getLogger(ImportWorker.class);

	private static final int FAULTS_AT_A_TIME = 1_000;

	private final JdbcClient jdbc;

	private final JdbcTemplate batches;

	private final TransactionTemplate transaction;

	private final RosterImport rosterImport;

	private final InstantSource clock;

	private final ExecutorService work = Executors
		.newSingleThreadExecutor(Thread.ofPlatform().name("roster-import").daemon().factory());

	private final ScheduledExecutorService words = Executors
		.newSingleThreadScheduledExecutor(Thread.ofPlatform().name("roster-import-progress").daemon().factory());

	ImportWorker(JdbcClient jdbc, JdbcTemplate batches, TransactionTemplate transaction, RosterImport rosterImport,
			InstantSource clock) {
		this.jdbc = jdbc;
		this.batches = batches;
		this.transaction = transaction;
		this.rosterImport = rosterImport;
		this.clock = clock;
	}

	/** Finds out what an import would do. */
	void check(UUID importId, int tenantId, Actor actor) {
		submit(importId, actor, () -> run(importId, tenantId, ImportOptions.unguarded().asPreview(), "checked"));
	}

	@TransactionalEventListener
	void confirmed(ImportConfirmed confirmed) {
		submit(confirmed.importId(), confirmed.actor(), () -> run(confirmed.importId(), confirmed.tenantId(),
				ImportOptions.unguarded().withMostLeaving(confirmed.mostLeaving()), "imported"));
	}

	@PreDestroy
	void stop() {
		this.work.shutdownNow();
		this.words.shutdownNow();
	}

	private void submit(UUID importId, Actor actor, Runnable task) {
		this.work.execute(() -> {
			try {
				actor.behind(task);
			}
			catch (RuntimeException ex) {
				logger.error("Import {} failed", importId, ex);
				end(importId, "failed", "The server could not do it, and its log says why. Nothing was imported.");
			}
		});
	}

	private void run(UUID importId, int tenantId, ImportOptions options, String stateInTheEnd) {
		Progress progress = new Progress(importId);
		ScheduledFuture<?> telling = this.words.scheduleWithFixedDelay(progress::tell, 1, 1, TimeUnit.SECONDS);
		Path file = null;
		try {
			file = fetch(importId);
			progress.total = count(file);
			try (ClosableRoster roster = RosterSource.open(fileName(importId), file)) {
				ImportReport report = this.rosterImport.run(tenantId, roster, options.withProgress(progress));
				telling.cancel(true);
				keep(importId, report, stateInTheEnd);
			}
		}
		catch (InvalidRosterException ex) {
			telling.cancel(true);
			keep(importId, ex);
		}
		catch (TooManyLeavingException ex) {
			telling.cancel(true);
			end(importId, "failed", "The roster has changed since it was checked. " + ex.getMessage());
		}
		catch (IOException ex) {
			telling.cancel(true);
			end(importId, "failed", "The file cannot be read: " + ex.getMessage() + ". Nothing was imported.");
		}
		finally {
			telling.cancel(true);
			forget(file);
		}
	}

	private Path fetch(UUID importId) throws IOException {
		Path file = Files.createTempFile("roster-", ".zip");
		try (OutputStream out = Files.newOutputStream(file)) {
			for (int ordinal = 0;; ordinal++) {
				byte[] part = this.jdbc.sql("select bytes from roster_import_part where import_id = ? and ordinal = ?")
					.params(importId, ordinal)
					.query(byte[].class)
					.optional()
					.orElse(null);
				if (part == null) {
					return file;
				}
				out.write(part);
			}
		}
	}

	private static void forget(@Nullable Path file) {
		try {
			if (file != null) {
				Files.deleteIfExists(file);
			}
		}
		catch (IOException ex) {
			logger.warn("The file {} of an import that has ended cannot be deleted", file, ex);
		}
	}

	private String fileName(UUID importId) {
		return this.jdbc.sql("select file_name from roster_import where import_id = ?").param(importId).query(String.class).single();
	}

	/** How many lines there are to read. */
	private static long count(Path file) throws IOException {
		try (ClosableRoster roster = RosterSource.open("", file)) {
			long lines = 0;
			byte[] buffer = new byte[1 << 16];
			for (RosterFile part : RosterFile.values()) {
				try (var stream = roster.open(part.fileName()).orElse(null)) {
					for (int read = 0; stream != null && read >= 0; read = stream.read(buffer)) {
						for (int index = 0; index < read; index++) {
							lines += (buffer[index] == '\n') ? 1 : 0;
						}
					}
				}
			}
			return lines;
		}
	}

	private void keep(UUID importId, ImportReport report, String state) {
		this.transaction.executeWithoutResult((status) -> {
			this.jdbc.sql("delete from roster_import_file where import_id = ?").param(importId).update();
			for (FileReport file : report.files()) {
				this.jdbc.sql("insert into roster_import_file values (?, ?, lower(?), ?, ?, ?, ?)")
					.params(importId, file.file(), file.mode().name(), file.rows(), file.created(), file.changed(), file.removed())
					.update();
			}
			this.jdbc.sql("""
					update roster_import set people_before = ?, people_created = ?, people_updated = ?, people_leaving = ?
					where import_id = ?""")
				.params(report.peopleBefore(), report.peopleCreated(), report.peopleUpdated(), report.peopleLeaving(), importId)
				.update();
			end(importId, state, null);
		});
	}

	private void keep(UUID importId, InvalidRosterException ex) {
		this.transaction.executeWithoutResult((status) -> {
			List<Fault> faults = ex.faults();
			for (int from = 0; from < faults.size(); from += FAULTS_AT_A_TIME) {
				int first = from;
				List<Object[]> rows = faults.subList(from, Math.min(from + FAULTS_AT_A_TIME, faults.size()))
					.stream()
					.map((fault) -> new Object[] { importId, 0, fault.file(), fault.line(), fault.column(), withoutNul(fault.value()),
							fault.reason() })
					.toList();
				for (int index = 0; index < rows.size(); index++) {
					rows.get(index)[1] = first + index;
				}
				this.batches.batchUpdate("insert into roster_import_fault values (?, ?, ?, ?, ?, ?, ?)", rows);
			}
			this.jdbc.sql("update roster_import set fault_count = ? where import_id = ?").params(ex.count(), importId).update();
			end(importId, "faulty", null);
		});
	}

	private static @Nullable String withoutNul(@Nullable String value) {
		return (value != null) ? value.replace("\0", "␀") : null;
	}

	private void end(UUID importId, String state, @Nullable String problem) {
		this.transaction.executeWithoutResult((status) -> {
			boolean waits = state.equals("checked");
			Timestamp now = Timestamp.from(this.clock.instant());
			this.jdbc.sql("""
					update roster_import set state = :state, problem = :problem, phase = null, phase_started_at = null, rows_done = 0,
						rows_total = 0, seen_at = :now, ended_at = :ended
					where import_id = :id and ended_at is null""")
				.param("state", state)
				.param("problem", problem, Types.VARCHAR)
				.param("now", now)
				.param("ended", waits ? null : now, Types.TIMESTAMP)
				.param("id", importId)
				.update();
			if (!waits) {
				this.jdbc.sql("delete from roster_import_part where import_id = ?").param(importId).update();
			}
		});
	}

	/** How far an import is: told by it at any time, and written down once a second. */
	private final class Progress implements ImportProgress {

		private final UUID importId;

		private final AtomicReference<Word> last = new AtomicReference<>();

		private volatile long total;

		private long before;

		private String file = "";

		private long rows;

		private Progress(UUID importId) {
			this.importId = importId;
		}

		@Override
		public void reached(Phase phase, String file, long rows) {
			Word word = this.last.get();
			boolean next = word == null || word.phase() != phase;
			if (next) {
				this.before = 0;
			}
			else if (!this.file.equals(file)) {
				this.before += this.rows;
			}
			this.file = file;
			this.rows = rows;
			// what is written is told before it is: its rows are not through yet
			long done = (phase == Phase.WRITING) ? this.before : this.before + rows;
			this.last.set(new Word(phase, file, done, next ? ImportWorker.this.clock.instant() : word.since()));
		}

		private void tell() {
			Word word = this.last.get();
			try {
				ImportWorker.this.jdbc.sql("""
						update roster_import set seen_at = :now, phase = :phase, phase_started_at = :since, rows_done = :done,
							rows_total = :total
						where import_id = :id and ended_at is null and state <> 'checked'""")
					.param("now", Timestamp.from(ImportWorker.this.clock.instant()))
					.param("phase", (word != null) ? (word.phase().name() + " " + word.file()).strip() : null, Types.VARCHAR)
					.param("since", (word != null) ? Timestamp.from(word.since()) : null, Types.TIMESTAMP)
					.param("done", (word != null) ? word.done() : 0)
					.param("total", this.total)
					.param("id", this.importId)
					.update();
			}
			catch (RuntimeException ex) {
				logger.warn("It could not be written down how far import {} is", this.importId, ex);
			}
		}

	}

	private record Word(ImportProgress.Phase phase, String file, long done, Instant since) {
	}

}
