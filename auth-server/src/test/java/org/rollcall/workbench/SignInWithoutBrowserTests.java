package org.rollcall.workbench;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.rollcall.journey.App;
import org.rollcall.journey.Http;
import org.rollcall.journey.Page;
import org.rollcall.journey.RollcallTest;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A person's whole way to an app in one call, over the real authorize path.
 */
@RollcallTest
@DirtiesContext
@TestInstance(Lifecycle.PER_CLASS)
@ExtendWith(OutputCaptureExtension.class)
class SignInWithoutBrowserTests {

	@Autowired
	private JdbcClient jdbc;

	@Value("${rollcall.issuer}")
	private String base;

	private Workbench workbench;

	@BeforeEach
	void reset() {
		this.workbench = new Workbench(this.base);
		assertThat(this.workbench.reset().status()).isEqualTo(200);
	}

	@Test
	void aPersonAndAnAppAreEnough() {
		JsonNode answer = ok("{'person': 'lincolnusd/tina.teacher', 'client': 'Lincoln Reader'}");

		assertThat(answer.path("callbackUrl").asString()).startsWith(App.CALLBACK + "?code=");
		assertThat(answer.path("code").asString()).startsWith("c");
		assertThat(answer.has("state")).isFalse();
		assertThat(answer.path("claims").path("given_name").asString()).isEqualTo("Tina");
		assertThat(answer.path("claims").path("aud").toString()).contains(App.LINCOLN_READER.clientId());
		String accessToken = answer.path("tokens").path("access_token").asString();
		assertThat(new Http(this.base).get("/v2/my/info", "Authorization", "Bearer " + accessToken).json().path("LoginId").asString())
			.isEqualTo("tina.teacher");
		assertThat(answer.path("tokens").path("refresh_token").asString()).isNotEmpty();
	}

	@Test
	void whatIsSentComesBack() {
		JsonNode answer = ok("{'person': 'sam.student', 'client': '" + App.LINCOLN_READER.clientId()
				+ "', 'scopes': ['openid'], 'redirectUri': '" + App.LIBRARY_CALLBACK + "', 'state': 'a b&c=d/ü', 'nonce': 'n-1'}");

		assertThat(answer.path("callbackUrl").asString()).startsWith(App.LIBRARY_CALLBACK);
		assertThat(answer.path("state").asString()).isEqualTo("a b&c=d/ü");
		assertThat(answer.path("claims").path("nonce").asString()).isEqualTo("n-1");
		assertThat(answer.path("tokens").path("scope").asString()).isEqualTo("openid");
	}

	@Test
	void whatIsDeclinedTheAppDoesNotGet() {
		JsonNode answer = ok("{'person': 'tina.teacher', 'client': 'Lincoln Reader', 'scopes': ['openid', 'profile', 'email'],"
				+ " 'decline': ['email']}");

		assertThat(answer.path("tokens").path("scope").asString()).isEqualTo("openid profile");
		assertThat(answer.path("claims").has("email")).isFalse();
		JsonNode again = ok("{'person': 'tina.teacher', 'client': 'Lincoln Reader', 'scopes': ['openid', 'profile', 'email'],"
				+ " 'decline': ['email']}");
		assertThat(again.path("tokens").path("scope").asString()).isEqualTo("openid profile");
	}

	@Test
	void whatWasAllowedBeforeCannotBeDeclinedAndThatIsSaid() {
		ok("{'person': 'tina.teacher', 'client': 'Lincoln Reader'}");

		assertThat(fault(422, "{'person': 'tina.teacher', 'client': 'Lincoln Reader', 'decline': ['email']}"))
			.isEqualTo("Nothing could be declined: nobody was asked for email, because the person allowed it before, or because this"
					+ " server does not ask. Reset, or take another person.");
	}

	@Test
	void aPublicAppGetsItsProof() {
		JsonNode answer = ok("{'person': 'tina.teacher', 'client': 'Mobile Reader'}");
		assertThat(answer.path("codeVerifier").asString()).hasSize(43);
		assertThat(answer.path("tokens").path("access_token").asString()).isNotEmpty();

		JsonNode unused = ok("{'person': 'tina.teacher', 'client': 'Mobile Reader', 'exchange': false}");
		assertThat(unused.has("tokens")).isFalse();
		assertThat(App.MOBILE_READER
			.token(new Http(this.base), "code", unused.path("code").asString(), "code_verifier",
					unused.path("codeVerifier").asString())
			.status()).isEqualTo(200);
	}

