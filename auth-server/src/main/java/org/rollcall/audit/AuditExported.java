package org.rollcall.audit;

import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.rollcall.platform.Happening;

/**
 * Somebody took a copy of the record home.
 *
 * @param tenantId the district whose record it is; {@code null} for the whole server's
 * @param filter what was asked for
 * @param format of the file
 */
public record AuditExported(@Nullable Integer tenantId, Map<String, String> filter, String format) implements Happening {

	@Override
	public String sentence() {
		return "The record of " + ((this.tenantId != null) ? "district " + this.tenantId : "the server") + " was exported as "
				+ this.format + (this.filter.isEmpty() ? "" : ", filtered by " + String.join(", ", this.filter.keySet()));
	}

	@Override
	public @Nullable Integer concernedDistrict() {
		return this.tenantId;
	}

	@Override
	public Map<String, Object> details() {
		return Map.of("format", this.format, "filter", this.filter);
	}

}
