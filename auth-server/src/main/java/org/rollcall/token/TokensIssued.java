package org.rollcall.token;

import java.util.Map;
import java.util.UUID;

import org.rollcall.platform.Happening;

/**
 * An app was given tokens.
 *
 * @param grantType {@code authorization_code} or {@code refresh_token}
 */
public record TokensIssued(UUID grantId, String clientId, int userId, String grantType) implements Happening {

	@Override
	public String sentence() {
		return "Tokens for person " + this.userId + " to " + this.clientId + " by " + this.grantType + " (grant "
				+ this.grantId + ")";
	}

	@Override
	public Integer concernedPerson() {
		return this.userId;
	}

	@Override
	public String concernedApp() {
		return this.clientId;
	}

	@Override
	public Map<String, Object> details() {
		return Map.of("grant_type", this.grantType);
	}

}
