package org.rollcall.admin;

/**
 * What the key or the token that was shown is not for.
 */
class BeyondReachException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	BeyondReachException(String sentence) {
		super(sentence);
	}

}
