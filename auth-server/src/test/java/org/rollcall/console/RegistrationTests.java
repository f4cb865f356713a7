package org.rollcall.console;

import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import org.rollcall.journey.Http;
import org.rollcall.journey.Page;
import org.rollcall.journey.RollcallTest;
import org.rollcall.journey.TestClock;
import org.rollcall.journey.Visitor;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Apps that programs register (RFC 7591) and look after (RFC 7592).
 */
@RollcallTest
class RegistrationTests {

	private static final String TOKENS = "/console/washingtonisd/settings/registration";

	private static final String READER = "{\"client_name\": \"Self-made Reader\", \"redirect_uris\": [\"https://reader.example/cb\"]}";

	@Value("${rollcall.issuer}")
	private String base;

	@Autowired
	private TestClock clock;

	@Autowired
	private JdbcClient jdbc;

	private Http wanda;

	@BeforeEach
	void signIn() {
		this.wanda = new Visitor(this.base, "washingtonisd", "wanda.admin").signIn().http();
	}

	@Test
	void anAppRegistersReadsChangesAndRemovesItself() {
		Page created = call(token("1"), "POST", "/connect/register", """
				{"client_name": "Self-made Reader", "redirect_uris": ["https://reader.example/cb"], "scope": "openid profile",
				 "client_uri": "https://reader.example", "contacts": ["it@reader.example"], "unknown_field": 7}""");

		assertThat(created.status()).isEqualTo(201);
		assertThat(created.header("Cache-Control")).isEqualTo("no-store");
		JsonNode app = created.json();
		assertThat(app.path("client_secret").asString()).matches("[0-9a-f]{32}");
		assertThat(app.path("client_secret_expires_at").asInt()).isZero();
		assertThat(app.path("scope").asString()).isEqualTo("openid profile");
		assertThat(app.path("contacts").path(0).asString()).isEqualTo("it@reader.example");
		assertThat(app.path("token_endpoint_auth_method").asString()).isEqualTo("client_secret_basic");
		assertThat(app.has("unknown_field")).isFalse();
		String own = app.path("registration_access_token").asString();
		String uri = app.path("registration_client_uri").asString();
		String clientId = app.path("client_id").asString();
		assertThat(uri).isEqualTo(this.base + "/connect/register/" + clientId);
		assertThat(this.jdbc.sql("select d.custom_url from client join district d using (tenant_id) where client_id = ?")
			.param(clientId)
			.query(String.class)
			.single()).isEqualTo("washingtonisd");

		assertThat(call(own, "GET", uri, null).json().path("client_name").asString()).isEqualTo("Self-made Reader");
		Page changed = call(own, "PUT", uri, "{\"client_id\": \"" + clientId
				+ "\", \"client_name\": \"Renamed\", \"redirect_uris\": [\"https://reader.example/other\"]}");
		assertThat(changed.status()).isEqualTo(200);
		assertThat(changed.json().path("redirect_uris").path(0).asString()).isEqualTo("https://reader.example/other");
		assertThat(changed.json().has("contacts")).isFalse();
		assertThat(changed.json().has("client_secret")).isFalse();
		assertThat(call(own, "DELETE", uri, null).status()).isEqualTo(204);
		assertThat(call(own, "GET", uri, null).status()).isEqualTo(401);
		assertThat(this.jdbc.sql("select string_agg(sentence, ' ') from audit_event where client_id = ?").param(clientId).query(String.class).single())
			.contains("registered over", "changed over", "removed over");
	}

