package org.rollcall.directory;

/**
 * A school district, ClassLink's tenant (contract §5, {@code /v2/my/district}).
 *
 * @param tenantId ClassLink's TenantId, the district's identity towards apps
 * @param customUrl the path of the district's own login page, lower case
 * @param name the district's name as people know it
 * @param stateId ClassLink's number of the state
 * @param stateName the state's name, for example {@code "New Jersey"}
 * @param ncesId the district's id at the National Center for Education Statistics, {@code ""} if it has none
 * @param ncesName its name there, {@code ""} if it has none
 */
public record District(int tenantId, String customUrl, String name, int stateId, String stateName, String ncesId,
		String ncesName) {
}
