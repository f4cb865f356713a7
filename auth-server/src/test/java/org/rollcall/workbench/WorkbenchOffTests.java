package org.rollcall.workbench;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;

import org.rollcall.journey.Http;
import org.rollcall.journey.Page;
import org.rollcall.journey.RollcallTest;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Without the workbench there is nothing of it.
 */
@RollcallTest
@TestPropertySource(properties = "rollcall.workbench.enabled=false")
@DirtiesContext
class WorkbenchOffTests {

	@Autowired
	private ApplicationContext context;

	@Autowired
	private RequestMappingHandlerMapping requestMappingHandlerMapping;

	@Autowired
	private JdbcClient jdbc;

	@Value("${rollcall.issuer}")
	private String base;

	@Test
	void noBeanAndNoRouteIsThere() {
		assertThat(Arrays.stream(this.context.getBeanDefinitionNames())
			.map(this.context::getType)
			.filter((type) -> type != null && type.getName().startsWith("org.rollcall.workbench")))
			.isEmpty();
		assertThat(this.requestMappingHandlerMapping.getHandlerMethods().keySet())
			.allSatisfy((mapping) -> assertThat(mapping.getPatternValues()).noneMatch((path) -> path.startsWith("/workbench")));
	}

	@Test
	void noCopyAndNoCounterIsThere() {
		assertThat(this.jdbc.sql("select count(*) from pg_namespace where nspname like '%workbench%'").query(Integer.class).single())
			.isZero();
		assertThat(this.jdbc.sql("select count(*) from pg_trigger where tgname like 'rollcall_workbench%'").query(Integer.class).single()).isZero();
	}

	@Test
	void itsPathsAnswerExactlyAsAnyUnknownPath() {
		for (String path : List.of("", "/api", "/api/reset", "/api/sign-in", "/api/nothing")) {
			for (String method : List.of("GET", "POST", "PUT", "DELETE", "OPTIONS", "HEAD")) {
				for (String accept : List.of("application/json", "text/html", "*/*")) {
					assertThat(answer(method, "/workbench" + path, accept)).as(method + " " + path)
						.isEqualTo(answer(method, "/worktable" + path, accept));
				}
			}
		}
	}

	@Test
	void noPageSpeaksOfIt() {
		assertThat(new Http(this.base).get("/", "Accept", "text/html").html().select("footer")).isEmpty();
	}

	private Map<String, String> answer(String method, String path, String accept) {
		Http http = new Http(this.base);
		HttpRequest.Builder request = http.request(path, "Accept", accept, "Content-Type", "application/json");
		Page page = http
			.send(request.method(method, method.equals("POST") ? BodyPublishers.ofString("{}") : BodyPublishers.noBody()));
		Map<String, String> answer = new TreeMap<>();
		page.headers().map().forEach((name, values) -> answer.put(name, values.toString()));
		answer.remove("date");
		answer.computeIfPresent("set-cookie", (name, value) -> value.replaceAll("csrf=[^;]*", "csrf="));
		answer.put("status", "" + page.status());
		answer.put("body", page.body());
		return answer;
	}

}
