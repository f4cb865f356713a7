package org.rollcall.config;

/**
 * An item is of another district than the one that its writer may write to.
 */
public class ForeignDistrictException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	ForeignDistrictException(String own) {
		super("In reach is the district '" + own + "' only.");
	}

}
