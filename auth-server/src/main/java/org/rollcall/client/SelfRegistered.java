package org.rollcall.client;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.rollcall.platform.Happening;

/**
 * A program registered an app, changed it or took it away, over the registration endpoint.
 *
 * @param what was done: {@code registered}, {@code changed} or {@code removed}
 */
public record SelfRegistered(String clientId, @Nullable Integer tenantId, String what, Map<String, Object> before,
		Map<String, Object> after) implements Happening {

	@Override
	public String sentence() {
		return "App " + this.clientId + " was " + this.what + " over the registration endpoint";
	}

	@Override
	public @Nullable Integer concernedDistrict() {
		return this.tenantId;
	}

	@Override
	public String concernedApp() {
		return this.clientId;
	}

	static Map<String, Object> facts(ClientRegistration registration, @Nullable String initiateLoginUri) {
		return Map.of("name", registration.name(), "type", registration.type().value(), "redirectUris", registration.redirectUris(),
				"postLogoutRedirectUris", registration.postLogoutRedirectUris(), "scopes", List.copyOf(registration.scopes()), "initiateLoginUri",
				(initiateLoginUri != null) ? initiateLoginUri : "");
	}

}
