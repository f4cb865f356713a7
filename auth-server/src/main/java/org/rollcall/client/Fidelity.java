package org.rollcall.client;

import java.util.Locale;

/**
 * How close to ClassLink the answers to an app are (contract, preface).
 */
public enum Fidelity {

	/** ClassLink's answers and what the standards add to them. */
	EXTENDED,

	/** Only what ClassLink is seen to send. */
	EXACT;

	/** As it is stored and written in a configuration. */
	public String value() {
		return name().toLowerCase(Locale.ROOT);
	}

	/**
	 * @throws IllegalArgumentException if there is none with that value
	 */
	public static Fidelity of(String value) {
		return valueOf(value.toUpperCase(Locale.ROOT));
	}

}
