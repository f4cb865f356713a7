package org.rollcall.roster.query;

/**
 * Everything that a district has.
 */
record WholeDistrict(int tenantId) implements Sight {

}
