package org.rollcall.directory;

/**
 * The facts of a district that no roster carries, as given by its configuration.
 *
 * @param tenantId the district's TenantId, positive
 * @param customUrl the path of its login page: lower-case letters, digits and hyphens, at most 63
 * @param name the district's name
 * @param stateId ClassLink's number of the state
 * @param stateName the state's name
 * @param ncesId its NCES id, {@code ""} if it has none
 * @param ncesName its name at the NCES, {@code ""} if it has none
 * @param buildingName the name of its building (ClassLink's word for a directory domain; usually one per district)
 */
public record DistrictRegistration(int tenantId, String customUrl, String name, int stateId, String stateName,
		String ncesId, String ncesName, String buildingName) {
}
