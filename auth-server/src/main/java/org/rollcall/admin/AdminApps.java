package org.rollcall.admin;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

import org.rollcall.client.Client;
import org.rollcall.client.ClientOwners;
import org.rollcall.client.Clients;
import org.rollcall.platform.Actor;
import org.rollcall.platform.Problem;
import org.rollcall.token.AccessToken;
import org.rollcall.token.Tokens;

import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;

/**
 * The machines that use the admin API with access tokens instead of keys (RFC 6750). One that a district looks after reaches
 * that district, the operator's reach everything; both as far as the token says, and the app is still registered for it.
 */
@Service
class AdminApps {

	private final Tokens tokens;

	private final Clients clients;

	private final ClientOwners owners;

	AdminApps(Tokens tokens, Clients clients, ClientOwners owners) {
		this.tokens = tokens;
		this.clients = clients;
		this.owners = owners;
	}

	/**
	 * Returns whose token it is.
	 * @throws RefusedTokenException if it is good for nothing here
	 */
	Caller callerOf(String presented) {
		AccessToken token = this.tokens.findAccessToken(presented)
			.orElseThrow(() -> invalid("This access token is not known here."));
		switch (token.state()) {
			case EXPIRED -> throw invalid("This access token expired at " + token.expiresAt() + ".");
			case REVOKED -> throw invalid("This access token was revoked.");
			case ACTIVE -> {
			}
		}
		Client client = this.clients.find(token.clientId()).orElseThrow(() -> invalid("The app of this access token is disabled."));
		if (token.userId() != null) {
			throw new RefusedTokenException("insufficient_scope", new Problem(HttpStatus.FORBIDDEN, "beyond-reach",
					"This access token speaks for a person. Here are tokens good that a machine gets for itself, with client_credentials."));
		}
		Set<String> scopes = new LinkedHashSet<>(token.scopes());
		scopes.retainAll(client.scopes());
		Optional<String> district = this.owners.customUrl(client.clientId());
		return new Caller(Actor.Kind.APP, client.clientId(), scopes, client.tenantId(), district.orElse(null), null, null);
	}

	private static RefusedTokenException invalid(String sentence) {
		return new RefusedTokenException("invalid_token", new Problem(HttpStatus.UNAUTHORIZED, "token", sentence));
	}

	/**
	 * A token is good for nothing here.
	 */
	static class RefusedTokenException extends RuntimeException {

		private static final long serialVersionUID = 1L;

		private final String error;

		private final transient Problem problem;

		/**
		 * @param error one of RFC 6750's codes
		 */
		RefusedTokenException(String error, Problem problem) {
			super(problem.detail(), null, false, false);
			this.error = error;
			this.problem = problem;
		}

		String error() {
			return this.error;
		}

		Problem problem() {
			return this.problem;
		}

	}

}
