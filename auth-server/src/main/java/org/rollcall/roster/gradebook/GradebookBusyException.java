package org.rollcall.roster.gradebook;

/**
 * Somebody else holds what was to be written, such as an import that lasts.
 */
public class GradebookBusyException extends RuntimeException {

	GradebookBusyException(Throwable cause) {
		super("Somebody else is writing the same at this moment", cause);
	}

}
