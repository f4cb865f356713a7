package org.rollcall.platform;

/**
 * A file cannot be a logo.
 */
public final class PictureRefusedException extends Exception {

	private static final long serialVersionUID = 1L;

	private final Reason reason;

	PictureRefusedException(Reason reason) {
		super(reason.name(), null, false, false);
		this.reason = reason;
	}

	public Reason reason() {
		return this.reason;
	}

	/**
	 * What is wrong with it.
	 */
	public enum Reason {

		/** It has too many bytes. */
		TOO_LARGE,

		/** It is neither a PNG nor a JPEG, or a broken one, or has too many pixels. */
		NO_PICTURE,

		/** Its sides differ, or are too short. */
		NOT_SQUARE

	}

}
