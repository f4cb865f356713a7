package org.rollcall.oauth;

import org.jspecify.annotations.Nullable;

import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;

/**
 * Interrupts an authorization request for the person to sign in; afterwards it begins anew.
 */
class SignInRequiredException extends OAuth2AuthenticationException {

	private final String returnTo;

	private final transient @Nullable Integer tenantId;

	/**
	 * @param returnTo the path and query of the request
	 * @param tenantId the district to sign in at, if it is known
	 */
	SignInRequiredException(String returnTo, @Nullable Integer tenantId) {
		super(new OAuth2Error("login_required"));
		this.returnTo = returnTo;
		this.tenantId = tenantId;
	}

	String returnTo() {
		return this.returnTo;
	}

	@Nullable Integer tenantId() {
		return this.tenantId;
	}

}
