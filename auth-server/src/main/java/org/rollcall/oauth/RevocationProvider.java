package org.rollcall.oauth;

import org.rollcall.token.Tokens;

import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2TokenRevocationAuthenticationToken;
import org.springframework.stereotype.Component;

/**
 * Takes a token back that an app is done with. The answer is the same whether there was anything to take back or not (RFC
 * 7009, section 2.2).
 */
@Component
class RevocationProvider implements AuthenticationProvider {

	private final Tokens tokens;

	RevocationProvider(Tokens tokens) {
		this.tokens = tokens;
	}

	@Override
	public Authentication authenticate(Authentication authentication) {
		OAuth2TokenRevocationAuthenticationToken request = (OAuth2TokenRevocationAuthenticationToken) authentication;
		this.tokens.revoke(request.getToken(), ClientAuthenticationProvider.client(request.getPrincipal()));
		return request;
	}

	@Override
	public boolean supports(Class<?> authentication) {
		return OAuth2TokenRevocationAuthenticationToken.class.isAssignableFrom(authentication);
	}

}
