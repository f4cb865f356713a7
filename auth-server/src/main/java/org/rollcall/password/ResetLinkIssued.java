package org.rollcall.password;

import org.rollcall.platform.Happening;

/**
 * A link for a new password was made for somebody.
 */
public record ResetLinkIssued(int userId) implements Happening {

	@Override
	public String sentence() {
		return "A link for a new password of person " + this.userId + " was made";
	}

	@Override
	public Integer concernedPerson() {
		return this.userId;
	}

}
