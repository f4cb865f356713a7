package org.rollcall.roster.query;

/**
 * A field that a type does not have was asked for.
 */
public class UnknownFieldException extends RuntimeException {

	private final String field;

	UnknownFieldException(RosterType type, String field) {
		super("%s have no field '%s'".formatted(type.plural(), field), null, false, false);
		this.field = field;
	}

	/**
	 * Returns the name that was sent.
	 */
	public String field() {
		return this.field;
	}

}
