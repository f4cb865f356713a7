package org.rollcall.passkey;

import org.jspecify.annotations.Nullable;

/**
 * What a browser sent is no passkey that is good here. What exactly is wrong helps nobody but who tries things out.
 */
public class PasskeyRefusedException extends RuntimeException {

	private final @Nullable Integer userId;

	PasskeyRefusedException(String message, Throwable cause) {
		this(message, cause, null);
	}

	PasskeyRefusedException(String message) {
		super(message);
		this.userId = null;
	}

	PasskeyRefusedException(String message, Throwable cause, @Nullable Integer userId) {
		super(message, cause);
		this.userId = userId;
	}

	/**
	 * Returns the UserId of whose passkey it is, {@code null} if it is nobody's.
	 */
	public @Nullable Integer userId() {
		return this.userId;
	}

}
