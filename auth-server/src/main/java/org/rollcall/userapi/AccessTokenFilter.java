package org.rollcall.userapi;

import java.io.IOException;
import java.util.Collections;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.rollcall.client.Clients;
import org.rollcall.directory.People;
import org.rollcall.directory.Person;
import org.rollcall.token.AccessToken;
import org.rollcall.token.Tokens;

import org.springframework.http.HttpHeaders;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.util.StringUtils;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Reads the access token: after {@code Bearer}, after {@code bearer}, or raw; all three are in ClassLink's own code
 * (contract, section 5).
 */
class AccessTokenFilter extends OncePerRequestFilter {

	private static final String SCHEME = "Bearer";

	private final Tokens tokens;

	private final Clients clients;

	private final People people;

	private final UserApiErrors errors;

	AccessTokenFilter(Tokens tokens, Clients clients, People people, UserApiErrors errors) {
		this.tokens = tokens;
		this.clients = clients;
		this.people = people;
		this.errors = errors;
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		String presented = presented(request);
		if (presented.isEmpty()) {
			this.errors.missing(response,
					"The Authorization header is missing: send 'Authorization: Bearer <access token>'.");
			return;
		}
		if (Collections.list(request.getHeaders(HttpHeaders.AUTHORIZATION)).stream().distinct().count() > 1) {
			this.errors.invalid(response, "The Authorization header was sent more than once, with different values.");
			return;
		}
		AccessTokenAuthentication authentication;
		try {
			authentication = authenticate(presented);
		}
		catch (InvalidTokenException ex) {
			this.errors.invalid(response, ex.message());
			return;
		}
		catch (NobodysTokenException ex) {
			this.errors.nobodys(response);
			return;
		}
		SecurityContext context = SecurityContextHolder.createEmptyContext();
		context.setAuthentication(authentication);
		SecurityContextHolder.setContext(context);
		chain.doFilter(request, response);
	}

	private AccessTokenAuthentication authenticate(String presented) {
		AccessToken token = this.tokens.findAccessToken(presented)
			.orElseThrow(() -> new InvalidTokenException("This access token is not known here."));
		switch (token.state()) {
			case EXPIRED -> throw new InvalidTokenException("This access token expired at " + token.expiresAt() + ".");
			case REVOKED -> throw new InvalidTokenException("This access token was revoked.");
			case ACTIVE -> {
			}
		}
		if (this.clients.find(token.clientId()).isEmpty()) {
			throw new InvalidTokenException("The app of this access token is disabled.");
		}
		Integer userId = token.userId();
		if (userId == null) {
			throw new NobodysTokenException();
		}
		Person person = this.people.find(userId)
			.filter(Person::active)
			.orElseThrow(() -> new InvalidTokenException("The account was deactivated by its district."));
		return new AccessTokenAuthentication(person, token);
	}

	private static String presented(HttpServletRequest request) {
		String header = request.getHeader(HttpHeaders.AUTHORIZATION);
		if (!StringUtils.hasText(header) || SCHEME.equalsIgnoreCase(header.strip())) {
			return "";
		}
		return (StringUtils.startsWithIgnoreCase(header, SCHEME + " ") ? header.substring(SCHEME.length()) : header).strip();
	}

	private static final class InvalidTokenException extends RuntimeException {

		private final String message;

		private InvalidTokenException(String message) {
			super(message, null, false, false);
			this.message = message;
		}

		private String message() {
			return this.message;
		}

	}

	private static final class NobodysTokenException extends RuntimeException {

		private NobodysTokenException() {
			super(null, null, false, false);
		}

	}

}
