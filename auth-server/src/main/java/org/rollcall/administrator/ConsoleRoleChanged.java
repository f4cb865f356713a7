package org.rollcall.administrator;

import java.util.Map;

import org.rollcall.platform.Happening;

/**
 * Somebody got a role in the console, or lost it.
 */
public record ConsoleRoleChanged(int userId, ConsoleRole role, boolean granted) implements Happening {

	@Override
	public String sentence() {
		return "Person " + this.userId + (this.granted ? " became " : " is no longer ")
				+ ((this.role == ConsoleRole.SYSTEM_ADMINISTRATOR) ? "a system administrator" : "an app developer");
	}

	@Override
	public Integer concernedPerson() {
		return this.userId;
	}

	@Override
	public Map<String, Object> before() {
		return Map.of(this.role.value(), !this.granted);
	}

	@Override
	public Map<String, Object> after() {
		return Map.of(this.role.value(), this.granted);
	}

}
