package org.rollcall.testcontainers;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * What every {@link Rollcall} with the demo districts does, wherever it runs.
 */
abstract class RollcallContract {

	private final HttpClient http = HttpClient.newHttpClient();

	abstract Rollcall rollcall();

	@Test
	void theIssuerIsWhereItIsReached() throws Exception {
		Map<String, Object> discovery = Json.parseObject(get(rollcall().getIssuerUri() + "/.well-known/openid-configuration", null));
		assertThat(discovery).containsEntry("issuer", rollcall().getIssuerUri())
			.containsEntry("authorization_endpoint", rollcall().getAuthorizationUri())
			.containsEntry("token_endpoint", rollcall().getTokenUri())
			.containsEntry("jwks_uri", rollcall().getJwksUri())
			.containsEntry("userinfo_endpoint", rollcall().getUserInfoUri())
			.containsEntry("end_session_endpoint", rollcall().getLogoutUri());
		assertThat(rollcall().signIn("tina.teacher").claims()).containsEntry("iss", rollcall().getIssuerUri());
		assertThat(get(rollcall().getJwksUri(), null)).contains("\"kid\"");
	}

	@Test
	void aSignInGoesAllTheWay() throws Exception {
		SignIn signIn = rollcall().signIn(SignInRequest.of("lincolnusd/tina.teacher").client("Lincoln Reader").state("s/1 +").nonce("n"));
		assertThat(signIn.callbackUrl()).startsWith("http://localhost:9001/callback?code=" + signIn.code());
		assertThat(signIn.state()).isEqualTo("s/1 +");
		assertThat(signIn.claims()).containsEntry("nonce", "n")
			.containsEntry("login_hint", "tina.teacher")
			.containsEntry("aud", rollcall().getClient().clientId());
		assertThat(signIn.tokens().refreshToken()).isNotNull();
		assertThat(signIn.tokens().expiresIn()).isEqualTo(86_400);
		assertThat(get(rollcall().getMyInfoUri(), signIn.accessToken())).contains("\"LoginId\":\"tina.teacher\"");
		assertThat(get(rollcall().getUserInfoUri(), signIn.accessToken())).contains("tina.teacher");
	}

	@Test
	void anAccessTokenHasTheScopesThatWereAskedFor() throws Exception {
		SignIn signIn = rollcall().signIn(SignInRequest.of("tina.teacher").client("Mobile Reader").scopes("openid", "profile"));
		assertThat(signIn.tokens().scope()).isEqualTo("openid profile");
		assertThat(get(rollcall().getMyInfoUri(), rollcall().getAccessToken("sam.student", "Mobile Reader", "openid", "profile")))
			.contains("sam.student");
	}

	@Test
	void anUnusedCodeCanBeRedeemedByTheApp() throws Exception {
		SignIn signIn = rollcall().signIn(SignInRequest.of("tina.teacher").withoutExchange());
		Client client = rollcall().getClient();
		String answer = this.http.send(HttpRequest.newBuilder(URI.create(rollcall().getTokenUri() + "?code=" + signIn.code()
				+ "&client_id=" + client.clientId() + "&client_secret=" + client.clientSecret()))
			.POST(HttpRequest.BodyPublishers.noBody())
			.build(), BodyHandlers.ofString()).body();
		assertThat(Json.parseObject(answer)).containsKey("access_token");
		assertThatIllegalStateException().isThrownBy(signIn::tokens).withMessage("There are no tokens: the code was not exchanged.");
	}

	@Test
	void anAppThatKeepsItsStateToItselfIsFollowed() {
		String authorize = rollcall().getAuthorizationUri() + "?response_type=code&client_id=" + rollcall().getClient().clientId()
				+ "&redirect_uri=http%3A%2F%2Flocalhost%3A8080%2Fcode&scope=openid+profile&state=secret"
				+ "&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM&code_challenge_method=S256";
		assertThat(rollcall().signInAt(authorize, "sam.student")).startsWith("http://localhost:8080/code?code=c")
			.contains("state=secret");
	}

	@Test
	void anOauthErrorAtTheAppIsToldWithItsDescription() {
		SignIn signIn = rollcall().signIn(SignInRequest.of("tina.teacher").scopes("openid", "nonsense"));
		assertThat(signIn.error()).isEqualTo("invalid_scope");
		assertThatIllegalStateException().isThrownBy(signIn::accessToken).withMessageStartingWith("The sign-in ended with invalid_scope: ");
	}

	@Test
	void aSignInThatCannotBeSaysWhy() {
		assertThatExceptionOfType(RollcallException.class).isThrownBy(() -> rollcall().signIn("tina.teecher"))
			.withMessageContaining("did you mean 'tina.teacher'?");
		assertThatExceptionOfType(RollcallException.class)
			.isThrownBy(() -> rollcall().signIn(SignInRequest.of("tina.teacher").redirectUri("http://localhost:1/other")))
			.withMessageContaining("http://localhost:1/other")
			.satisfies((ex) -> assertThat(ex.getStatus()).isEqualTo(422));
	}

