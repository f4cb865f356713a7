package org.rollcall.platform;

import java.util.LinkedHashMap;
import java.util.Map;

import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/**
 * Why a request was refused, for programs (RFC 9457). The sentence stands in it twice: {@code message} is what clients of
 * ClassLink's kind of API read.
 *
 * @param kind what sort of problem it is, such as {@code missing-scope}
 * @param detail what went wrong with this request, in a sentence
 * @param more what else is to be known, by name
 */
public record Problem(HttpStatus status, String kind, String detail, Map<String, ?> more) {

	/** The beginning of every {@code type}; nothing is to be found there. */
	public static final String TYPE = "urn:rollcall:problem:";

	public Problem(HttpStatus status, String kind, String detail) {
		this(status, kind, detail, Map.of());
	}

	/**
	 * Returns what stands in the answer.
	 */
	public Map<String, Object> body() {
		Map<String, Object> body = new LinkedHashMap<>();
		body.put("type", TYPE + this.kind);
		body.put("title", this.status.getReasonPhrase());
		body.put("status", this.status.value());
		body.put("detail", this.detail);
		body.put("message", this.detail);
		body.putAll(this.more);
		return body;
	}

	/**
	 * Returns it as the answer of a controller.
	 */
	public ResponseEntity<Map<String, Object>> response() {
		return ResponseEntity.status(this.status).contentType(MediaType.APPLICATION_PROBLEM_JSON).body(body());
	}

}
