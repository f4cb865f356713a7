package org.rollcall.oneroster;

import java.io.IOException;

import jakarta.servlet.http.HttpServletResponse;

import org.rollcall.platform.JsonResponse;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/**
 * Answers with OneRoster's error payload, and with the {@code WWW-Authenticate} of RFC 6750.
 */
@Component
class OneRosterErrors {

	private final JsonResponse json;

	OneRosterErrors(JsonResponse json) {
		this.json = json;
	}

	void write(HttpServletResponse response, OneRosterException problem) throws IOException {
		if (problem.status() == HttpStatus.UNAUTHORIZED) {
			response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer realm=\"Rollcall\"");
		}
		this.json.write(response, problem.status(), StatusInfo.of(problem));
	}

}
