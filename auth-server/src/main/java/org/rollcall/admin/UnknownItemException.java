package org.rollcall.admin;

/**
 * Says in a sentence that there is nothing under an address.
 */
class UnknownItemException extends RuntimeException {

	UnknownItemException(String sentence) {
		super(sentence);
	}

}
