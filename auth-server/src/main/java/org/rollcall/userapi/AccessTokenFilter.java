package org.rollcall.userapi;

import java.io.IOException;
import java.util.Optional;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.rollcall.directory.Person;
import org.rollcall.oauth.PresentedTokens;
import org.rollcall.oauth.PresentedTokens.InvalidTokenException;
import org.rollcall.oauth.PresentedTokens.PresentedToken;

import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Lets those pass whose access token is good and speaks for a person (contract, section 5).
 */
class AccessTokenFilter extends OncePerRequestFilter {

	private final PresentedTokens tokens;

	private final UserApiErrors errors;

	AccessTokenFilter(PresentedTokens tokens, UserApiErrors errors) {
		this.tokens = tokens;
		this.errors = errors;
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		Optional<PresentedToken> presented;
		try {
			presented = this.tokens.of(request);
		}
		catch (InvalidTokenException ex) {
			this.errors.invalid(response, ex.reason());
			return;
		}
		if (presented.isEmpty()) {
			this.errors.missing(response,
					"The Authorization header is missing: send 'Authorization: Bearer <access token>'.");
			return;
		}
		Person person = presented.get().person();
		if (person == null) {
			this.errors.nobodys(response);
			return;
		}
		SecurityContext context = SecurityContextHolder.createEmptyContext();
		context.setAuthentication(new AccessTokenAuthentication(person, presented.get().token()));
		SecurityContextHolder.setContext(context);
		chain.doFilter(request, response);
	}

}
