package org.rollcall.oauth;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.regex.Pattern;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.rollcall.platform.Parameters;
import org.rollcall.session.SignedInPerson;

import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.authentication.AuthenticationConverter;
import org.springframework.stereotype.Component;

/**
 * Reads an authorization request, or the answer that the consent page sends to the same address.
 */
@Component
class AuthorizationRequestConverter implements AuthenticationConverter {

	private static final String CONSENT_REQUEST = "consent_request";

	private static final Pattern STRAYS = Pattern.compile("[\"<>\\\\^`{|}]");

	@Override
	public Authentication convert(HttpServletRequest request) {
		Parameters parameters = Parameters.of(request);
		SignedInPerson person = person();
		if ("POST".equals(request.getMethod()) && !parameters.all(CONSENT_REQUEST).isEmpty()) {
			return new ConsentAnswerAuthentication(
					parameters.isContradictory(CONSENT_REQUEST) ? "" : parameters.all(CONSENT_REQUEST).getFirst(),
					parameters.all("decision").equals(List.of("allow")), new LinkedHashSet<>(parameters.all("scope")),
					person);
		}
		return new AuthorizationRequestAuthentication(
				new AuthorizationRequest(parameters, pathAndQuery(request, parameters), person));
	}

	/**
	 * A GET comes back as it was sent, but for characters that no URL may hold unencoded; the form of a POST is written as a
	 * query.
	 */
	private static String pathAndQuery(HttpServletRequest request, Parameters parameters) {
		String query = "POST".equals(request.getMethod()) ? parameters.asQuery() : request.getQueryString();
		return request.getRequestURI() + ((query != null) ? "?" + encodeStrays(query) : "");
	}

	private static String encodeStrays(String query) {
		return STRAYS.matcher(query).replaceAll((stray) -> "%%%02X".formatted((int) stray.group().charAt(0)));
	}

	private static @Nullable SignedInPerson person() {
		return (SecurityContextHolder.getContext().getAuthentication() instanceof SignedInPerson signedIn) ? signedIn
				: null;
	}

}
