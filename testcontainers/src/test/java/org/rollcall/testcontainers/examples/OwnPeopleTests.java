package org.rollcall.testcontainers.examples;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;

import org.junit.jupiter.api.Test;

import org.rollcall.testcontainers.Client;
import org.rollcall.testcontainers.NeedsServer;
import org.rollcall.testcontainers.Person;
import org.rollcall.testcontainers.Rollcall;
import org.rollcall.testcontainers.junit.Fresh;
import org.rollcall.testcontainers.junit.RollcallTest;

import static org.junit.jupiter.api.Assertions.assertTrue;

@NeedsServer
@RollcallTest
class OwnPeopleTests {

	// tag::own[]
	@Test
	void aStudentIsRecognised(Rollcall rollcall, Person student, Client app) throws Exception {
		String token = rollcall.getAccessToken(student, app, "openid", "profile");
		assertTrue(get(rollcall.getMyInfoUri(), token).contains(student.loginId()));
	}

	@Test
	void aTeacherIsSentBackToTheApp(Rollcall rollcall, @Fresh(role = "Teacher") Person teacher,
			@Fresh(redirectUris = "https://reader.example/callback") Client app) {
		assertTrue(rollcall.signIn(teacher, app).callbackUrl().startsWith("https://reader.example/callback?code="));
	}
	// end::own[]

	private static String get(String url, String token) throws Exception {
		HttpRequest request = HttpRequest.newBuilder(URI.create(url)).header("Authorization", "Bearer " + token).build();
		return HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
	}

}
