package org.rollcall.session;

import java.time.Duration;
import java.util.Map;

import org.rollcall.platform.Happening;

/**
 * A district decided how long its sign-ins last.
 */
public record SessionLifetimeChanged(int tenantId, Duration from, Duration to) implements Happening {

	@Override
	public String sentence() {
		return "Sign-ins of district " + this.tenantId + " last " + this.to + " from now on, and no longer " + this.from;
	}

	@Override
	public Integer concernedDistrict() {
		return this.tenantId;
	}

	@Override
	public Map<String, Object> before() {
		return Map.of("sessionLifetime", this.from.toString());
	}

	@Override
	public Map<String, Object> after() {
		return Map.of("sessionLifetime", this.to.toString());
	}

}
