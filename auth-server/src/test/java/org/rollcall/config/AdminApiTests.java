package org.rollcall.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import org.rollcall.journey.Http;
import org.rollcall.journey.Page;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The admin API, over HTTP.
 */
@ExtendWith(OutputCaptureExtension.class)
class AdminApiTests extends EmptyServerTest {

	@ParameterizedTest
	@CsvSource({ "GET,/admin/v1/config", "PUT,/admin/v1/config", "POST,/admin/v1/people", "GET,/admin/v1/clients",
			"DELETE,/admin/v1/districts/lakeside", "GET,/admin/v1/no-such-thing" })
	void withoutAKeyNobodyGetsIn(String method, String path) {
		Http http = new Http(this.base);

		Page without = http.send(http.request(path).method(method, java.net.http.HttpRequest.BodyPublishers.noBody()));
		Page wrong = http.send(http.request(path, "X-API-Key", "guessed")
			.method(method, java.net.http.HttpRequest.BodyPublishers.noBody()));

		assertThat(without.status()).isEqualTo(401);
		assertThat(without.json().path("message").asString()).startsWith("The header X-API-Key is missing.");
		assertThat(wrong.status()).isEqualTo(401);
		assertThat(wrong.json().path("message").asString()).startsWith("The key in X-API-Key is not the right one.");
	}

	@Test
	void everyCallIsWrittenDownAndNoKeyIs(CapturedOutput output) {
		admin("GET", "/admin/v1/clients", null);
		Http http = new Http(this.base);
		http.get("/admin/v1/clients", "X-API-Key", "guessed-by-somebody");

		// a call is written down when its answer is on its way
		await().untilAsserted(() -> assertThat(output).contains(
				"The admin API was called with the key 'made on first start' from 127.0.0.1: GET /admin/v1/clients was answered with 200.",
				"The admin API was called with the key 'unknown' from 127.0.0.1: GET /admin/v1/clients was answered with 401."));
		assertThat(output).doesNotContain(key()).doesNotContain("guessed-by-somebody");
	}

	@Test
	void aDocumentGoesInAndComesOut() {
		Page applied = admin("PUT", "/admin/v1/config", LAKESIDE);
		Page again = admin("PUT", "/admin/v1/config", LAKESIDE);

		assertThat(applied.status()).isEqualTo(200);
		assertThat(applied.body())
			.isEqualTo("{\"changed\":1,\"changes\":[{\"change\":\"created\",\"kind\":\"district\",\"name\":\"lakeside\"}]}");
		assertThat(again.body()).isEqualTo("{\"changed\":0,\"changes\":[]}");
		assertThat(admin("GET", "/admin/v1/config", null).body()).contains("customUrl: lakeside");
		assertThat(admin("GET", "/admin/v1/config", null, "Accept", "application/json").json()
			.path("districts")
			.path(0)
			.path("tenantId")
			.asInt()).isEqualTo(7001);
	}

	@Test
	void aDryRunChangesNothing() {
		assertThat(admin("PUT", "/admin/v1/config?dryRun=true", LAKESIDE).json().path("changed").asInt()).isEqualTo(1);

		assertThat(admin("GET", "/admin/v1/districts", null).body()).isEqualTo("[]");
	}

	@Test
	void aFaultIsToldWithItsPlace() {
		Page refused = admin("PUT", "/admin/v1/config", "mode: exactly");

		assertThat(refused.status()).isEqualTo(400);
		assertThat(refused.json().path("faults").toString()).isEqualTo("[{\"line\":1,\"column\":7,\"path\":\"mode\","
				+ "\"message\":\"'exactly' is none of merge, exact; did you mean 'exact'?\"}]");
	}

