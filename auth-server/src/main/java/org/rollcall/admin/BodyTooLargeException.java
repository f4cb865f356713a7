package org.rollcall.admin;

/**
 * What was sent is larger than can be read.
 */
class BodyTooLargeException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	BodyTooLargeException(String message) {
		super(message);
	}

}
