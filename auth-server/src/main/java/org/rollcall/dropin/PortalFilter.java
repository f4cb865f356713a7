package org.rollcall.dropin;

import java.io.IOException;
import java.util.Locale;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Sends browsers from ClassLink's portal hosts to the one where they are signed in: a session's cookie belongs to one host.
 * {@code login.classlink.com/my/<customurl>} is a district's login page, {@code myapps.classlink.com} the portal.
 */
@Order(Ordered.HIGHEST_PRECEDENCE + 5)
class PortalFilter extends OncePerRequestFilter {

	private static final String LOGIN_PAGES = "/my/";

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		String path = path(request);
		if (path == null) {
			chain.doFilter(request, response);
			return;
		}
		response.setStatus(HttpStatus.FOUND.value());
		response.setHeader(HttpHeaders.LOCATION,
				ClassLinkHosts.ISSUER + path + ((request.getQueryString() != null) ? "?" + request.getQueryString() : ""));
	}

	/**
	 * Returns the path at the other host, or {@code null} for a request that may stay.
	 */
	private static @Nullable String path(HttpServletRequest request) {
		String path = request.getRequestURI();
		return switch (request.getServerName().toLowerCase(Locale.ROOT)) {
			case ClassLinkHosts.MY_APPS -> path.equals("/") ? "/home" : path;
			case ClassLinkHosts.LOGIN -> path.startsWith(LOGIN_PAGES) ? path.substring(LOGIN_PAGES.length() - 1) : path;
			default -> null;
		};
	}

	@Override
	protected boolean shouldNotFilter(HttpServletRequest request) {
		return !HttpMethod.GET.matches(request.getMethod()) && !HttpMethod.HEAD.matches(request.getMethod())
				|| request.getRequestURI().startsWith(AuthorityController.PATH);
	}

}
