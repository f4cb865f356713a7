package org.rollcall.oauth;

import java.util.List;

import org.springframework.stereotype.Component;

/**
 * The steps of an authorization request, in their order. Until the redirect URI is known to be the app's own, a fault ends
 * on a page; after that, at the app.
 */
@Component
class AuthorizationSteps {

	private final List<AuthorizationStep> steps;

	AuthorizationSteps(SendToSignIn sendToSignIn, RecogniseClient recogniseClient, MatchRedirectUri matchRedirectUri,
			CheckParameters checkParameters, CheckScopes checkScopes, CheckPkce checkPkce, CheckSignIn checkSignIn,
			CheckSharing checkSharing, CheckDistrict checkDistrict) {
		this.steps = List.of(sendToSignIn, recogniseClient, matchRedirectUri, checkParameters, checkScopes, checkPkce,
				checkSignIn, checkSharing, checkDistrict);
	}

	void take(AuthorizationRequest request) {
		this.steps.forEach((step) -> step.take(request));
	}

}
