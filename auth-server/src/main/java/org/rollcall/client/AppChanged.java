package org.rollcall.client;

import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.rollcall.platform.Happening;

/**
 * Something about an app is otherwise than before.
 *
 * @param tenantId the district that looks after it; {@code null} for one that the operator looks after
 * @param before what changed, as it was
 * @param after what changed, as it is
 */
public record AppChanged(String clientId, @Nullable Integer tenantId, Map<String, Object> before, Map<String, Object> after)
		implements Happening {

	@Override
	public String sentence() {
		return "App " + this.clientId + " was changed: " + String.join(", ", this.after.keySet());
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
