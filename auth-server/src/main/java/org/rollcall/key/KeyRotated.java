package org.rollcall.key;

import java.time.Instant;

import org.rollcall.platform.Happening;

/**
 * A new signing key was published.
 *
 * @param signsFrom when it takes over
 */
public record KeyRotated(String kid, Instant signsFrom) implements Happening {

	@Override
	public String sentence() {
		return "Signing key " + this.kid + " was published and takes over at " + this.signsFrom;
	}

}
