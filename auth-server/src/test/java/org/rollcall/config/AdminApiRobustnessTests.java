package org.rollcall.config;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import org.rollcall.journey.Http;
import org.rollcall.journey.Page;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What programs need from the admin API when things go wrong: lost updates, lost answers, and errors that they understand.
 */
class AdminApiRobustnessTests extends EmptyServerTest {

	@Autowired
	private JdbcClient jdbc;

	@Autowired
	@Qualifier("requestMappingHandlerMapping")
	private RequestMappingHandlerMapping routes;

	@Test
	void whoChangesWhatSomebodyElseChangedMeanwhileIsTold() {
		apply(LAKESIDE);
		Page read = admin("GET", "/admin/v1/districts/lakeside", null);
		String seen = read.header("ETag");
		assertThat(seen).matches("\"[0-9a-f]{24}\"");
		assertThat(admin("GET", "/admin/v1/districts/lakeside", null).header("ETag")).isEqualTo(seen);

		Page first = admin("PUT", "/admin/v1/districts/lakeside", "{name: Lakeside One}", "If-Match", seen);
		Page second = admin("PUT", "/admin/v1/districts/lakeside", "{name: Lakeside Two}", "If-Match", seen);

		assertThat(first.status()).isEqualTo(200);
		assertThat(first.header("ETag")).isNotEqualTo(seen)
			.isEqualTo(admin("GET", "/admin/v1/districts/lakeside", null).header("ETag"));
		assertThat(second.status()).isEqualTo(412);
		assertThat(second.json().path("type").asString()).isEqualTo("urn:rollcall:problem:stale");
		assertThat(second.json().path("message").asString()).isEqualTo(second.json().path("detail").asString()).isNotEmpty();
		assertThat(admin("DELETE", "/admin/v1/districts/lakeside", null, "If-Match", seen).status()).isEqualTo(412);
		assertThat(admin("PUT", "/admin/v1/districts/nowhere", "{name: N}", "If-Match", "*").status()).isEqualTo(412);
		assertThat(admin("DELETE", "/admin/v1/districts/lakeside", null, "If-Match", first.header("ETag")).status()).isEqualTo(204);
	}

	@Test
	void ofManyWhoSawTheSameOneChangesIt() throws Exception {
		apply(LAKESIDE + "people: [{loginId: a, role: Teacher}]");
		String seen = admin("GET", "/admin/v1/people/lakeside/a", null).header("ETag");
		try (ExecutorService threads = Executors.newFixedThreadPool(6)) {
			List<Callable<Integer>> changes = new ArrayList<>();
			IntStream.range(0, 6)
				.forEach((i) -> changes.add(() -> admin("PUT", "/admin/v1/people/lakeside/a", "{role: Teacher, firstName: A" + i + "}",
						"If-Match", seen).status()));
			assertThat(threads.invokeAll(changes).stream().map(Future::resultNow).toList()).containsOnlyOnce(200).contains(412);
		}
	}

	@Test
	void whoKnowsTheStateIsNotSentItAgain() {
		apply(LAKESIDE);
		String seen = admin("GET", "/admin/v1/districts/lakeside", null).header("ETag");

		assertThat(admin("GET", "/admin/v1/districts/lakeside", null, "If-None-Match", seen).status()).isEqualTo(304);
	}

	@Test
	void theSamePostAgainMakesNothingTwiceAndShowsTheSameSecret() {
		apply(LAKESIDE);
		String key = "once-" + System.nanoTime();
		String app = "{name: Reader, redirectUris: ['https://a.example/cb']}";

		Page first = admin("POST", "/admin/v1/clients", app, "Idempotency-Key", key);
		Page again = admin("POST", "/admin/v1/clients", app, "Idempotency-Key", key);

		assertThat(first.status()).isEqualTo(201);
		assertThat(again.status()).isEqualTo(201);
		assertThat(again.body()).isEqualTo(first.body()).contains("clientSecret");
		assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
		assertThat(again.header("ETag")).isEqualTo(first.header("ETag"));
		assertThat(again.header("Content-Type")).isEqualTo(first.header("Content-Type"));
		assertThat(admin("GET", "/admin/v1/clients", null).json()).hasSize(1);
		String secret = first.json().path("clientSecret").asString();
		assertThat(this.jdbc.sql("select encode(answer_sealed, 'escape') from idempotent_answer").query(String.class).list())
			.noneMatch((sealed) -> sealed.contains(secret));
	}

