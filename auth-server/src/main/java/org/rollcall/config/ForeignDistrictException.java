package org.rollcall.config;

/**
 * An item is of another district than the one that its writer may write to.
 */
public class ForeignDistrictException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	ForeignDistrictException(String own) {
		super("This key reaches the district '" + own + "' only.");
	}

}
