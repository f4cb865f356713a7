package org.rollcall.oauth;

import java.util.List;

import org.springframework.security.authentication.AbstractAuthenticationToken;

/**
 * Where an authorization request leads: the address that the browser is sent to.
 */
class AuthorizationOutcome extends AbstractAuthenticationToken {

	private final String location;

	AuthorizationOutcome(String location) {
		super(List.of());
		this.location = location;
		setAuthenticated(true);
	}

	String location() {
		return this.location;
	}

	@Override
	public Object getCredentials() {
		return "";
	}

	@Override
	public Object getPrincipal() {
		return "";
	}

}
