package org.rollcall.admin;

import java.io.IOException;
import java.util.Locale;
import java.util.Optional;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.rollcall.platform.JsonResponse;
import org.rollcall.platform.Problem;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Lets nobody in who does not show a key that is good for what is asked, and has every call written down.
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
		Optional<Caller> caller = (key != null) ? this.keys.callerOf(key) : Optional.empty();
		boolean answered = false;
		try {
			if (caller.isEmpty()) {
				refuse(response, key);
			}
			else if (isForm(request)) {
				this.json.write(response, new Problem(HttpStatus.UNSUPPORTED_MEDIA_TYPE, "form",
						"A form cannot be read here. Send the header Content-Type: application/yaml or application/json."));
			}
			else {
				caller.get().enter(request);
				Optional<Problem> refusal = caller.get().refusal(request);
				if (refusal.isPresent()) {
					this.json.write(response, refusal.get());
				}
				else {
					chain.doFilter(request, response);
				}
			}
			answered = true;
		}
		finally {
			this.events.publishEvent(new AdminApiCalled(caller.map(Caller::name).orElse((key != null) ? "unknown" : "none"),
					request.getRemoteAddr(), request.getMethod(), request.getRequestURI(),
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
		this.json.write(response, new Problem(HttpStatus.UNAUTHORIZED, "key",
				what + " It is the value of ROLLCALL_ADMIN_KEY, lies in the file " + AdminApiKeys.FILE
						+ " of the server's data folder, or was made in the console."));
	}

}
