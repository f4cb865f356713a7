package org.rollcall.roster;

/**
 * What somebody wants of an import cannot be, as things are; the message says why.
 */
public class ImportRefusedException extends RuntimeException {

	private final Reason reason;

	ImportRefusedException(Reason reason, String message) {
		super(message);
		this.reason = reason;
	}

	/** Why, for those who say it in their own words. */
	public Reason reason() {
		return this.reason;
	}

	/**
	 * Why an import was refused.
	 */
	public enum Reason {

		/** Another import of the district is under way. */
		BUSY,

		/** The import is not at the point where that could be done. */
		NOT_NOW,

		/** More people would leave than may without a confirmation. */
		TOO_MANY_LEAVING,

		/** There is no file, or it is larger than what may be uploaded. */
		UPLOAD

	}

}
