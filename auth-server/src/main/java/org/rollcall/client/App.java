package org.rollcall.client;

import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.rollcall.platform.Actor;
import org.rollcall.platform.Sha256;

/**
 * A registered app as those see it who look after it.
 *
 * @param tenantId the district that looks after it; {@code null} for one that the operator looks after
 * @param registeredBy who registered it; {@code null} where nobody wrote it down
 * @param logo the hash of its logo, {@code null} if it has none
 */
public record App(ClientRegistration registration, AppDetails details, @Nullable Integer tenantId, Instant createdAt,
		@Nullable RegisteredBy registeredBy, @Nullable Instant disabledAt, @Nullable String logo) {

	public String clientId() {
		return this.registration.clientId();
	}

	public String name() {
		return this.registration.name();
	}

	public boolean enabled() {
		return this.registration.enabled();
	}

	/**
	 * Returns what can be changed in a form, by name and without secrets.
	 */
	public Map<String, Object> values() {
		return values(this.registration, this.details);
	}

	/**
	 * Returns what the stored {@linkplain #values} are recognised by: whoever changes them says which they saw.
	 */
	public String version() {
		return HexFormat.of().formatHex(Sha256.of(values().toString()), 0, 16);
	}

	static Map<String, Object> values(ClientRegistration registration, AppDetails details) {
		Map<String, Object> values = new LinkedHashMap<>();
		values.put("name", registration.name());
		values.put("kind", registration.kind().value());
		values.put("redirectUris", registration.redirectUris());
		values.put("postLogoutRedirectUris", registration.postLogoutRedirectUris());
		values.put("scopes", List.copyOf(registration.scopes()));
		values.put("pkceRequired", registration.pkceRequired());
		values.put("fidelity", registration.fidelity().value());
		values.put("tokenFormat", registration.tokenFormat().value());
		values.put("accessToken", registration.lifetimes().accessToken().toString());
		values.put("idToken", registration.lifetimes().idToken().toString());
		values.put("refreshToken", registration.lifetimes().refreshToken().toString());
		values.put("grant", registration.lifetimes().grant().toString());
		values.put("website", (details.website() != null) ? details.website() : "");
		values.put("contact", (details.contact() != null) ? details.contact() : "");
		values.put("domains", details.domains());
		values.put("initiation", details.initiation().value());
		values.put("initiateLoginUri", (details.initiateLoginUri() != null) ? details.initiateLoginUri() : "");
		return values;
	}

	/**
	 * Who registered an app.
	 *
	 * @param name a UserId, or the name of an API key or of an initial access token; {@code null} for the server itself, which
	 * reads configurations
	 */
	public record RegisteredBy(Actor.Kind kind, @Nullable String name) {

	}

}
