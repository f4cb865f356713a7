package org.rollcall.client;

import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.rollcall.platform.Happening;

/**
 * An app was removed, with every consent and token that it was given.
 *
 * @param tenantId the district that looked after it; {@code null} for one that the operator looked after
 * @param before what it was registered with, without its secret
 */
public record AppRemoved(String clientId, @Nullable Integer tenantId, Map<String, Object> before) implements Happening {

	@Override
	public String sentence() {
		return "App " + this.clientId + " was removed";
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
