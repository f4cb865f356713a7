package org.rollcall.config;

/**
 * Whoever writes an item has no right to what it says.
 */
public class BeyondWriterException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	BeyondWriterException(String message) {
		super(message);
	}

}
