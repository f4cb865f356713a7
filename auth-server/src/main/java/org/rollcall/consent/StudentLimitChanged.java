package org.rollcall.consent;

import java.util.Map;

import org.rollcall.platform.Happening;

/**
 * A district's students no longer decide anything about apps themselves, or do so again.
 */
public record StudentLimitChanged(int tenantId, boolean limited) implements Happening {

	@Override
	public String sentence() {
		return "Apps get of the students of district " + this.tenantId
				+ (this.limited ? " no more than the district granted" : " what the district granted and what the students allow");
	}

	@Override
	public Integer concernedDistrict() {
		return this.tenantId;
	}

	@Override
	public Map<String, Object> before() {
		return Map.of("students_limited", !this.limited);
	}

	@Override
	public Map<String, Object> after() {
		return Map.of("students_limited", this.limited);
	}

}
