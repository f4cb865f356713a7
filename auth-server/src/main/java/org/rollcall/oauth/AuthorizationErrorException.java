package org.rollcall.oauth;

import org.rollcall.oauth.dialect.AuthorizationError;

import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;

/**
 * Ends an authorization request at the app, with an error (RFC 6749, section 4.1.2.1).
 */
class AuthorizationErrorException extends OAuth2AuthenticationException {

	private final transient AuthorizationError error;

	AuthorizationErrorException(AuthorizationError error) {
		super(new OAuth2Error(error.error(), error.description(), null));
		this.error = error;
	}

	AuthorizationError error() {
		return this.error;
	}

}
