package org.rollcall.console;

import java.util.LinkedHashMap;
import java.util.Map;

import org.rollcall.client.ClientRegistration;
import org.rollcall.client.ClientType;
import org.rollcall.platform.RollcallProperties;

/**
 * What an app's developers copy: the app's id, its secret and this server's addresses, in the form that their tools read.
 */
final class Snippets {

	private Snippets() {
	}

	/**
	 * Returns the texts by the names of their tools, in the order in which they are shown.
	 */
	static Map<String, String> of(ClientRegistration app, String secret, RollcallProperties server) {
		String redirectUri = app.redirectUris().stream().findFirst().orElse("");
		Map<String, String> snippets = new LinkedHashMap<>();
		if (app.kind().hasPeople()) {
			snippets.put("env", env(app, secret, redirectUri, server));
			snippets.put("spring", spring(app, secret, redirectUri, server));
			snippets.put("node", node(app, secret, redirectUri, server));
			snippets.put("curl", redeem(app, secret, redirectUri, server));
		}
		else {
			snippets.put("env", machineEnv(app, secret, server));
			snippets.put("spring", machineSpring(app, secret, server));
			snippets.put("curl", clientCredentials(app, secret, server));
			snippets.put("introspect", introspect(app, secret, server));
		}
		return snippets;
	}

	private static String machineEnv(ClientRegistration app, String secret, RollcallProperties server) {
		return """
				OIDC_ISSUER=%s
				OAUTH_CLIENT_ID=%s
				OAUTH_CLIENT_SECRET=%s
				OAUTH_TOKEN_ENDPOINT=%s/oauth2/v2/token
				OIDC_JWKS_URI=%s/oauth2/v2/jwks
				""".formatted(server.issuer(), app.clientId(), secret, server.backChannelUrl(), server.backChannelUrl());
	}

	private static String machineSpring(ClientRegistration app, String secret, RollcallProperties server) {
		return """
				spring:
				  security:
				    oauth2:
				      client:
				        registration:
				          classlink:
				            client-id: %s
				            client-secret: %s
				            authorization-grant-type: client_credentials
				        provider:
				          classlink:
				            token-uri: %s/oauth2/v2/token
				""".formatted(app.clientId(), secret, server.backChannelUrl());
	}

	/**
	 * Without {@code scope} it is all that the app is registered for.
	 */
	private static String clientCredentials(ClientRegistration app, String secret, RollcallProperties server) {
		return """
				curl %s/oauth2/v2/token \\
				  --user '%s:%s' \\
				  --data grant_type=client_credentials
				""".formatted(server.backChannelUrl(), app.clientId(), secret);
	}

	private static String env(ClientRegistration app, String secret, String redirectUri, RollcallProperties server) {
		return """
				OIDC_ISSUER=%s
				OIDC_CLIENT_ID=%s
				OIDC_CLIENT_SECRET=%s
				%sOIDC_AUTHORIZATION_ENDPOINT=%s/oauth2/v2/auth
				OIDC_TOKEN_ENDPOINT=%s/oauth2/v2/token
				OIDC_JWKS_URI=%s/oauth2/v2/jwks
				CLASSLINK_API=%s/v2
				""".formatted(server.issuer(), app.clientId(), secret, redirectUri.isEmpty() ? "" : "OIDC_REDIRECT_URI=" + quoted(redirectUri) + "\n",
				server.frontChannelUrl(), server.backChannelUrl(), server.backChannelUrl(), server.userApiUrl());
	}

	/**
	 * What a shell reads as the very same characters: an app chooses its address itself, and files like this are run.
	 */
	private static String quoted(String value) {
		return value.matches("[A-Za-z0-9:/?=.,_~%@+-]*") ? value : "'" + value.replace("'", "'\\''") + "'";
	}

	private static String spring(ClientRegistration app, String secret, String redirectUri, RollcallProperties server) {
		return """
				spring:
				  security:
				    oauth2:
				      client:
				        registration:
				          classlink:
				            client-id: %s
				            client-secret: %s
				            authorization-grant-type: authorization_code
				            redirect-uri: "%s"
				            scope: %s
				        provider:
				          classlink:
				            issuer-uri: %s
				""".formatted(app.clientId(), secret, redirectUri, String.join(", ", app.scopes()), server.issuer());
	}

	private static String node(ClientRegistration app, String secret, String redirectUri, RollcallProperties server) {
		boolean plain = server.issuer().startsWith("http:");
		return """
				// npm install openid-client
				import * as client from 'openid-client'

				const config = await client.discovery(
				  new URL('%s'),
				  '%s',
				  '%s'%s
				)
				const verifier = client.randomPKCECodeVerifier()
				const url = client.buildAuthorizationUrl(config, {
				  redirect_uri: '%s',
				  scope: '%s',
				  state: client.randomState(),
				  code_challenge: await client.calculatePKCECodeChallenge(verifier),
				  code_challenge_method: 'S256'
				})
				""".formatted(server.issuer(), app.clientId(), secret,
				plain ? ",\n  undefined,\n  { execute: [client.allowInsecureRequests] }" : "", redirectUri.replace("'", "\\'"),
				String.join(" ", app.scopes()));
	}

	/**
	 * Returns what redeems a code of a sign-in that was begun for trying it out.
	 */
	static String redeem(ClientRegistration app, String secret, String redirectUri, String verifier, RollcallProperties server) {
		String text = redeem(app, secret, redirectUri, server).stripTrailing();
		if (app.type() == ClientType.PUBLIC) {
			text = text.replace("--user '" + app.clientId() + ":" + secret + "'", "--data client_id=" + app.clientId());
		}
		return text + " \\\n  --data code_verifier=" + verifier + "\n";
	}

	private static String redeem(ClientRegistration app, String secret, String redirectUri, RollcallProperties server) {
		return """
				curl %s/oauth2/v2/token \\
				  --user '%s:%s' \\
				  --data grant_type=authorization_code \\
				  --data-urlencode 'redirect_uri=%s' \\
				  --data code=CODE
				""".formatted(server.backChannelUrl(), app.clientId(), secret, redirectUri.replace("'", "'\\''"));
	}

	private static String introspect(ClientRegistration app, String secret, RollcallProperties server) {
		return """
				curl %s/oauth2/v2/introspect \\
				  --user '%s:%s' \\
				  --data token=TOKEN
				""".formatted(server.backChannelUrl(), app.clientId(), secret);
	}

}
