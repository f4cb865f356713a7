package org.rollcall.signin;

import org.rollcall.platform.Happening;

/**
 * A person signed in, with a password or a passkey.
 */
public record SignedIn(int userId, String address) implements Happening {

	@Override
	public String sentence() {
		return "Person " + this.userId + " signed in from " + this.address;
	}

	@Override
	public Integer concernedPerson() {
		return this.userId;
	}

}
