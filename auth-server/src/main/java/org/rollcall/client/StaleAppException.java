package org.rollcall.client;

/**
 * Somebody else changed the app since whoever wants to change it now looked at it.
 */
public class StaleAppException extends RuntimeException {

	StaleAppException(String clientId) {
		super("App " + clientId + " was changed meanwhile");
	}

}
