package org.rollcall.roster;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

import jakarta.annotation.PreDestroy;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.rollcall.platform.Actor;
import org.rollcall.platform.RollcallProperties;
import org.rollcall.platform.SecretFile;
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

	private static final String STOPPED = "The server was stopped. Nothing was imported.";

	private final JdbcClient jdbc;

	private final JdbcTemplate batches;

	private final TransactionTemplate transaction;

	private final RosterImport rosterImport;

	private final InstantSource clock;

	private final ExecutorService work = Executors
		.newSingleThreadExecutor(Thread.ofPlatform().name("roster-import").daemon().factory());

	private final ScheduledExecutorService words = Executors
		.newSingleThreadScheduledExecutor(Thread.ofPlatform().name("roster-import-progress").daemon().factory());

	private final Path folder;

	/** What this server works on, or will. */
	private final Set<UUID> own = ConcurrentHashMap.newKeySet();

	private volatile boolean stopping;

	ImportWorker(JdbcClient jdbc, JdbcTemplate batches, TransactionTemplate transaction, RosterImport rosterImport,
			RollcallProperties properties, InstantSource clock) {
		this.jdbc = jdbc;
		this.batches = batches;
		this.transaction = transaction;
		this.rosterImport = rosterImport;
		this.folder = properties.dataDirectory().resolve("imports");
		this.clock = clock;
	}

	/** Finds out what an import would do. */
	void check(UUID importId, int tenantId, Actor actor) {
		submit(importId, actor, (progress) -> check(importId, tenantId, progress));
	}

	@TransactionalEventListener
	void confirmed(ImportConfirmed confirmed) {
		submit(confirmed.importId(), confirmed.actor(), (progress) -> bring(confirmed, progress));
	}

	/**
	 * Whatever is under way is given up: it is noticed between two rows, or when the connection is closed.
	 */
	@PreDestroy
	void stop() {
		this.stopping = true;
		this.work.shutdownNow();
		this.words.shutdownNow();
		this.own.forEach((importId) -> {
			try {
				end(importId, "failed", STOPPED);
			}
			catch (RuntimeException ex) {
				logger.warn("It could not be written down that import {} was given up", importId, ex);
			}
		});
	}

	private void submit(UUID importId, Actor actor, Consumer<Progress> task) {
		Progress progress = new Progress(importId);
		this.own.add(importId);
		try {
			// from now on, for it may have to wait its turn
			ScheduledFuture<?> telling = this.words.scheduleWithFixedDelay(progress::tell, 1, 1, TimeUnit.SECONDS);
			this.work.execute(() -> {
				try {
					actor.behind(() -> attempt(importId, () -> task.accept(progress)));
				}
				finally {
					telling.cancel(false);
					this.own.remove(importId);
				}
			});
		}
		catch (RejectedExecutionException ex) {
			this.own.remove(importId);
			end(importId, "failed", STOPPED);
		}
	}

	private void attempt(UUID importId, Runnable task) {
		try {
			task.run();
		}
		catch (StoppedException ex) {
			end(importId, "failed", STOPPED);
		}
		catch (ForsakenException ex) {
			logger.warn("Import {} was taken for forsaken while it was worked on, or reset; nothing was imported", importId);
		}
		catch (BeyondConfirmationException ex) {
			end(importId, "failed", "It would make, change or keep out somebody who administers the district or the server, and whoever"
					+ " confirmed it has no right to that. Confirm it in the console. Nothing was imported.");
		}
		catch (InvalidRosterException ex) {
			keep(importId, ex);
		}
		catch (TooManyLeavingException ex) {
			end(importId, "failed", "The roster has changed since it was checked. " + ex.getMessage());
		}
		catch (UncheckedIOException ex) {
			end(importId, "failed", "The file cannot be read: " + ex.getCause().getMessage() + ". Nothing was imported.");
		}
		catch (RuntimeException ex) {
			if (this.stopping) {
				logger.info("Import {} was given up, for the server stops", importId);
				return;
			}
			logger.error("Import {} failed", importId, ex);
			end(importId, "failed", "The server could not do it, and its log says why. Nothing was imported.");
		}
	}

	private void check(UUID importId, int tenantId, Progress progress) {
		withFile(importId, progress, (roster) -> {
			ImportReport report = this.rosterImport.run(tenantId, roster,
					ImportOptions.unguarded().withProgress(progress).asPreview());
			this.transaction.executeWithoutResult((status) -> keep(importId, report, "checked"));
		});
	}

	/**
	 * That it is done is written down in the transaction that does it: whoever takes it for forsaken meanwhile is right.
	 */
	private void bring(ImportConfirmed confirmed, Progress progress) {
		withFile(confirmed.importId(), progress, (roster) -> this.transaction.executeWithoutResult((status) -> {
			Object before = confirmed.kept().get();
			ImportReport report = this.rosterImport.run(confirmed.tenantId(), roster,
					ImportOptions.unguarded().withMostLeaving(confirmed.mostLeaving()).withProgress(progress));
			if (!Objects.equals(before, confirmed.kept().get())) {
				throw new BeyondConfirmationException();
			}
			keep(confirmed.importId(), report, "imported");
		}));
	}

	private void withFile(UUID importId, Progress progress, Consumer<RosterSource> task) {
		Path file = null;
		try {
			file = fetch(importId);
			progress.total = count(file);
			try (ClosableRoster roster = RosterSource.open(fileName(importId), file)) {
				task.accept(roster);
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		finally {
			forget(file);
		}
	}

	/**
	 * In the data folder, which is for the server alone and has room.
	 */
	private Path fetch(UUID importId) throws IOException {
		SecretFile.createFolder(this.folder);
		forgetLeftovers();
		Path file = Files.createTempFile(this.folder, "roster-", ".zip");
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

	/** Of a server that was killed; nothing takes a day. */
	private void forgetLeftovers() throws IOException {
		FileTime yesterday = FileTime.from(this.clock.instant().minus(Duration.ofDays(1)));
		try (DirectoryStream<Path> files = Files.newDirectoryStream(this.folder, "roster-*.zip")) {
			for (Path file : files) {
				if (Files.getLastModifiedTime(file).compareTo(yesterday) < 0) {
					forget(file);
				}
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
	private long count(Path file) throws IOException {
		try (ClosableRoster roster = RosterSource.open("", file)) {
			long lines = 0;
			byte[] buffer = new byte[1 << 16];
			for (RosterFile part : RosterFile.values()) {
				try (var stream = roster.open(part.fileName()).orElse(null)) {
					for (int read = 0; stream != null && read >= 0; read = stream.read(buffer)) {
						unlessStopping();
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
		if (!end(importId, state, null)) {
			throw new ForsakenException();
		}
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
	}

	private void keep(UUID importId, InvalidRosterException ex) {
		this.transaction.executeWithoutResult((status) -> {
			if (!end(importId, "faulty", null)) {
				return;
			}
			List<Fault> faults = ex.faults();
			for (int from = 0; from < faults.size(); from += FAULTS_AT_A_TIME) {
				List<Object[]> rows = new ArrayList<>();
				for (int index = from; index < Math.min(from + FAULTS_AT_A_TIME, faults.size()); index++) {
					Fault fault = faults.get(index);
					rows.add(new Object[] { importId, index, fault.file(), fault.line(), withoutNul(fault.column()),
							withoutNul(fault.value()), withoutNul(fault.reason()) });
				}
				this.batches.batchUpdate("insert into roster_import_fault values (?, ?, ?, ?, ?, ?, ?)", rows);
			}
			this.jdbc.sql("update roster_import set fault_count = ? where import_id = ?").params(ex.count(), importId).update();
		});
	}

	private static @Nullable String withoutNul(@Nullable String value) {
		return (value != null) ? value.replace("\0", "␀") : null;
	}

	/**
	 * @return whether it had not ended before
	 */
	private boolean end(UUID importId, String state, @Nullable String problem) {
		return Boolean.TRUE.equals(this.transaction.execute((status) -> {
			boolean waits = state.equals("checked");
			Timestamp now = Timestamp.from(this.clock.instant());
			int ended = this.jdbc.sql("""
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
			return ended > 0;
		}));
	}

	private void unlessStopping() {
		if (this.stopping) {
			throw new StoppedException();
		}
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
			unlessStopping();
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
			long done = switch (phase) {
				case READING -> this.before + rows;
				case WRITING -> this.before;
				case CHECKING, PEOPLE -> 0;
			};
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
					.param("total", (word == null || word.phase() == Phase.READING || word.phase() == Phase.WRITING) ? this.total : 0)
					.param("id", this.importId)
					.update();
			}
			catch (RuntimeException ex) {
				logger.warn("It could not be written down how far import {} is", this.importId, ex);
			}
		}

	}

	private static final class StoppedException extends RuntimeException {

	}

	/** Somebody else ended it. */
	private static final class ForsakenException extends RuntimeException {

	}

	private static final class BeyondConfirmationException extends RuntimeException {

	}

	private record Word(ImportProgress.Phase phase, String file, long done, Instant since) {
	}

}
