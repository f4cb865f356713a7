package org.rollcall.admin;

import java.io.IOException;
import java.util.Collections;
import java.util.Locale;
import java.util.Optional;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.rollcall.platform.Actor;
import org.rollcall.platform.JsonResponse;
import org.rollcall.platform.Problem;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Lets nobody in who does not show a key, or a machine's access token (RFC 6750), that is good for what is asked, and has every
 * call written down.
 */
class AdminKeyFilter extends OncePerRequestFilter {

	static final String HEADER = "X-API-Key";

	private static final String BEARER = "Bearer";

	private static final String CHALLENGE = BEARER + " realm=\"Rollcall\"";

	private final AdminApiKeys keys;

	private final AdminApps apps;

	private final JsonResponse json;

	private final ApplicationEventPublisher events;

	AdminKeyFilter(AdminApiKeys keys, AdminApps apps, JsonResponse json, ApplicationEventPublisher events) {
		this.keys = keys;
		this.apps = apps;
		this.json = json;
		this.events = events;
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		Optional<Caller> caller = Optional.empty();
		boolean answered = false;
		try {
			caller = authenticate(request, response);
			if (caller.isEmpty()) {
				answered = true;
				return;
			}
			if (isForm(request)) {
				this.json.write(response, new Problem(HttpStatus.UNSUPPORTED_MEDIA_TYPE, "form",
						"A form cannot be read here. Send the header Content-Type: application/yaml or application/json."));
			}
			else {
				caller.get().enter(request);
				Optional<Problem> refusal = caller.get().refusal(request);
				if (refusal.isPresent()) {
					if (caller.get().kind() == Actor.Kind.APP) {
						challenge(response, "insufficient_scope", refusal.get());
					}
					this.json.write(response, refusal.get());
				}
				else {
					chain.doFilter(request, response);
				}
			}
			answered = true;
		}
		finally {
			boolean shown = request.getHeader(HEADER) != null || bearer(request) != null;
			String clientId = caller.filter((known) -> known.kind() == Actor.Kind.APP).map(Caller::name).orElse(null);
			this.events.publishEvent(new AdminApiCalled(caller.map(Caller::name).orElse(shown ? "unknown" : "none"), clientId,
					request.getRemoteAddr(), request.getMethod(), request.getRequestURI(),
					answered ? response.getStatus() : HttpStatus.INTERNAL_SERVER_ERROR.value(),
					caller.map(Caller::tenantId).orElse(null)));
		}
	}

	/** What curl says of everything it sends, unless it is told otherwise. */
	private static boolean isForm(HttpServletRequest request) {
		String type = request.getContentType();
		return type != null && type.toLowerCase(Locale.ROOT).startsWith(MediaType.APPLICATION_FORM_URLENCODED_VALUE);
	}

	/**
	 * Returns who calls; nobody, if that has been answered already.
	 */
	private Optional<Caller> authenticate(HttpServletRequest request, HttpServletResponse response) throws IOException {
		String key = request.getHeader(HEADER);
		String token = bearer(request);
		if (token == null) {
			Optional<Caller> caller = (key != null) ? this.keys.callerOf(key) : Optional.empty();
			if (caller.isEmpty()) {
				refuse(response, key);
			}
			return caller;
		}
		if (key != null || Collections.list(request.getHeaders(HttpHeaders.AUTHORIZATION)).stream().distinct().count() > 1) {
			Problem problem = new Problem(HttpStatus.BAD_REQUEST, "credentials",
					"Send either " + HEADER + " or one access token in Authorization, so that it is plain who calls.");
			challenge(response, "invalid_request", problem);
			this.json.write(response, problem);
			return Optional.empty();
		}
		try {
			return Optional.of(this.apps.callerOf(token));
		}
		catch (AdminApps.RefusedTokenException ex) {
			challenge(response, ex.error(), ex.problem());
			this.json.write(response, ex.problem());
			return Optional.empty();
		}
	}

	/**
	 * Returns what is shown as an access token; {@code null} if nothing is. Tokens in an address or a form do not count: they would
	 * stand in logs.
	 */
	private static @Nullable String bearer(HttpServletRequest request) {
		String header = request.getHeader(HttpHeaders.AUTHORIZATION);
		return (header != null && header.regionMatches(true, 0, BEARER + " ", 0, BEARER.length() + 1))
				? header.substring(BEARER.length()).strip() : null;
	}

	private static void challenge(HttpServletResponse response, String error, Problem problem) {
		String scope = (problem.more().get("scope") instanceof String missing) ? ", scope=\"" + missing + "\"" : "";
		response.setHeader(HttpHeaders.WWW_AUTHENTICATE, CHALLENGE + ", error=\"" + error + "\", error_description=\""
				+ problem.detail().replace('"', '\'') + "\"" + scope);
	}

	/** Without a token there is no error either (RFC 6750, section 3.1). */
	private void refuse(HttpServletResponse response, @Nullable String key) throws IOException {
		String what = (key == null) ? "The header " + HEADER + " is missing." : "The key in " + HEADER + " is not the right one.";
		response.setHeader(HttpHeaders.WWW_AUTHENTICATE, CHALLENGE);
		this.json.write(response, new Problem(HttpStatus.UNAUTHORIZED, "key",
				what + " It is the value of ROLLCALL_ADMIN_KEY, lies in the file " + AdminApiKeys.FILE
						+ " of the server's data folder, or was made in the console. A machine sends an access token instead, as"
						+ " Authorization: Bearer."));
	}

}
