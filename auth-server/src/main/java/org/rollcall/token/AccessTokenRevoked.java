package org.rollcall.token;

import org.rollcall.platform.Happening;

/**
 * An app took one of its access tokens back.
 */
public record AccessTokenRevoked(String clientId) implements Happening {

	@Override
	public String sentence() {
		return "An access token was taken back by " + this.clientId;
	}

	@Override
	public String concernedApp() {
		return this.clientId;
	}

}
