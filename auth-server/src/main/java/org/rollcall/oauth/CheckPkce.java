package org.rollcall.oauth;

import org.rollcall.token.Pkce;

import org.springframework.stereotype.Component;

/**
 * Is the code bound to the app that asks for it? S256 only; required of public apps and of those that are registered so
 * (RFC 7636; contract, section 2).
 */
@Component
class CheckPkce implements AuthorizationStep {

	@Override
	public void take(AuthorizationRequest request) {
		String challenge = request.codeChallenge();
		String method = request.parameters().first("code_challenge_method").orElse(null);
		if (challenge == null) {
			if (request.client().pkceRequired()) {
				throw request.error("invalid_request",
						"This app must use PKCE: send code_challenge and code_challenge_method=S256 (RFC 7636).");
			}
			if (method != null) {
				throw request.error("invalid_request", "code_challenge_method was sent without a code_challenge.");
			}
			return;
		}
		if (!"S256".equals(method)) {
			throw request.error("invalid_request", "code_challenge_method must be S256"
					+ ((method == null) ? "; without it, plain would be meant, which is not supported." : "."));
		}
		if (!Pkce.isChallenge(challenge)) {
			throw request.error("invalid_request",
					"code_challenge must be BASE64URL(SHA256(code_verifier)): 43 characters, without padding.");
		}
	}

}
