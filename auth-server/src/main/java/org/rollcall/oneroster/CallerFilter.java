package org.rollcall.oneroster;

import java.io.IOException;
import java.util.List;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Lets those pass who are recognised.
 */
class CallerFilter extends OncePerRequestFilter {

	private final List<Callers> ways;

	private final OneRosterErrors errors;

	CallerFilter(List<Callers> ways, OneRosterErrors errors) {
		this.ways = ways;
		this.errors = errors;
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		try {
			this.ways.stream().filter((way) -> way.sent(request)).findFirst().orElseThrow().of(request).keep(request);
		}
		catch (OneRosterException ex) {
			this.errors.write(response, ex);
			return;
		}
		chain.doFilter(request, response);
	}

}
