package org.rollcall.oauth.dialect;

import org.jspecify.annotations.Nullable;

import org.rollcall.client.Client;

/**
 * A code that goes to the app (RFC 6749, section 4.1.2).
 *
 * @param redirectUri one that is registered for the client
 * @param state as the app sent it, or {@code null} if it sent none
 */
public record AuthorizationSuccess(Client client, String redirectUri, @Nullable String state, String code) {

	@Override
	public String toString() {
		return "AuthorizationSuccess[redirectUri=" + this.redirectUri + "]";
	}

}
