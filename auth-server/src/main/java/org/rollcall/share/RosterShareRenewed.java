package org.rollcall.share;

import java.util.Map;

import org.rollcall.platform.Happening;

/**
 * With what an app sees a district's roster is another bearer and another secret than before; the old ones are good for nothing.
 *
 * @param generation counts the renewals, beginning with 1
 */
public record RosterShareRenewed(int shareId, int tenantId, String clientId, int generation) implements Happening {

	@Override
	public String sentence() {
		return "The credentials were renewed with which app " + this.clientId + " sees the roster of district " + this.tenantId;
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
