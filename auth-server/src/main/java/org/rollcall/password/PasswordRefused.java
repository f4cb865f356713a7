package org.rollcall.password;

import java.util.Map;

import org.rollcall.platform.Happening;

/**
 * Somebody who is signed in was asked for the password once more, and it was not the right one: it may be somebody else who sits
 * there.
 *
 * @param throttled whether the attempt came too early after wrong ones
 */
public record PasswordRefused(int userId, String address, boolean throttled) implements Happening {

	@Override
	public String sentence() {
		return "Person " + this.userId + " was asked for the password once more, and from " + this.address + " came "
				+ (this.throttled ? "one too early after wrong ones" : "a wrong one");
	}

	@Override
	public Integer concernedPerson() {
		return this.userId;
	}

	@Override
	public Map<String, Object> details() {
		return Map.of("throttled", this.throttled);
	}

	@Override
	public boolean isAnybodys() {
		return true;
	}

}
