package org.rollcall.client;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long what an app is given lasts. Each app has its own; the bean holds those that an app is registered with when nobody
 * says otherwise ({@code rollcall.lifetimes.*}).
 *
 * @param accessToken from its issue; ClassLink: 24 hours (contract, section 3)
 * @param idToken from its issue, 30 days at most; ClassLink: 24 hours (contract, section 4)
 * @param refreshToken from its issue, so that an unused one ends; each refresh begins anew
 * @param grant from the person's permission to the absolute end, however often it is refreshed
 */
@ConfigurationProperties("rollcall.lifetimes")
public record Lifetimes(@DefaultValue("24h") Duration accessToken, @DefaultValue("24h") Duration idToken,
		@DefaultValue("14d") Duration refreshToken, @DefaultValue("90d") Duration grant) {

	/** A signing key stays in the JWKS for as long after its last signature. */
	private static final Duration LONGEST_ID_TOKEN = Duration.ofDays(30);

	/** ClassLink's 24 hours; a refresh token of 14 days, and 90 days at most for the whole family. */
	public static final Lifetimes DEFAULT = new Lifetimes(Duration.ofDays(1), Duration.ofDays(1), Duration.ofDays(14),
			Duration.ofDays(90));

	/**
	 * @throws IllegalArgumentException with the reason in words
	 */
	public Lifetimes {
		requirePositive("access token", accessToken);
		requirePositive("id_token", idToken);
		requirePositive("refresh token", refreshToken);
		requirePositive("grant", grant);
		if (idToken.compareTo(LONGEST_ID_TOKEN) > 0) {
			throw new IllegalArgumentException("An id_token lives 30 days at most: its key leaves the JWKS after that.");
		}
	}

	private static void requirePositive(String name, Duration lifetime) {
		if (lifetime.toSeconds() < 1 || lifetime.toDays() > 3_650) {
			throw new IllegalArgumentException("The lifetime of the " + name + " must be between a second and ten years.");
		}
	}

}
