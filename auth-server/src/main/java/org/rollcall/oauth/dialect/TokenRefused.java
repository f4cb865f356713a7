package org.rollcall.oauth.dialect;

import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.rollcall.platform.ClassLinkIdentifier;
import org.rollcall.platform.Happening;

/**
 * An app was refused at the token, revocation or introspection endpoint, and why.
 *
 * @param clientId as the app named itself, if it did so
 */
public record TokenRefused(String clientId, String error, @Nullable String description) implements Happening {

	@Override
	public String sentence() {
		return "No tokens for " + this.clientId + ": " + this.error
				+ ((this.description != null) ? ". " + OAuthErrorWriter.printable(this.description) : "");
	}

	@Override
	public @Nullable String concernedApp() {
		return ClassLinkIdentifier.hasForm(this.clientId) ? this.clientId : null;
	}

	@Override
	public Map<String, Object> details() {
		return (this.description != null)
				? Map.of("error", this.error, "reason", OAuthErrorWriter.printable(this.description)) : Map.of("error", this.error);
	}

	@Override
	public boolean isAnybodys() {
		return true;
	}

}
