package org.rollcall.oauth.dialect;

import org.jspecify.annotations.Nullable;

import org.rollcall.client.Client;

/**
 * An error that goes back to the app (RFC 6749, section 4.1.2.1).
 *
 * @param redirectUri one that is registered for the client
 * @param state as the app sent it, or {@code null} if it sent none
 */
public record AuthorizationError(Client client, String redirectUri, @Nullable String state, String error,
		String description) {

}
