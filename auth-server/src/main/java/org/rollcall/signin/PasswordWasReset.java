package org.rollcall.signin;

import org.rollcall.platform.Happening;

/**
 * A person chose a new password by a link.
 */
public record PasswordWasReset(int userId) implements Happening {

	@Override
	public String sentence() {
		return "Person " + this.userId + " chose a new password by a link";
	}

	@Override
	public Integer concernedPerson() {
		return this.userId;
	}

}
