package org.rollcall.roster.gradebook;

import java.util.Map;

import org.rollcall.platform.Happening;

/**
 * Happened: what an app wrote into a district's gradebook was marked as removed, because the app was.
 */
public record GradebookCleared(int tenantId, String clientId, int categories, int lineItems, int results) implements Happening {

	@Override
	public String sentence() {
		return "What the app %s wrote into the gradebook of district %d was removed with it: categories %d, line items %d, results %d"
			.formatted(this.clientId, this.tenantId, this.categories, this.lineItems, this.results);
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
		return Map.of("categories", this.categories, "lineItems", this.lineItems, "results", this.results);
	}

}
