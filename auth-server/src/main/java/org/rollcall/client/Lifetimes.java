package org.rollcall.client;

import java.time.Duration;

/**
 * How long what an app is given lasts.
 *
 * @param accessToken from its issue; ClassLink: 24 hours (contract, section 3)
 * @param idToken from its issue; ClassLink: 24 hours (contract, section 4)
 * @param refreshToken from its issue, so that an unused one ends; each refresh begins anew
 * @param grant from the person's permission to the absolute end, however often it is refreshed
 */
public record Lifetimes(Duration accessToken, Duration idToken, Duration refreshToken, Duration grant) {

	/** ClassLink's 24 hours; a refresh token of 14 days, and 90 days at most for the whole family. */
	public static final Lifetimes DEFAULT = new Lifetimes(Duration.ofDays(1), Duration.ofDays(1), Duration.ofDays(14),
			Duration.ofDays(90));

}