	@Test
	void anExactAppWorksToo() {
		JsonNode answer = ok("{'person': 'tina.teacher', 'client': 'legacy reader', 'scopes': ['profile']}");

		assertThat(answer.path("tokens").has("refresh_token")).isFalse();
		assertThat(answer.path("claims").isObject()).isTrue();
	}

	@ParameterizedTest
	@CsvSource({ "login", "consent", "select_account", "login consent" })
	void everyPromptComesToAnEnd(String prompt) {
		assertThat(ok("{'person': 'tina.teacher', 'client': 'Lincoln Reader', 'prompt': '" + prompt + "'}").path("tokens").isObject())
			.isTrue();
		assertThat(ok("{'person': 'tina.teacher', 'client': 'Lincoln Reader', 'prompt': '" + prompt + "'}").path("tokens").isObject())
			.isTrue();
	}

	@Test
	void anErrorAtTheAppIsAnAnswer() {
		JsonNode answer = ok("{'person': 'tina.teacher', 'client': 'Lincoln Reader', 'prompt': 'none', 'state': 's'}");

		assertThat(answer.path("callbackUrl").asString()).contains("error=consent_required");
		assertThat(answer.path("error").asString()).isEqualTo("consent_required");
		assertThat(answer.path("errorDescription").asString()).contains("has not allowed");
		assertThat(answer.path("state").asString()).isEqualTo("s");
		assertThat(answer.has("code") || answer.has("tokens")).isFalse();
	}

	@Test
	void aScopeThatTheAppMayNotAskForIsAnErrorAtTheApp() {
		JsonNode answer = ok("{'person': 'tina.teacher', 'client': 'Lincoln Reader', 'scopes': ['openid', 'roster.bogus']}");

		assertThat(answer.path("error").asString()).isEqualTo("invalid_scope");
		assertThat(answer.path("errorDescription").asString()).isEqualTo("There is no such scope: roster.bogus");
	}

	@Test
	void anAddressThatIsNotRegisteredEndsOnThePageThatExplainsIt() {
		assertThat(fault(422, "{'person': 'tina.teacher', 'client': 'Lincoln Reader', 'redirectUri': 'http://localhost:9002/callback'}"))
			.startsWith("The address to return to is not registered.")
			.contains("redirect_uri that was sent: http://localhost:9002/callback.")
			.contains("The port differs: 9002 was sent, 9001 is registered.")
			.contains("Send exactly what is registered.");
	}

	@Test
	void nothingIsLeftBehind() {
		ok("{'person': 'tina.teacher', 'client': 'Lincoln Reader'}");
		fault(422, "{'person': 'tina.teacher', 'client': 'Lincoln Reader', 'redirectUri': 'http://localhost:9002/callback'}");

		assertThat(count("browser_session")).isZero();
		assertThat(count("client_secret where expires_at is not null")).isZero();
	}

	@Test
	void aSessionIsLeftBehindIfThatIsWanted() {
		JsonNode cookie = ok("{'person': 'tina.teacher', 'client': 'Lincoln Reader', 'keepSession': true}").path("cookie");

		Page home = new Http(this.base).get("/home", "Cookie",
				cookie.path("name").asString() + "=" + cookie.path("value").asString());
		assertThat(home.status()).isEqualTo(200);
		assertThat(home.text()).contains("Tina");
		this.workbench.reset();
		assertThat(count("browser_session")).isZero();
	}

	@Test
	void aPersonIsFoundByDistrictAndLoginIdByLoginIdOrByNumber() {
		int userId = this.jdbc.sql("select user_id from person where login_id = 'tina.teacher'").query(Integer.class).single();
		for (String person : List.of("'lincolnusd/tina.teacher'", "'LincolnUSD/Tina.Teacher'", "'tina.teacher'", "'" + userId + "'",
				"" + userId)) {
			assertThat(ok("{'person': " + person + ", 'client': 'Lincoln Reader'}").path("claims").path("sub").asString()).as(person)
				.isEqualTo("" + userId);
		}
	}

