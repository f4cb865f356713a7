package org.rollcall.testcontainers.spring;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.rollcall.testcontainers.Client;
import org.rollcall.testcontainers.Rollcall;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.security.oauth2.client.autoconfigure.OAuth2ClientAutoConfiguration;
import org.springframework.boot.security.oauth2.client.autoconfigure.OAuth2ClientProperties;
import org.springframework.boot.security.oauth2.client.autoconfigure.OAuth2ClientPropertiesMapper;
import org.springframework.boot.testcontainers.service.connection.ServiceConnectionAutoConfiguration;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.registration.InMemoryClientRegistrationRepository;
import org.springframework.security.oauth2.core.AuthorizationGrantType;

/**
 * For a {@link org.rollcall.testcontainers.RollcallContainer} that is a bean: too late for properties, because Spring Boot has
 * looked at them before there are beans.
 */
@AutoConfiguration(after = ServiceConnectionAutoConfiguration.class, before = OAuth2ClientAutoConfiguration.class)
@ConditionalOnClass({ OAuth2ClientAutoConfiguration.class, ClientRegistration.class, ServiceConnectionAutoConfiguration.class })
@ConditionalOnBean(RollcallConnectionDetails.class)
@EnableConfigurationProperties(OAuth2ClientProperties.class)
class RollcallAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	ClientRegistrationRepository clientRegistrationRepository(RollcallConnectionDetails details,
			OAuth2ClientProperties properties) {
		Map<String, ClientRegistration> configured = new OAuth2ClientPropertiesMapper(properties).asClientRegistrations();
		List<ClientRegistration> registrations = new ArrayList<>(configured.values());
		registrations.removeIf((registration) -> registration.getRegistrationId().equals(AppUnderTest.REGISTRATION));
		registrations.add(registration(details.getRollcall(), details.getClient()));
		return new InMemoryClientRegistrationRepository(registrations);
	}

	@Bean
	ApplicationListener<ApplicationStartedEvent> rollcallRedirectUri(RollcallConnectionDetails details) {
		return (event) -> AppUnderTest.of(details.getRollcall()).listensAt(event.getApplicationContext().getEnvironment());
	}

	private static ClientRegistration registration(Rollcall rollcall, Client client) {
		return ClientRegistration.withRegistrationId(AppUnderTest.REGISTRATION)
			.clientId(client.clientId())
			.clientSecret(client.clientSecret())
			.authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
			.redirectUri("{baseUrl}/{action}/oauth2/code/{registrationId}")
			.scope("openid", "profile", "email")
			.issuerUri(rollcall.getIssuerUri())
			.authorizationUri(rollcall.getAuthorizationUri())
			.tokenUri(rollcall.getTokenUri())
			.jwkSetUri(rollcall.getJwksUri())
			.userInfoUri(rollcall.getUserInfoUri())
			.userNameAttributeName("sub")
			.build();
	}

}