	@Test
	void aPersonIsMadeReadChangedAndRemoved() {
		apply(LAKESIDE);
		Page created = admin("POST", "/admin/v1/people", "{\"role\": \"Teacher\", \"firstName\": \"Rosa\"}");
		JsonNode person = created.json();
		String path = "/admin/v1/people/lakeside/" + person.path("loginId").asString();

		assertThat(created.status()).isEqualTo(201);
		assertThat(person.path("loginId").asString()).startsWith("rosa.");
		assertThat(person.path("password").asString()).hasSize(32);
		assertThat(person.path("userId").isInt()).isTrue();
		assertThat(person.path("role").asString()).isEqualTo("Teacher");
		JsonNode changed = admin("PUT", path, "{role: Student, lastName: Lopez}").json();
		assertThat(changed.path("role").asString()).isEqualTo("Student");
		assertThat(changed.path("userId")).isEqualTo(person.path("userId"));
		assertThat(admin("GET", "/admin/v1/people?q=lopez&district=lakeside", null).json()).hasSize(1);
		assertThat(admin("GET", "/admin/v1/people?q=lopez&limit=0", null).body()).isEqualTo("[]");
		assertThat(admin("GET", path, null).body()).doesNotContain("password", "argon2");
		assertThat(admin("DELETE", path, null).status()).isEqualTo(204);
		assertThat(admin("GET", path, null).status()).isEqualTo(404);
		assertThat(admin("DELETE", path, null).json().path("message").asString()).startsWith("Nobody in 'lakeside'");
	}

	@Test
	void whatIsThereAlreadyIsAConflict() {
		apply(LAKESIDE + "people: [{loginId: a, role: Teacher}]\nclients:\n" + READER);

		Page person = admin("POST", "/admin/v1/people", "{loginId: A, role: Teacher}");
		Page client = admin("POST", "/admin/v1/clients", READER.replace("  - ", "    "));
		Page district = admin("POST", "/admin/v1/districts", "{customUrl: lakeside, name: L}");

		assertThat(List.of(person.status(), client.status(), district.status())).containsOnly(409);
		assertThat(person.json().path("message").asString()).isEqualTo("Somebody in lakeside has the login id 'A'.");
	}

	@Test
	void anAppIsMadeReadChangedAndRemoved() {
		JsonNode app = admin("POST", "/admin/v1/clients", "{name: Reader, redirectUris: ['http://app:8080/code']}").json();
		String path = "/admin/v1/clients/" + app.path("clientId").asString();

		assertThat(app.path("clientSecret").asString()).hasSize(32);
		assertThat(admin("GET", path, null).body()).doesNotContain("ecretHash", app.path("clientSecret").asString());
		assertThat(admin("PUT", path, "{name: Other, redirectUris: ['http://app:8080/code'], enabled: false}").json()
			.path("enabled")
			.asBoolean(true)).isFalse();
		assertThat(admin("DELETE", path, null).status()).isEqualTo(204);
		assertThat(admin("GET", path, null).status()).isEqualTo(404);
	}

	@Test
	void howAnAppIsStartedIsReadAndChanged() {
		JsonNode app = admin("POST", "/admin/v1/clients", "{name: Starter, redirectUris: ['http://app:8080/code'], initiation: launchpad,"
				+ " initiateLoginUri: 'https://app.example/start'}").json();
		String path = "/admin/v1/clients/" + app.path("clientId").asString();

		assertThat(app.path("initiation").asString()).isEqualTo("launchpad");
		assertThat(app.path("initiateLoginUri").asString()).isEqualTo("https://app.example/start");
		JsonNode changed = admin("PUT", path, "{name: Starter, redirectUris: ['http://app:8080/code'], initiation: app}").json();
		assertThat(changed.path("initiation").asString()).isEqualTo("app");
		assertThat(changed.has("initiateLoginUri")).isFalse();
		Page refused = admin("PUT", path, "{name: Starter, redirectUris: ['http://app:8080/code'], initiation: nobody}");
		assertThat(refused.status()).isEqualTo(400);
		assertThat(refused.text()).contains("initiation");
	}

	@Test
	void theNameInTheAddressIsTheOneThatCounts() {
		apply(LAKESIDE);

		Page refused = admin("PUT", "/admin/v1/people/lakeside/a", "{loginId: b, role: Teacher}");

		assertThat(refused.status()).isEqualTo(400);
		assertThat(refused.json().path("faults").path(0).path("message").asString())
			.isEqualTo("The address of the request says 'a', and here is 'b'.");
	}

