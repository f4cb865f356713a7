package org.rollcall.testcontainers.spring;

import org.junit.jupiter.api.Test;

import org.rollcall.testcontainers.NeedsImage;
import org.rollcall.testcontainers.RollcallContainer;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.testcontainers.service.connection.ServiceConnection;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

import static org.assertj.core.api.Assertions.assertThat;

@NeedsImage
// tag::spring[]
@SpringBootTest
@AutoConfigureMockMvc
class ReadmeSpringTests {

	@ServiceConnection
	static RollcallContainer rollcall = new RollcallContainer();

	@Autowired
	MockMvcTester mvc;

	@Test
	void whoeverIsNotSignedInIsSentToRollcall() {
		assertThat(this.mvc.get().uri("/oauth2/authorization/classlink")).redirectedUrl()
			.startsWith(rollcall.getAuthorizationUri());
	}

}
// end::spring[]
