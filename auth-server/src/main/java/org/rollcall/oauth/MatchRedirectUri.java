package org.rollcall.oauth;

import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import org.rollcall.client.Client;
import org.rollcall.oauth.AuthorizationProblem.Kind;

import org.springframework.stereotype.Component;

/**
 * Where to return to: one of the app's registered addresses, letter by letter. It may arrive without percent-encoding
 * (contract, section 2), so the undecoded text is compared as well; that is as exact as the other.
 */
@Component
class MatchRedirectUri implements AuthorizationStep {

	private static final String NAME = "redirect_uri";

	@Override
	public void take(AuthorizationRequest request) {
		Client client = request.client();
		Optional<String> sent = request.parameters().first(NAME);
		if (request.parameters().isContradictory(NAME)) {
			throw problem(Kind.REDIRECT_URI_AMBIGUOUS, client, null);
		}
		if (sent.isEmpty()) {
			throw problem(Kind.REDIRECT_URI_MISSING, client, null);
		}
		request.returnTo(sent.filter(client.redirectUris()::contains)
			.or(() -> request.parameters().firstRaw(NAME).filter(client.redirectUris()::contains))
			.orElseThrow(() -> problem(Kind.REDIRECT_URI_NOT_REGISTERED, client, sent.get())));
	}

	private static AuthorizationProblemException problem(Kind kind, Client client, @Nullable String sent) {
		List<String> registered = (sent != null) ? RedirectUriComparison.bySimilarity(sent, client.redirectUris())
				: client.redirectUris();
		List<RedirectUriDifference> differences = (sent != null)
				? List.copyOf(RedirectUriComparison.differences(sent, registered.getFirst())) : List.of();
		return new AuthorizationProblemException(new AuthorizationProblem(kind, client.clientId(), client.name(), sent,
				registered, differences));
	}

}
