package org.rollcall.session;

import org.rollcall.platform.Happening;

/**
 * Sessions of a person were ended from elsewhere.
 *
 * @param count how many
 */
public record SessionsEnded(int userId, int count) implements Happening {

	@Override
	public String sentence() {
		return this.count + " session(s) of person " + this.userId + " were ended";
	}

	@Override
	public Integer concernedPerson() {
		return this.userId;
	}

}
