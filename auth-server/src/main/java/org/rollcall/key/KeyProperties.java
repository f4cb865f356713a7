package org.rollcall.key;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How signing keys come and go.
 *
 * @param rotateEvery how long a key signs
 * @param publishedBefore how long a key is in the JWKS before it signs: longer than a client may cache the JWKS and
 * another node takes to notice, together
 * @param publishedAfter how long a key stays in the JWKS after its last signature: at least as long as the longest
 * lifetime that an id_token may have
 * @param jwksMaxAge how long a client may cache the JWKS
 */
@ConfigurationProperties("rollcall.keys")
public record KeyProperties(@DefaultValue("90d") Duration rotateEvery, @DefaultValue("15m") Duration publishedBefore,
		@DefaultValue("30d") Duration publishedAfter, @DefaultValue("5m") Duration jwksMaxAge) {

	/** How often a node looks for keys that another node made. */
	static final long REFRESH_SECONDS = 30;

	private static final Duration LONGEST_ID_TOKEN = Duration.ofDays(30);

	public KeyProperties {
		if (publishedBefore.compareTo(jwksMaxAge.plusSeconds(REFRESH_SECONDS)) <= 0) {
			throw new IllegalArgumentException(
					"rollcall.keys.published-before must be longer than rollcall.keys.jwks-max-age and 30 seconds together,"
							+ " else a client could meet a key that it has never seen");
		}
		if (publishedAfter.compareTo(LONGEST_ID_TOKEN) < 0) {
			throw new IllegalArgumentException("rollcall.keys.published-after must be 30 days or more: an id_token may live so"
					+ " long, and needs its key");
		}
		if (rotateEvery.compareTo(publishedBefore) <= 0) {
			throw new IllegalArgumentException(
					"rollcall.keys.rotate-every must be longer than rollcall.keys.published-before");
		}
	}

}
