package org.rollcall.workbench;

import org.springframework.http.HttpStatus;

/**
 * The workbench cannot do what it was asked for; the message says why, for whoever writes the test.
 */
class WorkbenchFault extends RuntimeException {

	private final HttpStatus status;

	WorkbenchFault(HttpStatus status, String message) {
		super(message);
		this.status = status;
	}

	/**
	 * What was asked for cannot be.
	 */
	static WorkbenchFault badRequest(String message) {
		return new WorkbenchFault(HttpStatus.BAD_REQUEST, message);
	}

	HttpStatus status() {
		return this.status;
	}

	/** Never {@code null}. */
	String message() {
		return String.valueOf(getMessage());
	}

}
