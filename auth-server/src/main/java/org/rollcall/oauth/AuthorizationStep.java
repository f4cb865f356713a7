package org.rollcall.oauth;

/**
 * One step of the way from an authorization request to a code. The steps are listed in {@link AuthorizationSteps}; each
 * finds something out, or ends the way with an exception that says where it ends: on a page, at the sign-in, or at the app.
 */
@FunctionalInterface
interface AuthorizationStep {

	/**
	 * @throws AuthorizationProblemException to end on a page
	 * @throws SignInRequiredException to have the person sign in first
	 * @throws AuthorizationErrorException to end at the app
	 */
	void take(AuthorizationRequest request);

}
