package org.rollcall.oauth;

import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.rollcall.platform.ClassLinkIdentifier;
import org.rollcall.platform.Happening;

/**
 * An authorization request ended with an error at the app, or on a page.
 *
 * @param clientId of the app, or what it is not
 * @param userId who was signed in, or {@code null} if nobody was
 */
public record AuthorizationRefused(String clientId, @Nullable Integer userId, String error, String description)
		implements Happening {

	@Override
	public String sentence() {
		return "No code for " + this.clientId + ": " + this.error + ". " + this.description;
	}

	@Override
	public @Nullable Integer concernedPerson() {
		return this.userId;
	}

	@Override
	public @Nullable String concernedApp() {
		return ClassLinkIdentifier.hasForm(this.clientId) ? this.clientId : null;
	}

	@Override
	public Map<String, Object> details() {
		return Map.of("error", this.error, "reason", this.description);
	}

	@Override
	public boolean isAnybodys() {
		return true;
	}

}
