package org.rollcall.directory;

import java.util.Map;

import org.rollcall.platform.Happening;

/**
 * Somebody was removed for good, with all that hangs on them.
 */
public record PersonRemoved(int tenantId, int userId, PersonRegistration registration) implements Happening {

	@Override
	public String sentence() {
		return "Person " + this.userId + " was removed";
	}

	@Override
	public Integer concernedDistrict() {
		return this.tenantId;
	}

	@Override
	public Integer concernedPerson() {
		return this.userId;
	}

	@Override
	public Map<String, Object> before() {
		return Map.of("loginId", this.registration.loginId(), "displayName", this.registration.displayName(), "profile",
				this.registration.profile());
	}

}
