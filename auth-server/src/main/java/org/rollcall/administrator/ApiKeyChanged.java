package org.rollcall.administrator;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import org.rollcall.platform.Happening;

/**
 * A key of the admin API was made, or revoked.
 */
public record ApiKeyChanged(UUID id, String name, @Nullable Integer tenantId, Set<String> scopes, Instant expiresAt, boolean made)
		implements Happening {

	@Override
	public String sentence() {
		return "The key '" + this.name.replaceAll("\\p{Cntrl}", "?") + "' of the admin API was " + (this.made ? "made" : "revoked")
				+ ((this.tenantId != null) ? ", for district " + this.tenantId : "");
	}

	@Override
	public @Nullable Integer concernedDistrict() {
		return this.tenantId;
	}

	@Override
	public Map<String, Object> before() {
		return this.made ? Map.of() : key();
	}

	@Override
	public Map<String, Object> after() {
		return this.made ? key() : Map.of();
	}

	private Map<String, Object> key() {
		return Map.of("name", this.name, "scopes", List.copyOf(this.scopes), "expiresAt", this.expiresAt.toString());
	}

}