	@Test
	void consentsAndTilesAreMadeAndRemoved() {
		apply(LAKESIDE + "people: [{loginId: a, role: Teacher}]\nclients:\n" + READER);

		assertThat(admin("POST", "/admin/v1/consents", "{client: Reader, person: a, scopes: [openid]}").status()).isEqualTo(201);
		assertThat(admin("GET", "/admin/v1/consents", null).json()).hasSize(1);
		assertThat(admin("DELETE", "/admin/v1/consents?client=Reader&person=a", null).status()).isEqualTo(204);
		assertThat(admin("DELETE", "/admin/v1/consents?client=Reader&person=a", null).status()).isEqualTo(404);
		assertThat(admin("DELETE", "/admin/v1/consents?client=Reader", null).json().path("message").asString())
			.isEqualTo("The parameter 'person' is missing.");
		assertThat(admin("POST", "/admin/v1/tiles", "{name: R, url: 'https://r.example'}").status()).isEqualTo(201);
		assertThat(admin("GET", "/admin/v1/tiles", null).json()).hasSize(1);
		assertThat(admin("DELETE", "/admin/v1/tiles/lakeside/R", null).status()).isEqualTo(204);
	}

	@Test
	void aFormIsToldWhatToSendInstead() {
		Page refused = new Http(this.base).post("/admin/v1/people", java.util.Map.of("role", "Teacher"), "X-API-Key", key());

		assertThat(refused.status()).isEqualTo(415);
		assertThat(refused.json().path("message").asString()).contains("Content-Type: application/yaml");
	}

	@Test
	void fiftyPeopleAtOnceAreFiftyPeople() throws Exception {
		apply(LAKESIDE);
		List<Future<Page>> answers = new ArrayList<>();
		try (ExecutorService executor = Executors.newFixedThreadPool(50)) {
			for (int i = 0; i < 50; i++) {
				answers.add(executor.submit(() -> admin("POST", "/admin/v1/people", "{role: Teacher, password: a-long-password}")));
			}
		}
		Set<String> loginIds = answers.stream()
			.map((answer) -> answer.resultNow().json().path("loginId").asString())
			.collect(Collectors.toSet());

		assertThat(answers).extracting((answer) -> answer.get().status()).containsOnly(201);
		assertThat(loginIds).hasSize(50);
	}

	@Test
	void ofFiftyWhoWantTheSameLoginIdOneGetsItAndTheOthersAreTold() throws Exception {
		apply(LAKESIDE);
		List<Future<Page>> answers = new ArrayList<>();
		try (ExecutorService executor = Executors.newFixedThreadPool(20)) {
			for (int i = 0; i < 20; i++) {
				answers
					.add(executor.submit(() -> admin("POST", "/admin/v1/people", "{loginId: same, role: Teacher, passwordHash: '"
							+ "{bcrypt}$2a$10$N9qo8uLOickgx2ZMRZoMyeIjZAgcfl7p92ldGxad68LJZdL17lhWy'}")));
			}
		}

		assertThat(answers).extracting((answer) -> answer.get().status()).containsOnly(201, 409);
		assertThat(answers.stream().filter((answer) -> answer.resultNow().status() == 201)).hasSize(1);
	}

	@ParameterizedTest
	@ValueSource(strings = { "null", "~", "# nothing", "---", "" })
	void anItemWithNothingInItIsToldWhatIsMissing(String body) {
		apply(LAKESIDE);

		assertThat(admin("POST", "/admin/v1/people", body).json().path("message").asString()).contains("'role' is missing");
		assertThat(admin("PUT", "/admin/v1/people/lakeside/a", body).json().path("message").asString())
			.contains("'role' is missing");
		assertThat(admin("POST", "/admin/v1/clients", body).json().path("message").asString()).contains("'name' is missing");
		assertThat(admin("POST", "/admin/v1/districts", body).json().path("message").asString())
			.contains("'customUrl' is missing");
		assertThat(admin("PUT", "/admin/v1/districts/zed", body).json().path("message").asString()).contains("'name' is missing");
	}

