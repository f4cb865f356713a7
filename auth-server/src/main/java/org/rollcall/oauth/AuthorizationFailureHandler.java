package org.rollcall.oauth;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.rollcall.directory.District;
import org.rollcall.directory.Districts;
import org.rollcall.oauth.dialect.AuthorizationResponseUri;
import org.rollcall.session.SignedInPerson;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import org.springframework.stereotype.Component;
import org.springframework.web.util.UriUtils;

/**
 * Takes the browser where an authorization request ended: to the sign-in, to a page that explains, or back to the app.
 */
@Component
class AuthorizationFailureHandler implements AuthenticationFailureHandler {

	private static final int LONGEST = 49_152;

	private final AuthorizationResponseUri responseUri;

	private final Districts districts;

	private final ApplicationEventPublisher events;

	AuthorizationFailureHandler(AuthorizationResponseUri responseUri, Districts districts,
			ApplicationEventPublisher events) {
		this.events = events;
		this.responseUri = responseUri;
		this.districts = districts;
	}

	@Override
	public void onAuthenticationFailure(HttpServletRequest request, HttpServletResponse response,
			AuthenticationException exception) throws IOException, ServletException {
		switch (exception) {
			case SignInRequiredException signIn -> redirect(response, signInPage(signIn));
			case AuthorizationErrorException error -> {
				this.events.publishEvent(new AuthorizationRefused(error.error().client().clientId(), signedIn(),
						error.error().error(), error.error().description()));
				redirect(response, this.responseUri.error(error.error()));
			}
			case AuthorizationProblemException problem -> {
				this.events.publishEvent(refused(problem.problem()));
				request.setAttribute(AuthorizationProblem.ATTRIBUTE, problem.problem());
				request.getRequestDispatcher(AuthorizationProblem.PATH).forward(request, response);
			}
			default -> response.sendError(HttpStatus.BAD_REQUEST.value());
		}
	}

	/**
	 * ClassLink sends to {@code /} (contract, section 2). Who is signed in already, and has to do it again, need not look for
	 * the district.
	 */
	private String signInPage(SignInRequiredException signIn) {
		String path = (signIn.tenantId() != null)
				? this.districts.findByTenantId(signIn.tenantId()).map(District::customUrl).orElse("") : "";
		return "/" + path + "?logincallback=" + UriUtils.encode(signIn.returnTo(), StandardCharsets.UTF_8);
	}

	/**
	 * An address that is not registered is somebody's input, so the log names its kind and not the address.
	 */
	private static AuthorizationRefused refused(AuthorizationProblem problem) {
		String clientId = (problem.clientName() != null && problem.clientId() != null) ? problem.clientId()
				: "an unknown app";
		return new AuthorizationRefused(clientId, signedIn(), "invalid_request",
				problem.kind() + (problem.differences().isEmpty() ? "" : " " + problem.differences())
						+ "; the page says what was sent and what is registered");
	}

	private static @Nullable Integer signedIn() {
		return (SecurityContextHolder.getContext().getAuthentication() instanceof SignedInPerson person) ? person.userId() : null;
	}

	/**
	 * What came as a form may be longer than any header.
	 */
	private static void redirect(HttpServletResponse response, String location) throws IOException {
		if (location.length() > LONGEST) {
			response.sendError(HttpStatus.BAD_REQUEST.value());
			return;
		}
		response.setStatus(HttpStatus.FOUND.value());
		response.setHeader("Location", location);
	}

}
