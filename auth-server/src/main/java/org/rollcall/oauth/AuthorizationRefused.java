package org.rollcall.oauth;

import org.rollcall.platform.Happening;

/**
 * An authorization request ended with an error at the app, or on a page.
 *
 * @param clientId of the app, or what it is not
 */
public record AuthorizationRefused(String clientId, String error, String description) implements Happening {

	@Override
	public String sentence() {
		return "No code for " + this.clientId + ": " + this.error + ". " + this.description;
	}

	@Override
	public String concernedApp() {
		return this.clientId;
	}

}
