package org.rollcall.workbench;

import java.io.IOException;
import java.util.Map;
import java.util.Set;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.rollcall.platform.JsonResponse;
import org.rollcall.platform.RollcallProperties;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Keeps web pages away from the workbench. It asks for no key, so any page that a developer opens could otherwise use the one
 * on his machine. Browsers name a page's origin, and send nothing to another origin as JSON without asking first.
 */
class Fence extends OncePerRequestFilter {

	private static final Set<String> OWN_SITE = Set.of("same-origin", "none");

	private final RollcallProperties properties;

	private final JsonResponse json;

	private final ApplicationEventPublisher events;

	Fence(RollcallProperties properties, JsonResponse json, ApplicationEventPublisher events) {
		this.properties = properties;
		this.json = json;
		this.events = events;
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		String origin = request.getHeader(HttpHeaders.ORIGIN);
		String site = request.getHeader("Sec-Fetch-Site");
		if ((origin != null && !isOurs(origin)) || (site != null && !OWN_SITE.contains(site))) {
			refuse(request, response, HttpStatus.FORBIDDEN,
					"A web page of another origin sent this, and the workbench takes nothing from web pages. Call it from the"
							+ " test's own process.");
		}
		else if ("POST".equals(request.getMethod()) && !isJsonOrNothing(request)) {
			refuse(request, response, HttpStatus.UNSUPPORTED_MEDIA_TYPE,
					"The workbench reads JSON: send 'Content-Type: application/json'.");
		}
		else {
			chain.doFilter(request, response);
		}
	}

	/** Not what the request calls us: a stranger's name may lead here too. */
	private boolean isOurs(String origin) {
		return origin.equalsIgnoreCase(this.properties.issuer()) || origin.equalsIgnoreCase(this.properties.frontChannelUrl());
	}

	private static boolean isJsonOrNothing(HttpServletRequest request) {
		String type = request.getContentType();
		return (type == null) ? request.getContentLengthLong() <= 0 && request.getHeader(HttpHeaders.TRANSFER_ENCODING) == null
				: isJson(type);
	}

	private static boolean isJson(@Nullable String type) {
		try {
			return MediaType.APPLICATION_JSON.isCompatibleWith(MediaType.parseMediaType(String.valueOf(type)));
		}
		catch (InvalidMediaTypeException ex) {
			return false;
		}
	}

	private void refuse(HttpServletRequest request, HttpServletResponse response, HttpStatus status, String message)
			throws IOException {
		this.events.publishEvent(new WorkbenchUsed("do something", request.getRemoteAddr(), status.value()));
		this.json.write(response, status, Map.of("message", message));
	}

}
