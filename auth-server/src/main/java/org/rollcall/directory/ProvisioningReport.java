package org.rollcall.directory;

import java.util.Set;

/**
 * What {@link Provisioning} did to the people of a district.
 *
 * @param people how many people the roster has
 * @param activeBefore how many people of the roster could sign in before
 * @param created people who are new
 * @param updated people about whom something changed
 * @param leaving the UserIds of people who could sign in before, and no longer can
 */
public record ProvisioningReport(int people, int activeBefore, int created, int updated, Set<Integer> leaving) {

	public ProvisioningReport {
		leaving = Set.copyOf(leaving);
	}

}
