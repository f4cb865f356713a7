package org.rollcall.signin;

import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.rollcall.platform.Happening;

/**
 * Somebody was not signed in. The login id is not in it: people type their password into the wrong field.
 *
 * @param userId whose login id it was, or {@code null} if it is nobody's
 * @param throttled whether the attempt came too early after wrong ones
 * @param passkey whether it was tried with a passkey
 */
public record SignInRefused(int tenantId, @Nullable Integer userId, String address, boolean throttled, boolean passkey)
		implements Happening {

	@Override
	public String sentence() {
		return "Sign-in" + ((this.userId != null) ? " of person " + this.userId : "") + " at district " + this.tenantId + " from "
				+ this.address + " refused: " + (this.throttled ? "too many wrong passwords before"
						: this.passkey ? "a passkey that is not good here" : "wrong login id or password");
	}

	@Override
	public Integer concernedDistrict() {
		return this.tenantId;
	}

	@Override
	public Map<String, Object> details() {
		return Map.of("throttled", this.throttled, "passkey", this.passkey);
	}

	@Override
	public boolean isAnybodys() {
		return true;
	}

	@Override
	public @Nullable Integer concernedPerson() {
		return this.userId;
	}

}
