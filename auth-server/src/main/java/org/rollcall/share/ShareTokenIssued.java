package org.rollcall.share;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import org.rollcall.platform.Happening;

/**
 * An app was given an access token for a shared roster, for the credentials of that share.
 */
public record ShareTokenIssued(int shareId, int tenantId, String clientId, Set<String> scopes) implements Happening {

	@Override
	public String sentence() {
		return "A token for the roster of district " + this.tenantId + " to " + this.clientId + " by client_credentials, scopes "
				+ String.join(" ", new TreeSet<>(this.scopes));
	}

	@Override
	public Integer concernedDistrict() {
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
