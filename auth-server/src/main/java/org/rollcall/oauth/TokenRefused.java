package org.rollcall.oauth;

import org.rollcall.platform.Happening;

/**
 * An app was refused tokens, and why.
 */
public record TokenRefused(String clientId, String error, String description) implements Happening {

	@Override
	public String sentence() {
		return "No tokens for " + this.clientId + ": " + this.error + ". " + this.description;
	}

}
