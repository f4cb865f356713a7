package org.rollcall.directory;

import java.util.Map;

import org.rollcall.platform.Happening;

/**
 * A district was removed, with its people, its apps and everything else in it.
 */
public record DistrictRemoved(int tenantId, String customUrl, String name) implements Happening {

	@Override
	public String sentence() {
		return "District " + this.tenantId + " was removed; its address was " + this.customUrl;
	}

	@Override
	public Integer concernedDistrict() {
		return this.tenantId;
	}

	@Override
	public Map<String, Object> before() {
		return Map.of("customUrl", this.customUrl, "name", this.name);
	}

}
