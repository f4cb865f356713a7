package org.rollcall.directory;

/**
 * What {@link Provisioning} did to the people of a district.
 *
 * @param created people who are new
 * @param updated people about whom something changed
 * @param deactivated people who are no longer in the roster and were still active
 */
public record ProvisioningReport(int created, int updated, int deactivated) {
}
