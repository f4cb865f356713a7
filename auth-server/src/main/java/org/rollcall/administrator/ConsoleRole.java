package org.rollcall.administrator;

/**
 * A role in the console that no profile of a district gives.
 */
public enum ConsoleRole {

	/** Looks after the server as a whole and every district. */
	SYSTEM_ADMINISTRATOR("system_administrator"),

	/** Registers apps in the own district, and looks after those. */
	APP_DEVELOPER("app_developer");

	private final String value;

	ConsoleRole(String value) {
		this.value = value;
	}

	/** The role as it is kept and exported, for example {@code "system_administrator"}. */
	public String value() {
		return this.value;
	}

}
