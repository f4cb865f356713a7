package org.rollcall.roster.gradebook;

/**
 * Something that this app, or this person, may not write. The message says why.
 */
public class WriteRefusedException extends RuntimeException {

	WriteRefusedException(String message) {
		super(message, null, false, false);
	}

}