	@Test
	void aPersonOfTwoDistrictsOrOfNoneIsAskedBack() {
		this.jdbc.sql("update person set login_id = 'tina.teacher' where login_id = 'tom.teacher'").update();
		this.jdbc.sql("update person set active = false where login_id = 'sam.student'").update();

		assertThat(fault(400, "{'person': 'tina.teacher', 'client': 'Lincoln Reader'}")).isEqualTo(
				"More than one district has a person 'tina.teacher'. Write lincolnusd/tina.teacher or washingtonisd/tina.teacher.");
		assertThat(fault(400, "{'person': 'tina.teecher', 'client': 'Lincoln Reader'}"))
			.isEqualTo("There is no person 'tina.teecher'; did you mean 'tina.teacher'?");
		assertThat(fault(400, "{'person': 'lincolnusd/pat.parant', 'client': 'Lincoln Reader'}"))
			.isEqualTo("There is no person 'pat.parant' in the district 'lincolnusd'; did you mean 'pat.parent'?");
		assertThat(fault(400, "{'person': 'lincolnisd/tina.teacher', 'client': 'Lincoln Reader'}"))
			.isEqualTo("There is no district 'lincolnisd'; did you mean 'lincolnusd'?");
		assertThat(fault(400, "{'person': 17, 'client': 'Lincoln Reader'}"))
			.isEqualTo("Nobody has the UserId or the login id 17.");
		assertThat(fault(400, "{'person': 99999999999999999999999, 'client': 'Lincoln Reader'}")).contains("There is no person");
		assertThat(fault(400, "{'person': 'lincolnusd/sam.student', 'client': 'Lincoln Reader'}"))
			.isEqualTo("lincolnusd/sam.student is not active, so nobody can sign in as this person.");
	}

	@Test
	void anAppThatIsUnknownAmbiguousOrDisabledIsNamed() {
		this.jdbc.sql("update client set name = 'Reader' where name <> 'Lincoln Reader'").update();
		this.jdbc.sql("update client set disabled_at = now() where name = 'Lincoln Reader'").update();

		assertThat(fault(400, "{'person': 'tina.teacher', 'client': 'Linkoln Reader'}"))
			.isEqualTo("There is no client with the id or the name 'Linkoln Reader'; did you mean 'Lincoln Reader'?");
		assertThat(fault(400, "{'person': 'tina.teacher', 'client': 'Reader'}")).isEqualTo("More than one client is called 'Reader'."
				+ " Write its id: " + App.MOBILE_READER.clientId() + " or " + App.LEGACY_READER.clientId() + ".");
		assertThat(fault(400, "{'person': 'tina.teacher', 'client': 'Lincoln Reader'}"))
			.isEqualTo("The client 'Lincoln Reader' (" + App.LINCOLN_READER.clientId() + ") is disabled.");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '~', value = {
			"{'person': 'x' | The body is not JSON (line 1",
			"{ | The body is not JSON (line 1, column 2): Unexpected end-of-input: expected close marker for Object. It must be an object",
			"{'person': 'x'} {} | The body is not JSON",
			"{'person': 'x', 'person': 'y'} | The body is not JSON (line 1",
			"[] | The body must be a JSON object such as {\"person\"",
			"null | The body must be a JSON object such as",
			"~~ | The body is empty. It must be a JSON object such as",
			"{'client': 'Lincoln Reader'} | 'person' is missing: such as lincolnusd/tina.teacher, or a UserId.",
			"{'person': 'tina.teacher'} | 'client' is missing: an app's id or name.",
			"{'person': ' ', 'client': 'x'} | 'person' is missing",
			"{'person': true, 'client': 'x'} | 'person' must be a text in quotes, and not true or false.",
			"{'person': 1.5, 'client': 'x'} | 'person' must be a text in quotes, and not a number.",
			"{'person': 'x', 'client': 'x', 'redirect_uri': 'x'} | There is no field 'redirect_uri'; did you mean 'redirectUri'? There are: person,",
			"{'person': 'x', 'client': 'x', 'zzz': 'x'} | There is no field 'zzz'. There are: person, client,",
			"{'person': 'x', 'client': 'x', 'scopes': 'openid'} | 'scopes' must be a list such as [\"openid\", \"profile\"], and not a text.",
			"{'person': 'x', 'client': 'x', 'scopes': [1]} | 'scopes' must be a list of texts in quotes, and has a number in it.",
			"{'person': 'x', 'client': 'x', 'exchange': 'no'} | 'exchange' must be true or false, and not a text.",
			"{'person': 'tina.teacher', 'client': 'Lincoln Reader', 'decline': ['emial']} | 'decline' has 'emial', which is not asked for: openid,",
			"{'person': 'tina.teacher', 'client': 'Lincoln Reader', 'decline': ['openid']} | 'decline' has 'openid', which the consent page does not let" })
	void whatCannotBeReadIsSaidInWords(String body, String message) {
		assertThat(fault(400, body)).startsWith(message.strip());
	}

