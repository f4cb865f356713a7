package org.rollcall.oneroster;

import org.springframework.http.HttpStatus;

/**
 * A request that is not answered with what it asks for. The message tells who sent it why.
 */
class OneRosterException extends RuntimeException {

	private final HttpStatus status;

	private final CodeMinor codeMinor;

	private final String description;

	OneRosterException(CodeMinor codeMinor, String description) {
		this(codeMinor.status(), codeMinor, description);
	}

	/**
	 * @param status another one than usual
	 */
	OneRosterException(HttpStatus status, CodeMinor codeMinor, String description) {
		super(description, null, false, false);
		this.status = status;
		this.codeMinor = codeMinor;
		this.description = description;
	}

	HttpStatus status() {
		return this.status;
	}

	CodeMinor codeMinor() {
		return this.codeMinor;
	}

	String description() {
		return this.description;
	}

}
