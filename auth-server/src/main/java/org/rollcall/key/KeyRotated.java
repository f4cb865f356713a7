package org.rollcall.key;

import java.time.Instant;
import java.util.Map;

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

	@Override
	public Map<String, Object> after() {
		return Map.of("kid", this.kid, "signs_from", this.signsFrom.toString());
	}

}
