package org.rollcall.oneroster;

import org.springframework.http.HttpStatus;

/**
 * What went wrong, in OneRoster's words, and the status that goes with it (OneRoster 1.1, section 3.5; 1.2 has the same).
 */
enum CodeMinor {

	UNAUTHORISED("unauthorisedrequest", HttpStatus.UNAUTHORIZED),

	FORBIDDEN("forbidden", HttpStatus.FORBIDDEN),

	UNKNOWN_OBJECT("unknownobject", HttpStatus.NOT_FOUND),

	INVALID_DATA("invaliddata", HttpStatus.BAD_REQUEST),

	SERVER_BUSY("server_busy", HttpStatus.TOO_MANY_REQUESTS),

	INTERNAL("internal_server_error", HttpStatus.INTERNAL_SERVER_ERROR),

	INVALID_FILTER_FIELD("invalid_filter_field", HttpStatus.BAD_REQUEST),

	INVALID_SORT_FIELD("invalid_sort_field", HttpStatus.BAD_REQUEST),

	INVALID_SELECTION_FIELD("invalid_selection_field", HttpStatus.BAD_REQUEST),

	INVALID_BLANK_SELECTION_FIELD("invalid_blank_selection_field", HttpStatus.BAD_REQUEST);

	private final String value;

	private final HttpStatus status;

	CodeMinor(String value, HttpStatus status) {
		this.value = value;
		this.status = status;
	}

	/**
	 * Returns what a status means if nobody can say more.
	 */
	static CodeMinor of(HttpStatus status) {
		return switch (status) {
			case UNAUTHORIZED -> UNAUTHORISED;
			case FORBIDDEN -> FORBIDDEN;
			case NOT_FOUND -> UNKNOWN_OBJECT;
			case TOO_MANY_REQUESTS, SERVICE_UNAVAILABLE -> SERVER_BUSY;
			default -> status.is5xxServerError() ? INTERNAL : INVALID_DATA;
		};
	}

	String value() {
		return this.value;
	}

	/**
	 * Returns the word of OneRoster 1.2, which has fewer of them.
	 */
	String value1p2() {
		return switch (this) {
			case INVALID_SORT_FIELD -> INVALID_DATA.value;
			case INVALID_BLANK_SELECTION_FIELD -> INVALID_SELECTION_FIELD.value;
			default -> this.value;
		};
	}

	HttpStatus status() {
		return this.status;
	}

}
