package org.rollcall.oauth;

import java.util.List;

import org.jspecify.annotations.Nullable;

import org.rollcall.client.Client;
import org.rollcall.client.Clients;
import org.rollcall.oauth.AuthorizationProblem.Kind;

import org.springframework.stereotype.Component;

/**
 * Which app is asking? Unless that is known, there is nowhere to send an answer; and to a machine nobody is sent.
 */
@Component
class RecogniseClient implements AuthorizationStep {

	private final Clients clients;

	RecogniseClient(Clients clients) {
		this.clients = clients;
	}

	@Override
	public void take(AuthorizationRequest request) {
		if (request.parameters().isMalformed("client_id") || request.parameters().isContradictory("client_id")) {
			throw problem(Kind.CLIENT_ID_MALFORMED, null);
		}
		String clientId = request.parameters()
			.first("client_id")
			.orElseThrow(() -> problem(Kind.CLIENT_ID_MISSING, null));
		Client client = this.clients.find(clientId).orElseThrow(() -> problem(Kind.CLIENT_UNKNOWN, clientId));
		if (client.isMachine()) {
			throw new AuthorizationProblemException(
					new AuthorizationProblem(Kind.CLIENT_IS_MACHINE, clientId, client.name(), null, List.of(), List.of()));
		}
		request.recognise(client);
	}

	private static AuthorizationProblemException problem(Kind kind, @Nullable String clientId) {
		return new AuthorizationProblemException(AuthorizationProblem.ofClient(kind, clientId));
	}

}
