package org.rollcall.share;

import java.util.Map;

import org.rollcall.platform.Happening;

/**
 * A district shares its roster with an app no more.
 *
 * @param before the scopes, and the schools if it was not the whole district
 */
public record RosterShareEnded(int shareId, int tenantId, String clientId, Map<String, Object> before) implements Happening {

	@Override
	public String sentence() {
		return "District " + this.tenantId + " shares its roster with app " + this.clientId + " no more";
	}

	@Override
	public Integer concernedDistrict() {
		return this.tenantId;
	}

	@Override
	public String concernedApp() {
		return this.clientId;
	}

}
