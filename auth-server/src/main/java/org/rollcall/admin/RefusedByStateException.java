package org.rollcall.admin;

/**
 * What cannot be done as things are.
 */
class RefusedByStateException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final String kind;

	/**
	 * @param kind what sort of problem it is
	 */
	RefusedByStateException(String kind, String sentence) {
		super(sentence);
		this.kind = kind;
	}

	String kind() {
		return this.kind;
	}

}
