package org.rollcall.oauth;

import org.rollcall.consent.ConsentPolicies;
import org.rollcall.directory.Person;
import org.rollcall.directory.Role;

import org.springframework.stereotype.Component;

/**
 * Finds what a district lets an app have of one of its people.
 */
@Component
public class DistrictRules {

	private final ConsentPolicies policies;

	DistrictRules(ConsentPolicies policies) {
		this.policies = policies;
	}

	/**
	 * Returns what the person's district lets the app have of them.
	 */
	public DistrictRule of(Person person, String clientId) {
		int tenantId = person.district().tenantId();
		return new DistrictRule(this.policies.find(tenantId, clientId),
				person.role() == Role.STUDENT && this.policies.areStudentsLimited(tenantId));
	}

}
