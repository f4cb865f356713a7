package org.rollcall.client;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import org.rollcall.platform.Happening;

/**
 * A token with which programs register apps was made, or revoked.
 */
public record InitialAccessTokenChanged(UUID id, String name, @Nullable Integer tenantId, int uses, Instant expiresAt, boolean made)
		implements Happening {

	@Override
	public String sentence() {
		return "The token '" + this.name.replaceAll("\\p{Cntrl}", "?") + "' for registering apps was " + (this.made ? "made" : "revoked")
				+ ((this.tenantId != null) ? ", for district " + this.tenantId : "");
	}

	@Override
	public @Nullable Integer concernedDistrict() {
		return this.tenantId;
	}

	@Override
	public Map<String, Object> before() {
		return this.made ? Map.of() : token();
	}

	@Override
	public Map<String, Object> after() {
		return this.made ? token() : Map.of();
	}

	private Map<String, Object> token() {
		return Map.of("name", this.name, "uses", this.uses, "expiresAt", this.expiresAt.toString());
	}

}
