package org.rollcall.roster.query;

/**
 * A filter that cannot be understood. The message says why, in words that follow "The filter is not valid: ".
 */
public class InvalidFilterException extends RuntimeException {

	InvalidFilterException(String message) {
		super(message, null, false, false);
	}

}
