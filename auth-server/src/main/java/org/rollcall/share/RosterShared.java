package org.rollcall.share;

import java.util.Map;

import org.rollcall.platform.Happening;

/**
 * A district shares its roster with an app, which saw nothing of it before.
 *
 * @param after the scopes, and the schools if it is not the whole district
 */
public record RosterShared(int shareId, int tenantId, String clientId, Map<String, Object> after) implements Happening {

	@Override
	public String sentence() {
		return "District " + this.tenantId + " shares its roster with app " + this.clientId + ": share " + this.shareId;
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
