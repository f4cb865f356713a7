package org.rollcall.sample;

import java.io.IOException;
import java.net.URI;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** Tells browsers what these pages never do, so that nobody can make them do it. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class SecurityHeaders extends OncePerRequestFilter {

	private final String contentSecurityPolicy;

	SecurityHeaders(SampleProperties properties) {
		// form-action also rules where the answer to a form may lead: signing out goes on to
		// the issuer
		this.contentSecurityPolicy = "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self' "
				+ URI.create(properties.issuer()).resolve("/") + "; base-uri 'none'; frame-ancestors 'none'";
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		response.setHeader("Content-Security-Policy", contentSecurityPolicy);
		response.setHeader("X-Content-Type-Options", "nosniff");
		// the callback's address holds the code: no other site may learn it
		response.setHeader("Referrer-Policy", "no-referrer");
		// pages about a pupil stay in no cache on a shared classroom computer
		response.setHeader("Cache-Control", "no-store");
		chain.doFilter(request, response);
	}

}
