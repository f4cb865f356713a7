package org.rollcall.oauth;

import org.jspecify.annotations.Nullable;

import org.rollcall.client.Client;
import org.rollcall.client.Clients;
import org.rollcall.client.KnownSecret;
import org.rollcall.platform.Actor;

import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientAuthenticationToken;
import org.springframework.stereotype.Component;

/**
 * Authenticates an app: a confidential one by any of its secrets, a public one by its id (RFC 6749, section 2.3). It looks
 * at no code, so a failed attempt costs none (contract, section 7, row 6).
 */
@Component
class ClientAuthenticationProvider implements AuthenticationProvider {

	private final Clients clients;

	ClientAuthenticationProvider(Clients clients) {
		this.clients = clients;
	}

	@Override
	public Authentication authenticate(Authentication authentication) {
		OAuth2ClientAuthenticationToken sent = (OAuth2ClientAuthenticationToken) authentication;
		ClientAuthenticationMethod method = sent.getClientAuthenticationMethod();
		Client client = this.clients.find(String.valueOf(sent.getPrincipal()))
			.orElseThrow(() -> refused("There is no app with this client_id, or it is disabled."));
		KnownSecret secret = check(client, (String) sent.getCredentials());
		Actor.enter(Actor.Kind.APP, client.clientId());
		OAuth2ClientAuthenticationToken authenticated = new OAuth2ClientAuthenticationToken(
				RegisteredClients.registeredClient(client), method, null);
		authenticated.setDetails(new Authenticated(client, secret));
		return authenticated;
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
		return authenticated(principal).client();
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

	private record Authenticated(Client client, @Nullable KnownSecret secret) {

	}

}
