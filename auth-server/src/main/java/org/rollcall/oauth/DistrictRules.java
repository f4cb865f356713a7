package org.rollcall.oauth;

import java.util.Collection;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.rollcall.consent.ConsentPolicies;
import org.rollcall.consent.ConsentPolicy;
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

	/**
	 * Returns what the person's district lets each of the apps have of them.
	 */
	public Map<String, DistrictRule> of(Person person, Collection<String> clientIds) {
		int tenantId = person.district().tenantId();
		Map<String, ConsentPolicy> decided = this.policies.all(tenantId);
		boolean limited = person.role() == Role.STUDENT && this.policies.areStudentsLimited(tenantId);
		return clientIds.stream()
			.distinct()
			.collect(Collectors.toMap(Function.identity(),
					(clientId) -> new DistrictRule(decided.getOrDefault(clientId, ConsentPolicy.ASK), limited)));
	}

}
