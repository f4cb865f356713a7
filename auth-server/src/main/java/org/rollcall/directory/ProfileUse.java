package org.rollcall.directory;

/**
 * A profile and what hangs on it.
 *
 * @param people how many have it
 * @param tiles how many tiles of the LaunchPad are for it
 */
public record ProfileUse(int profileId, String name, Role role, int people, int tiles) {

	/**
	 * Returns whether it is one of those that every district has, one for each role.
	 */
	public boolean isOfRole() {
		return this.name.equals(this.role.value());
	}

	/**
	 * Returns whether it could go and nobody would notice.
	 */
	public boolean isRemovable() {
		return !isOfRole() && this.people == 0 && this.tiles == 0;
	}

}
