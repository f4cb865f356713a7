package org.rollcall.platform;

import org.jspecify.annotations.Nullable;

/**
 * A reason why the server cannot start that the person who started it can mend. Both sentences are printed instead of a
 * stack trace.
 */
public class StartupProblem extends RuntimeException {

	private final String action;

	/**
	 * @param sentence what is wrong, in one sentence
	 * @param action what to do about it, in one sentence
	 */
	public StartupProblem(String sentence, String action) {
		this(sentence, action, null);
	}

	/**
	 * @param sentence what is wrong, in one sentence
	 * @param action what to do about it, in one sentence
	 * @param cause what led to it, or {@code null}
	 */
	public StartupProblem(String sentence, String action, @Nullable Throwable cause) {
		super(sentence, cause);
		this.action = action;
	}

	/**
	 * Returns what to do about it.
	 */
	public String action() {
		return this.action;
	}

}
