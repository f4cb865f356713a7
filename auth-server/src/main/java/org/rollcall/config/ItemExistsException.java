package org.rollcall.config;

/**
 * Says in a sentence that something cannot be created because it is there already.
 */
public class ItemExistsException extends RuntimeException {

	ItemExistsException(String sentence) {
		super(sentence);
	}

}
