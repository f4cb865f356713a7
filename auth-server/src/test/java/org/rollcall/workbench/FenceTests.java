package org.rollcall.workbench;

import java.net.http.HttpRequest.BodyPublishers;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.rollcall.journey.Http;
import org.rollcall.journey.Page;
import org.rollcall.journey.RollcallTest;

import org.springframework.beans.factory.annotation.Value;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The workbench is for tests' own processes, and says so wherever it is on.
 */
@RollcallTest
class FenceTests {

	@Value("${rollcall.issuer}")
	private String base;

	private Workbench workbench;

	@BeforeEach
	void workbench() {
		this.workbench = new Workbench(this.base);
	}

	@ParameterizedTest
	@CsvSource({ "Origin, https://evil.example", "Origin, null", "Origin, http://localhost:1", "Sec-Fetch-Site, cross-site",
			"Sec-Fetch-Site, same-site" })
	void aWebPageOfAnotherOriginIsRefused(String header, String value) {
		for (String path : new String[] { "/workbench/api/reset", "/workbench/api/sign-in", "/%77orkbench/api/reset",
				"/workbench/api/%72eset" }) {
			Page refused = this.workbench.post(path, "{}", header, value);
			assertThat(refused.status()).as(path).isEqualTo(403);
			assertThat(refused.header("Access-Control-Allow-Origin")).isEmpty();
			assertThat(refused.json().path("message").asString())
				.isEqualTo("A web page of another origin sent this, and the workbench takes nothing from web pages. Call it from the"
						+ " test's own process.");
		}
	}

	@Test
	void aPageOfThisServerAndATestsOwnProcessAreNotRefused() {
		assertThat(this.workbench.post("/workbench/api/reset", "{}", "Origin", this.base, "Sec-Fetch-Site", "same-origin").status())
			.isEqualTo(200);
		assertThat(this.workbench.http()
			.send(this.workbench.http().request("/workbench/api/reset").POST(BodyPublishers.noBody()))
			.status()).isEqualTo(200);
	}

	@ParameterizedTest
	@ValueSource(strings = { "text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "nonsense" })
	void onlyJsonIsRead(String type) {
		for (String path : new String[] { "/workbench/api/reset", "/workbench/api/sign-in" }) {
			Page refused = this.workbench.http()
				.send(this.workbench.http().request(path, "Content-Type", type).POST(BodyPublishers.ofString("a=b")));
			assertThat(refused.status()).isEqualTo(415);
			assertThat(refused.json().path("message").asString())
				.isEqualTo("The workbench reads JSON: send 'Content-Type: application/json'.");
		}
	}

	@Test
	void itListsWhatThereIs() {
		Page list = this.workbench.http().get("/workbench/api");

		assertThat(list.status()).isEqualTo(200);
		assertThat(list.header("Content-Type")).isEqualTo("application/json");
		assertThat(list.json().path("calls").findValuesAsString("call"))
			.containsExactly("POST /workbench/api/reset", "POST /workbench/api/sign-in");
	}

	@Test
	void whatThereIsNotIsSaidInJson() {
		Page nothing = this.workbench.post("/workbench/api/signin", "{}");
		assertThat(nothing.status()).isEqualTo(404);
		assertThat(nothing.json().path("message").asString())
			.isEqualTo("There is nothing at '/workbench/api/signin'; did you mean '/workbench/api/sign-in'? GET /workbench/api lists what"
					+ " there is.");

		Page method = this.workbench.http().get("/workbench/api/reset");
		assertThat(method.status()).isEqualTo(405);
		assertThat(method.header("Allow")).isEqualTo("POST");
		assertThat(method.json().path("message").asString()).isEqualTo("Send POST to /workbench/api/reset.");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/", "/lincolnusd", "/signed-out", "/oauth2/v2/auth?client_id=c", "/nothing/there" })
	void everyPageSaysThatItIsOn(String path) {
		Http http = new Http(this.base);
		Page page = http.get(path, "Accept", "text/html");
		while (page.status() == 302) {
			page = http.get(page.location().toString(), "Accept", "text/html");
		}
		assertThat(page.html().select("footer").text()).isEqualTo("Workbench on: tests can sign in as anybody here");
		assertThat(http.get("/", "Accept-Language", "es").html().select("footer").text()).startsWith("Banco de pruebas activo");
	}

}
