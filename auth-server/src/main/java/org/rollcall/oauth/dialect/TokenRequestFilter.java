package org.rollcall.oauth.dialect;

import java.io.IOException;
import java.util.Arrays;
import java.util.Collections;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ServletRequestPathUtils;

/**
 * Brings the requests of ClassLink's clients to the token endpoint, and those to revocation and introspection, into the form
 * that Spring's authorization server reads (contract, section 3): parameters may stand in the query, with an empty body and
 * no Content-Type, and {@code grant_type} may be missing. What cannot be read is refused in the endpoint's own language. Machines
 * may also ask at the host's root, as they do at ClassLink's Roster Server (contract, section 1).
 */
public class TokenRequestFilter extends OncePerRequestFilter {

	/** Where ClassLink's Roster Server has its token endpoint. */
	public static final String ROSTER_TOKEN = "/token";

	private static final int LONGEST = 8_192;

	private static final Set<String> SINGLE = Set.of("client_id", "client_secret", "code", "grant_type", "redirect_uri",
			"code_verifier", "refresh_token", "scope", "token", "token_type_hint");

	private final String tokenPath;

	private final OAuthErrorWriter errors;

	/**
	 * @param tokenPath where the token endpoint is
	 */
	public TokenRequestFilter(String tokenPath, OAuthErrorWriter errors) {
		this.tokenPath = tokenPath;
		this.errors = errors;
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		if (!HttpMethod.POST.matches(request.getMethod())) {
			response.setHeader("Allow", "POST");
			this.errors.write(request, response, HttpStatus.METHOD_NOT_ALLOWED, "invalid_request",
					"This endpoint takes POST, not " + request.getMethod() + ".");
			return;
		}
		Map<String, String[]> parameters;
		try {
			checkBody(request);
			parameters = parameters(request);
		}
		catch (UnreadableRequestException ex) {
			this.errors.write(request, response, HttpStatus.BAD_REQUEST, "invalid_request", ex.getMessage());
			return;
		}
		if (!isRosterToken(request)) {
			chain.doFilter(new NormalizedRequest(request, parameters, request.getRequestURI()), response);
		}
		else if (!"client_credentials".equals(parameters.get("grant_type")[0])) {
			this.errors.write(request, response, HttpStatus.BAD_REQUEST, "unsupported_grant_type", "At " + ROSTER_TOKEN
					+ " machines get their tokens, with grant_type=client_credentials. Everything else is at " + this.tokenPath + ".");
		}
		else {
			atTokenEndpoint(new NormalizedRequest(request, parameters, this.tokenPath), response, chain);
		}
	}

	/**
	 * What comes after this filter goes by the path that was parsed before it.
	 */
	private static void atTokenEndpoint(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		Object before = request.getAttribute(ServletRequestPathUtils.PATH_ATTRIBUTE);
		ServletRequestPathUtils.parseAndCache(request);
		try {
			chain.doFilter(request, response);
		}
		finally {
			request.setAttribute(ServletRequestPathUtils.PATH_ATTRIBUTE, before);
		}
	}

	private static boolean isRosterToken(HttpServletRequest request) {
		return request.getRequestURI().equals(ROSTER_TOKEN);
	}

	private static void checkBody(HttpServletRequest request) {
		if (request.getContentType() == null) {
			if (request.getContentLengthLong() > 0) {
				throw new UnreadableRequestException("The body has no Content-Type. It must be "
						+ MediaType.APPLICATION_FORM_URLENCODED_VALUE + ".");
			}
			return;
		}
		if (request.getContentLengthLong() != 0 && !isForm(request.getContentType())) {
			throw new UnreadableRequestException("The Content-Type is '" + OAuthErrorWriter.printable(request.getContentType())
					+ "'. It must be " + MediaType.APPLICATION_FORM_URLENCODED_VALUE + ".");
		}
	}

	private static boolean isForm(String contentType) {
		try {
			return MediaType.APPLICATION_FORM_URLENCODED.isCompatibleWith(MediaType.parseMediaType(contentType));
		}
		catch (InvalidMediaTypeException ex) {
			return false;
		}
	}

	private static Map<String, String[]> parameters(HttpServletRequest request) {
		Map<String, String[]> sent;
		try {
			sent = request.getParameterMap();
		}
		catch (IllegalStateException ex) {
			throw new UnreadableRequestException("The parameters cannot be decoded: they must be UTF-8 in percent-encoding.");
		}
		Map<String, String[]> parameters = new LinkedHashMap<>(sent);
		sent.keySet().stream().filter(SINGLE::contains).forEach((name) -> parameters.put(name, single(name, sent.get(name))));
		parameters.values().removeIf((values) -> values.length == 0);
		if (!parameters.containsKey("grant_type") && parameters.containsKey("code")) {
			parameters.put("grant_type", new String[] { "authorization_code" });
		}
		if (!parameters.containsKey("grant_type") && request.getRequestURI().endsWith("/token")) {
			throw new UnreadableRequestException(isRosterToken(request) ? "grant_type is missing: here it must be client_credentials."
					: "code is missing: send the code of the authorization answer (or grant_type and what it needs).");
		}
		return parameters;
	}

	/**
	 * The same value in the query and in the body is one value; an empty one is none (RFC 6749, section 3.2).
	 */
	private static String[] single(String name, String[] values) {
		String[] distinct = Arrays.stream(values).filter((value) -> !value.isEmpty()).distinct().toArray(String[]::new);
		if (distinct.length > 1) {
			throw new UnreadableRequestException(name + " was sent more than once, with different values.");
		}
		if (distinct.length == 1 && distinct[0].length() > LONGEST) {
			throw new UnreadableRequestException(name + " is longer than " + LONGEST + " characters.");
		}
		if (distinct.length == 1 && distinct[0].chars().anyMatch(Character::isISOControl)) {
			throw new UnreadableRequestException(name + " has control characters in it.");
		}
		return distinct;
	}

	private static final class UnreadableRequestException extends RuntimeException {

		private UnreadableRequestException(String message) {
			super(message, null, false, false);
		}

		@Override
		public String getMessage() {
			return String.valueOf(super.getMessage());
		}

	}

	private static final class NormalizedRequest extends HttpServletRequestWrapper {

		private final Map<String, String[]> parameters;

		private final String path;

		private NormalizedRequest(HttpServletRequest request, Map<String, String[]> parameters, String path) {
			super(request);
			this.parameters = parameters;
			this.path = path;
		}

		@Override
		public String getRequestURI() {
			return this.path;
		}

		@Override
		public @Nullable String getParameter(String name) {
			String[] values = this.parameters.get(name);
			return (values != null) ? values[0] : null;
		}

		@Override
		public Map<String, String[]> getParameterMap() {
			return Collections.unmodifiableMap(this.parameters);
		}

		@Override
		public Enumeration<String> getParameterNames() {
			return Collections.enumeration(this.parameters.keySet());
		}

		@Override
		public String @Nullable [] getParameterValues(String name) {
			return this.parameters.get(name);
		}

	}

}
