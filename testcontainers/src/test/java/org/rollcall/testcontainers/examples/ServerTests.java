package org.rollcall.testcontainers.examples;

import org.junit.jupiter.api.Test;

import org.rollcall.testcontainers.NeedsServer;
import org.rollcall.testcontainers.RollcallServer;

import static org.junit.jupiter.api.Assertions.assertEquals;

@NeedsServer
class ServerTests {

	@Test
	void withoutDocker() {
		// tag::server[]
		try (RollcallServer rollcall = new RollcallServer().withConfig("classpath:springfield.yaml").start()) {
			String token = rollcall.getAccessToken("bart.simpson", "Springfield Reader", "openid", "profile");
			assertEquals('c', token.charAt(0));
		}
		// end::server[]
	}

}
