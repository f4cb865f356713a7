package org.rollcall.config;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.rollcall.platform.Happening;

/**
 * A configuration was applied, and something changed by it.
 */
public record ConfigApplied(String source, List<ConfigChange> changes) implements Happening {

	private static final int TOLD = 10;

	private static final int KEPT = 200;

	@Override
	public String sentence() {
		return "%s was applied and made %d changes: %s%s.".formatted(this.source, this.changes.size(),
				this.changes.stream().limit(TOLD).map(ConfigChange::toString).collect(Collectors.joining(", ")),
				(this.changes.size() > TOLD) ? ", …" : "");
	}

	@Override
	public Map<String, Object> details() {
		return Map.of("source", this.source, "number", this.changes.size(), "changes",
				this.changes.stream().limit(KEPT).map(ConfigChange::toString).toList());
	}

}
