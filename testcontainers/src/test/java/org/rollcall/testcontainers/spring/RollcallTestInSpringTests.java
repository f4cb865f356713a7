package org.rollcall.testcontainers.spring;

import org.junit.jupiter.api.Test;

import org.rollcall.testcontainers.NeedsServer;
import org.rollcall.testcontainers.Person;
import org.rollcall.testcontainers.Rollcall;
import org.rollcall.testcontainers.junit.RollcallTest;
import org.rollcall.testcontainers.junit.RollcallTest.Where;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.core.env.Environment;
import org.springframework.security.oauth2.jwt.JwtDecoder;

import static org.assertj.core.api.Assertions.assertThat;

@NeedsServer
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@RollcallTest(in = Where.PROCESS)
class RollcallTestInSpringTests {

	@LocalServerPort
	int port;

	@Autowired
	Environment environment;

	@Autowired
	JwtDecoder jwtDecoder;

	@Test
	void theApplicationSignsPeopleIn(Rollcall rollcall, Person person) throws Exception {
		assertThat(new Browser(rollcall, person.reference()).open("http://localhost:" + this.port + "/me"))
			.isEqualTo(person.loginId() + " of " + rollcall.getIssuerUri());
	}

	@Test
	void itStillDoesAfterAReset(Rollcall rollcall) throws Exception {
		rollcall.reset();
		assertThat(new Browser(rollcall, "lincolnusd/tina.teacher").open("http://localhost:" + this.port + "/me"))
			.startsWith("tina.teacher of ");
	}

	@Test
	void registrationProviderAndResourceServerAreSet(Rollcall rollcall) {
		assertThat(this.environment.getProperty("spring.security.oauth2.client.registration.classlink.client-id"))
			.matches("c\\d{13}[0-9a-f]{32}");
		assertThat(this.environment.getProperty("spring.security.oauth2.client.provider.rollcall.token-uri"))
			.isEqualTo(rollcall.getTokenUri());
		assertThat(this.environment.getProperty("spring.security.oauth2.resourceserver.jwt.issuer-uri"))
			.isEqualTo(rollcall.getIssuerUri());
	}

	@Test
	void theResourceServerTakesIdTokens(Rollcall rollcall) {
		String idToken = rollcall.signIn("tina.teacher").tokens().idToken();
		assertThat(this.jwtDecoder.decode(idToken).getClaimAsString("login_hint")).isEqualTo("tina.teacher");
	}

}
