package org.rollcall.oauth.dialect;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

import jakarta.servlet.http.HttpServletRequest;

import org.rollcall.client.Scope;

import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientCredentialsAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2RefreshTokenAuthenticationToken;
import org.springframework.security.web.authentication.AuthenticationConverter;
import org.springframework.stereotype.Component;

/**
 * Reads a token request: a code with no more than it needs, a refresh token (contract, section 3), or what a machine asks for
 * itself.
 */
@Component
public class TokenRequestConverter implements AuthenticationConverter {

	@Override
	public Authentication convert(HttpServletRequest request) {
		Authentication client = SecurityContextHolder.getContext().getAuthentication();
		String grantType = request.getParameter("grant_type");
		return switch (grantType) {
			case "authorization_code" -> new OAuth2AuthorizationCodeAuthenticationToken(required(request, "code"), client,
					request.getParameter("redirect_uri"), verifier(request));
			case "refresh_token" -> new OAuth2RefreshTokenAuthenticationToken(required(request, "refresh_token"), client,
					scopes(request), null);
			case "client_credentials" -> new OAuth2ClientCredentialsAuthenticationToken(client, scopes(request), null);
			default -> throw refused(OAuth2ErrorCodes.UNSUPPORTED_GRANT_TYPE, "grant_type is '" + grantType
					+ "'; there are authorization_code, refresh_token and client_credentials.");
		};
	}

	private static Map<String, Object> verifier(HttpServletRequest request) {
		Map<String, Object> additional = new LinkedHashMap<>();
		String verifier = request.getParameter("code_verifier");
		if (verifier != null) {
			additional.put("code_verifier", verifier);
		}
		return additional;
	}

	private static Set<String> scopes(HttpServletRequest request) {
		String scope = request.getParameter("scope");
		return (scope != null) ? Scope.split(scope) : Set.of();
	}

	private static String required(HttpServletRequest request, String name) {
		String value = request.getParameter(name);
		if (value == null) {
			throw refused(OAuth2ErrorCodes.INVALID_REQUEST, name + " is missing.");
		}
		return value;
	}

	private static OAuth2AuthenticationException refused(String error, String description) {
		return new OAuth2AuthenticationException(new OAuth2Error(error, description, null));
	}

}
