package org.rollcall.signin;

import java.util.Map;

import org.rollcall.platform.Happening;

/**
 * Somebody was not signed in. The login id is not in it: people type their password into the wrong field.
 *
 * @param throttled whether the attempt came too early after wrong ones
 */
public record SignInRefused(int tenantId, String address, boolean throttled) implements Happening {

	@Override
	public String sentence() {
		return "Sign-in at district " + this.tenantId + " from " + this.address + " refused: "
				+ (this.throttled ? "too many wrong passwords before" : "wrong login id or password");
	}

	@Override
	public Integer concernedDistrict() {
		return this.tenantId;
	}

	@Override
	public Map<String, Object> details() {
		return Map.of("throttled", this.throttled);
	}

	@Override
	public boolean isAnybodys() {
		return true;
	}

}
