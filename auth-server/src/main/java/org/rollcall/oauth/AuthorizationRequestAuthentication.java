package org.rollcall.oauth;

import java.util.List;

import org.springframework.security.authentication.AbstractAuthenticationToken;

/**
 * Carries an {@link AuthorizationRequest} from Spring's endpoint filter to the provider.
 */
class AuthorizationRequestAuthentication extends AbstractAuthenticationToken {

	private final transient AuthorizationRequest request;

	AuthorizationRequestAuthentication(AuthorizationRequest request) {
		super(List.of());
		this.request = request;
	}

	AuthorizationRequest request() {
		return this.request;
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
