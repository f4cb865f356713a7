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

	String value() {
		return name().toLowerCase(Locale.ROOT);
	}

	static Fidelity of(String value) {
		return valueOf(value.toUpperCase(Locale.ROOT));
	}

}
