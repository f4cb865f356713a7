package org.rollcall.client;

import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.rollcall.platform.Happening;

/**
 * An app was registered in the console or through an API.
 *
 * @param tenantId the district that looks after it; {@code null} for one that the operator looks after
 * @param after what it was registered with, without its secret
 */
public record AppRegistered(String clientId, @Nullable Integer tenantId, Map<String, Object> after) implements Happening {

	@Override
	public String sentence() {
		return "App " + this.clientId + " was registered";
	}

	@Override
	public @Nullable Integer concernedDistrict() {
		return this.tenantId;
	}

	@Override
	public String concernedApp() {
		return this.clientId;
	}

}
