package org.rollcall.platform;

/**
 * What was sent is no picture, or none that is taken.
 */
final class BrokenPictureException extends Exception {

	private static final long serialVersionUID = 1L;

	BrokenPictureException() {
		super(null, null, false, false);
	}

}
