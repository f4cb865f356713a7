package org.rollcall.testcontainers.spring;

import org.junit.jupiter.api.Test;

import org.rollcall.testcontainers.NeedsImage;
import org.rollcall.testcontainers.RollcallContainer;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.boot.testcontainers.service.connection.ServiceConnection;

import static org.assertj.core.api.Assertions.assertThat;

@NeedsImage
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class ServiceConnectionTests {

	@ServiceConnection
	static RollcallContainer rollcall = new RollcallContainer();

	@LocalServerPort
	int port;

	@Autowired
	RollcallConnectionDetails details;

	@Test
	void aStaticFieldIsEnough() throws Exception {
		assertThat(new Browser(rollcall, "tina.teacher").open("http://localhost:" + this.port + "/me"))
			.isEqualTo("tina.teacher of " + rollcall.getIssuerUri());
		assertThat(this.details.getRollcall()).isSameAs(rollcall);
	}

}
