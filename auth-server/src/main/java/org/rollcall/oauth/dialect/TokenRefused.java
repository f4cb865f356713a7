package org.rollcall.oauth.dialect;

import org.jspecify.annotations.Nullable;

import org.rollcall.platform.Happening;

/**
 * An app was refused at the token, revocation or introspection endpoint, and why.
 *
 * @param clientId as the app named itself, if it did so in the request's parameters
 */
public record TokenRefused(String clientId, String error, @Nullable String description) implements Happening {

	@Override
	public String sentence() {
		return "No tokens for " + this.clientId + ": " + this.error
				+ ((this.description != null) ? ". " + OAuthErrorWriter.printable(this.description) : "");
	}

	@Override
	public String concernedApp() {
		return this.clientId;
	}

}
