package org.rollcall.token;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

import org.rollcall.platform.Happening;

/**
 * An app was sent a code.
 */
public record CodeIssued(UUID grantId, String clientId, int userId, Set<String> scopes) implements Happening {

	@Override
	public String sentence() {
		return "Code for person " + this.userId + " to " + this.clientId + ", scopes " + String.join(" ", this.scopes)
				+ " (grant " + this.grantId + ")";
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
		return Map.of("scopes", new TreeSet<>(this.scopes));
	}

}
