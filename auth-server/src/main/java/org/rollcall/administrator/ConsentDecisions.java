package org.rollcall.administrator;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.rollcall.client.Scope;
import org.rollcall.consent.ConsentPolicies;
import org.rollcall.consent.ConsentPolicy;
import org.rollcall.directory.PersonNames;
import org.rollcall.directory.Role;
import org.rollcall.token.DistrictGrants;

import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Carries out what a district decides about apps: from that moment on, and for what apps hold already.
 */
@Service
public class ConsentDecisions {

	private final ConsentPolicies policies;

	private final DistrictGrants grants;

	private final PersonNames people;

	ConsentDecisions(ConsentPolicies policies, DistrictGrants grants, PersonNames people) {
		this.policies = policies;
		this.grants = grants;
		this.people = people;
	}

	/**
	 * Decides about an app. What it may have no longer is taken from it at once.
	 * @return whether it is so now; if somebody else decided otherwise meanwhile, nothing is changed
	 */
	@Transactional
	public boolean decide(int tenantId, String clientId, ConsentPolicy policy, String known) {
		ConsentPolicy previous = this.policies.find(tenantId, clientId);
		if (!this.policies.decide(tenantId, clientId, policy, known)) {
			return false;
		}
		if (policy.kind() == ConsentPolicy.Kind.FORBIDDEN) {
			this.grants.endBeyond(tenantId, this.people.userIds(tenantId), clientId, (app, scopes) -> false);
		}
		else if (previous.kind() == ConsentPolicy.Kind.GRANTED) {
			this.grants.endBeyond(tenantId, this.people.userIds(tenantId), clientId, (app, scopes) -> !losesBy(previous, policy, scopes));
		}
		if (this.policies.areStudentsLimited(tenantId)) {
			endWhatStudentsGaveBeyond(tenantId, Map.of(clientId, policy), clientId);
		}
		return true;
	}

	/**
	 * Says whether apps get no more of students than the district granted. What they hold beyond it is taken from them at once.
	 * @return whether it was otherwise before
	 */
	@Transactional
	public boolean limitStudents(int tenantId, boolean limited) {
		boolean changed = this.policies.limitStudents(tenantId, limited);
		if (changed && limited) {
			endWhatStudentsGaveBeyond(tenantId, this.policies.all(tenantId), null);
		}
		return changed;
	}

	private void endWhatStudentsGaveBeyond(int tenantId, Map<String, ConsentPolicy> policies, @Nullable String clientId) {
		this.grants.endBeyond(tenantId, this.people.userIds(tenantId, Role.STUDENT), clientId, (app, scopes) -> Scope
			.covered(policies.getOrDefault(app, ConsentPolicy.ASK).scopes(), scopes)
			.containsAll(scopes));
	}

	/**
	 * Returns whether some of the scopes were given by the district, and are no longer.
	 */
	private static boolean losesBy(ConsentPolicy previous, ConsentPolicy policy, Set<String> scopes) {
		Set<String> lost = new HashSet<>(Scope.covered(previous.scopes(), scopes));
		lost.removeAll(Scope.covered(policy.scopes(), scopes));
		return !lost.isEmpty();
	}

}
