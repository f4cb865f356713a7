package org.rollcall.platform;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;

import javax.sql.DataSource;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.boot.availability.LivenessState;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Answers those who watch over the server: {@code /livez} whether to leave it running, {@code /readyz} whether to send it
 * requests. Both say 200 or 503, and why, in a sentence. A database that is away is no reason to start the server anew.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class HealthFilter extends OncePerRequestFilter {

	static final String LIVE = "/livez";

	static final String READY = "/readyz";

	/** Longer, and whoever asks has given up. */
	private static final int SECONDS = 1;

	private final ApplicationAvailability availability;

	private final DataSource database;

	HealthFilter(ApplicationAvailability availability, DataSource database) {
		this.availability = availability;
		this.database = database;
	}

	@Override
	protected boolean shouldNotFilter(HttpServletRequest request) {
		return !Set.of(LIVE, READY).contains(request.getRequestURI());
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		if (!Set.of("GET", "HEAD").contains(request.getMethod())) {
			response.setHeader(HttpHeaders.ALLOW, "GET, HEAD");
			answer(response, HttpStatus.METHOD_NOT_ALLOWED, "Ask with GET.");
		}
		else if (request.getRequestURI().equals(LIVE)) {
			live(response);
		}
		else {
			ready(response);
		}
	}

	private void live(HttpServletResponse response) throws IOException {
		if (this.availability.getLivenessState() == LivenessState.CORRECT) {
			answer(response, HttpStatus.OK, "Rollcall is alive.");
		}
		else {
			answer(response, HttpStatus.SERVICE_UNAVAILABLE, "Rollcall cannot go on and must be started anew.");
		}
	}

	private void ready(HttpServletResponse response) throws IOException {
		if (this.availability.getReadinessState() != ReadinessState.ACCEPTING_TRAFFIC) {
			answer(response, HttpStatus.SERVICE_UNAVAILABLE, "Rollcall is starting or stopping.");
		}
		else if (!databaseAnswers()) {
			answer(response, HttpStatus.SERVICE_UNAVAILABLE, ErrorResponses.sentence(HttpStatus.SERVICE_UNAVAILABLE));
		}
		else {
			answer(response, HttpStatus.OK, "Rollcall is ready.");
		}
	}

	private boolean databaseAnswers() {
		try (Connection connection = this.database.getConnection()) {
			return connection.isValid(SECONDS);
		}
		catch (SQLException ex) {
			return false;
		}
	}

	private static void answer(HttpServletResponse response, HttpStatus status, String sentence) throws IOException {
		response.setStatus(status.value());
		response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
		response.setHeader("X-Content-Type-Options", "nosniff");
		response.setContentType(MediaType.TEXT_PLAIN_VALUE);
		byte[] body = (sentence + "\n").getBytes(StandardCharsets.UTF_8);
		response.setContentLength(body.length);
		response.getOutputStream().write(body);
	}

}
