package org.rollcall.roster.query;

/**
 * What somebody may see of a district's roster. A statement that was not narrowed by one is never sent.
 */
public sealed interface Sight permits WholeDistrict, SomeSchools, NamedRows {

	/**
	 * Returns the one district of which anything is seen.
	 */
	int tenantId();

}
