package org.rollcall.testcontainers.spring;

import org.junit.jupiter.api.Test;

import org.rollcall.testcontainers.Client;
import org.rollcall.testcontainers.NeedsImage;
import org.rollcall.testcontainers.RollcallContainer;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.boot.testcontainers.service.connection.ServiceConnection;
import org.springframework.context.annotation.Bean;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;

import static org.assertj.core.api.Assertions.assertThat;

@NeedsImage
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class ServiceConnectionBeanTests {

	@LocalServerPort
	int port;

	@Autowired
	RollcallContainer rollcall;

	@Autowired
	ClientRegistrationRepository registrations;

	@Test
	void aBeanIsEnough() throws Exception {
		assertThat(new Browser(this.rollcall, "tina.teacher").open("http://localhost:" + this.port + "/me"))
			.isEqualTo("tina.teacher of " + this.rollcall.getIssuerUri());
	}

	@Test
	void theFirstConfiguredAppIsTheRegistration() {
		assertThat(this.registrations.findByRegistrationId("classlink").getClientId())
			.isEqualTo(this.rollcall.getClient().clientId());
	}

	@TestConfiguration(proxyBeanMethods = false)
	static class Containers {

		@Bean
		@ServiceConnection
		RollcallContainer rollcallContainer() {
			return new RollcallContainer().withClient(Client.of("Spring Reader"));
		}

	}

}
