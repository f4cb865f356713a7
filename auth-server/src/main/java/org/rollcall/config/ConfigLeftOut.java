package org.rollcall.config;

import java.util.Map;

import org.rollcall.platform.Happening;

/**
 * A document that the server starts with could not be applied any more, and the server started without.
 */
public record ConfigLeftOut(String source, String fault) implements Happening {

	@Override
	public String sentence() {
		return this.source + " was applied before and has a fault by what was decided since, so the server started without it.";
	}

	@Override
	public Map<String, Object> details() {
		return Map.of("source", this.source, "fault", this.fault);
	}

}
