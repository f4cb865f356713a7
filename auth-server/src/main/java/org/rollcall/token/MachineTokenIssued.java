package org.rollcall.token;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;

import org.rollcall.platform.Happening;

/**
 * A machine was given a token for itself.
 *
 * @param tenantId the district that looks after it; {@code null} for one that the operator looks after
 */
public record MachineTokenIssued(String clientId, @Nullable Integer tenantId, Set<String> scopes) implements Happening {

	@Override
	public String sentence() {
		return "A token of its own to " + this.clientId + " by client_credentials, scopes " + String.join(" ", this.scopes);
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
	public Map<String, Object> details() {
		return Map.of("grant_type", "client_credentials", "scopes", new TreeSet<>(this.scopes));
	}

}
