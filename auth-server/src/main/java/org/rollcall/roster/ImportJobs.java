package org.rollcall.roster;

import java.io.IOException;
import java.io.InputStream;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import org.rollcall.platform.Actor;
import org.rollcall.roster.ImportJob.Preview;
import org.rollcall.roster.ImportJob.State;
import org.rollcall.roster.ImportRefusedException.Reason;
import org.rollcall.roster.ImportReport.FileReport;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The imports of a district: the file is uploaded, checked, and shown as what it would do; then somebody says yes, and it is
 * done. The file waits in the database, so that any node can go on with it, and is forgotten when the import has ended.
 */
@Service
public class ImportJobs {

	private static final int PART = 1 << 20;

	private static final long LARGEST_UPLOAD = 2L << 30;

	/** A server that works on an import says so every second, and one that takes an upload every few. */
	private static final Duration SILENCE = Duration.ofMinutes(1);

	private static final Duration WORDS = Duration.ofSeconds(10);

	private static final Duration LONGEST_UPLOAD = Duration.ofHours(1);

	/** So many that uploads alone never keep everybody else from being answered. */
	private static final int UPLOADS_AT_A_TIME = 8;

	/** What nobody confirmed by then was forgotten. */
	private static final Duration PATIENCE = Duration.ofDays(7);

	private static final Duration FAULTS_KEPT = Duration.ofDays(90);

	private static final int FAULTS_AT_A_TIME = 1_000;

	private static final String COLUMNS = "select * from roster_import ";

	private final JdbcClient jdbc;

	private final TransactionTemplate transaction;

	private final ImportWorker worker;

	private final ApplicationEventPublisher events;

	private final InstantSource clock;

	private final Semaphore uploads = new Semaphore(UPLOADS_AT_A_TIME);

	ImportJobs(JdbcClient jdbc, TransactionTemplate transaction, ImportWorker worker, ApplicationEventPublisher events,
			InstantSource clock) {
		this.jdbc = jdbc;
		this.transaction = transaction;
		this.worker = worker;
		this.events = events;
		this.clock = clock;
	}

	/**
	 * Takes a zip of OneRoster files and begins to check it. An import of the district that waits for a yes is cancelled by it.
	 * @param fileName what it is called; shown to people
	 * @return the import's id
	 * @throws ImportRefusedException if another import of the district is under way, or there is nothing in the file, or too
	 * much
	 * @throws IOException if the upload was interrupted; the import is then kept as one that failed
	 */
	public UUID upload(int tenantId, String fileName, InputStream file) throws IOException {
		if (!this.uploads.tryAcquire()) {
			throw new ImportRefusedException(Reason.BUSY, "Too many files are being uploaded; try again in a few minutes.");
		}
		try {
			return take(tenantId, fileName, file);
		}
		finally {
			this.uploads.release();
		}
	}

	private UUID take(int tenantId, String fileName, InputStream file) throws IOException {
		UUID importId = UUID.randomUUID();
		Actor actor = Actor.current();
		endForsaken();
		this.transaction.executeWithoutResult((status) -> begin(importId, tenantId, shortened(fileName), actor));
		try {
			if (store(importId, file) == 0) {
				throw new ImportRefusedException(Reason.UPLOAD, "The file is empty.");
			}
			wordOf(importId, "update roster_import set state = 'checking', seen_at = :now where import_id = :id and state = 'uploading'");
		}
		catch (IOException | RuntimeException ex) {
			fail(importId, (ex instanceof ImportRefusedException) ? String.valueOf(ex.getMessage())
					: "The upload was interrupted; nothing was imported.");
			throw ex;
		}
		this.worker.check(importId, tenantId, actor);
		return importId;
	}

