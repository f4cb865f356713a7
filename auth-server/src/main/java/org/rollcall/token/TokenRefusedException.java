package org.rollcall.token;

/**
 * A code or a token is no good, and why, in words for the developer of the app (RFC 6749, section 5.2).
 */
public class TokenRefusedException extends RuntimeException {

	private final String error;

	/**
	 * @param error the error code, such as {@code invalid_grant}
	 * @param description why, and what to do about it
	 */
	public TokenRefusedException(String error, String description) {
		super(description, null, false, false);
		this.error = error;
	}

	/**
	 * Returns the error code, such as {@code invalid_grant}.
	 */
	public String error() {
		return this.error;
	}

	/**
	 * Returns why, and what to do about it.
	 */
	public String description() {
		return super.getMessage();
	}

}
