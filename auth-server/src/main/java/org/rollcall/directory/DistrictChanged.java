package org.rollcall.directory;

import java.util.Map;

import org.rollcall.platform.Happening;

/**
 * A district was given another name, address, colour or logo.
 */
public record DistrictChanged(int tenantId, Map<String, Object> before, Map<String, Object> after) implements Happening {

	@Override
	public String sentence() {
		return "District " + this.tenantId + " was changed: " + String.join(", ", this.after.keySet());
	}

	@Override
	public Integer concernedDistrict() {
		return this.tenantId;
	}

}
