package org.rollcall.platform;

import java.io.IOException;

import jakarta.servlet.http.HttpServletResponse;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;

/**
 * Writes JSON that nobody may cache. The content type is {@code application/json} and nothing else, but for problems: clients
 * of ClassLink compare it (contract, section 7, row 12).
 */
@Component
public class JsonResponse {

	private final JsonMapper mapper;

	JsonResponse(JsonMapper mapper) {
		this.mapper = mapper;
	}

	/**
	 * @param body what {@link JsonMapper} can write
	 */
	public void write(HttpServletResponse response, HttpStatus status, Object body) throws IOException {
		write(response, status, MediaType.APPLICATION_JSON_VALUE, body);
	}

	/**
	 * Writes a problem, whose content type is {@code application/problem+json}.
	 */
	public void write(HttpServletResponse response, Problem problem) throws IOException {
		write(response, problem.status(), MediaType.APPLICATION_PROBLEM_JSON_VALUE, problem.body());
	}

	private void write(HttpServletResponse response, HttpStatus status, String contentType, Object body) throws IOException {
		byte[] bytes = this.mapper.writeValueAsBytes(body);
		response.setStatus(status.value());
		response.setHeader(HttpHeaders.CONTENT_TYPE, contentType);
		response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
		response.setHeader(HttpHeaders.PRAGMA, "no-cache");
		response.setContentLength(bytes.length);
		response.getOutputStream().write(bytes);
	}

}
