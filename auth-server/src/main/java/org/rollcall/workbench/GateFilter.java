package org.rollcall.workbench;

import java.io.IOException;
import java.util.concurrent.locks.Lock;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Leads every request through the {@link Gate}, but for those to the workbench itself, which open and close it.
 */
@Component
@WorkbenchOnly
@Order(Ordered.HIGHEST_PRECEDENCE + 14)
class GateFilter extends OncePerRequestFilter {

	private final Gate gate;

	GateFilter(Gate gate) {
		this.gate = gate;
	}

	@Override
	protected boolean shouldNotFilter(HttpServletRequest request) {
		return request.getServletPath().startsWith("/workbench/");
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		Lock lock = this.gate.forRequest();
		lock.lock();
		try {
			chain.doFilter(request, response);
		}
		finally {
			lock.unlock();
		}
	}

}
