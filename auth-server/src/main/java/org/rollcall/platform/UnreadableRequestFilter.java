package org.rollcall.platform;

import java.io.IOException;
import java.util.List;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.apache.tomcat.util.http.InvalidParameterException;

import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses a form that cannot be decoded before anybody reads it: further in, Tomcat's complaint about it would be an error of
 * the server, and the log would quote it, whatever secret it holds.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 20)
class UnreadableRequestFilter extends OncePerRequestFilter {

	private static final List<String> STRICT = List.of("/admin/v1/", "/ims/", "/applications");

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		try {
			request.getParameterMap();
		}
		catch (InvalidParameterException ex) {
			response.sendError(ex.getErrorCode());
			return;
		}
		catch (IllegalStateException ex) {
			response.sendError(HttpStatus.BAD_REQUEST.value());
			return;
		}
		chain.doFilter(request, response);
	}

	/**
	 * The query of a GET is read leniently, by whoever needs it; that of the APIs for programs is not.
	 */
	@Override
	protected boolean shouldNotFilter(HttpServletRequest request) {
		return !HttpMethod.POST.matches(request.getMethod()) && STRICT.stream().noneMatch(request.getRequestURI()::startsWith);
	}

}
