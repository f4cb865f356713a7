package org.rollcall.oauth;

import java.util.List;

import org.rollcall.oauth.dialect.ClientCredentialsConverter;
import org.rollcall.oauth.dialect.OAuthErrorWriter;
import org.rollcall.oauth.dialect.PresentedTokenConverter;
import org.rollcall.oauth.dialect.TokenRequestConverter;
import org.rollcall.oauth.dialect.TokenRequestFilter;
import org.rollcall.oauth.dialect.TokenResponseWriter;
import org.rollcall.platform.PageHeaders;
import org.rollcall.platform.RollcallProperties;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.oauth2.server.authorization.OAuth2AuthorizationServerConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2TokenIntrospectionAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2TokenRevocationAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.AuthenticationConverter;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.security.web.csrf.CsrfFilter;

/**
 * Spring's authorization server under ClassLink's paths. Its endpoint filters, its client authentication and its types are
 * used as they are; what they convert, decide and write is replaced where ClassLink speaks differently, where two requests
 * may race, and where the time is read.
 */
@Configuration(proxyBeanMethods = false)
class AuthorizationServerConfiguration {

	static final String AUTHORIZE = "/oauth2/v2/auth";

	static final String TOKEN = "/oauth2/v2/token";

	static final String REVOKE = "/oauth2/v2/revoke";

	static final String INTROSPECT = "/oauth2/v2/introspect";

	static final String JWKS = "/oauth2/v2/jwks";

	@Bean
	AuthorizationServerSettings authorizationServerSettings(RollcallProperties properties) {
		return AuthorizationServerSettings.builder()
			.issuer(properties.issuer())
			.authorizationEndpoint(AUTHORIZE)
			.tokenEndpoint(TOKEN)
			.tokenRevocationEndpoint(REVOKE)
			.tokenIntrospectionEndpoint(INTROSPECT)
			.jwkSetEndpoint(JWKS)
			.build();
	}

	/**
	 * Spring's own providers stay behind ours, because a filter beside the endpoint's insists on them; requests of our types
	 * never reach them.
	 */
	@Bean
	@Order(1)
	SecurityFilterChain authorizationEndpoint(HttpSecurity http, SecurityContextRepository sessions,
			AuthorizationRequestConverter requests, AuthorizationRequestProvider requestProvider,
			ConsentAnswerProvider consentProvider, AuthorizationFailureHandler failureHandler) {
		OAuth2AuthorizationServerConfigurer server = new OAuth2AuthorizationServerConfigurer();
		return http.securityMatcher(AUTHORIZE)
			.securityContext((context) -> context.securityContextRepository(sessions))
			.sessionManagement(AbstractHttpConfigurer::disable)
			.requestCache(AbstractHttpConfigurer::disable)
			.logout(AbstractHttpConfigurer::disable)
			.anonymous(AbstractHttpConfigurer::disable)
			.headers(new PageHeaders())
			.authorizeHttpRequests((authorize) -> authorize.anyRequest().permitAll())
			.with(server, (configurer) -> configurer.authorizationEndpoint((endpoint) -> endpoint
				.authorizationRequestConverters((converters) -> replace(converters, requests))
				.authenticationProvider(requestProvider)
				.authenticationProvider(consentProvider)
				.authorizationResponseHandler((request, response, outcome) -> {
					response.setStatus(302);
					response.setHeader("Location", ((AuthorizationOutcome) outcome).location());
				})
				.errorResponseHandler(failureHandler)))
			.build();
	}

	@Bean
	@Order(2)
	SecurityFilterChain tokenEndpoints(HttpSecurity http, ClientCredentialsConverter clientCredentials,
			ClientAuthenticationProvider clientProvider, TokenRequestConverter tokenRequests, GrantProvider grantProvider,
			RevocationProvider revocationProvider, IntrospectionProvider introspectionProvider,
			TokenResponseWriter tokenResponses, OAuthErrorWriter errors) {
		OAuth2AuthorizationServerConfigurer server = new OAuth2AuthorizationServerConfigurer();
		return http.securityMatcher(TOKEN, TokenRequestFilter.ROSTER_TOKEN, REVOKE, INTROSPECT)
			.sessionManagement((management) -> management.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
			.requestCache(AbstractHttpConfigurer::disable)
			.logout(AbstractHttpConfigurer::disable)
			.anonymous(AbstractHttpConfigurer::disable)
			.cors(Customizer.withDefaults())
			.addFilterBefore(new TokenRequestFilter(TOKEN, errors), CsrfFilter.class)
			.authorizeHttpRequests((authorize) -> authorize.anyRequest().authenticated())
			.with(server,
					(configurer) -> configurer
						.clientAuthentication((client) -> client
							.authenticationConverters((converters) -> replace(converters, clientCredentials))
							.authenticationProviders((providers) -> replace(providers, clientProvider))
							.errorResponseHandler(errors))
						.tokenEndpoint((endpoint) -> endpoint
							.accessTokenRequestConverters((converters) -> replace(converters, tokenRequests))
							.authenticationProviders((providers) -> replace(providers, grantProvider))
							.accessTokenResponseHandler(tokenResponses)
							.errorResponseHandler(errors))
						.tokenRevocationEndpoint((endpoint) -> endpoint
							.revocationRequestConverters((converters) -> replace(converters,
									new PresentedTokenConverter((token,
											client) -> new OAuth2TokenRevocationAuthenticationToken(token, client, null))))
							.authenticationProviders((providers) -> replace(providers, revocationProvider))
							.errorResponseHandler(errors))
						.tokenIntrospectionEndpoint((endpoint) -> endpoint
							.introspectionRequestConverters((converters) -> replace(converters,
									new PresentedTokenConverter(
											(token, client) -> new OAuth2TokenIntrospectionAuthenticationToken(token,
													client, null, null))))
							.authenticationProviders((providers) -> replace(providers, introspectionProvider))
							.errorResponseHandler(errors)))
			.build();
	}

	private static void replace(List<AuthenticationConverter> defaults, AuthenticationConverter ours) {
		defaults.clear();
		defaults.add(ours);
	}

	private static void replace(List<AuthenticationProvider> defaults, AuthenticationProvider ours) {
		defaults.clear();
		defaults.add(ours);
	}

}
