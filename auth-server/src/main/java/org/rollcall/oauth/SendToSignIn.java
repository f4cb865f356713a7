package org.rollcall.oauth;

import org.springframework.stereotype.Component;

/**
 * Nobody is signed in: to the sign-in, before the app is looked at, as ClassLink does (contract, section 2).
 * {@code prompt=none} must not show a page, so it goes on to be refused at the app.
 */
@Component
class SendToSignIn implements AuthorizationStep {

	@Override
	public void take(AuthorizationRequest request) {
		if (request.person() == null && !request.prompts("none")) {
			throw new SignInRequiredException(request.pathAndQuery(), null);
		}
	}

}