	@Test
	void whatAProgramToldAboutItsAppStandsOnTheAppsPage() {
		JsonNode app = call(token("1"), "POST", "/connect/register", """
				{"client_name": "Told Reader", "redirect_uris": ["https://told.example/cb"], "client_uri": "https://told.example/about",
				 "contacts": ["it@told.example", "<b>\\u202e@told.example"], "tos_uri": "https://told.example/terms", "software_id": "told-7",
				 "initiate_login_uri": "https://told.example/start"}""").json();
		String path = "/console/washingtonisd/apps/" + app.path("client_id").asString();

		assertThat(app.path("initiate_login_uri").asString()).isEqualTo("https://told.example/start");
		Page page = this.wanda.get(path);
		assertThat(page.text()).contains("https://told.example/about", "it@told.example", "<b>", "https://told.example/terms", "told-7",
				"https://told.example/start", "A program, with the key or token");
		assertThat(page.html().select("main b, main a[href*=told.example]")).isEmpty();
		assertThat(page.text()).as("it is its district's until somebody shares it").contains("The people of Washington Independent School District");

		String own = app.path("registration_access_token").asString();
		String uri = app.path("registration_client_uri").asString();
		assertThat(call(own, "GET", uri, null).json().path("initiate_login_uri").asString()).isEqualTo("https://told.example/start");
		Page without = call(own, "PUT", uri, "{\"client_id\": \"" + app.path("client_id").asString() + "\", \"redirect_uris\": [\"https://told.example/cb\"]}");
		assertThat(without.json().has("initiate_login_uri")).isFalse();
		assertThat(this.wanda.get(path).text()).doesNotContain("https://told.example/start");
	}

	@ParameterizedTest
	@ValueSource(strings = { "javascript:alert(1)", "https://reader.example/#x", "reader:start", "https://*.example/" })
	void aStartAddressThatNoBrowserMayBeSentToIsRefused(String uri) {
		Page answer = call(token("1"), "POST", "/connect/register",
				"{\"redirect_uris\": [\"https://reader.example/cb\"], \"initiate_login_uri\": \"" + uri + "\"}");

		assertThat(answer.status()).isEqualTo(400);
		assertThat(answer.json().path("error").asString()).isEqualTo("invalid_client_metadata");
	}

	@Test
	void withoutATokenNobodyRegistersAnything() {
		Http http = new Http(this.base);
		Page none = http.send(http.request("/connect/register", "Content-Type", "application/json").POST(BodyPublishers.ofString(READER)));
		Page wrong = call("rit_0123", "POST", "/connect/register", READER);

		assertThat(none.status()).isEqualTo(401);
		assertThat(none.header("WWW-Authenticate")).isEqualTo("Bearer");
		assertThat(wrong.status()).isEqualTo(401);
		assertThat(wrong.header("WWW-Authenticate")).isEqualTo("Bearer error=\"invalid_token\"");
		assertThat(wrong.json().path("error").asString()).isEqualTo("invalid_token");
	}

	@Test
	void aTokenIsGoodForItsUsesAndARefusalCostsNone() {
		String token = token("2");

		assertThat(call(token, "POST", "/connect/register", "{}").status()).isEqualTo(400);
		assertThat(call(token, "POST", "/connect/register", READER).status()).isEqualTo(201);
		assertThat(call(token, "POST", "/connect/register", READER).status()).isEqualTo(201);
		assertThat(call(token, "POST", "/connect/register", READER).status()).isEqualTo(401);
	}

