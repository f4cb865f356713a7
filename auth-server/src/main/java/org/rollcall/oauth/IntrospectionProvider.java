package org.rollcall.oauth;

import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.rollcall.client.Client;
import org.rollcall.client.Clients;
import org.rollcall.client.Scope;
import org.rollcall.directory.People;
import org.rollcall.directory.Person;
import org.rollcall.platform.RollcallProperties;
import org.rollcall.token.AccessToken;
import org.rollcall.token.Tokens;

import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenIntrospection;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2TokenIntrospectionAuthenticationToken;
import org.springframework.stereotype.Component;

/**
 * Tells an app whether a token is good (RFC 7662): one of its own, or any if it is registered for
 * {@code api.gateway.access}. About every other token it learns that it is not active, and nothing else. A machine's own token has
 * no {@code sub}: whoever takes that for a person would find none.
 */
@Component
class IntrospectionProvider implements AuthenticationProvider {

	private final Tokens tokens;

	private final People people;

	private final Clients clients;

	private final String issuer;

	IntrospectionProvider(Tokens tokens, People people, Clients clients, RollcallProperties properties) {
		this.tokens = tokens;
		this.clients = clients;
		this.people = people;
		this.issuer = properties.issuer();
	}

	@Override
	public Authentication authenticate(Authentication authentication) {
		OAuth2TokenIntrospectionAuthenticationToken request = (OAuth2TokenIntrospectionAuthenticationToken) authentication;
		Authentication principal = (Authentication) request.getPrincipal();
		Client client = ClientAuthenticationProvider.client(principal);
		if (client.isPublic()) {
			throw new OAuth2AuthenticationException(new OAuth2Error(OAuth2ErrorCodes.INVALID_CLIENT,
					"Introspection is for apps that have a client_secret.", null));
		}
		return new OAuth2TokenIntrospectionAuthenticationToken(request.getToken(), principal,
				introspect(request.getToken(), client));
	}

	private OAuth2TokenIntrospection introspect(String token, Client client) {
		return this.tokens.findAccessToken(token)
			.filter(AccessToken::isActive)
			.filter((known) -> maySee(client, known.clientId()) && isGood(known.clientId(), known.userId()))
			.map((known) -> claims(known.clientId(), known.userId(), known.scopes(), audience(token, known)).tokenType("Bearer")
				.issuedAt(known.issuedAt())
				.expiresAt(known.expiresAt())
				.build())
			.or(() -> this.tokens.findRefreshToken(token)
				.filter((known) -> maySee(client, known.clientId()) && isGood(known.clientId(), known.userId()))
				.map((known) -> claims(known.clientId(), known.userId(), known.scopes(), known.clientId()).issuedAt(known.issuedAt())
					.expiresAt(known.expiresAt())
					.build()))
			.orElseGet(() -> OAuth2TokenIntrospection.builder(false).build());
	}

	private OAuth2TokenIntrospection.Builder claims(String clientId, @Nullable Integer userId, Set<String> scopes, String audience) {
		OAuth2TokenIntrospection.Builder claims = OAuth2TokenIntrospection.builder(true)
			.clientId(clientId)
			.audience(audience)
			.issuer(this.issuer)
			.scopes((all) -> all.addAll(scopes));
		return (userId != null) ? claims.subject(userId.toString()) : claims;
	}

	/**
	 * What a token says of itself is said here, too; of others it is the app for which they speak.
	 */
	private String audience(String token, AccessToken known) {
		return (known.userId() == null || Tokens.isJwt(token)) ? this.issuer : known.clientId();
	}

	/**
	 * The user API would take no token of a disabled app or a deactivated person either.
	 */
	private boolean isGood(String clientId, @Nullable Integer userId) {
		return this.clients.find(clientId).isPresent()
				&& (userId == null || this.people.find(userId).filter(Person::active).isPresent());
	}

	private static boolean maySee(Client client, String tokenClientId) {
		return client.clientId().equals(tokenClientId) || client.scopes().contains(Scope.API_GATEWAY_ACCESS.value());
	}

	@Override
	public boolean supports(Class<?> authentication) {
		return OAuth2TokenIntrospectionAuthenticationToken.class.isAssignableFrom(authentication);
	}

}
