package org.rollcall.roster;

import java.time.Instant;
import java.util.Map;

import org.rollcall.platform.Happening;

/**
 * Happened: a district's roster was imported. Published within the import's transaction.
 *
 * @param tenantId the district
 * @param people how many people the roster has
 * @param classes how many classes the files have
 * @param enrollments how many enrollments
 * @param changes what the import did
 * @param at when
 */
public record RosterImported(int tenantId, int people, long classes, long enrollments, Map<String, Object> changes,
		Instant at) implements Happening {

	static RosterImported of(ImportReport report, int people) {
		return new RosterImported(report.tenantId(), people, report.rows("classes"), report.rows("enrollments"),
				Map.of("rowsWritten", report.rowsWritten(), "rowsRemoved", report.rowsRemoved(), "peopleCreated",
						report.peopleCreated(), "peopleUpdated", report.peopleUpdated(), "peopleLeaving", report.peopleLeaving()),
				report.at());
	}

	@Override
	public String sentence() {
		return "The roster of district " + this.tenantId + " was imported: " + this.people + " people, "
				+ this.changes.get("peopleCreated") + " of them new, " + this.changes.get("peopleLeaving") + " left";
	}

	@Override
	public Integer concernedDistrict() {
		return this.tenantId;
	}

	@Override
	public Map<String, Object> details() {
		return this.changes;
	}

}
