package org.rollcall.admin;

import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.rollcall.platform.Actor;
import org.rollcall.platform.JsonResponse;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Lets nobody in who does not show a key, and has every call written down.
 */
class AdminKeyFilter extends OncePerRequestFilter {

	static final String HEADER = "X-API-Key";

	private final AdminApiKeys keys;

	private final JsonResponse json;

	private final ApplicationEventPublisher events;

	AdminKeyFilter(AdminApiKeys keys, JsonResponse json, ApplicationEventPublisher events) {
		this.keys = keys;
		this.json = json;
		this.events = events;
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		String key = request.getHeader(HEADER);
		Optional<String> name = (key != null) ? this.keys.nameOf(key) : Optional.empty();
		name.ifPresent((known) -> Actor.enter(request, Actor.Kind.API_KEY, known));
		boolean answered = false;
		try {
			if (name.isEmpty()) {
				refuse(response, key);
			}
			else if (isForm(request)) {
				this.json.write(response, HttpStatus.UNSUPPORTED_MEDIA_TYPE, Map.of("message",
						"A form cannot be read here. Send the header Content-Type: application/yaml or application/json."));
			}
			else {
				chain.doFilter(request, response);
			}
			answered = true;
		}
		finally {
			this.events.publishEvent(new AdminApiCalled(name.orElse((key != null) ? "unknown" : "none"), request.getRemoteAddr(),
					request.getMethod(), request.getRequestURI(),
					answered ? response.getStatus() : HttpStatus.INTERNAL_SERVER_ERROR.value()));
		}
	}

	/** What curl says of everything it sends, unless it is told otherwise. */
	private static boolean isForm(HttpServletRequest request) {
		String type = request.getContentType();
		return type != null && type.toLowerCase(Locale.ROOT).startsWith(MediaType.APPLICATION_FORM_URLENCODED_VALUE);
	}

	private void refuse(HttpServletResponse response, @Nullable String key) throws IOException {
		String what = (key == null) ? "The header " + HEADER + " is missing." : "The key in " + HEADER + " is not the right one.";
		this.json.write(response, HttpStatus.UNAUTHORIZED,
				Map.of("message", what + " It is the value of ROLLCALL_ADMIN_KEY, or lies in the file " + AdminApiKeys.FILE
						+ " of the server's data folder."));
	}

}
