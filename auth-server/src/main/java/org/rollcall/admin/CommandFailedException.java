package org.rollcall.admin;

/**
 * A command cannot be done; the message says why to whoever typed it.
 */
class CommandFailedException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	CommandFailedException(String sentence) {
		super(sentence);
	}

}
