package org.rollcall.share;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import org.rollcall.platform.Happening;

/**
 * A partner key was made, or ended.
 *
 * @param tenantId the district that looks after the app; {@code null} for one that the operator looks after
 */
public record PartnerKeyChanged(UUID id, String clientId, @Nullable Integer tenantId, String name, @Nullable Instant expiresAt,
		boolean made) implements Happening {

	@Override
	public String sentence() {
		return "The partner key '" + this.name.replaceAll("\\p{Cntrl}", "?") + "' of app " + this.clientId + " was "
				+ (this.made ? "made" : "ended");
	}

	@Override
	public @Nullable Integer concernedDistrict() {
		return this.tenantId;
	}

	@Override
	public String concernedApp() {
		return this.clientId;
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
		Map<String, Object> key = new LinkedHashMap<>();
		key.put("name", this.name);
		if (this.expiresAt != null) {
			key.put("expiresAt", this.expiresAt.toString());
		}
		return key;
	}

}