	@Test
	void ofManyWhoUseItForTheLastTimeOneGetsAnApp() throws Exception {
		String token = token("1");
		try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
			Callable<Integer> register = () -> call(token, "POST", "/connect/register", READER).status();
			List<Integer> answers = threads.invokeAll(IntStream.range(0, 8).mapToObj((i) -> register).toList())
				.stream()
				.map(Future::resultNow)
				.toList();
			assertThat(answers).containsOnlyOnce(201).contains(401);
		}
	}

	@Test
	void aTokenEndsAndCanBeRevoked() {
		String revoked = token("5");
		String path = this.wanda.get(TOKENS).html().select("tbody a").first().attr("href");
		assertThat(FilledForm.send(this.wanda, this.wanda.get(path)).status()).isEqualTo(302);
		assertThat(call(revoked, "POST", "/connect/register", READER).status()).isEqualTo(401);

		String ended = token("5");
		this.clock.advance(Duration.ofDays(16));
		assertThat(call(ended, "POST", "/connect/register", READER).status()).isEqualTo(401);
	}

	@ParameterizedTest
	@ValueSource(strings = { "{}", "{\"redirect_uris\": []}", "{\"redirect_uris\": [\"not a uri\"]}",
			"{\"redirect_uris\": [\"javascript:alert(1)\"]}", "{\"redirect_uris\": [\"https://a.example/#x\"]}",
			"{\"redirect_uris\": [\"https://a.example/*\"]}", "{\"redirect_uris\": [\"com.example.reader:/cb\"]}",
			"{\"redirect_uris\": [\"ms-settings:x\"], \"token_endpoint_auth_method\": \"none\"}",
			"{\"redirect_uris\": [\"intent://x\"], \"token_endpoint_auth_method\": \"none\"}" })
	void aRedirectUriThatCannotBeHasACodeOfItsOwn(String body) {
		Page refused = call(token("1"), "POST", "/connect/register", body);

		assertThat(refused.status()).isEqualTo(400);
		assertThat(refused.json().path("error").asString()).isEqualTo("invalid_redirect_uri");
		assertThat(refused.json().path("error_description").asString()).isNotEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "[]", "{", "\"text\"", "\"scope\": \"admin\"", "\"scope\": \"api.gateway.access\"",
			"\"scope\": \"no.such\"", "\"grant_types\": [\"client_credentials\"]", "\"grant_types\": [\"implicit\"]",
			"\"response_types\": [\"token\"]", "\"token_endpoint_auth_method\": \"private_key_jwt\"", "\"client_uri\": \"javascript:1\"",
			"\"client_name\": \"a\\u0000b\"", "\"client_name\": 5", "\"contacts\": \"me\"", "\"contacts\": [1]",
			"\"client_name\": \"\\ud800\"", "\"client_name\": \"\\u202eelgooG\"", "\"client_name\": \"Lincoln\\u200b Reader\"" })
	void whatElseCannotBeIsInvalidMetadata(String part) {
		String body = part.startsWith("\"") && part.contains(":")
				? "{\"redirect_uris\": [\"https://a.example/\"], " + part + "}" : part;
		Page refused = call(token("1"), "POST", "/connect/register", body);

		assertThat(refused.status()).isEqualTo(400);
		assertThat(refused.json().path("error").asString()).isEqualTo("invalid_client_metadata");
	}

	@Test
	void aSinglePageAppHasNoSecretAndMustUsePkce() {
		JsonNode app = call(token("1"), "POST", "/connect/register",
				"{\"redirect_uris\": [\"https://spa.example/\"], \"token_endpoint_auth_method\": \"none\"}").json();

		assertThat(app.has("client_secret")).isFalse();
		assertThat(app.has("client_secret_expires_at")).isFalse();
		assertThat(app.path("client_name").asString()).isEqualTo("App at spa.example");
		assertThat(call(token("1"), "POST", "/connect/register",
				"{\"redirect_uris\": [\"com.example.reader:/cb\"], \"token_endpoint_auth_method\": \"none\"}").json().path("client_name").asString())
			.isEqualTo("App at com.example.reader");
		assertThat(this.jdbc.sql("select pkce_required from client where client_id = ?")
			.param(app.path("client_id").asString())
			.query(Boolean.class)
			.single()).isTrue();
	}

	@Test
	void whoChangesAnAppMaySayNothingThatOnlyTheServerDecides() {
		JsonNode app = call(token("1"), "POST", "/connect/register", READER).json();
		String own = app.path("registration_access_token").asString();
		String uri = app.path("registration_client_uri").asString();
		String start = "{\"client_id\": \"" + app.path("client_id").asString() + "\", \"redirect_uris\": [\"https://reader.example/cb\"]";

		assertThat(call(own, "PUT", uri, READER).status()).isEqualTo(400);
		assertThat(call(own, "PUT", uri, start + ", \"client_secret\": \"" + "0".repeat(32) + "\"}").status()).isEqualTo(400);
		assertThat(call(own, "PUT", uri, start + ", \"registration_access_token\": \"x\"}").status()).isEqualTo(400);
		assertThat(call(own, "PUT", uri, start + ", \"client_secret\": \"" + app.path("client_secret").asString() + "\"}").status())
			.isEqualTo(200);
	}

	@Test
	void oneAppsTokenIsNotGoodForAnother() {
		String token = token("2");
		JsonNode one = call(token, "POST", "/connect/register", READER).json();
		JsonNode other = call(token, "POST", "/connect/register", READER).json();

		assertThat(call(one.path("registration_access_token").asString(), "GET", other.path("registration_client_uri").asString(), null)
			.status()).isEqualTo(401);
		assertThat(call(token, "GET", one.path("registration_client_uri").asString(), null).status()).isEqualTo(401);
	}

	@Test
	void discoveryNamesTheEndpoint() {
		assertThat(new Http(this.base).get("/.well-known/openid-configuration").json().path("registration_endpoint").asString())
			.isEqualTo(this.base + "/connect/register");
	}

	@ParameterizedTest
	@ValueSource(strings = { "0", "1001", "-1", "x", "" })
	void aTokenHasUsesWithinTheLimits(String uses) {
		Page refused = FilledForm.send(this.wanda, this.wanda.get(TOKENS + "/new"), "name", "Pilot", "uses", uses);

		assertThat(refused.status()).isEqualTo(422);
		assertThat(refused.html().select("#uses-fault").text()).isNotEmpty();
		assertThat(refused.html().select("#name").attr("value")).isEqualTo("Pilot");
	}

	@Test
	void aSecretThatWasEndedStaysEndedWhateverTheProgramChanges() {
		JsonNode app = call(token("1"), "POST", "/connect/register", READER).json();
		String path = "/console/washingtonisd/apps/" + app.path("client_id").asString();
		String end = this.wanda.get(path).html().select("a[href*=/secrets/][href$=/end]").attr("href");
		assertThat(FilledForm.send(this.wanda, this.wanda.get(end), "when", "now").status()).isEqualTo(302);
		this.jdbc.sql("update client_secret set expires_at = created_at where client_id = ?").param(app.path("client_id").asString()).update();

		assertThat(put(app, "\"client_name\": \"Other Name\"").status()).isEqualTo(200);

		assertThat(this.jdbc.sql("select count(*) from client_secret where client_id = ? and (expires_at is null or expires_at > created_at)")
			.param(app.path("client_id").asString())
			.query(Integer.class)
			.single()).isZero();
		assertThat(this.wanda.get(path).html().select("section[aria-labelledby=secrets] .fault")).isNotEmpty();
	}

	@Test
	void whatAnAdministratorTookFromAnAppItsProgramDoesNotGiveBack() {
		JsonNode app = call(token("1"), "POST", "/connect/register", """
				{"client_name": "Greedy Reader", "redirect_uris": ["https://greedy.example/cb"], "scope": "openid profile email full"}""").json();
		String clientId = app.path("client_id").asString();
		this.jdbc.sql("delete from client_scope where client_id = ? and scope <> 'openid'").param(clientId).update();
		this.jdbc.sql("update client set pkce_required = true where client_id = ?").param(clientId).update();

		assertThat(put(app, "\"scope\": \"openid profile email full roster.read inbox\"").json().path("scope").asString()).isEqualTo("openid");
		assertThat(put(app, "\"scope\": \"full\"").status()).isEqualTo(400);
		assertThat(this.jdbc.sql("select pkce_required from client where client_id = ?").param(clientId).query(Boolean.class).single()).isTrue();
	}

	@Test
	void aProgramGivesUpABroadScopeForANarrowOne() {
		JsonNode app = call(token("1"), "POST", "/connect/register", """
				{"redirect_uris": ["https://modest.example/cb"], "scope": "openid full"}""").json();

		assertThat(put(app, "\"scope\": \"openid profile\"").json().path("scope").asString()).isEqualTo("openid profile");
		assertThat(put(app, "\"scope\": \"openid full\"").json().path("scope").asString()).isEqualTo("openid");
	}

	@Test
	void anAppThatCallsItselfOtherwiseOrLeadsElsewhereIsGrantedNothingUntilItsDistrictDecidesAnew() {
		JsonNode app = call(token("1"), "POST", "/connect/register", READER).json();
		String clientId = app.path("client_id").asString();
		for (String change : List.of("\"client_name\": \"Well-known Reader\"",
				"\"client_name\": \"Well-known Reader\", \"redirect_uris\": [\"https://evil.example/cb\"]")) {
			this.jdbc.sql("""
					insert into consent_policy (tenant_id, client_id, policy, scopes)
					select tenant_id, ?, 'granted', '{profile}' from district where custom_url = 'washingtonisd'""").param(clientId).update();
			JsonNode now = call(app.path("registration_access_token").asString(), "GET", app.path("registration_client_uri").asString(), null).json();
			put(app, "\"client_name\": \"" + now.path("client_name").asString() + "\", \"redirect_uris\": [\"https://reader.example/other\"]");
			assertThat(policies(clientId)).as("the same app at another path").isOne();

			assertThat(put(app, change).status()).isEqualTo(200);

			assertThat(policies(clientId)).as(change).isZero();
		}
		assertThat(this.jdbc.sql("select count(*) from audit_event where kind = 'ConsentPolicyChanged' and client_id = ?")
			.param(clientId)
			.query(Integer.class)
			.single()).isEqualTo(2);
	}

	@Test
	void whoLooksAfterAnAppKeepsItsProgramFromChangingIt() {
		JsonNode app = call(token("1"), "POST", "/connect/register", READER).json();
		String path = "/console/washingtonisd/apps/" + app.path("client_id").asString();
		String ask = this.wanda.get(path).html().select("a[href$=/end-registration]").attr("href");

		assertThat(FilledForm.send(this.wanda, this.wanda.get(ask)).location().getQuery()).isEqualTo("done=apps.registration-ended");

		assertThat(put(app, "\"client_name\": \"Other\"").status()).isEqualTo(401);
		assertThat(call(app.path("registration_access_token").asString(), "DELETE", app.path("registration_client_uri").asString(), null).status())
			.isEqualTo(401);
		Page page = this.wanda.get(path);
		assertThat(page.text()).contains("Self-made Reader", "cannot change the app any more");
		assertThat(page.html().select("a[href$=/end-registration]")).isEmpty();
	}

	@Test
	void aTokenRestsWhileWhoMadeItAdministersNothing() {
		String token = token("2");
		String maker = "update initial_access_token set made_by = (select user_id from person join district using (tenant_id)"
				+ " where custom_url = 'washingtonisd' and login_id = ?) where name = 'Pilot of a test'";
		this.jdbc.sql(maker).param("tom.teacher").update();
		assertThat(call(token, "POST", "/connect/register", READER).status()).isEqualTo(401);
		assertThat(this.wanda.get(TOKENS).html().select("tbody .tag.bad").text()).contains("Rests");

		this.jdbc.sql(maker).param("wanda.admin").update();
		assertThat(call(token, "POST", "/connect/register", READER).status()).isEqualTo(201);
	}

	private Integer policies(String clientId) {
		return this.jdbc.sql("select count(*) from consent_policy where client_id = ?").param(clientId).query(Integer.class).single();
	}

	/**
	 * @param fields what is otherwise than in {@link #READER}
	 */
	private Page put(JsonNode app, String fields) {
		String uris = fields.contains("redirect_uris") ? "" : "\"redirect_uris\": [\"https://reader.example/cb\"], ";
		return call(app.path("registration_access_token").asString(), "PUT", app.path("registration_client_uri").asString(),
				"{\"client_id\": \"" + app.path("client_id").asString() + "\", " + uris + fields + "}");
	}

	private String token(String uses) {
		return FilledForm.send(this.wanda, this.wanda.get(TOKENS + "/new"), "name", "Pilot of a test", "uses", uses)
			.html()
			.select("#secret")
			.text();
	}

	private Page call(String token, String method, String path, String body) {
		Http http = new Http(this.base);
		return http.send(http.request(path, "Authorization", "Bearer " + token, "Content-Type", "application/json")
			.method(method, (body != null) ? BodyPublishers.ofString(body) : BodyPublishers.noBody()));
	}

}
