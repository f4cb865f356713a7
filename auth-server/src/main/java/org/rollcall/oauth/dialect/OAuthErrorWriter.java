package org.rollcall.oauth.dialect;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.rollcall.platform.ClassLinkIdentifier;
import org.rollcall.platform.JsonResponse;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import org.springframework.stereotype.Component;

/**
 * Writes the errors of the token, revocation and introspection endpoints: {@code error} and, in words, why (RFC 6749,
 * section 5.2). 401 for a client that could not be authenticated, 400 for all else.
 */
@Component
public class OAuthErrorWriter implements AuthenticationFailureHandler {

	private final JsonResponse json;

	private final ApplicationEventPublisher events;

	OAuthErrorWriter(JsonResponse json, ApplicationEventPublisher events) {
		this.json = json;
		this.events = events;
	}

	@Override
	public void onAuthenticationFailure(HttpServletRequest request, HttpServletResponse response,
			AuthenticationException exception) throws IOException {
		OAuth2Error error = ((OAuth2AuthenticationException) exception).getError();
		boolean unauthenticated = OAuth2ErrorCodes.INVALID_CLIENT.equals(error.getErrorCode());
		if (unauthenticated) {
			response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"Rollcall\", charset=\"UTF-8\"");
		}
		write(request, response, unauthenticated ? HttpStatus.UNAUTHORIZED : HttpStatus.BAD_REQUEST, error.getErrorCode(),
				error.getDescription());
	}

	void write(HttpServletRequest request, HttpServletResponse response, HttpStatus status, String error,
			@Nullable String description) throws IOException {
		this.events.publishEvent(new TokenRefused(clientId(request), error, description));
		Map<String, Object> body = new LinkedHashMap<>();
		body.put("error", error);
		if (description != null) {
			body.put("error_description", printable(description));
		}
		this.json.write(response, status, body);
	}

	/**
	 * The client as it names itself, if that can be one: what else stands there may be a secret in the wrong place.
	 */
	private static String clientId(HttpServletRequest request) {
		String clientId;
		try {
			clientId = (request.getAttribute(ClientCredentialsConverter.CLIENT_ID) instanceof String named) ? named
					: request.getParameter("client_id");
		}
		catch (IllegalStateException ex) {
			return "an app";
		}
		return (clientId != null && ClassLinkIdentifier.hasForm(clientId)) ? clientId : "an app";
	}

	/**
	 * Returns the text with those characters only that RFC 6749, sections 4.1.2.1 and 5.2 allow in a description.
	 */
	public static String printable(String text) {
		return text.replace('"', '\'').replaceAll("[^\\x20\\x21\\x23-\\x5B\\x5D-\\x7E]", "?");
	}

}
