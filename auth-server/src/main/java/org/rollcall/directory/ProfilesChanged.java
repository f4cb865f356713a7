package org.rollcall.directory;

import java.util.Map;

import org.rollcall.platform.Happening;

/**
 * A district got a profile, or lost one that nobody had.
 */
public record ProfilesChanged(int tenantId, String name, Role role, boolean added) implements Happening {

	@Override
	public String sentence() {
		return "District " + this.tenantId + (this.added ? " got the profile '" : " lost the profile '")
				+ this.name.replaceAll("\\p{Cntrl}", "?") + "' of the role " + this.role.value();
	}

	@Override
	public Integer concernedDistrict() {
		return this.tenantId;
	}

	@Override
	public Map<String, Object> before() {
		return this.added ? Map.of() : profile();
	}

	@Override
	public Map<String, Object> after() {
		return this.added ? profile() : Map.of();
	}

	private Map<String, Object> profile() {
		return Map.of("profile", this.name, "role", this.role.value());
	}

}
