package org.rollcall.password;

import java.util.Map;

import org.rollcall.platform.Happening;

/**
 * A district decided how long its passwords must be.
 */
public record PasswordRuleChanged(int tenantId, int from, int to) implements Happening {

	@Override
	public String sentence() {
		return "New passwords of district " + this.tenantId + " have at least " + this.to + " characters from now on, and no longer "
				+ this.from;
	}

	@Override
	public Integer concernedDistrict() {
		return this.tenantId;
	}

	@Override
	public Map<String, Object> before() {
		return Map.of("shortestPassword", this.from);
	}

	@Override
	public Map<String, Object> after() {
		return Map.of("shortestPassword", this.to);
	}

}
