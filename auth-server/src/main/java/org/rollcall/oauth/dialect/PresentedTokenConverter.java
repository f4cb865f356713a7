package org.rollcall.oauth.dialect;

import java.util.function.BiFunction;

import jakarta.servlet.http.HttpServletRequest;

import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.web.authentication.AuthenticationConverter;

/**
 * Reads the {@code token} of a revocation or introspection request. The {@code token_type_hint} is not needed: a token is
 * found by its hash wherever it is.
 */
public class PresentedTokenConverter implements AuthenticationConverter {

	private final BiFunction<String, Authentication, Authentication> request;

	/**
	 * @param request makes Spring's request of the token and the authenticated client
	 */
	public PresentedTokenConverter(BiFunction<String, Authentication, Authentication> request) {
		this.request = request;
	}

	@Override
	public Authentication convert(HttpServletRequest request) {
		String token = request.getParameter("token");
		if (token == null) {
			throw new OAuth2AuthenticationException(
					new OAuth2Error(OAuth2ErrorCodes.INVALID_REQUEST, "token is missing.", null));
		}
		return this.request.apply(token, SecurityContextHolder.getContext().getAuthentication());
	}

}
