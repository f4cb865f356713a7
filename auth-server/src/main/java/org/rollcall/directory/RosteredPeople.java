package org.rollcall.directory;

import java.util.Map;

/**
 * Everybody in a district's roster, as queries, for they are many: what {@link Provisioning} turns into people who can sign in.
 * SourcedIds are unique, and so are login ids, without regard to case; whoever else a query tells of is among the people.
 *
 * @param people finds {@code sourced_id}, {@code login_id}, {@code role} (the value of a {@link Role}), {@code first_name},
 * {@code middle_name}, {@code last_name}, {@code email}, {@code active} (whether the person may sign in), and {@code position}, the
 * order in which new people get their numbers
 * @param orgs finds {@code sourced_id}, {@code ordinal} and {@code org}: the sourcedIds of a person's orgs, in the roster's order
 * @param groups finds {@code sourced_id} and {@code name}: the groups that the roster puts a person in, each once
 * @param students finds {@code parent} and {@code student}: by sourcedId, each pair once
 * @param parameters what the queries name with a colon, besides {@code :tenantId}
 */
public record RosteredPeople(String people, String orgs, String groups, String students, Map<String, ?> parameters) {

	public RosteredPeople {
		parameters = Map.copyOf(parameters);
	}

}