	private void begin(UUID importId, int tenantId, String fileName, Actor actor) {
		Instant at = this.clock.instant();
		Timestamp now = Timestamp.from(at);
		this.jdbc.sql("""
				delete from roster_import_fault where import_id in (
					select import_id from roster_import where tenant_id = ? and ended_at < ?)""")
			.params(tenantId, Timestamp.from(at.minus(FAULTS_KEPT)))
			.update();
		this.jdbc.sql("""
				with cancelled as (
					update roster_import set state = 'cancelled', ended_at = :now where tenant_id = :tenantId and state = 'checked'
					returning import_id)
				delete from roster_import_part where import_id in (select import_id from cancelled)""")
			.param("now", now)
			.param("tenantId", tenantId)
			.update();
		try {
			this.jdbc.sql("""
					insert into roster_import (import_id, tenant_id, file_name, file_size, state, uploaded_by_kind, uploaded_by,
						uploaded_at, seen_at)
					values (:id, :tenantId, :fileName, 0, 'uploading', :kind, :actor, :now, :now)""")
				.param("id", importId)
				.param("tenantId", tenantId)
				.param("fileName", fileName)
				.param("kind", actor.kind().name().toLowerCase(Locale.ROOT))
				.param("actor", actor.name(), Types.VARCHAR)
				.param("now", now)
				.update();
		}
		catch (DuplicateKeyException ex) {
			throw new ImportRefusedException(Reason.BUSY, "Another import of this district is under way; wait until it has ended.");
		}
	}

	private static String shortened(String fileName) {
		String last = fileName.substring(Math.max(fileName.lastIndexOf('/'), fileName.lastIndexOf('\\')) + 1)
			.replaceAll("[\\p{Cntrl}\\p{Cf}]", "")
			.strip();
		return last.isEmpty() ? "roster.zip" : last.substring(0, Math.min(last.length(), 255));
	}

	/**
	 * Whoever sends slowly is waited for, as long as something comes.
	 */
	private long store(UUID importId, InputStream file) throws IOException {
		Instant begun = this.clock.instant();
		Instant said = begun;
		byte[] part = new byte[PART];
		int filled = 0;
		int ordinal = 0;
		long size = 0;
		for (int read = 0; read >= 0;) {
			read = file.read(part, filled, PART - filled);
			filled += Math.max(read, 0);
			size += Math.max(read, 0);
			Instant now = this.clock.instant();
			if (size > LARGEST_UPLOAD) {
				throw new ImportRefusedException(Reason.UPLOAD, "The file is larger than 2 GB; pack it into a zip.");
			}
			if (now.isAfter(begun.plus(LONGEST_UPLOAD))) {
				throw new ImportRefusedException(Reason.UPLOAD, "The upload took longer than an hour.");
			}
			if (filled == PART || read < 0 && filled > 0) {
				this.jdbc.sql("insert into roster_import_part (import_id, ordinal, bytes) values (?, ?, ?)")
					.params(importId, ordinal++, (filled == PART) ? part : Arrays.copyOf(part, filled))
					.update();
				filled = 0;
			}
			if (filled == 0 || now.isAfter(said.plus(WORDS))) {
				said = now;
				wordOf(importId, "update roster_import set file_size = %d, seen_at = :now where import_id = :id and state = 'uploading'"
					.formatted(size));
			}
		}
		return size;
	}

	/**
	 * @throws ImportRefusedException if somebody took it for forsaken meanwhile
	 */
	private void wordOf(UUID importId, String update) {
		int updated = this.jdbc.sql(update).param("now", Timestamp.from(this.clock.instant())).param("id", importId).update();
		if (updated == 0) {
			throw new ImportRefusedException(Reason.UPLOAD, "The upload was interrupted; nothing was imported.");
		}
	}

	private void fail(UUID importId, String problem) {
		this.transaction.executeWithoutResult((status) -> {
			this.jdbc.sql("update roster_import set state = 'failed', ended_at = ?, problem = ? where import_id = ? and ended_at is null")
				.params(Timestamp.from(this.clock.instant()), problem, importId)
				.update();
			// also what arrived after somebody took it for forsaken
			this.jdbc.sql("delete from roster_import_part where import_id = ?").param(importId).update();
		});
	}

	/**
	 * Says yes: the import is done now.
	 * @param mayLeave whether it was also said that as many people may leave as the preview tells
	 * @throws ImportRefusedException if it does not wait for a yes, or if more people would leave than may
	 */
	@Transactional
	public void confirm(int tenantId, UUID importId, boolean mayLeave) {
		confirm(tenantId, importId, mayLeave, () -> "");
	}

