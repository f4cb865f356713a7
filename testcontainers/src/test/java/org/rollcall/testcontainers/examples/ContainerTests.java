package org.rollcall.testcontainers.examples;

import org.junit.jupiter.api.Test;

import org.rollcall.testcontainers.Client;
import org.rollcall.testcontainers.District;
import org.rollcall.testcontainers.NeedsImage;
import org.rollcall.testcontainers.Person;
import org.rollcall.testcontainers.RollcallContainer;

import static org.junit.jupiter.api.Assertions.assertEquals;

@NeedsImage
class ContainerTests {

	@Test
	void withWhatIsNamed() {
		// tag::container[]
		try (RollcallContainer rollcall = new RollcallContainer()
			.withDistrict(District.of("springfield").name("Springfield Elementary"))
			.withPerson(Person.teacher("edna.krabappel").email("edna@springfield.example").claim("favorite_color", "blue"))
			.withClient(Client.of("Reader").redirectUris("http://localhost:8080/callback"))
			.withReuse(true)) {
			rollcall.start();

			assertEquals("blue", rollcall.signIn("edna.krabappel").claim("favorite_color"));
			rollcall.reset(); // back to the above, in milliseconds
		}
		// end::container[]
	}

	@Test
	void withAFile() {
		// tag::config[]
		try (RollcallContainer rollcall = new RollcallContainer().withConfig("classpath:springfield.yaml")) {
			rollcall.start();

			String token = rollcall.getAccessToken("bart.simpson", "Springfield Reader", "openid", "profile");
			assertEquals('c', token.charAt(0));
		}
		// end::config[]
	}

}
