package org.rollcall.token;

import java.util.Map;
import java.util.UUID;

import org.rollcall.platform.Happening;

/**
 * A grant was ended, with all its tokens.
 *
 * @param reason {@code code_replay}, {@code refresh_token_replay}, {@code client}, {@code person} or {@code administrator}
 */
public record GrantRevoked(UUID grantId, String clientId, int userId, String reason) implements Happening {

	@Override
	public String sentence() {
		return "Grant " + this.grantId + " and all its tokens were revoked: " + this.reason;
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
		return Map.of("reason", this.reason);
	}

}
