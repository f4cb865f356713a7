package org.rollcall.directory;

/**
 * Somebody who is registered, with all that they are registered with.
 *
 * @param userId ClassLink's UserId
 * @param tenantId the district's TenantId
 * @param role what the profile makes of the person
 * @param rostered whether the roster says who this is; then name, address, role, orgs and login id are the roster's
 */
public record RegisteredPerson(int userId, int tenantId, Role role, boolean rostered, PersonRegistration registration) {
}
