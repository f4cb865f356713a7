package org.rollcall.oauth;

import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;

/**
 * Ends an authorization request on a page.
 */
class AuthorizationProblemException extends OAuth2AuthenticationException {

	private final transient AuthorizationProblem problem;

	AuthorizationProblemException(AuthorizationProblem problem) {
		super(new OAuth2Error(OAuth2ErrorCodes.INVALID_REQUEST));
		this.problem = problem;
	}

	AuthorizationProblem problem() {
		return this.problem;
	}

}