	@Test
	void fiftyTestsAtOnceDoNotSeeEachOther() throws Exception {
		int tests = 50;
		CountDownLatch together = new CountDownLatch(tests);
		ExecutorService threads = Executors.newFixedThreadPool(tests);
		try {
			List<Future<String>> results = new ArrayList<>();
			for (int i = 0; i < tests; i++) {
				results.add(threads.submit(oneOfMany(i, together)));
			}
			List<String> subjects = new ArrayList<>();
			for (Future<String> result : results) {
				subjects.add(result.get());
			}
			assertThat(subjects).doesNotHaveDuplicates().hasSize(tests);
		}
		finally {
			threads.shutdownNow();
		}
	}

	/** The same name for everybody's app, and the same kind of person: nothing but what the server made tells them apart. */
	private Callable<String> oneOfMany(int number, CountDownLatch together) {
		return () -> {
			together.countDown();
			together.await();
			AdminClient admin = rollcall().admin();
			Person person = admin.createPerson(Person.withRole("Student").district("lincolnusd").claim("test", "number " + number));
			Client client = admin.createClient(Client.of("Reader " + number).scopes("openid", "profile"));
			for (int round = 0; round < 2; round++) {
				SignIn signIn = rollcall().signIn(person, client);
				assertThat(signIn.claims()).containsEntry("test", "number " + number)
					.containsEntry("aud", client.clientId())
					.containsEntry("sub", String.valueOf(person.userId()));
				assertThat(get(rollcall().getMyInfoUri(), signIn.accessToken())).contains("\"LoginId\":\"" + person.loginId() + "\"");
			}
			return String.valueOf(person.userId());
		};
	}

	@Test
	void aResetLeavesNothingOfWhatTestsMade() throws Exception {
		AdminClient admin = rollcall().admin();
		Person person = admin.createPerson(Person.student("lisa.simpson").district("lincolnusd"));
		String token = rollcall().signIn(person).accessToken();
		rollcall().reset();
		assertThat(admin.findPerson("lincolnusd", "lisa.simpson")).isEmpty();
		assertThat(admin.findPerson("lincolnusd", "tina.teacher")).isPresent();
		assertThat(get(rollcall().getMyInfoUri(), token)).contains("message").doesNotContain("lisa");
	}

	@Test
	void theAdminApiMakesFindsReplacesAndRemoves() {
		AdminClient admin = rollcall().admin();
		District district = admin.createDistrict(District.of("ogdenville").name("Ogdenville").groups("Chess Club"));
		assertThat(district.tenantId()).isNotNull();
		Person person = admin.createPerson(Person.teacher("ms.hoover").district("ogdenville").email("hoover@ogdenville.example"));
		assertThat(admin.people("ogdenville")).extracting(Person::loginId).containsExactly("ms.hoover");
		assertThat(admin.putPerson(person.email("other@ogdenville.example").with("groups", List.of("Chess Club"))).email())
			.isEqualTo("other@ogdenville.example");
		Client client = admin.createClient(Client.of("Ogdenville Reader"));
		assertThat(client.clientId()).matches("c\\d{13}[0-9a-f]{30,32}");
		assertThat(admin.putClient(client.redirectUris("http://localhost:8080/other")).redirectUris())
			.containsExactly("http://localhost:8080/other");
		admin.createConsent(client, person, "openid", "profile");
		assertThat(rollcall().signIn(SignInRequest.of(person).client(client).redirectUri("http://localhost:8080/other")
			.scopes("openid", "profile")
			.prompt("none")).error()).isNull();
		assertThat(admin.apply("people: [{loginId: ms.hoover, district: ogdenville, role: Teacher}]")).isNotEmpty();
		assertThat(admin.export()).contains("customUrl: lincolnusd", "customUrl: ogdenville");
		assertThatExceptionOfType(RollcallException.class).isThrownBy(() -> admin.createPerson(Person.teacher("ms.hoover").district("ogdenville")))
			.satisfies((ex) -> assertThat(ex.getStatus()).isEqualTo(409));
		assertThatExceptionOfType(RollcallException.class).isThrownBy(() -> admin.apply("clients: [{redirectUri: x}]"))
			.withMessageContaining("did you mean 'redirectUris'?")
			.satisfies((ex) -> assertThat(ex.getFaults()).isNotEmpty());
		admin.deletePerson(person);
		admin.deleteClient(client);
		assertThat(admin.findClient(client.clientId())).isEmpty();
		admin.deleteDistrict(district);
		assertThat(admin.findDistrict("ogdenville")).isEmpty();
	}

	final String get(String url, String token) throws Exception {
		HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url));
		if (token != null) {
			request.header("Authorization", "Bearer " + token);
		}
		return this.http.send(request.build(), BodyHandlers.ofString()).body();
	}

}
