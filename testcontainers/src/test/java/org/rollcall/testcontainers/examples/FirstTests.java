package org.rollcall.testcontainers.examples;

import org.junit.jupiter.api.Test;

import org.rollcall.testcontainers.NeedsServer;
import org.rollcall.testcontainers.Rollcall;
import org.rollcall.testcontainers.SignIn;
import org.rollcall.testcontainers.junit.RollcallTest;

import static org.junit.jupiter.api.Assertions.assertEquals;

@NeedsServer
// tag::first[]
@RollcallTest
class FirstTests {

	@Test
	void aTeacherSignsIn(Rollcall rollcall) {
		SignIn signIn = rollcall.signIn("tina.teacher");
		assertEquals("Teacher", signIn.claim("profile"));
		assertEquals(rollcall.getIssuerUri(), signIn.claim("iss"));
	}

}
// end::first[]
