package org.rollcall.client;

import java.util.Locale;

/**
 * What an app's access tokens look like. Whatever it is, a token can be taken back, and the server is asked what it is good for.
 */
public enum TokenFormat {

	/** ClassLink's form, which says nothing by itself (contract, section 3). */
	OPAQUE,

	/** A signed JWT, which an API can read without asking (RFC 9068). */
	JWT;

	/** As it is stored and written in a configuration. */
	public String value() {
		return name().toLowerCase(Locale.ROOT);
	}

	/**
	 * @throws IllegalArgumentException if there is none with that value
	 */
	public static TokenFormat of(String value) {
		return valueOf(value.toUpperCase(Locale.ROOT));
	}

}
