package org.rollcall.console;

/**
 * The page is not for whoever asks. Why, and whether there is anything at all, stays unsaid.
 */
class ForbiddenException extends RuntimeException {

	ForbiddenException() {
		super(null, null, false, false);
	}

}
