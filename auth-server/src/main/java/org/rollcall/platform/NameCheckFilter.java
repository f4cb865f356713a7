package org.rollcall.platform;

import java.io.IOException;
import java.util.HashSet;
import java.util.Set;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Says in the log, once a name, that clients will fail which reach the server by it, and leaves the same for the error pages.
 * It refuses nothing: what the client makes of it is the client's affair.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class NameCheckFilter extends OncePerRequestFilter {

	private static final Logger log = LoggerFactory.getLogger(NameCheckFilter.class);

	/** Anybody may send any name, and the log is not theirs to fill. */
	private static final int MOST = 20;

	private final ExpectedNames expectedNames;

	private final RollcallProperties properties;

	private final Set<String> said = new HashSet<>();

	NameCheckFilter(ExpectedNames expectedNames, RollcallProperties properties) {
		this.expectedNames = expectedNames;
		this.properties = properties;
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		NameProblem problem = this.expectedNames.check(request);
		if (problem != null) {
			request.setAttribute(NameProblem.ATTRIBUTE, problem);
			String sentence = sentence(problem, ExpectedNames.use(request.getRequestURI()));
			if (sentence != null) {
				say(sentence);
			}
		}
		chain.doFilter(request, response);
	}

	private synchronized void say(String sentence) {
		if (this.said.size() < MOST && this.said.add(sentence)) {
			log.warn(sentence);
			if (this.said.size() == MOST) {
				log.warn("Rollcall was asked for by {} wrong names; no more of them are named here.", MOST);
			}
		}
	}

	/**
	 * Pages and pictures are opened by anybody who looks around; the log speaks of what apps do.
	 */
	private @Nullable String sentence(NameProblem problem, ExpectedNames.Use use) {
		String issuer = this.properties.issuer();
		String asked = problem.asked();
		String what = switch (use) {
			case DISCOVERY -> "Discovery was asked for at " + asked + ", and names the issuer " + issuer
					+ ": clients that discover there will refuse issuer " + issuer + ". ";
			case BACK_CHANNEL -> "An app calls Rollcall at " + asked + ", while the tokens name the issuer " + issuer
					+ ": clients that expect the issuer " + asked + " will refuse them. ";
			case AUTHORIZATION -> "A sign-in began at " + asked + ", while the tokens name the issuer " + issuer
					+ ": clients that expect the issuer " + asked + " will refuse them. ";
			case PAGE -> null;
		};
		if (what == null) {
			return null;
		}
		return switch (problem.kind()) {
			case NOT_CLASSLINKS -> what + "In drop-in mode let the client use ClassLink's own addresses, such as " + issuer
					+ "; docs/drop-in.md says how they lead here.";
			case NOT_SECURE -> "A sign-in began at " + asked + " over http, while cookies are sent over https only: it will not"
					+ " succeed. Open " + problem.expected()
					+ ", or set SERVER_FORWARD_HEADERS_STRATEGY=native behind a proxy that speaks https.";
			case OTHER_NAME -> what + "Set ROLLCALL_ISSUER to " + asked + " if browsers and apps both reach Rollcall there, or "
					+ (use.isBrowsers() ? "ROLLCALL_FRONT_CHANNEL_URL if browsers do"
							: "ROLLCALL_BACK_CHANNEL_URL if only apps' servers do")
					+ " and apps expect the issuer " + issuer + ".";
		};
	}

}
