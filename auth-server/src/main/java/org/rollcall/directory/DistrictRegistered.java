package org.rollcall.directory;

import java.util.Map;

import org.rollcall.platform.Happening;

/**
 * There is a new district.
 */
public record DistrictRegistered(int tenantId, String customUrl, String name) implements Happening {

	@Override
	public String sentence() {
		return "District " + this.tenantId + " was registered, with the address " + this.customUrl;
	}

	@Override
	public Integer concernedDistrict() {
		return this.tenantId;
	}

	@Override
	public Map<String, Object> after() {
		return Map.of("customUrl", this.customUrl, "name", this.name);
	}

}
