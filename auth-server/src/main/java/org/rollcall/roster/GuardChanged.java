package org.rollcall.roster;

import java.util.Map;

import org.rollcall.platform.Happening;

/**
 * A district decided how many of its people an import may deactivate without being asked again.
 *
 * @param from the share in percent before
 * @param to the share in percent now
 */
public record GuardChanged(int tenantId, int from, int to) implements Happening {

	@Override
	public String sentence() {
		return "An import of district " + this.tenantId + " may deactivate " + this.to + " % of its people without being asked again";
	}

	@Override
	public Integer concernedDistrict() {
		return this.tenantId;
	}

	@Override
	public Map<String, Object> before() {
		return Map.of("percent", this.from);
	}

	@Override
	public Map<String, Object> after() {
		return Map.of("percent", this.to);
	}

}
