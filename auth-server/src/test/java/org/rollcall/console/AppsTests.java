package org.rollcall.console;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.jsoup.nodes.Element;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.rollcall.administrator.Administrators;
import org.rollcall.administrator.ConsoleRole;
import org.rollcall.client.Clients;
import org.rollcall.config.Configurations;
import org.rollcall.directory.Districts;
import org.rollcall.directory.People;
import org.rollcall.journey.App;
import org.rollcall.journey.AdminApi;
import org.rollcall.journey.Http;
import org.rollcall.journey.Page;
import org.rollcall.journey.RollcallTest;
import org.rollcall.journey.TestClock;
import org.rollcall.journey.Visitor;

import org.rollcall.platform.Sha256;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Apps in the console: registered in a form, looked at, changed.
 */
@RollcallTest
@TestInstance(Lifecycle.PER_CLASS)
class AppsTests {

	private static final String LINCOLN = "/console/lincolnusd/apps";

	private static final String WASHINGTON = "/console/washingtonisd/apps";

	private static final String NASTY = "<script>alert('x')</script> \u05e9\u05dc\u05d5\u05dd & \"quoted\"";

	@Value("${rollcall.issuer}")
	private String base;

	@Autowired
	private JdbcClient jdbc;

	@Autowired
	private Clients clients;

	@Autowired
	private Configurations configurations;

	@Autowired
	private TestClock clock;

	@Autowired
	private Administrators administrators;

	@Autowired
	private Districts districts;

	@Autowired
	private People people;

	private Http ada;

	private Http wanda;

	private Http developer;

	@BeforeEach
	void signIn() {
		int lincoln = this.districts.findByCustomUrl("lincolnusd").orElseThrow().tenantId();
		this.administrators.grant(this.people.findCredentials(lincoln, "naomi.saldana").orElseThrow().userId(), ConsoleRole.APP_DEVELOPER);
		this.ada = new Visitor(this.base, "lincolnusd", "ada.admin").signIn().http();
		this.wanda = new Visitor(this.base, "washingtonisd", "wanda.admin").signIn().http();
		this.developer = new Visitor(this.base, "lincolnusd", "naomi.saldana").signIn().http();
	}

	@Test
	void anAppIsRegisteredInAFormAndItsSecretIsShownOnce() {
		Page form = this.wanda.get(WASHINGTON + "/new");
		Page made = this.wanda.post(WASHINGTON + "/new", fields(form, "name", "Wash Reader", "redirectUris", "https://wash.example/cb"));

		assertThat(made.status()).isEqualTo(200);
		assertThat(made.header("Cache-Control")).contains("no-store");
		String clientId = made.html().select("#client-id").text();
		String secret = made.html().select("#client-secret").text();
		assertThat(secret).matches("[0-9a-f]{32}");
		assertThat(made.uri().toString()).doesNotContain(secret);
		for (String tool : List.of("env", "spring", "node", "curl")) {
			assertThat(made.html().select("#snippet-" + tool).text()).as(tool).contains(clientId, secret, this.base);
		}
		assertThat(this.clients.identifySecret(this.clients.find(clientId).orElseThrow(), secret)).isPresent();

		Page page = this.wanda.get(WASHINGTON + "/" + clientId);
		assertThat(page.text()).contains("Wash Reader", "https://wash.example/cb", "24 hours", "14 days");
		assertThat(page.body()).doesNotContain(secret);
		assertThat(this.wanda.get(WASHINGTON + "?q=wash").text()).contains("Wash Reader");
		assertThat(this.ada.get(LINCOLN + "?q=wash").text()).doesNotContain("Wash Reader");
	}

	@Test
	void aFormThatIsSentTwiceMakesOneApp() {
		Map<String, String> fields = fieldsOnce(this.wanda.get(WASHINGTON + "/new"), "name", "Twice", "redirectUris", "https://twice.example/");

		assertThat(this.wanda.post(WASHINGTON + "/new", entries(fields, "openid")).status()).isEqualTo(200);
		Page again = this.wanda.post(WASHINGTON + "/new", entries(fields, "openid"));

		assertThat(again.status()).isEqualTo(302);
		assertThat(this.wanda.get(again.location().toString()).text()).contains("sent twice");
		assertThat(this.jdbc.sql("select count(*) from client where name = 'Twice'").query(Integer.class).single()).isEqualTo(1);
	}

