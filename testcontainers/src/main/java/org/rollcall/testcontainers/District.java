package org.rollcall.testcontainers;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * A school district; ClassLink calls it a tenant.
 */
public final class District extends Entry<District> {

	private District(Map<String, Object> settings) {
		super(settings);
	}

	@Override
	District copy(Map<String, Object> settings) {
		return new District(settings);
	}

	/**
	 * Returns a district with nobody in it.
	 * @param customUrl the path of its own sign-in page, and its name in {@code rollcall.yaml}, such as {@code lincolnusd}
	 */
	public static District of(String customUrl) {
		return new District(Map.of("customUrl", customUrl)).name(customUrl);
	}

	static District of(Map<String, Object> settings) {
		return new District(settings);
	}

	/** Sets the name that people read; the custom URL by default. */
	public District name(String name) {
		return with("name", name);
	}

	/** Sets ClassLink's {@code TenantId}; the next free one by default. */
	public District tenantId(int tenantId) {
		return with("tenantId", tenantId);
	}

	/** Puts groups into it, of which people can be members. */
	public District groups(String... names) {
		return with("groups", java.util.Arrays.stream(names).map((name) -> Map.of("name", name)).toList());
	}

	/**
	 * Fills it with one of the rosters that come along.
	 * @param roster {@code lincolnusd} or {@code washingtonisd}
	 * @param password with which everybody in it signs in
	 */
	public District demoRoster(String roster, String password) {
		return with("roster", Map.of("demo", roster)).with("password", password);
	}

	/**
	 * Adds a building, which ClassLink puts into {@code /v2/my/info}.
	 */
	public District buildings(String... names) {
		return with("buildings", List.copyOf(java.util.Arrays.stream(names).map((name) -> Map.of("name", name)).toList()));
	}

	/** Returns the path of its own sign-in page. */
	public String customUrl() {
		return required("customUrl");
	}

	/** Returns the name that people read. */
	public String name() {
		return required("name");
	}

	/** Returns ClassLink's {@code TenantId}, or null if the server has not said it yet. */
	public @Nullable Integer tenantId() {
		return (settings().get("tenantId") instanceof Number number) ? (Integer) number.intValue() : null;
	}

}
