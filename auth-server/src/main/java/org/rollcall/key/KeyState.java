package org.rollcall.key;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * Where a signing key is in its life.
 *
 * @param signsFrom when it began, or begins, to sign
 * @param publishedUntil when it leaves the JWKS; {@code null} as long as none is to follow it
 */
public record KeyState(String kid, Phase phase, Instant createdAt, Instant signsFrom, @Nullable Instant publishedUntil) {

	/**
	 * What it does at the moment.
	 */
	public enum Phase {

		/** It is published, and waits until every client has had the time to see it. */
		NEXT,

		/** It signs. */
		SIGNING,

		/** It signs no more, and what it signed can still be checked. */
		RETIRED

	}

}