	/**
	 * The same for somebody who has no right to everything that a roster may bring.
	 * @param kept something that must be the same before and after the import, or else it fails; asked for in its transaction
	 */
	@Transactional
	public void confirm(int tenantId, UUID importId, boolean mayLeave, Supplier<?> kept) {
		ImportJob job = lock(tenantId, importId);
		Preview preview = job.preview();
		if (job.state() != State.CHECKED || preview == null) {
			throw new ImportRefusedException(Reason.NOT_NOW, "This import does not wait for a confirmation.");
		}
		double most = guard(tenantId);
		if (preview.leaving() > most && !mayLeave) {
			throw new ImportRefusedException(Reason.TOO_MANY_LEAVING,
					"%d of %d people would no longer be able to sign in; confirm that they leave."
						.formatted(preview.peopleLeaving(), preview.peopleBefore()));
		}
		try {
			this.jdbc.sql("update roster_import set state = 'importing', seen_at = ?, phase = null where import_id = ?")
				.params(Timestamp.from(this.clock.instant()), importId)
				.update();
		}
		catch (DuplicateKeyException ex) {
			throw new ImportRefusedException(Reason.BUSY, "Another import of this district is under way; wait until it has ended.");
		}
		this.events.publishEvent(new ImportConfirmed(tenantId, importId, Math.max(most, preview.leaving()), kept, Actor.current()));
	}

	/**
	 * Says no: the import is not done, and its file is forgotten.
	 * @throws ImportRefusedException if it does not wait for a yes
	 */
	@Transactional
	public void cancel(int tenantId, UUID importId) {
		if (lock(tenantId, importId).state() != State.CHECKED) {
			throw new ImportRefusedException(Reason.NOT_NOW, "This import does not wait for a confirmation.");
		}
		this.jdbc.sql("update roster_import set state = 'cancelled', ended_at = ? where import_id = ?")
			.params(Timestamp.from(this.clock.instant()), importId)
			.update();
		this.jdbc.sql("delete from roster_import_part where import_id = ?").param(importId).update();
	}

	private ImportJob lock(int tenantId, UUID importId) {
		return this.jdbc.sql(COLUMNS + "where tenant_id = ? and import_id = ? for update")
			.params(tenantId, importId)
			.query(ImportJobs::job)
			.optional()
			.orElseThrow(() -> new ImportRefusedException(Reason.NOT_NOW, "There is no such import."));
	}

	/**
	 * Returns one of a district's imports.
	 */
	public Optional<ImportJob> find(int tenantId, UUID importId) {
		endForsaken();
		return this.jdbc.sql(COLUMNS + "where tenant_id = ? and import_id = ?")
			.params(tenantId, importId)
			.query(ImportJobs::job)
			.optional()
			.map((job) -> job.withFiles(files(importId)));
	}

	/**
	 * Returns a district's imports, the newest first; what each found in single files is left out.
	 */
	public List<ImportJob> history(int tenantId, int limit, int offset) {
		endForsaken();
		return this.jdbc.sql(COLUMNS + "where tenant_id = ? order by uploaded_at desc, import_id limit ? offset ?")
			.params(tenantId, limit, offset)
			.query(ImportJobs::job)
			.list();
	}

	/**
	 * Returns some of an import's faults, in the order of files and lines.
	 */
	public List<Fault> faults(UUID importId, int limit, int offset) {
		return this.jdbc.sql("select * from roster_import_fault where import_id = ? order by ordinal limit ? offset ?")
			.params(importId, limit, offset)
			.query((row, number) -> fault(row))
			.list();
	}

