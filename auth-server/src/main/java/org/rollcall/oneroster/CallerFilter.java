package org.rollcall.oneroster;

import java.io.IOException;
import java.util.List;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.rollcall.directory.Districts;

import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Lets those pass who are recognised.
 */
class CallerFilter extends OncePerRequestFilter {

	private final List<Callers> ways;

	private final Districts districts;

	private final OneRosterErrors errors;

	CallerFilter(List<Callers> ways, Districts districts, OneRosterErrors errors) {
		this.ways = ways;
		this.districts = districts;
		this.errors = errors;
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		try {
			Caller caller = this.ways.stream().filter((way) -> way.sent(request)).findFirst().orElseThrow().of(request);
			demandItsDistrict(caller, request);
			caller.keep(request);
		}
		catch (OneRosterException ex) {
			this.errors.write(response, ex);
			return;
		}
		chain.doFilter(request, response);
	}

	/**
	 * What the address of another district answers does not tell whether there is one.
	 */
	private void demandItsDistrict(Caller caller, HttpServletRequest request) {
		String customUrl = NamedRoster.of(request).customUrl();
		if (customUrl != null
				&& this.districts.findByCustomUrl(customUrl).filter((district) -> district.tenantId() == caller.tenantId()).isEmpty()) {
			throw notHere(customUrl);
		}
	}

	static OneRosterException notHere(String customUrl) {
		return new OneRosterException(CodeMinor.FORBIDDEN, "This access sees nothing of a district '%s'.".formatted(customUrl));
	}

}
