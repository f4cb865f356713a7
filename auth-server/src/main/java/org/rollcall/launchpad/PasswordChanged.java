package org.rollcall.launchpad;

import org.rollcall.platform.Happening;

/**
 * A person changed their own password.
 */
record PasswordChanged(int userId) implements Happening {

	@Override
	public String sentence() {
		return "Person " + this.userId + " changed their password";
	}

	@Override
	public Integer concernedPerson() {
		return this.userId;
	}

}
