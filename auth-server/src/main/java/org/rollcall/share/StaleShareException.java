package org.rollcall.share;

/**
 * Somebody else changed the share, made it or ended it, since whoever wants to change it now looked at it.
 */
public class StaleShareException extends RuntimeException {

	StaleShareException(int tenantId, String clientId) {
		super("What district " + tenantId + " shares with app " + clientId + " was changed meanwhile");
	}

}
