package org.rollcall.roster;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import org.rollcall.roster.ImportReport.FileReport;

/**
 * An import as a piece of work that somebody looks after: uploaded, checked, confirmed, done.
 *
 * @param fileName what the file was called where it came from
 * @param fileSize in bytes, as far as it has arrived
 * @param uploadedBy the name of who did: a UserId, the name of an API key, a client id; null for the server itself
 * @param endedAt when nothing more could happen to it; null before
 * @param phase what is being done, as {@code READING users.csv}; null while nothing is
 * @param rowsDone rows of this phase that are through
 * @param rowsTotal rows that this phase is about how many; 0 if nobody knows
 * @param faultCount how many faults the files have
 * @param preview what it would do, or did; null before it was checked
 * @param problem why it failed, in plain words; null if it did not
 */
public record ImportJob(UUID importId, int tenantId, String fileName, long fileSize, State state, String uploadedByKind,
		@Nullable String uploadedBy, Instant uploadedAt, @Nullable Instant endedAt, @Nullable String phase, long rowsDone,
		long rowsTotal, @Nullable Instant phaseStartedAt, int faultCount, @Nullable Preview preview,
		@Nullable String problem) {

	ImportJob withFiles(List<FileReport> files) {
		if (this.preview == null) {
			return this;
		}
		Preview whole = new Preview(files, this.preview.peopleBefore(), this.preview.peopleCreated(), this.preview.peopleUpdated(),
				this.preview.peopleLeaving());
		return new ImportJob(this.importId, this.tenantId, this.fileName, this.fileSize, this.state, this.uploadedByKind,
				this.uploadedBy, this.uploadedAt, this.endedAt, this.phase, this.rowsDone, this.rowsTotal, this.phaseStartedAt,
				this.faultCount, whole, this.problem);
	}

	/** Whether a server is at work on it. */
	public boolean isUnderWay() {
		return this.state == State.UPLOADING || this.state == State.CHECKING || this.state == State.IMPORTING;
	}

	/** Rows in a second since the phase began; 0 if there is nothing to measure. */
	public long rate(Instant now) {
		long millis = (this.phaseStartedAt != null) ? Duration.between(this.phaseStartedAt, now).toMillis() : 0;
		return (millis > 0) ? this.rowsDone * 1000 / millis : 0;
	}

	/** How long the phase will take at that rate; null if nobody can tell. */
	public @Nullable Duration timeLeft(Instant now) {
		long rate = rate(now);
		return (rate > 0 && this.rowsTotal >= this.rowsDone) ? Duration.ofSeconds((this.rowsTotal - this.rowsDone) / rate)
				: null;
	}

	/**
	 * Where an import is.
	 */
	public enum State {

		/** The file is still arriving. */
		UPLOADING,

		/** The file is looked at, and what it would do is found out. */
		CHECKING,

		/** The file has faults; nothing was imported. */
		FAULTY,

		/** It waits for somebody to say yes. */
		CHECKED,

		/** It is being done. */
		IMPORTING,

		/** It is done. */
		IMPORTED,

		/** Somebody said no, or uploaded another one. */
		CANCELLED,

		/** It ended before it was done; nothing was imported. */
		FAILED

	}

	/**
	 * What an import would do, or did.
	 */
	public record Preview(List<FileReport> files, int peopleBefore, int peopleCreated, int peopleUpdated, int peopleLeaving) {

		/** Which share of the people who can sign in no longer could, from 0 to 1. */
		public double leaving() {
			return (this.peopleBefore == 0) ? 0 : (double) this.peopleLeaving / this.peopleBefore;
		}

	}

}
