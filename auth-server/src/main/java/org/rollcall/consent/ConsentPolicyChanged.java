package org.rollcall.consent;

import java.util.Map;

import org.rollcall.platform.Happening;

/**
 * A district decided something else about an app for its people.
 */
public record ConsentPolicyChanged(int tenantId, String clientId, ConsentPolicy previous, ConsentPolicy policy)
		implements Happening {

	@Override
	public String sentence() {
		return "District " + this.tenantId + " decided about " + this.clientId + " for its people: " + this.policy.value();
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
	public Map<String, Object> before() {
		return values(this.previous);
	}

	@Override
	public Map<String, Object> after() {
		return values(this.policy);
	}

	private static Map<String, Object> values(ConsentPolicy policy) {
		return Map.of("policy", policy.kind().value(), "scopes", policy.scopes());
	}

}