	@Test
	void anotherRequestWithTheSameKeyIsRefused() {
		apply(LAKESIDE);
		String key = "other-" + System.nanoTime();
		admin("POST", "/admin/v1/people", "{role: Teacher}", "Idempotency-Key", key);

		Page other = admin("POST", "/admin/v1/people", "{role: Student}", "Idempotency-Key", key);

		assertThat(other.status()).isEqualTo(422);
		assertThat(other.json().path("type").asString()).endsWith("idempotency-key-reused");
		assertThat(admin("POST", "/admin/v1/people", "{role: Teacher}", "Idempotency-Key", "short").status()).isEqualTo(400);
	}

	@Test
	void whatWasRefusedMayBeTriedAgainWithTheSameKey() {
		apply(LAKESIDE);
		String key = "refused-" + System.nanoTime();

		assertThat(admin("POST", "/admin/v1/people", "{role: King}", "Idempotency-Key", key).status()).isEqualTo(400);
		assertThat(admin("POST", "/admin/v1/people", "{role: Teacher}", "Idempotency-Key", key).status()).isEqualTo(201);
	}

	@Test
	void ofManyEqualPostsOneMakesSomething() throws Exception {
		apply(LAKESIDE);
		String key = "many-" + System.nanoTime();
		try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
			Callable<Page> post = () -> admin("POST", "/admin/v1/people", "{role: Teacher, firstName: Many}", "Idempotency-Key", key);
			List<Page> answers = threads.invokeAll(IntStream.range(0, 8).mapToObj((i) -> post).toList())
				.stream()
				.map(Future::resultNow)
				.toList();
			assertThat(answers).allSatisfy((answer) -> assertThat(answer.status()).isIn(201, 409));
			assertThat(answers.stream().filter((answer) -> answer.status() == 201).map(Page::body).distinct()).hasSize(1);
		}
		assertThat(admin("GET", "/admin/v1/people?q=many", null).json()).hasSize(1);
	}

	@Test
	void everyErrorIsAProblem() {
		for (Page refused : List.of(admin("GET", "/admin/v1/clients/none", null), admin("GET", "/admin/v1/nothing", null),
				admin("PATCH", "/admin/v1/clients", "{}"), admin("POST", "/admin/v1/clients", "{"),
				admin("GET", "/admin/v1/people?limit=x", null), new Http(this.base).get("/admin/v1/clients"))) {
			assertThat(refused.header("Content-Type")).as(refused.uri().toString()).isEqualTo("application/problem+json");
			JsonNode problem = refused.json();
			assertThat(problem.path("status").asInt()).isEqualTo(refused.status());
			assertThat(problem.path("type").asString()).startsWith("urn:rollcall:problem:");
			assertThat(problem.path("title").asString()).isNotEmpty();
			assertThat(problem.path("detail").asString()).isEqualTo(problem.path("message").asString()).isNotEmpty();
		}
	}

	@Test
	void theDescriptionKnowsEveryRouteAndEveryReferenceInItLeadsSomewhere() {
		JsonNode document = new Http(this.base).get("/v3/api-docs").json();

		assertThat(document.path("openapi").asString()).isEqualTo("3.1.0");
		Set<String> described = new TreeSet<>();
		document.path("paths").properties().forEach((path) -> path.getValue()
			.propertyNames()
			.forEach((method) -> described.add(method.toUpperCase(java.util.Locale.ROOT) + " " + path.getKey())));
		Set<String> served = new TreeSet<>();
		this.routes.getHandlerMethods().keySet().forEach((route) -> route.getPatternValues()
			.stream()
			.filter((pattern) -> pattern.startsWith("/admin/v1/"))
			.forEach((pattern) -> route.getMethodsCondition()
				.getMethods()
				.forEach((method) -> served.add(method + " " + pattern.replaceAll("\\{(\\w+):(?:[^{}]|\\{[^{}]*})*}", "{$1}")))));
		assertThat(described).isEqualTo(served).contains("PUT /admin/v1/people/{district}/{loginId}");
		Set<String> ids = new TreeSet<>();
		for (JsonNode operation : document.path("paths").findValues("operationId")) {
			assertThat(ids.add(operation.asString())).as(operation.asString()).isTrue();
		}
		for (JsonNode reference : document.findValues("$ref")) {
			assertThat(document.at(reference.asString().substring(1)).isObject()).as(reference.asString()).isTrue();
		}
		document.path("paths").properties().forEach((path) -> path.getValue().forEach((operation) -> {
			List<String> inPath = new ArrayList<>();
			operation.path("parameters").forEach((parameter) -> {
				if (parameter.path("in").asString().equals("path")) {
					inPath.add("{" + parameter.path("name").asString() + "}");
				}
			});
			assertThat(inPath).allMatch(path.getKey()::contains).hasSize(path.getKey().split("\\{", -1).length - 1);
		}));
	}

}
