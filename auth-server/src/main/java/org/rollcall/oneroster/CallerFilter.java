package org.rollcall.oneroster;

import java.io.IOException;
import java.util.List;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.rollcall.consent.ConsentPolicies;
import org.rollcall.consent.ConsentPolicy;
import org.rollcall.directory.Districts;

import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Lets those pass who are recognised.
 */
class CallerFilter extends OncePerRequestFilter {

	private final List<Callers> ways;

	private final Districts districts;

	private final ConsentPolicies policies;

	private final OneRosterErrors errors;

	CallerFilter(List<Callers> ways, Districts districts, ConsentPolicies policies, OneRosterErrors errors) {
		this.ways = ways;
		this.districts = districts;
		this.policies = policies;
		this.errors = errors;
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		try {
			Caller caller = this.ways.stream().filter((way) -> way.sent(request)).findFirst().orElseThrow().of(request);
			demandItsDistrict(caller, request);
			demandNotForbidden(caller);
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

	// A district that keeps its people from an app does not mean that the app goes on reading about them.
	private void demandNotForbidden(Caller caller) {
		if (this.policies.find(caller.tenantId(), caller.clientId()).kind() == ConsentPolicy.Kind.FORBIDDEN) {
			throw new OneRosterException(CodeMinor.FORBIDDEN, "The district has forbidden this app.");
		}
	}

	static OneRosterException notHere(String customUrl) {
		return new OneRosterException(CodeMinor.FORBIDDEN, "This access sees nothing of a district '%s'.".formatted(customUrl));
	}

}
