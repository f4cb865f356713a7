package org.rollcall.config;

/**
 * An app has, or would get, a scope of the admin API that its writer may not give away.
 */
public class ScopeBeyondWriterException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	ScopeBeyondWriterException(String scope) {
		super("An app with the scope " + scope + " can do what that scope is for, so only who has it may make or change one.");
	}

}