	@ParameterizedTest
	@ValueSource(strings = { "{role: Teacher, sourcedId: ''}", "{role: Teacher, displayName: ' '}", "{role: Teacher, orgIds: ['']}",
			"{role: Teacher, claims: {a: \"\\0\"}}", "{role: Teacher, claims: {\"\\0\": 1}}", "{role: Teacher, claims: {a: \"\\uD800\"}}",
			"{role: Teacher, password: ''}" })
	void whatCannotBeStoredIsAFault(String person) {
		apply(LAKESIDE);

		Page refused = admin("POST", "/admin/v1/people", person);

		assertThat(refused.status()).isEqualTo(400);
		assertThat(refused.json().path("faults")).hasSize(1);
	}

	@Test
	void aNameInTheAddressKeepsTheRulesOfTheFile() {
		apply(LAKESIDE);

		assertThat(admin("PUT", "/admin/v1/people/lakeside/" + "x".repeat(400), "{role: Teacher}").status()).isEqualTo(400);
		assertThat(admin("PUT", "/admin/v1/people/lakeside/%20x", "{role: Teacher}").status()).isEqualTo(400);
		assertThat(admin("PUT", "/admin/v1/people/LAKESIDE/x", "{role: Teacher}").status()).isEqualTo(200);
		assertThat(admin("PUT", "/admin/v1/districts/zed", "{name: Zed}").status()).isEqualTo(200);
		assertThat(admin("GET", "/admin/v1/people?q=%00", null).body()).isEqualTo("[]");
		assertThat(admin("DELETE", "/admin/v1/consents?client=%00&person=%00", null).status()).isEqualTo(400);
	}

	@Test
	void whoseLoginIdNoAddressCanHoldIsFoundByTheUserId() {
		apply(LAKESIDE);
		String path = "/admin/v1/people/" + admin("POST", "/admin/v1/people", "{loginId: 'SCHOOL\\rosa/1', role: Teacher}").json()
			.path("userId")
			.asInt();

		assertThat(admin("GET", path, null).json().path("loginId").asString()).isEqualTo("SCHOOL\\rosa/1");
		assertThat(admin("DELETE", path, null).status()).isEqualTo(204);
		assertThat(admin("DELETE", path, null).status()).isEqualTo(404);
	}

	@Test
	void districtsThatAreMadeAtOnceGetIdsOfTheirOwn() throws Exception {
		List<Future<Page>> answers = new ArrayList<>();
		try (ExecutorService executor = Executors.newFixedThreadPool(15)) {
			for (int i = 0; i < 15; i++) {
				String document = "{customUrl: d" + i + ", name: D}";
				answers.add(executor.submit(() -> admin("POST", "/admin/v1/districts", document)));
			}
		}

		assertThat(answers).extracting((answer) -> answer.get().status()).containsOnly(201);
	}

	@Test
	void aMachineNeedsNoRedirectUriAndSaysWhatItsTokensLookLike() {
		JsonNode app = admin("POST", "/admin/v1/clients", "{name: Robot, kind: machine, tokenFormat: jwt, scopes: [people.read]}").json();
		String path = "/admin/v1/clients/" + app.path("clientId").asString();

		assertThat(app.path("clientSecret").asString()).hasSize(32);
		assertThat(admin("GET", path, null).json().path("tokenFormat").asString()).isEqualTo("jwt");
		assertThat(admin("GET", "/admin/v1/config", null).body()).contains("tokenFormat: jwt", "people.read");
		String exported = admin("GET", "/admin/v1/config", null).body();
		assertThat(admin("PUT", "/admin/v1/config", exported).json().path("changed").asInt()).isZero();
		assertThat(admin("PUT", path, "{name: Robot, kind: machine, scopes: [people.read]}").json().path("tokenFormat").asString())
			.isEqualTo("opaque");
	}

	@Test
	void theSchemaIsForEverybody() {
		Page schema = new Http(this.base).get("/rollcall.schema.json");

		assertThat(schema.status()).isEqualTo(200);
		assertThat(schema.json().path("$schema").asString()).isEqualTo("https://json-schema.org/draft/2020-12/schema");
		assertThat(schema.json().at("/properties/clients/items/required").toString())
			.isEqualTo("[\"clientId\",\"name\"]");
	}

}
