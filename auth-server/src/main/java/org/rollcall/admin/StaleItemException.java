package org.rollcall.admin;

/**
 * What was to be changed is not what the caller saw any more.
 */
class StaleItemException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	StaleItemException(String sentence) {
		super(sentence);
	}

}