	@Test
	void nobodyChoosesTheClientIdNotEvenOneOfAnAppThatWasRemoved() {
		Map<String, String> fields = fieldsOnce(this.wanda.get(WASHINGTON + "/new"), "name", "Stolen", "redirectUris", "https://thief.example/");
		String wanted = clientId(register(this.ada, LINCOLN, "name", "Not Yours", "redirectUris", "https://reader.example/"));
		fields.put("form", wanted);
		fields.put("clientId", wanted);

		assertThat(clientId(this.wanda.post(WASHINGTON + "/new", entries(fields, "openid")))).isNotEqualTo(wanted);
		assertThat(this.clients.find(wanted).orElseThrow().redirectUris()).containsExactly("https://reader.example/");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "https://*.example.com/cb|*", "https://a.example/*|*", "https://a.example/cb#top|#", "com.example.app:/cb|native", "javascript:alert(1)|run", "a.example/cb|whole", "https:///cb|host",
			"https://me@a.example/|@", "https://a.example/a b|blank" })
	void whatIsWrongWithARedirectUriIsSaidForItsLine(String uri, String reason) {
		Page form = this.ada.get(LINCOLN + "/new");
		Page answer = this.ada.post(LINCOLN + "/new", fields(form, "name", "Faulty", "redirectUris", "https://fine.example/cb\n" + uri));

		assertThat(answer.status()).isEqualTo(422);
		assertThat(answer.html().select("#redirectUris-fault li").eachText()).singleElement().asString().contains("Line 2", reason, uri);
		assertThat(answer.html().select("textarea[name=redirectUris]").first().wholeText()).isEqualTo("https://fine.example/cb\n" + uri);
		assertThat(answer.html().select("#faults a").attr("href")).isEqualTo("#redirectUris");

		Page typing = this.ada.post(LINCOLN + "/-/redirect-uris", fields(form, "redirectUris", "https://fine.example/cb\n" + uri));
		assertThat(typing.html().select("li").text()).contains("Line 2", reason);
	}

	@Test
	void aNativeAppMayHaveASchemeOfItsOwnAndHasNoSecret() {
		Page form = this.ada.get(LINCOLN + "/new");
		Page made = this.ada.post(LINCOLN + "/new", fields(form, "name", "Native", "kind", "native", "redirectUris",
				"com.example.reader:/callback\nhttp://127.0.0.1/cb\nhttp://localhost:8080/cb"));

		assertThat(made.status()).isEqualTo(302);
		var client = this.clients.find(made.location().getPath().replaceAll(".*/", "")).orElseThrow();
		assertThat(client.isPublic()).isTrue();
		assertThat(client.pkceRequired()).isTrue();
	}

	@Test
	void aMachineNeedsNoRedirectUri() {
		Page made = register(this.ada, LINCOLN, "name", "Robot", "kind", "machine");

		assertThat(made.html().select("#snippet-curl").text()).contains("grant_type=client_credentials", "/oauth2/v2/token");
		assertThat(made.html().select("#snippet-introspect").text()).contains("introspect");
		assertThat(made.html().select("#snippet-node")).isEmpty();
		assertThat(this.ada.get(LINCOLN + "/" + clientId(made)).status()).isEqualTo(200);
	}

	@Test
	void aMachineMayHaveScopesByOneRostersOwnNamesAndOtherAppsMayNot() {
		String uri = "https://purl.imsglobal.org/spec/or/v1p1/scope/roster-core.readonly";
		Page made = register(this.ada, LINCOLN, "name", "Roster Robot", "kind", "machine", "scope", uri);
		String path = LINCOLN + "/" + clientId(made);

		assertThat(this.clients.find(clientId(made)).orElseThrow().scopes()).contains(uri);
		assertThat(this.ada.get(path).text()).contains("OneRoster: schools, people, classes (1.1)");
		Page form = this.ada.get(path + "/edit");
		assertThat(form.html().select("details[open] input[value='" + uri + "'][checked]")).isNotEmpty();
		Page web = this.ada.post(path + "/edit", fields(form, "kind", "web", "redirectUris", "https://a.example/"));
		assertThat(web.html().select("#scopes-fault").text()).contains("Only a machine");
	}

	@Test
	void whatAnAppsTokensLookLikeIsSaidInTheForm() {
		String path = LINCOLN + "/" + clientId(register(this.ada, LINCOLN, "name", "Gateway", "redirectUris", "https://gateway.example/"));
		assertThat(this.ada.get(path).text()).contains("What access tokens look like Opaque");

		assertThat(this.ada.post(path + "/edit", fields(this.ada.get(path + "/edit"), "tokenFormat", "jwt")).status()).isEqualTo(302);
		assertThat(this.ada.get(path).text()).contains("What access tokens look like JWT");
		Page exact = this.ada.post(path + "/edit", fields(this.ada.get(path + "/edit"), "fidelity", "exact"));
		assertThat(exact.status()).isEqualTo(422);
		assertThat(exact.html().select("#tokenFormat-fault").text()).contains("opaque");
		Page long31 = this.ada.post(path + "/edit", fields(this.ada.get(path + "/edit"), "accessToken", "31", "accessTokenUnit", "days"));
		assertThat(long31.html().select("#accessToken-fault").text()).contains("30 days");
	}

	@Test
	void aMachineOfADistrictIsLetIntoTheAdminApiByItsAdministratorsAlone() {
		Page made = register(this.wanda, WASHINGTON, "name", "Nightly Robot", "kind", "machine");
		String path = WASHINGTON + "/" + clientId(made);
		App robot = new App(clientId(made), made.html().select("#client-secret").text());
		Page form = this.wanda.get(path + "/admin-api");
		assertThat(form.text()).contains("Washington Independent School District");
		assertThat(form.html().select("#config")).isEmpty();
		assertThat(this.ada.get(LINCOLN + "/" + clientId(made) + "/admin-api").status()).isEqualTo(404);

		assertThat(this.wanda.post(path + "/admin-api", fields(form, "people", "write", "config", "write")).location().getQuery())
			.isEqualTo("done=apps.changed");

		assertThat(this.wanda.get(path).text()).contains("Admin API: change people");
		Page token = robot.token(new Http(this.base), "grant_type", "client_credentials");
		assertThat(token.json().path("scope").asString()).contains("people.read people.write").doesNotContain("config");
		assertThat(this.wanda.post(path + "/admin-api", fields(form, "people", "")).status()).isEqualTo(409);
		assertThat(this.wanda.post(path + "/edit", fields(this.wanda.get(path + "/edit"), "name", "Nightly")).status()).isEqualTo(302);
		assertThat(this.clients.find(clientId(made)).orElseThrow().scopes()).contains("people.write");
		Page web = this.wanda.post(path + "/edit", fields(this.wanda.get(path + "/edit"), "kind", "web", "redirectUris", "https://a.example/"));
		assertThat(web.status()).isEqualTo(422);
		assertThat(web.html().select("#kind-fault").text()).contains("only a machine");
		String copy = clientId(this.wanda.post(WASHINGTON + "/new", fields(this.wanda.get(WASHINGTON + "/new?from=" + clientId(made)), "name", "Copy")));
		assertThat(this.clients.find(copy).orElseThrow().scopes()).doesNotContain("people.read", "people.write");
	}

	@Test
	void anAppDeveloperGetsNoWayIntoTheAdminApi() {
		Page made = register(this.developer, LINCOLN, "name", "Ambitious Robot", "kind", "machine", "scope", "people.write");
		String path = LINCOLN + "/" + clientId(made);
		assertThat(this.clients.find(clientId(made)).orElseThrow().scopes()).doesNotContain("people.write");
		assertThat(this.developer.get(path).html().select("a[href$=/admin-api]")).isEmpty();
		assertThat(this.developer.get(path + "/admin-api").status()).isEqualTo(403);
		assertThat(this.developer.post(path + "/admin-api", fields(this.developer.get(path + "/edit"), "people", "write")).status()).isEqualTo(403);

		assertThat(this.ada.post(path + "/admin-api", fields(this.ada.get(path + "/admin-api"), "people", "read")).status()).isEqualTo(302);

		assertThat(this.developer.get(path).text()).contains("for administrators to change");
		for (String page : List.of("/edit", "/secrets/new", "/remove")) {
			assertThat(this.developer.get(path + page).status()).as(page).isEqualTo(403);
		}
	}

	@Test
	void aWebAppHasNoWayIntoTheAdminApi() {
		String path = LINCOLN + "/" + clientId(register(this.ada, LINCOLN, "name", "Plain", "redirectUris", "https://plain.example/"));

		assertThat(this.ada.get(path).html().select("a[href$=/admin-api]")).isEmpty();
		assertThat(this.ada.get(path + "/admin-api").status()).isEqualTo(404);
	}

	@Test
	void tenThousandRedirectUrisAreTooMany() {
		String many = IntStream.range(0, 10_000).mapToObj((number) -> "https://a.example/" + number).collect(Collectors.joining("\n"));
		Page answer = this.ada.post(LINCOLN + "/new", fields(this.ada.get(LINCOLN + "/new"), "name", "Many", "redirectUris", many));

		assertThat(answer.status()).isEqualTo(422);
		assertThat(answer.html().select("#redirectUris-fault").text()).contains("100", "10000");
		assertThat(answer.html().select("textarea[name=redirectUris]").first().wholeText()).isEqualTo(many);
	}

	@Test
	void whatIsTypedIsShownAsItWasTyped() {
		Page made = register(this.ada, LINCOLN, "name", NASTY, "redirectUris", "https://nasty.example/?a=%3Cb%3E&c='d'", "website",
				"https://nasty.example/?q=%22", "contact", "a&b@nasty.example", "domains", "NASTY.example\nb.nasty.example");

		for (String path : List.of(LINCOLN + "/" + clientId(made), LINCOLN + "/" + clientId(made) + "/edit", LINCOLN + "?q=script")) {
			Page page = this.ada.get(path);
			assertThat(page.status()).as(path).isEqualTo(200);
			assertThat(page.html().select("main script")).as(path).isEmpty();
			assertThat(page.html().select("h1, td, th").text()).as(path).contains("<script>alert('x')</script>");
		}
		assertThat(this.ada.get(LINCOLN + "/" + clientId(made)).text()).contains("nasty.example", "a&b@nasty.example");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "name|''", "name|too long", "name|\u202eevil", "kind|''", "kind|toaster", "redirectUris|''",
			"website|javascript:alert(1)", "contact|nobody", "domains|not a host", "accessToken|-1", "accessToken|1e9", "idToken|999999",
			"accessToken|''", "fidelity|perfect", "initiation|nobody", "tokenFormat|''",
			"tokenFormat|paper" })
	void whatIsWrongIsSaidAtItsField(String field, String value) {
		String typed = value.equals("too long") ? "x".repeat(201) : value;
		Page answer = this.ada.post(LINCOLN + "/new", fields(this.ada.get(LINCOLN + "/new"), "name", "Fine", "redirectUris", "https://fine.example/",
				field, typed));

		assertThat(answer.status()).isEqualTo(422);
		assertThat(answer.html().select("#faults a").eachAttr("href")).contains("#" + field);
		assertThat(answer.html().getElementById(field)).isNotNull();
	}

	@Test
	void aNulInAFieldIsRefused() {
		Page answer = this.ada.post(LINCOLN + "/new", fields(this.ada.get(LINCOLN + "/new"), "name", "a\0b", "redirectUris", "https://a.example/\0",
				"website", "https://a.example/\0", "domains", "a\0.example"));

		assertThat(answer.status()).isIn(400, 422);
		assertThat(this.ada.get(LINCOLN + "?q=%00").status()).isLessThan(500);
	}

	@Test
	void aFormWithNothingInItIsRefused() {
		Map<String, String> nothing = Map.of("_csrf", this.ada.get(LINCOLN + "/new").hiddenFields().get("_csrf"));

		assertThat(this.ada.post(LINCOLN + "/new", nothing).status()).isEqualTo(422);
		assertThat(this.ada.post(LINCOLN + "/new", Map.of()).status()).isEqualTo(403);
	}

	@Test
	void anAppIsChangedAndTheRecordSaysWhatWasBefore() {
		Page made = register(this.wanda, WASHINGTON, "name", "Before", "redirectUris", "https://before.example/");
		String path = WASHINGTON + "/" + clientId(made);
		String secret = made.html().select("#client-secret").text();

		Page done = this.wanda.post(path + "/edit", fields(this.wanda.get(path + "/edit"), "name", "After", "accessToken", "2", "accessTokenUnit", "days"));

		assertThat(done.location().getQuery()).isEqualTo("done=apps.changed");
		assertThat(this.wanda.get(path).text()).contains("After", "2 days", "https://before.example/");
		assertThat(this.clients.identifySecret(this.clients.find(clientId(made)).orElseThrow(), secret)).isPresent();
		Map<String, Object> event = this.jdbc.sql("""
				select actor, tenant_id, before ->> 'name' as was, after ->> 'name' as is, (select count(*) from jsonb_object_keys(after)) as keys
				from audit_event where kind = 'AppChanged' and client_id = ?""").param(clientId(made)).query().singleRow();
		assertThat(event).containsEntry("was", "Before").containsEntry("is", "After").containsEntry("keys", 2L);
		assertThat(event.get("actor")).isNotNull();
		assertThat(event.get("tenant_id")).isNotNull();
		assertThat(this.wanda.post(path + "/edit", fields(this.wanda.get(path + "/edit"))).location().getQuery()).isEqualTo("done=apps.unchanged");
	}

	@Test
	void whoeverChangesWhatSomebodyElseChangedMeanwhileIsToldSo() {
		String path = LINCOLN + "/" + clientId(register(this.ada, LINCOLN, "name", "Stale", "redirectUris", "https://stale.example/"));
		Page mine = this.ada.get(path + "/edit");
		assertThat(this.ada.post(path + "/edit", fields(this.ada.get(path + "/edit"), "name", "Theirs")).status()).isEqualTo(302);

		Page stale = this.ada.post(path + "/edit", fields(mine, "name", "Mine"));

		assertThat(stale.status()).isEqualTo(409);
		assertThat(stale.html().select("#faults dd").eachText()).containsExactly("Theirs");
		assertThat(stale.html().select("#name").attr("value")).isEqualTo("Mine");
		assertThat(this.ada.post(path + "/edit", fields(stale)).status()).isEqualTo(302);
		assertThat(this.ada.get(path).html().select("h1").text()).isEqualTo("Mine");
	}

	@Test
	void whatTheOperatorLooksAfterIsADistrictAdministratorsToSeeOnly() {
		String path = WASHINGTON + "/" + App.LINCOLN_READER.clientId();

		assertThat(this.wanda.get(WASHINGTON + "?q=lincoln").text()).contains("Lincoln Reader", "The operator");
		assertThat(this.wanda.get(path).text()).contains("not change it");
		assertThat(this.wanda.get(path).html().select("a[href$=/edit]")).isEmpty();
		assertThat(this.wanda.get(path + "/edit").status()).isEqualTo(403);
		assertThat(this.ada.get(LINCOLN + "/" + App.LINCOLN_READER.clientId() + "/edit").status()).isEqualTo(200);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "/edit" })
	void anAppOfAnotherDistrictIsAnsweredLikeOneThatThereIsNot(String page) {
		String clientId = clientId(register(this.ada, LINCOLN, "name", "Lincoln’s", "redirectUris", "https://lincoln.example/"));

		assertThat(this.wanda.get(WASHINGTON + "/" + clientId + page).status()).isEqualTo(404);
		assertThat(this.wanda.get(WASHINGTON + "/c1600000000000" + "0".repeat(32) + page).status()).isEqualTo(404);
		assertThat(this.wanda.get(WASHINGTON + "/1" + page).status()).isEqualTo(404);
		assertThat(this.developer.get(LINCOLN + "/" + clientId + page).status()).isEqualTo(404);
	}

	@Test
	void anAppDeveloperSeesTheirOwnAppsOnly() {
		String other = clientId(register(this.ada, LINCOLN, "name", "Somebody’s", "redirectUris", "https://other.example/"));
		String own = clientId(register(this.developer, LINCOLN, "name", "My Own", "redirectUris", "https://own.example/"));

		assertThat(this.developer.get(LINCOLN).html().select("tbody a").eachText()).contains("My Own").doesNotContain("Somebody’s", "Lincoln Reader");
		assertThat(this.developer.get(LINCOLN + "/" + own + "/edit").status()).isEqualTo(200);
		assertThat(this.developer.get(LINCOLN + "/" + other).status()).isEqualTo(404);
	}

	@Test
	void aCopyBeginsWithWhatTheOtherAppHas() {
		String clientId = clientId(register(this.ada, LINCOLN, "name", "Original", "redirectUris", "https://original.example/"));

		Page copy = this.ada.get(LINCOLN + "/new?from=" + clientId);

		assertThat(copy.html().select("#redirectUris").text()).isEqualTo("https://original.example/");
		assertThat(fieldsOnce(copy).get("form")).isNotEqualTo(clientId);
		assertThat(this.wanda.get(WASHINGTON + "/new?from=" + clientId).status()).isEqualTo(404);
	}

	@Test
	void twoSecretsOverlapWhileAnAppChangesFromOneToTheNext() {
		Page made = register(this.wanda, WASHINGTON, "name", "Rotating", "redirectUris", "https://rotating.example/");
		String path = WASHINGTON + "/" + clientId(made);
		var client = this.clients.find(clientId(made)).orElseThrow();
		String old = made.html().select("#client-secret").text();
		assertThat(this.wanda.get(path).text()).contains("Not yet", "When you end it");
		assertThat(this.clients.identifySecret(client, old)).isPresent();
		assertThat(this.wanda.get(path).text()).doesNotContain("Not yet");

		Page next = this.wanda.post(path + "/secrets/new", fields(this.wanda.get(path + "/secrets/new"), "days", "7"));
		assertThat(next.status()).isEqualTo(200);
		String fresh = next.html().select("#client-secret").text();
		assertThat(this.clients.identifySecret(client, old)).isPresent();
		assertThat(this.clients.identifySecret(client, fresh)).isPresent();
		assertThat(this.wanda.get(path + "/secrets/new").text()).contains("as many as there may be");
		Map<String, String> third = Map.of("_csrf", fieldsOnce(this.wanda.get(path + "/edit")).get("_csrf"), "when", "never");
		assertThat(this.wanda.post(path + "/secrets/new", third).status()).isEqualTo(409);

		this.clock.advance(Duration.ofDays(7).plusSeconds(1));
		assertThat(this.clients.identifySecret(client, old)).isEmpty();
		assertThat(this.clients.identifySecret(client, fresh)).isPresent();
	}

	@Test
	void aSecretEndsAtOnceIfSomebodySaysSo() {
		Page made = register(this.ada, LINCOLN, "name", "Leaked", "redirectUris", "https://leaked.example/");
		String path = LINCOLN + "/" + clientId(made);
		String ask = this.ada.get(path).html().select("a[href*=/secrets/][href$=/end]").attr("href");
		assertThat(this.ada.get(ask).text()).contains("the only one");
		assertThat(this.ada.post(ask, fields(this.ada.get(ask), "when", "later", "days", "0")).status()).isEqualTo(422);
		assertThat(this.ada.post(ask, fields(this.ada.get(ask), "when", "now")).status()).isEqualTo(302);

		assertThat(this.clients.identifySecret(this.clients.find(clientId(made)).orElseThrow(), made.html().select("#client-secret").text())).isEmpty();
		assertThat(this.ada.get(path).text()).contains("no secret that is still good");
		assertThat(this.ada.get(ask).status()).isEqualTo(404);
		assertThat(this.ada.post(path + "/edit", fields(this.ada.get(path + "/edit"), "name", "Leaked no more")).status()).isEqualTo(302);
		assertThat(this.ada.get(path).text()).contains("no secret that is still good");
		assertThat(this.jdbc.sql("select kind from audit_event where client_id = ? order by audit_id")
			.param(clientId(made))
			.query(String.class)
			.list()).containsExactly("AppRegistered", "ClientSecretEnded", "AppChanged");
	}

	@Test
	void aSecretOfAnotherAppCannotBeEnded() {
		Page one = register(this.wanda, WASHINGTON, "name", "One", "redirectUris", "https://one.example/");
		Page two = register(this.ada, LINCOLN, "name", "Two", "redirectUris", "https://two.example/");
		String secretOfTwo = this.ada.get(LINCOLN + "/" + clientId(two)).html().select("a[href$=/end]").attr("href").replaceAll(".*/secrets/", "");

		assertThat(this.wanda.get(WASHINGTON + "/" + clientId(one) + "/secrets/" + secretOfTwo).status()).isEqualTo(404);
	}

	@Test
	void anAppIsTakenOutOfUseAndPutBack() {
		String path = LINCOLN + "/" + clientId(register(this.ada, LINCOLN, "name", "Sleepy", "redirectUris", "https://sleepy.example/"));
		String clientId = path.replaceAll(".*/", "");

		this.ada.post(path + "/disable", fields(this.ada.get(path + "/disable")));
		assertThat(this.clients.find(clientId)).isEmpty();
		assertThat(this.ada.get(path).text()).contains("Disabled");

		this.ada.post(path + "/enable", Map.of("_csrf", fieldsOnce(this.ada.get(path)).get("_csrf")));
		assertThat(this.clients.find(clientId)).isPresent();
	}

	@Test
	void anAppIsDeletedAfterTheConsoleAsked() {
		String path = LINCOLN + "/" + clientId(register(this.ada, LINCOLN, "name", "Doomed", "redirectUris", "https://doomed.example/"));
		Page ask = this.ada.get(path + "/remove");
		assertThat(ask.text()).contains("Delete Doomed?", "No answers of people");

		Page done = this.ada.post(path + "/remove", fields(ask));

		assertThat(this.ada.get(done.location().toString()).text()).contains("The app is deleted.");
		assertThat(this.ada.get(path).status()).isEqualTo(404);
		assertThat(this.ada.post(path + "/remove", fields(ask)).status()).isEqualTo(404);
	}

	@Test
	void whoSignedInLongAgoConfirmsBeforeWhatIsDangerous() {
		String path = LINCOLN + "/" + clientId(register(this.ada, LINCOLN, "name", "Guarded", "redirectUris", "https://guarded.example/"));
		Http late = new Visitor(this.base, "lincolnusd", "ada.admin").signIn().http();
		this.clock.advance(ConsoleGate.CONFIRMED_FOR.plusSeconds(1));

		for (String page : List.of("/remove", "/disable", "/secrets/new")) {
			assertThat(late.get(path + page).header("Location")).as(page).contains("/console/-/confirm?to=");
		}
	}

	@Test
	void aRegistrationFromAConfigurationLeavesAloneWhatTheConsoleKnows() {
		Page made = register(this.wanda, WASHINGTON, "name", "Configured", "redirectUris", "https://configured.example/", "website",
				"https://about.example/");
		this.clients.register(this.clients.findRegistration(clientId(made)).orElseThrow());

		assertThat(this.wanda.get(WASHINGTON + "/" + clientId(made)).text()).contains("https://about.example/");
	}

	@Test
	void anAppThatIsSharedWithOneDistrictRefusesThePeopleOfOthers() {
		Page made = register(this.wanda, WASHINGTON, "name", "Washington Only", "redirectUris", "https://only.example/cb");
		String path = WASHINGTON + "/" + clientId(made);
		String authorize = "/oauth2/v2/auth?client_id=" + clientId(made) + "&response_type=code&scope=openid%20profile&redirect_uri="
				+ Http.encode("https://only.example/cb");

		assertThat(this.wanda.get(path).text()).contains("The people of Washington Independent School District");
		assertThat(Http.parameter(this.ada.get(authorize).location(), "error")).isEqualTo("access_denied");
		assertThat(this.wanda.get(authorize).header("Location")).contains("/oauth2/v2/consent");

		Page sharing = this.wanda.get(path + "/sharing");
		assertThat(sharing.html().select("#with-all")).isEmpty();
		assertThat(this.wanda.post(path + "/sharing", fields(sharing, "with", "all")).status()).isEqualTo(422);
		String school = sharing.html().select("input[name=school]").last().attr("value");
		String sourcedId = school.replaceAll("^\\d+:", "");
		assertThat(this.wanda.post(path + "/sharing", fields(sharing, "with", "some", "school", school)).status()).isEqualTo(302);
		assertThat(this.wanda.get(path).text()).contains("1 school");
		assertThat(this.jdbc.sql("select after ->> 'sharedWith' from audit_event where kind = 'AppChanged' and client_id = ?")
			.param(clientId(made))
			.query(String.class)
			.single()).contains(sourcedId);
	}

	@Test
	void anAppOfTheOperatorThatIsForOthersIsNotThere() {
		AdminApi server = AdminApi.ofServer(this.base, this.jdbc);
		String clientId = server.post("/admin/v1/clients", "{name: For Lincoln, redirectUris: ['https://lincoln.example/']}").json()
			.path("clientId")
			.asString();
		assertThat(this.wanda.get(WASHINGTON + "/" + clientId).status()).isEqualTo(200);
		this.jdbc.sql("insert into client_district select ?, tenant_id from district where custom_url = 'lincolnusd'").param(clientId).update();

		for (String page : List.of("/" + clientId, "/" + clientId + "/try", "/new?from=" + clientId)) {
			assertThat(this.wanda.get(WASHINGTON + page).status()).as(page).isEqualTo(404);
		}
		assertThat(this.ada.get(LINCOLN + "/" + clientId).status()).isEqualTo(200);
		server.delete("/admin/v1/clients/" + clientId);
	}

	@Test
	void onlyWhoLooksAfterTheServerLetsAnAppLookIntoWhatOthersHave() {
		Page refused = this.wanda.post(WASHINGTON + "/new", fields(this.wanda.get(WASHINGTON + "/new"), "name", "Curious", "redirectUris",
				"https://curious.example/cb", "scope", "api.gateway.access"));
		assertThat(refused.status()).isEqualTo(422);
		assertThat(refused.html().select("#faults a").eachAttr("href")).containsExactly("#scopes");

		assertThat(register(this.ada, LINCOLN, "name", "Gateway", "redirectUris", "https://gateway.example/cb", "scope", "api.gateway.access").status())
			.isEqualTo(200);
	}

	@Test
	void onlySomebodyOfASharedSchoolMayUseTheApp() {
		Page made = register(this.ada, LINCOLN, "name", "One School", "redirectUris", "https://school.example/cb");
		String clientId = clientId(made);
		int lincoln = this.districts.findByCustomUrl("lincolnusd").orElseThrow().tenantId();
		this.jdbc.sql("insert into client_school values (?, ?, 'nobody-is-there')").params(clientId, lincoln).update();
		Http tina = Visitor.teacher(this.base).signIn().http();
		String authorize = "/oauth2/v2/auth?client_id=" + clientId + "&response_type=code&scope=openid%20profile&redirect_uri="
				+ Http.encode("https://school.example/cb");
		assertThat(Http.parameter(tina.get(authorize).location(), "error")).isEqualTo("access_denied");

		this.jdbc.sql("""
				insert into client_school select ?, p.tenant_id, o.sourced_id from person p join person_org o using (user_id)
				where p.login_id = 'tina.teacher' and p.tenant_id = ?""").params(clientId, lincoln).update();
		assertThat(tina.get(authorize).header("Location")).contains("/oauth2/v2/consent");
	}

	@Test
	void whoWorksForTheDistrictWorksForEachOfItsSchools() {
		String clientId = clientId(register(this.ada, LINCOLN, "name", "Some School", "redirectUris", "https://some.example/cb"));
		int lincoln = this.districts.findByCustomUrl("lincolnusd").orElseThrow().tenantId();
		this.jdbc.sql("insert into client_school values (?, ?, 'nobody-is-there')").params(clientId, lincoln).update();
		String authorize = "/oauth2/v2/auth?client_id=" + clientId + "&response_type=code&scope=openid%20profile&redirect_uri="
				+ Http.encode("https://some.example/cb");
		this.configurations.apply("""
				people:
				  - {district: lincolnusd, loginId: office.clerk, role: Teacher, password: rollcall-demo, sourcedId: OC1, orgIds: [%1$s]}
				  - {district: lincolnusd, loginId: office.teacher, role: Teacher, password: rollcall-demo, sourcedId: OC2, orgIds: [%1$s, %2$s]}
				  - {district: lincolnusd, loginId: office.pupil, role: Student, password: rollcall-demo, sourcedId: OC3, orgIds: [%1$s]}
				  - {district: lincolnusd, loginId: office.guest, role: Teacher, password: rollcall-demo}
				""".formatted(org(lincoln, "district"), org(lincoln, "school")), false);

		assertThat(this.ada.get(authorize).header("Location")).as("a tenant administrator").contains("/oauth2/v2/consent");
		assertThat(signedIn("office.clerk").get(authorize).header("Location")).as("staff of the district's office").contains("/oauth2/v2/consent");
		for (String other : List.of("office.teacher", "office.pupil", "office.guest")) {
			assertThat(Http.parameter(signedIn(other).get(authorize).location(), "error")).as(other).isEqualTo("access_denied");
		}
	}

	private Http signedIn(String loginId) {
		return new Visitor(this.base, "lincolnusd", loginId).signIn().http();
	}

	private String org(int tenantId, String type) {
		return this.jdbc.sql("select min(sourced_id) from org where tenant_id = ? and type = ?").params(tenantId, type).query(String.class).single();
	}

	@Test
	void whoLooksAfterTheServerChoosesSchoolsOfSeveralDistricts() {
		String path = LINCOLN + "/" + clientId(register(this.ada, LINCOLN, "name", "Two Districts", "redirectUris", "https://two.example/cb"));
		int washington = this.districts.findByCustomUrl("washingtonisd").orElseThrow().tenantId();
		Page sharing = this.ada.get(path + "/sharing");
		assertThat(sharing.html().select("input[name=school][value^=" + washington + ":]")).isEmpty();

		Page opened = this.ada.post(path + "/sharing", fields(sharing, "open", Integer.toString(washington)));

		assertThat(opened.status()).isEqualTo(200);
		assertThat(opened.html().select("input[name=district][checked]")).hasSize(2);
		List<String> schools = opened.html().select("input[name=school][value^=" + washington + ":]").eachAttr("value");
		List<Entry<String, String>> chosen = checked(opened);
		chosen.add(Map.entry("school", schools.getFirst()));
		chosen.add(Map.entry("school", washington + ":of-nobody"));
		assertThat(this.ada.post(path + "/sharing", chosen).status()).isEqualTo(302);
		assertThat(this.jdbc.sql("select tenant_id || ':' || sourced_id from client_school where client_id = ?")
			.param(path.replaceAll(".*/", ""))
			.query(String.class)
			.list()).containsExactly(schools.getFirst());
		assertThat(this.ada.get(path + "/sharing").html().select("input[name=school][checked]").eachAttr("value")).containsExactly(schools.getFirst());

		List<Entry<String, String>> half = new ArrayList<>(checked(sharing));
		half.add(Map.entry("school", schools.getFirst()));
		half.removeIf((field) -> field.getValue().equals(Integer.toString(washington)));
		String other = LINCOLN + "/" + clientId(register(this.ada, LINCOLN, "name", "Half", "redirectUris", "https://half.example/cb"));
		assertThat(this.ada.post(other + "/sharing", half).text()).contains("the district itself is not");
	}

	@Test
	void whoeverSharesWhatSomebodyElseSharedMeanwhileIsToldSo() {
		String path = LINCOLN + "/" + clientId(register(this.ada, LINCOLN, "name", "Stale Sharing", "redirectUris", "https://stale.example/cb"));
		Page mine = this.ada.get(path + "/sharing");
		String school = mine.html().select("input[name=school]").last().attr("value");
		assertThat(this.ada.post(path + "/sharing", fields(this.ada.get(path + "/sharing"), "with", "all")).status()).isEqualTo(302);

		Page stale = this.ada.post(path + "/sharing", fields(mine, "with", "some", "school", school));

		assertThat(stale.status()).isEqualTo(409);
		assertThat(stale.html().select("#faults").text()).contains("The people of every district");
		assertThat(stale.html().select("input[name=school][checked]").eachAttr("value")).containsExactly(school);
		assertThat(this.ada.get(path).text()).contains("The people of every district");
		assertThat(this.ada.post(path + "/sharing", fields(stale)).status()).isEqualTo(302);
		assertThat(this.ada.get(path).text()).contains("1 school");
	}

	private static List<Entry<String, String>> checked(Page page) {
		List<Entry<String, String>> fields = new ArrayList<>();
		page.html()
			.selectFirst("main form[method=post]")
			.select("input[type=hidden], input[checked]")
			.forEach((input) -> fields.add(Map.entry(input.attr("name"), input.attr("value"))));
		return fields;
	}

	@Test
	void aFileThatIsAppliedAtEveryStartOpensNothingThatTheConsoleClosed() {
		String clientId = "c1700000000077a1b2c3d4e5f60718293a4b5c6d7e8f90";
		String leaked = "00112233445566778899aabbccddeeff";
		String file = """
				clients: [{clientId: %s, clientSecret: %s, name: From the File, redirectUris: ['https://file.example/cb']}]
				people: [{district: lincolnusd, loginId: from.file, role: Student, password: rollcall-demo}]
				""".formatted(clientId, leaked);
		this.configurations.apply(file, false);
		Page added = this.ada.post(LINCOLN + "/" + clientId + "/secrets/new", fields(this.ada.get(LINCOLN + "/" + clientId + "/secrets/new")));
		String successor = added.html().select("#client-secret").text();
		this.jdbc.sql("update client_secret set expires_at = created_at where client_id = ? and secret_hash = ?")
			.params(clientId, Sha256.of(leaked))
			.update();
		assertThat(this.ada.post(LINCOLN + "/" + clientId + "/disable", fields(this.ada.get(LINCOLN + "/" + clientId + "/disable"))).status()).isEqualTo(302);
		this.jdbc.sql("update person set active = false, deactivated_at = now() where login_id = 'from.file'").update();

		assertThat(this.configurations.apply(file, false)).isEmpty();
		this.configurations.apply(file.replace("From the File", "Renamed in the File"), false);

		assertThat(this.clients.find(clientId)).as("disabled").isEmpty();
		assertThat(this.jdbc.sql("select active from person where login_id = 'from.file'").query(Boolean.class).single()).isFalse();
		this.jdbc.sql("update client set disabled_at = null where client_id = ?").param(clientId).update();
		assertThat(this.clients.identifySecret(this.clients.find(clientId).orElseThrow(), leaked)).isEmpty();
		assertThat(this.clients.identifySecret(this.clients.find(clientId).orElseThrow(), successor)).isPresent();
		this.clients.remove(clientId);
	}

	@Test
	void whatIsDangerousTakesThePassword() {
		Page made = register(this.ada, LINCOLN, "name", "Guarded", "redirectUris", "https://guarded.example/cb");
		String path = LINCOLN + "/" + clientId(made);
		Map<String, String> form = new LinkedHashMap<>(Map.of("_csrf", fieldsOnce(this.ada.get(path + "/sharing")).get("_csrf"), "loginId", "naomi.saldana"));
		this.clock.advance(ConsoleGate.CONFIRMED_FOR.plusSeconds(1));

		for (String page : List.of(path + "/edit", path + "/sharing")) {
			assertThat(this.ada.get(page).location().getPath()).as(page).isEqualTo("/console/-/confirm");
			assertThat(this.ada.post(page, form).location().getPath()).as(page).isEqualTo("/console/-/confirm");
		}
		form.putAll(Map.of("name", "Typed <b>", "customUrl", "typed", "session", "60", "password", "20", "role", "TEACHER"));
		for (String page : List.of("/console/lincolnusd/settings", "/console/lincolnusd/settings/profiles")) {
			Page asked = this.ada.post(page, form);
			assertThat(asked.location().getPath()).isEqualTo("/console/-/confirm");
			String back = Http.parameter(asked.location(), "to");
			assertThat(back).startsWith(page + "?name=");
			assertThat(this.ada.get(back).html().select("#name").attr("value")).isEqualTo("Typed <b>");
		}
		Page named = this.ada.post(path + "/developers", form);
		assertThat(Http.parameter(named.location(), "to")).isEqualTo(path + "/developers");
		assertThat(this.ada.get(path + "/developers").location().getPath()).isEqualTo(path + "/sharing");
	}

	@Test
	void whatAnAppCallsItsAddressIsNothingToRunWhereItsSettingsAreRead() {
		Page made = register(this.wanda, WASHINGTON, "name", "Run Me", "redirectUris", "http://localhost:1/$(touch$IFS/tmp/x)';id;'");

		assertThat(made.html().select("#snippet-env").text()).contains("OIDC_REDIRECT_URI='http://localhost:1/$(touch$IFS/tmp/x)'\\'';id;'\\'''");
	}

	@Test
	void howAnAppIsStartedIsSaidInItsForm() {
		String path = LINCOLN + "/" + clientId(register(this.ada, LINCOLN, "name", "Started", "redirectUris", "https://started.example/cb",
				"initiation", "launchpad", "initiateLoginUri", "https://started.example/login?from=lincoln"));
		Page page = this.ada.get(path);
		assertThat(page.html().select("section[aria-labelledby=starting]").text()).contains("From LaunchPad", "https://started.example/login?from=lincoln",
				"no tile of your district");
		assertThat(page.text()).contains("Registered by Ada Admin");

		assertThat(this.ada.post(path + "/edit", fields(this.ada.get(path + "/edit"), "initiation", "app", "initiateLoginUri", "")).status()).isEqualTo(302);

		assertThat(this.ada.get(path).html().select("section[aria-labelledby=starting]").text()).contains("By the app").doesNotContain("https://");
		assertThat(this.jdbc.sql("select before ->> 'initiation' || '>' || (after ->> 'initiation') from audit_event where kind = 'AppChanged' and client_id = ?")
			.param(path.replaceAll(".*/", ""))
			.query(String.class)
			.single()).isEqualTo("launchpad>app");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "https://*.example/|in full", "https://a.example/#top|#", "javascript:alert(1)|run",
			"a.example/login|whole", "https:///login|host", "https://me@a.example/|@", "app:login|https", "https://a.example/a b|blank" })
	void whatIsWrongWithAStartAddressIsSaid(String uri, String reason) {
		Page form = this.ada.get(LINCOLN + "/new");
		Page answer = this.ada.post(LINCOLN + "/new", fields(form, "name", "Faulty", "redirectUris", "https://fine.example/cb", "initiateLoginUri", uri));

		assertThat(answer.status()).isEqualTo(422);
		assertThat(answer.html().select("#initiateLoginUri-fault li").text()).contains(reason);
		assertThat(answer.html().select("#initiateLoginUri").attr("value")).isEqualTo(uri);
		Page typing = this.ada.post(LINCOLN + "/-/redirect-uris", fields(form, "initiateLoginUri", uri, "field", "initiateLoginUri"));
		assertThat(typing.html().select("li").text()).contains(reason);
	}

	@Test
	void whoLooksAfterTheServerSharesAnAppWithWhomTheyLike() {
		Page made = register(this.ada, LINCOLN, "name", "For All", "redirectUris", "https://all.example/cb");
		String path = LINCOLN + "/" + clientId(made);

		List<Entry<String, String>> nobody = fields(this.ada.get(path + "/sharing"), "with", "some").stream()
			.filter((field) -> !field.getKey().equals("district"))
			.toList();
		assertThat(this.ada.post(path + "/sharing", nobody).status()).isEqualTo(422);
		assertThat(this.ada.post(path + "/sharing", fields(this.ada.get(path + "/sharing"), "with", "all")).status()).isEqualTo(302);
		assertThat(this.ada.get(path).text()).contains("The people of every district");
	}

	@Test
	void whoLooksAfterADistrictTakesAnAppFromNoOtherOne() {
		String path = WASHINGTON + "/" + clientId(register(this.wanda, WASHINGTON, "name", "For Others Too", "redirectUris", "https://others.example/cb"));
		this.ada.post(path + "/sharing", fields(this.ada.get(path + "/sharing"), "with", "all"));

		Page refused = this.wanda.post(path + "/sharing", fields(this.wanda.get(path + "/sharing"), "with", "some"));

		assertThat(refused.status()).isEqualTo(422);
		assertThat(refused.html().select("#faults").text()).contains("Only whoever looks after the server");
		assertThat(this.wanda.get(path).text()).contains("The people of every district");
	}

	@Test
	void anAdministratorNamesWhoLooksAfterAnApp() {
		Page made = register(this.ada, LINCOLN, "name", "Handed Over", "redirectUris", "https://handed.example/cb");
		String path = LINCOLN + "/" + clientId(made);
		Map<String, String> form = new LinkedHashMap<>(Map.of("_csrf", fieldsOnce(this.ada.get(path + "/sharing")).get("_csrf"), "loginId", "nobody"));
		assertThat(this.ada.post(path + "/developers", form).status()).isEqualTo(422);
		assertThat(this.developer.get(path).status()).isEqualTo(404);

		form.put("loginId", "naomi.saldana");
		assertThat(this.ada.post(path + "/developers", form).status()).isEqualTo(302);
		assertThat(this.developer.get(path).status()).isEqualTo(200);
		assertThat(this.developer.get(path + "/sharing").status()).isEqualTo(403);

		String remove = this.ada.get(path + "/sharing").html().select("form[action*=/developers/]").attr("action");
		assertThat(this.ada.post(remove, form).status()).isEqualTo(302);
		assertThat(this.developer.get(path).status()).isIn(403, 404);
		assertThat(this.developer.get(LINCOLN).status()).as("made an app developer by hand").isEqualTo(200);
	}

	@Test
	void whoIsAnAppDeveloperForAnAppOnlyIsNoneAfterTheLastOne() {
		Page made = register(this.ada, LINCOLN, "name", "Lent Out", "redirectUris", "https://lent.example/cb");
		String path = LINCOLN + "/" + clientId(made);
		int lincoln = this.districts.findByCustomUrl("lincolnusd").orElseThrow().tenantId();
		int userId = this.people.findCredentials(lincoln, "meera.venkatesan").orElseThrow().userId();
		Map<String, String> form = new LinkedHashMap<>(
				Map.of("_csrf", fieldsOnce(this.ada.get(path + "/sharing")).get("_csrf"), "loginId", "meera.venkatesan"));

		this.ada.post(path + "/developers", form);
		assertThat(this.administrators.roles(userId)).containsExactly(ConsoleRole.APP_DEVELOPER);
		this.ada.post(path + "/developers/" + userId + "/remove", form);
		assertThat(this.administrators.roles(userId)).isEmpty();

		this.ada.post(path + "/developers", form);
		this.administrators.grant(userId, ConsoleRole.APP_DEVELOPER);
		this.ada.post(path + "/developers/" + userId + "/remove", form);
		assertThat(this.administrators.roles(userId)).as("made one by hand meanwhile").containsExactly(ConsoleRole.APP_DEVELOPER);
		this.administrators.revoke(userId, ConsoleRole.APP_DEVELOPER);
	}

	@Test
	void aSignInIsTriedOutByHand() {
		Page made = register(this.ada, LINCOLN, "name", "Tried", "redirectUris", "https://tried.example/cb", "pkceRequired", "true");
		Page attempt = this.ada.get(LINCOLN + "/" + clientId(made) + "/try");
		String code = Http.parameter(new Visitor(this.ada, "lincolnusd", "ada.admin").allow(attempt.html().select("#try-link").text()), "code");

		String curl = attempt.html().select("#redeem").text();
		Map<String, String> redeem = Map.of("grant_type", "authorization_code", "redirect_uri", "https://tried.example/cb", "code", code,
				"client_id", clientId(made), "client_secret", made.html().select("#client-secret").text(), "code_verifier",
				curl.replaceAll("(?s).*code_verifier=", "").strip());
		Page tokens = this.ada.post("/oauth2/v2/token", redeem);
		assertThat(tokens.status()).as(tokens::body).isEqualTo(200);
		assertThat(curl).contains("https://tried.example/cb", this.base + "/oauth2/v2/token");
	}

	Page register(Http who, String apps, String... typed) {
		Page made = who.post(apps + "/new", fields(who.get(apps + "/new"), typed));
		assertThat(made.status()).as(() -> made.text()).isEqualTo(200);
		return made;
	}

	private static String clientId(Page made) {
		return made.html().select("#client-id").text();
	}

	/**
	 * Returns what a browser would send for the page's form.
	 * @param typed names of fields, and what is typed into them instead, by turns
	 */
	static List<Entry<String, String>> fields(Page page, String... typed) {
		Element form = page.html().selectFirst("main form[method=post]");
		return entries(fieldsOnce(page, typed), form.select("input[name=scope][checked]").eachAttr("value").toArray(String[]::new));
	}

	private static Map<String, String> fieldsOnce(Page page, String... typed) {
		Element form = page.html().selectFirst("main form[method=post]");
		Map<String, String> fields = new LinkedHashMap<>();
		form.select("input[name]:not([type=checkbox]):not([type=radio]):not([type=file]), input[checked]:not([name=scope])")
			.forEach((input) -> fields.put(input.attr("name"), input.hasAttr("value") ? input.attr("value") : "on"));
		form.select("textarea").forEach((area) -> fields.put(area.attr("name"), area.wholeText()));
		form.select("option[selected]").forEach((option) -> fields.put(option.parent().attr("name"), option.attr("value")));
		for (int i = 0; i < typed.length; i += 2) {
			fields.put(typed[i], typed[i + 1]);
		}
		return fields;
	}

	private static List<Entry<String, String>> entries(Map<String, String> fields, String... scopes) {
		List<Entry<String, String>> entries = new ArrayList<>(fields.entrySet());
		for (String scope : scopes) {
			entries.add(Map.entry("scope", scope));
		}
		return entries;
	}

}
