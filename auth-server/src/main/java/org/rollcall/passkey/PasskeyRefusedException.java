package org.rollcall.passkey;

/**
 * What a browser sent is no passkey that is good here. What exactly is wrong helps nobody but who tries things out.
 */
public class PasskeyRefusedException extends RuntimeException {

	PasskeyRefusedException(String message, Throwable cause) {
		super(message, cause);
	}

	PasskeyRefusedException(String message) {
		super(message);
	}

}
