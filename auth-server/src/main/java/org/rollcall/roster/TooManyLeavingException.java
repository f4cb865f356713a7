package org.rollcall.roster;

/**
 * An import would deactivate more people than it may, so it did nothing. A file that lacks half of the people is the classic
 * disaster of a school district: nobody can sign in on Monday morning.
 */
public class TooManyLeavingException extends RuntimeException {

	private final transient ImportReport report;

	TooManyLeavingException(ImportReport report, double most) {
		super("Nothing was imported, for %d of %d people (%.1f %%) would no longer be able to sign in, and without a "
			.formatted(report.peopleLeaving(), report.peopleBefore(), report.leaving() * 100)
				+ "confirmation no more than %.0f %% may.".formatted(most * 100));
		this.report = report;
	}

	/** What the import would have done. */
	public ImportReport report() {
		return this.report;
	}

}
