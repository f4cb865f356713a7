package org.rollcall.directory;

/**
 * A district cannot be registered as asked. The message is one sentence that says why, fit to be shown to whoever wrote
 * the registration.
 */
public class DistrictRefusedException extends IllegalArgumentException {

	DistrictRefusedException(String message) {
		super(message);
	}

}
