package org.rollcall.admin;

import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.rollcall.platform.Happening;

/**
 * Somebody called the admin API.
 *
 * @param key the name of the key that was shown, or what was wrong with it
 * @param clientId the app that showed an access token instead, or {@code null}
 * @param address where the call came from
 * @param status of the answer
 * @param tenantId the only district that the caller reaches, {@code null} for none or all
 */
public record AdminApiCalled(String key, @Nullable String clientId, String address, String method, String path, int status,
		@Nullable Integer tenantId) implements Happening {

	private static final int UNAUTHORIZED = 401;

	@Override
	public String sentence() {
		String caller = (this.clientId != null) ? "by the app " + this.clientId : "with the key '" + this.key + "'";
		return "The admin API was called %s from %s: %s %s was answered with %d.".formatted(caller, this.address, this.method,
				this.path.replaceAll("\\p{Cntrl}", "?"), this.status);
	}

	@Override
	public @Nullable Integer concernedDistrict() {
		return this.tenantId;
	}

	@Override
	public @Nullable String concernedApp() {
		return this.clientId;
	}

	@Override
	public Map<String, Object> details() {
		return Map.of("key", this.key, "method", this.method, "path", this.path.replaceAll("\\p{Cntrl}", "?"), "status", this.status);
	}

	@Override
	public boolean isAnybodys() {
		return this.status == UNAUTHORIZED;
	}

}
