package org.rollcall.client;

import java.util.Locale;

/**
 * Where people start an app. Nobody can tell from an authorization request where it began, so none is refused because of it: it
 * decides what a LaunchPad offers.
 */
public enum Initiation {

	/** In the app itself; no tile starts it. */
	APP,

	/** On their LaunchPad. */
	LAUNCHPAD,

	/** In the app and on their LaunchPad. */
	BOTH;

	/** As it is stored and written in a configuration. */
	public String value() {
		return name().toLowerCase(Locale.ROOT);
	}

	/**
	 * @throws IllegalArgumentException if there is none with that value
	 */
	public static Initiation of(String value) {
		return valueOf(value.toUpperCase(Locale.ROOT));
	}

}
