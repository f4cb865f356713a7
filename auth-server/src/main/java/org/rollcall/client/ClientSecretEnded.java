package org.rollcall.client;

import java.time.Instant;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.rollcall.platform.Happening;

/**
 * It was said when one of an app's secrets ends.
 *
 * @param tenantId the district that looks after it; {@code null} for one that the operator looks after
 * @param secret which one, when it was made
 */
public record ClientSecretEnded(String clientId, @Nullable Integer tenantId, Instant secret, Instant endsAt) implements Happening {

	@Override
	public String sentence() {
		return "A secret of app " + this.clientId + ", made " + this.secret + ", ends " + this.endsAt;
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
		return Map.of("madeAt", this.secret.toString(), "endsAt", this.endsAt.toString());
	}

}
