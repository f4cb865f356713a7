package org.rollcall.oauth;

import org.springframework.stereotype.Component;

/**
 * Does the person's district let the app have anything of what it asks for?
 */
@Component
class CheckDistrict implements AuthorizationStep {

	static final String FORBIDDEN = "The person's district does not allow this app.";

	static final String LIMITED = "The district allows apps nothing of its students but what it granted them, and it granted this"
			+ " app nothing of what it asks for.";

	private final DistrictRules rules;

	CheckDistrict(DistrictRules rules) {
		this.rules = rules;
	}

	@Override
	public void take(AuthorizationRequest request) {
		DistrictRule rule = this.rules.of(request.who(), request.client().clientId());
		if (rule.forbids()) {
			throw request.error("access_denied", FORBIDDEN);
		}
		if (rule.limited() && rule.given(request.scopes()).isEmpty()) {
			throw request.error("access_denied", LIMITED);
		}
		request.goBy(rule);
	}

}
