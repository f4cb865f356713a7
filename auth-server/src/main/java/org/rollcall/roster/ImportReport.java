package org.rollcall.roster;

import java.time.Instant;

/**
 * What an import found and did.
 *
 * @param tenantId the district
 * @param orgs rows of orgs.csv
 * @param academicSessions rows of academicSessions.csv
 * @param courses rows of courses.csv
 * @param classes rows of classes.csv
 * @param people rows of users.csv
 * @param enrollments rows of enrollments.csv
 * @param demographics rows of demographics.csv, 0 without that file
 * @param rowsWritten roster rows that were new or had changed
 * @param rowsMissing roster rows that the files no longer have, now marked {@code tobedeleted}
 * @param peopleCreated people who can now sign in and could not before
 * @param peopleUpdated people about whom something changed
 * @param peopleDeactivated people who are no longer in the roster
 * @param at when
 */
public record ImportReport(int tenantId, int orgs, int academicSessions, int courses, int classes, int people,
		int enrollments, int demographics, int rowsWritten, int rowsMissing, int peopleCreated, int peopleUpdated,
		int peopleDeactivated, Instant at) {

	/** Whether everything already was as the files have it. */
	public boolean changedNothing() {
		return this.rowsWritten + this.rowsMissing + this.peopleCreated + this.peopleUpdated + this.peopleDeactivated == 0;
	}

}
