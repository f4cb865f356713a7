package org.rollcall.share;

import java.util.Map;

import org.rollcall.platform.Happening;

/**
 * Somebody was shown with what an app sees a shared roster: after a leak, who may have let it out.
 *
 * @param generation counts the renewals, beginning with 1
 */
public record RosterShareCredentialsShown(int shareId, int tenantId, String clientId, int generation) implements Happening {

	@Override
	public String sentence() {
		return "The credentials were shown with which app " + this.clientId + " sees the roster of district " + this.tenantId;
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
		return Map.of("generation", this.generation);
	}

}
