package org.rollcall.oauth;

import org.jspecify.annotations.Nullable;

import org.rollcall.client.Client;
import org.rollcall.client.Clients;

import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.stereotype.Component;

/**
 * Shows our apps to Spring's authorization server.
 */
@Component
class RegisteredClients implements RegisteredClientRepository {

	private final Clients clients;

	RegisteredClients(Clients clients) {
		this.clients = clients;
	}

	@Override
	public void save(RegisteredClient registeredClient) {
		throw new UnsupportedOperationException("apps are registered with Clients#register");
	}

	@Override
	public @Nullable RegisteredClient findById(String id) {
		return findByClientId(id);
	}

	@Override
	public @Nullable RegisteredClient findByClientId(String clientId) {
		return this.clients.find(clientId).map(RegisteredClients::registeredClient).orElse(null);
	}

	static RegisteredClient registeredClient(Client client) {
		RegisteredClient.Builder builder = RegisteredClient.withId(client.clientId())
			.clientId(client.clientId())
			.clientName(client.name())
			.authorizationGrantType(
					client.isMachine() ? AuthorizationGrantType.CLIENT_CREDENTIALS : AuthorizationGrantType.AUTHORIZATION_CODE)
			.redirectUris((uris) -> uris.addAll(client.redirectUris()))
			.postLogoutRedirectUris((uris) -> uris.addAll(client.postLogoutRedirectUris()))
			.scopes((scopes) -> scopes.addAll(client.scopes()));
		if (!client.isExact() && !client.isMachine()) {
			builder.authorizationGrantType(AuthorizationGrantType.REFRESH_TOKEN);
		}
		if (client.isPublic()) {
			return builder.clientAuthenticationMethod(ClientAuthenticationMethod.NONE).build();
		}
		return builder.clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
			.clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_POST)
			.build();
	}

}