	/**
	 * Hands over all of an import's faults that were kept, one at a time. However slowly they are taken, no connection waits for
	 * it.
	 */
	public void eachFault(UUID importId, Consumer<Fault> consumer) {
		for (int offset = 0;; offset += FAULTS_AT_A_TIME) {
			List<Fault> faults = this.jdbc
				.sql("select * from roster_import_fault where import_id = ? and ordinal >= ? and ordinal < ? order by ordinal")
				.params(importId, offset, offset + FAULTS_AT_A_TIME)
				.query((row, number) -> fault(row))
				.list();
			faults.forEach(consumer);
			if (faults.size() < FAULTS_AT_A_TIME) {
				return;
			}
		}
	}

	/**
	 * Returns which share of its people an import of a district may deactivate without being asked again, from 0 to 1.
	 */
	public double guard(int tenantId) {
		return this.jdbc.sql("select percent / 100.0 from roster_guard where tenant_id = ?")
			.param(tenantId)
			.query(Double.class)
			.optional()
			.orElse(ImportOptions.USUAL_MOST_LEAVING);
	}

	/**
	 * Decides that share.
	 * @param percent from 0 to 100
	 */
	@Transactional
	public void decideGuard(int tenantId, int percent) {
		long before = Math.round(guard(tenantId) * 100);
		this.jdbc.sql("""
				insert into roster_guard (tenant_id, percent) values (?, ?)
				on conflict (tenant_id) do update set percent = excluded.percent""").params(tenantId, percent).update();
		if (before != percent) {
			this.events.publishEvent(new GuardChanged(tenantId, (int) before, percent));
		}
	}

	/** Whoever worked on them was killed, and with it the transaction in which it was done; or nobody ever said yes. */
	private void endForsaken() {
		Instant now = this.clock.instant();
		this.jdbc.sql("""
				with forsaken as (
					update roster_import set ended_at = :now, state = case state when 'checked' then 'cancelled' else 'failed' end,
						problem = case state when 'checked' then 'Nobody confirmed it for a week.'
							when 'uploading' then 'The upload was interrupted; nothing was imported.'
							else 'The server that worked on it was ended. Nothing was imported.' end
					where ended_at is null and seen_at < case state when 'checked' then :forgotten::timestamptz else :silent::timestamptz end
					returning import_id)
				delete from roster_import_part where import_id in (select import_id from forsaken)""")
			.param("now", Timestamp.from(now))
			.param("silent", Timestamp.from(now.minus(SILENCE)))
			.param("forgotten", Timestamp.from(now.minus(PATIENCE)))
			.update();
	}

	private static Fault fault(ResultSet row) throws SQLException {
		return new Fault(row.getString("file"), row.getInt("line"), row.getString("field"), row.getString("value"),
				row.getString("reason"));
	}

	private static ImportJob job(ResultSet row, int number) throws SQLException {
		int before = row.getInt("people_before");
		Preview preview = row.wasNull() ? null : new Preview(List.of(), before, row.getInt("people_created"),
				row.getInt("people_updated"), row.getInt("people_leaving"));
		return new ImportJob(row.getObject("import_id", UUID.class), row.getInt("tenant_id"), row.getString("file_name"), row.getLong("file_size"),
				State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)), row.getString("uploaded_by_kind"),
				row.getString("uploaded_by"), row.getTimestamp("uploaded_at").toInstant(), instant(row, "ended_at"),
				row.getString("phase"), row.getLong("rows_done"), row.getLong("rows_total"), instant(row, "phase_started_at"),
				row.getInt("fault_count"), preview, row.getString("problem"));
	}

	private List<FileReport> files(UUID importId) {
		List<String> order = Arrays.stream(RosterFile.values()).map(RosterFile::property).toList();
		return this.jdbc.sql("select * from roster_import_file where import_id = ?")
			.param(importId)
			.query((row, number) -> new FileReport(row.getString("file"),
					ImportMode.valueOf(row.getString("mode").toUpperCase(Locale.ROOT)), row.getLong("rows"),
					row.getLong("created"), row.getLong("changed"), row.getLong("removed")))
			.list()
			.stream()
			.sorted((one, other) -> order.indexOf(one.file()) - order.indexOf(other.file()))
			.toList();
	}

	private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
		Timestamp timestamp = row.getTimestamp(column);
		return (timestamp != null) ? timestamp.toInstant() : null;
	}

}
