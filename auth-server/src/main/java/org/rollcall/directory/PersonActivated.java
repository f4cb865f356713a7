package org.rollcall.directory;

import java.util.Map;

import org.rollcall.platform.Happening;

/**
 * Somebody is kept out by hand, or let in again.
 *
 * @param wasActive whether they could sign in before
 * @param active whether they can now
 */
public record PersonActivated(int userId, boolean wasActive, boolean active) implements Happening {

	@Override
	public String sentence() {
		return "Person " + this.userId + (this.active ? " was activated" : " was deactivated");
	}

	@Override
	public Integer concernedPerson() {
		return this.userId;
	}

	@Override
	public Map<String, Object> before() {
		return Map.of("active", this.wasActive);
	}

	@Override
	public Map<String, Object> after() {
		return Map.of("active", this.active, "byHand", true);
	}

}
