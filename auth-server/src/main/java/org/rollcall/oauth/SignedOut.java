package org.rollcall.oauth;

import org.rollcall.platform.Happening;

/**
 * A person signed out.
 */
public record SignedOut(int userId) implements Happening {

	@Override
	public String sentence() {
		return "Person " + this.userId + " signed out";
	}

	@Override
	public Integer concernedPerson() {
		return this.userId;
	}

}
