package org.rollcall.token;

import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.rollcall.platform.Happening;

/**
 * A district took from apps what they held of its people, with all tokens.
 *
 * @param clientId the app; {@code null} if it was more than one
 * @param number of permissions
 */
public record GrantsEnded(int tenantId, @Nullable String clientId, int number) implements Happening {

	@Override
	public String sentence() {
		return "District " + this.tenantId + " ended " + this.number + " permissions of "
				+ ((this.clientId != null) ? this.clientId : "apps") + ", with all their tokens";
	}

	@Override
	public Integer concernedDistrict() {
		return this.tenantId;
	}

	@Override
	public @Nullable String concernedApp() {
		return this.clientId;
	}

	@Override
	public Map<String, Object> details() {
		return Map.of("number", this.number);
	}

}
