package org.rollcall.client;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.rollcall.platform.Happening;

/**
 * An app has one more secret.
 *
 * @param tenantId the district that looks after it; {@code null} for one that the operator looks after
 * @param othersEndAt when those before it end, {@code null} if they stay until somebody ends them
 */
public record ClientSecretAdded(String clientId, @Nullable Integer tenantId, @Nullable Instant othersEndAt) implements Happening {

	@Override
	public String sentence() {
		return "App " + this.clientId + " got a new secret";
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
	public Map<String, Object> after() {
		Map<String, Object> after = new LinkedHashMap<>();
		after.put("othersEndAt", (this.othersEndAt != null) ? this.othersEndAt.toString() : "");
		return after;
	}

}
