package org.rollcall.roster.query;

import java.util.Set;

/**
 * What concerns somebody: certain people, certain classes, and what hangs on both.
 */
record NamedRows(int tenantId, Set<String> users, Set<String> classes, Set<String> orgs) implements Sight {

}
