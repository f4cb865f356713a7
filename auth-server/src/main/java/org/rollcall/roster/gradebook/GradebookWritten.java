package org.rollcall.roster.gradebook;

import java.util.Map;

import org.rollcall.platform.Happening;

/**
 * Happened: an app wrote into a district's gradebook. What it wrote, such as a student's score, is not said.
 *
 * @param what {@code category}, {@code lineItem} or {@code result}
 * @param change {@code created}, {@code replaced} or {@code removed}
 */
public record GradebookWritten(int tenantId, String clientId, String what, String sourcedId, String change) implements Happening {

	@Override
	public String sentence() {
		return "The app %s %s the %s %s in the gradebook of district %d".formatted(this.clientId, this.change, this.what, this.sourcedId,
				this.tenantId);
	}

	@Override
	public Integer concernedDistrict() {
		return this.tenantId;
	}

	@Override
	public String concernedApp() {
		return this.clientId;
	}

	@Override
	public Map<String, Object> details() {
		return Map.of("what", this.what, "sourcedId", this.sourcedId, "change", this.change);
	}

}