	@Test
	void aHugeBodyIsRefused() {
		assertThat(fault(413, "{'person': '" + "x".repeat(100_000) + "'}"))
			.isEqualTo("The body is larger than 64 KB, which no order of a sign-in is.");
		assertThat(fault(400, "[".repeat(60_000))).startsWith("The body is not JSON");
	}

	@Test
	void fiftyPeopleAtOnceDoNotSeeEachOther() throws Exception {
		List<Integer> people = this.jdbc.sql("select user_id from person where active order by user_id desc limit 50")
			.query(Integer.class)
			.list();
		try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
			List<Future<String>> subjects = people.stream()
				.map((userId) -> executor.submit((Callable<String>) () -> ok("{'person': " + userId
						+ ", 'client': 'Lincoln Reader', 'state': 's" + userId + "'}").path("claims").path("sub").asString()))
				.toList();
			for (int i = 0; i < people.size(); i++) {
				assertThat(subjects.get(i).get()).isEqualTo("" + people.get(i));
			}
		}
	}

	@Test
	void twoHundredAndFiftyAtOnceAllComeThrough() throws Exception {
		try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
			List<Future<Integer>> all = IntStream.range(0, 250)
				.mapToObj((i) -> executor.submit(() -> this.workbench
					.signIn("{'person': 'tina.teacher', 'client': 'Lincoln Reader', 'exchange': false, 'scopes': ['openid']}")
					.status()))
				.toList();
			for (Future<Integer> one : all) {
				assertThat(one.get()).isEqualTo(200);
			}
		}
	}

	@Test
	void resetsWhileTwentySignInBreakNeitherSignInNorReset() throws Exception {
		try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
			List<Future<Page>> signIns = IntStream.range(0, 60)
				.mapToObj((i) -> executor.submit(() -> this.workbench.signIn("{'person': 'tina.teacher', 'client': 'Lincoln Reader'}")))
				.toList();
			List<Future<Page>> resets = IntStream.range(0, 10).mapToObj((i) -> executor.submit(this.workbench::reset)).toList();
			for (Future<Page> reset : resets) {
				assertThat(reset.get().status()).as(reset.get().body()).isEqualTo(200);
			}
			for (Future<Page> signIn : signIns) {
				assertThat(signIn.get().status()).as(signIn.get().body()).isEqualTo(200);
				assertThat(signIn.get().json().path("tokens").has("access_token")).isTrue();
			}
		}
		this.workbench.reset();
		assertThat(count("authorization_grant")).isZero();
		assertThat(count("consent")).isZero();
	}

	@Test
	void everyCallIsWrittenDown(CapturedOutput output) {
		ok("{'person': 'tina.teacher', 'client': 'Lincoln Reader'}");
		fault(400, "{'person': 'nobody.at.all', 'client': 'Lincoln Reader'}");
		this.workbench.reset();

		assertThat(output).containsPattern("The workbench was asked from 127.0.0.1 to sign in person \\d+ to "
				+ App.LINCOLN_READER.clientId() + " without a password, and answered 200")
			.contains("The workbench was asked from 127.0.0.1 to sign somebody in, and answered 400")
			.contains("The workbench put everything back to the state of the start")
			.contains("The workbench was asked from 127.0.0.1 to reset, and answered 200")
			.doesNotContain("nobody.at.all");
	}

	private JsonNode ok(String order) {
		Page page = this.workbench.signIn(order);
		assertThat(page.status()).as(page.body()).isEqualTo(200);
		return page.json();
	}

	private String fault(int status, String order) {
		Page page = this.workbench.signIn(order);
		assertThat(page.status()).as(page.body()).isEqualTo(status);
		assertThat(page.header("Content-Type")).isEqualTo("application/json");
		return page.json().path("message").asString();
	}

	private long count(String from) {
		return this.jdbc.sql("select count(*) from " + from).query(Long.class).single();
	}

}
