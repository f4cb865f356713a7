package org.rollcall.oauth;

import java.util.Optional;

import org.jspecify.annotations.Nullable;

import org.rollcall.client.Client;
import org.rollcall.client.Clients;
import org.rollcall.client.KnownSecret;
import org.rollcall.platform.Actor;
import org.rollcall.platform.ClassLinkIdentifier;
import org.rollcall.share.RosterShare;
import org.rollcall.share.RosterShares;
import org.rollcall.share.ShareCredentials;

import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientAuthenticationToken;
import org.springframework.stereotype.Component;

/**
 * Authenticates an app: a confidential one by any of its secrets, a public one by its id (RFC 6749, section 2.3); or by the
 * credentials of a single share, which say less than who it is. It looks at no code, so a failed attempt costs none (contract,
 * section 7, row 6).
 */
@Component
class ClientAuthenticationProvider implements AuthenticationProvider {

	private final Clients clients;

	private final RosterShares shares;

	private final ShareCredentials shareCredentials;

	ClientAuthenticationProvider(Clients clients, RosterShares shares, ShareCredentials shareCredentials) {
		this.clients = clients;
		this.shares = shares;
		this.shareCredentials = shareCredentials;
	}

	@Override
	public Authentication authenticate(Authentication authentication) {
		OAuth2ClientAuthenticationToken sent = (OAuth2ClientAuthenticationToken) authentication;
		ClientAuthenticationMethod method = sent.getClientAuthenticationMethod();
		String clientId = String.valueOf(sent.getPrincipal());
		RosterShare share = ClassLinkIdentifier.hasForm(clientId) ? null : this.shares.findByConsumerKey(clientId).orElse(null);
		Client client = this.clients.find((share != null) ? share.clientId() : clientId)
			.orElseThrow(() -> refused("There is no app with this client_id, or it is disabled."));
		KnownSecret secret = null;
		if (share != null) {
			check(share, (String) sent.getCredentials());
		}
		else {
			secret = check(client, (String) sent.getCredentials());
		}
		Actor.enter(Actor.Kind.APP, client.clientId());
		OAuth2ClientAuthenticationToken authenticated = new OAuth2ClientAuthenticationToken(
				RegisteredClients.registeredClient(client), method, null);
		authenticated.setDetails(new Authenticated(client, secret, share));
		return authenticated;
	}

	private void check(RosterShare share, @Nullable String secret) {
		if (secret == null || !this.shareCredentials.isSecret(share, secret)) {
			throw refused("The client_secret is missing or wrong, or has ended: this client_id is the consumer key of a shared roster.");
		}
	}

	private @Nullable KnownSecret check(Client client, @Nullable String secret) {
		if (client.isPublic()) {
			if (secret != null) {
				throw refused("This app is registered as public: it has no client_secret, so leave it out.");
			}
			return null;
		}
		if (secret == null) {
			throw refused("client_secret is missing: this app is registered as confidential.");
		}
		return this.clients.identifySecret(client, secret)
			.orElseThrow(() -> refused("The client_secret is wrong, or has ended."));
	}

	/**
	 * Returns the app that authenticated itself.
	 */
	static Client client(Object principal) {
		Authenticated authenticated = authenticated(principal);
		if (authenticated.share() != null) {
			throw new OAuth2AuthenticationException(new OAuth2Error(OAuth2ErrorCodes.UNAUTHORIZED_CLIENT,
					"These are the credentials of a shared roster. They are good for grant_type=client_credentials alone.", null));
		}
		return authenticated.client();
	}

	/**
	 * Returns the share with whose credentials somebody came, together with the app that it is shared with; nothing for an app that
	 * came with its own.
	 */
	static Optional<AppOfShare> share(Object principal) {
		Authenticated authenticated = authenticated(principal);
		return Optional.ofNullable(authenticated.share()).map((share) -> new AppOfShare(authenticated.client(), share));
	}

	record AppOfShare(Client client, RosterShare share) {

	}

	/**
	 * Returns the secret with which it did so; {@code null} for a public app, which has none.
	 */
	static @Nullable KnownSecret secret(Object principal) {
		return authenticated(principal).secret();
	}

	private static Authenticated authenticated(Object principal) {
		if (principal instanceof OAuth2ClientAuthenticationToken token && token.getDetails() instanceof Authenticated authenticated) {
			return authenticated;
		}
		throw refused("No client authentication was sent.");
	}

	private static OAuth2AuthenticationException refused(String description) {
		return new OAuth2AuthenticationException(
				new OAuth2Error(OAuth2ErrorCodes.INVALID_CLIENT, description, null));
	}

	@Override
	public boolean supports(Class<?> authentication) {
		return OAuth2ClientAuthenticationToken.class.isAssignableFrom(authentication);
	}

	private record Authenticated(Client client, @Nullable KnownSecret secret, @Nullable RosterShare share) {

	}

}
