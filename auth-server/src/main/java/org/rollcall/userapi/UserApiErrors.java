package org.rollcall.userapi;

import java.io.IOException;
import java.util.Map;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.rollcall.platform.JsonResponse;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.stereotype.Component;

/**
 * The user API's errors: JSON with a {@code message}, which ClassLink's own Node library reads (contract, section 5), and
 * the {@code WWW-Authenticate} of RFC 6750.
 */
@Component
class UserApiErrors implements AccessDeniedHandler {

	private static final String REALM = "Bearer realm=\"Rollcall\"";

	private final JsonResponse json;

	UserApiErrors(JsonResponse json) {
		this.json = json;
	}

	/**
	 * No token was sent: RFC 6750, section 3.1 wants no error code then.
	 */
	void missing(HttpServletResponse response, String message) throws IOException {
		response.setHeader(HttpHeaders.WWW_AUTHENTICATE, REALM);
		write(response, HttpStatus.UNAUTHORIZED, message);
	}

	void invalid(HttpServletResponse response, String message) throws IOException {
		response.setHeader(HttpHeaders.WWW_AUTHENTICATE,
				REALM + ", error=\"invalid_token\", error_description=\"" + message.replace('"', '\'') + "\"");
		write(response, HttpStatus.UNAUTHORIZED, message);
	}

	/**
	 * A machine's own token is good, but here is nothing that it could be good for.
	 */
	void nobodys(HttpServletResponse response) throws IOException {
		response.setHeader(HttpHeaders.WWW_AUTHENTICATE, REALM + ", error=\"insufficient_scope\"");
		write(response, HttpStatus.FORBIDDEN, "This access token belongs to no person: a machine got it for itself, with"
				+ " client_credentials. What is asked here is about the person who signed in to an app.");
	}

	@Override
	public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException exception)
			throws IOException {
		String scopes = (SecurityContextHolder.getContext().getAuthentication() instanceof AccessTokenAuthentication token)
				? String.join(" ", token.scopes()) : "";
		response.setHeader(HttpHeaders.WWW_AUTHENTICATE,
				REALM + ", error=\"insufficient_scope\", scope=\"profile\"");
		write(response, HttpStatus.FORBIDDEN,
				"This needs the scope profile; the access token has: " + (scopes.isEmpty() ? "none" : scopes) + ".");
	}

	void write(HttpServletResponse response, HttpStatus status, String message) throws IOException {
		this.json.write(response, status, Map.of("message", message));
	}

}
