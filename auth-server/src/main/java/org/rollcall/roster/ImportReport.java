package org.rollcall.roster;

import java.time.Instant;
import java.util.List;

/**
 * What an import found and did, or would do.
 *
 * @param tenantId the district
 * @param files what it found in each file that is there, in the order in which they are read
 * @param peopleBefore how many people of the roster could sign in before
 * @param peopleCreated people who can now sign in and were not there before
 * @param peopleUpdated people about whom something changed
 * @param peopleLeaving people who could sign in before, and no longer can
 * @param at when
 */
public record ImportReport(int tenantId, List<FileReport> files, int peopleBefore, int peopleCreated, int peopleUpdated,
		int peopleLeaving, Instant at) {

	public ImportReport {
		files = List.copyOf(files);
	}

	/** How many rows a file has, for example {@code "users"}; 0 for one that is not there. */
	public long rows(String file) {
		return this.files.stream().filter((report) -> report.file().equals(file)).mapToLong(FileReport::rows).sum();
	}

	/** How many rows of the roster were new or had changed. */
	public long rowsWritten() {
		return this.files.stream().mapToLong((report) -> report.created() + report.changed()).sum();
	}

	/** How many rows of the roster are gone, and now marked {@code tobedeleted}. */
	public long rowsRemoved() {
		return this.files.stream().mapToLong(FileReport::removed).sum();
	}

	/** Whether everything already was as the files have it. */
	public boolean changedNothing() {
		return rowsWritten() + rowsRemoved() + this.peopleCreated + this.peopleUpdated + this.peopleLeaving == 0;
	}

	/** Which share of the people who could sign in no longer can, from 0 to 1. */
	public double leaving() {
		return (this.peopleBefore == 0) ? 0 : (double) this.peopleLeaving / this.peopleBefore;
	}

	/**
	 * What an import found in one file.
	 *
	 * @param file what the standard calls it, for example {@code "users"}
	 * @param mode whether the file has everything, or what changed
	 * @param rows how many rows it has
	 * @param created rows that were not there before
	 * @param changed rows that were there, and had changed
	 * @param removed rows that are gone
	 */
	public record FileReport(String file, ImportMode mode, long rows, long created, long changed, long removed) {
	}

}
