package org.rollcall.platform;

import java.util.Set;

/**
 * People can no longer sign in, for they left their district's roster. Published within the transaction that decides it, so
 * that whoever holds something of theirs, such as sessions and tokens, ends it at the same moment.
 *
 * @param userIds their UserIds
 */
public record PeopleDeactivated(Set<Integer> userIds) {

	public PeopleDeactivated {
		userIds = Set.copyOf(userIds);
	}

}
