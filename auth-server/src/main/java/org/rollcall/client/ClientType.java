package org.rollcall.client;

import java.util.Locale;

/**
 * Whether an app can keep a secret (RFC 6749, section 2.1).
 */
public enum ClientType {

	/** A web app with a server: it authenticates with a secret. */
	CONFIDENTIAL,

	/** An app on the person's own device: it has no secret, so PKCE is required of it. */
	PUBLIC;

	/** As it is stored and written in a configuration. */
	public String value() {
		return name().toLowerCase(Locale.ROOT);
	}

	/**
	 * @throws IllegalArgumentException if there is none with that value
	 */
	public static ClientType of(String value) {
		return valueOf(value.toUpperCase(Locale.ROOT));
	}

}
