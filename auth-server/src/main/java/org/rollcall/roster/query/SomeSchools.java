package org.rollcall.roster.query;

import java.util.Set;

/**
 * What some schools of a district have: their classes, who is in them, and who else belongs to them.
 *
 * @param schools with the departments below them
 * @param orgs the same, and the orgs above them
 */
record SomeSchools(int tenantId, Set<String> schools, Set<String> orgs) implements Sight {

}
