package org.rollcall.config;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import org.rollcall.platform.Happening;

/**
 * A configuration was applied, and something changed by it.
 *
 * @param tenantId the district that it concerns, {@code null} if it is the whole server's
 */
public record ConfigApplied(String source, List<ConfigChange> changes, @Nullable Integer tenantId) implements Happening {

	static final String REQUEST = "A request to the admin API";

	private static final int TOLD = 10;

	private static final int KEPT = 200;

	@Override
	public String sentence() {
		return "%s was applied and made %d changes: %s%s.".formatted(this.source, this.changes.size(),
				this.changes.stream().limit(TOLD).map(ConfigChange::toString).collect(Collectors.joining(", ")),
				(this.changes.size() > TOLD) ? ", …" : "");
	}

	@Override
	public @Nullable Integer concernedDistrict() {
		return this.tenantId;
	}

	@Override
	public Map<String, Object> details() {
		return Map.of("source", this.source, "number", this.changes.size(), "changes",
				this.changes.stream().limit(KEPT).map(ConfigChange::toString).toList());
	}

}
