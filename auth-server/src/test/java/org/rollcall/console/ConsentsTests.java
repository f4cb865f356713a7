package org.rollcall.console;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.Set;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

import org.rollcall.client.ClientRegistration;
import org.rollcall.client.ClientType;
import org.rollcall.client.Clients;
import org.rollcall.client.Fidelity;
import org.rollcall.client.Lifetimes;
import org.rollcall.journey.App;
import org.rollcall.journey.Http;
import org.rollcall.journey.Page;
import org.rollcall.journey.RollcallTest;
import org.rollcall.journey.TestClock;
import org.rollcall.journey.Visitor;
import org.rollcall.platform.ClassLinkIdentifier;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Which app may see what of whom, and what a district decides about it.
 */
@RollcallTest
@TestInstance(Lifecycle.PER_CLASS)
class ConsentsTests {

	private static final String LIST = "/console/lincolnusd/consents";

	@Value("${rollcall.issuer}")
	private String base;

	@Autowired
	private JdbcClient jdbc;

	@Autowired
	private Clients clients;

	@Autowired
	private TestClock clock;

	private Http ada;

	@BeforeAll
	void signIn() {
		this.ada = new Visitor(this.base, "lincolnusd", "ada.admin").signIn().http();
	}

	@Test
	void itIsSaidHowManyAllowedAnAppWhatAndWho() {
		App app = app("Counted <i>Reader</i>");
		Visitor.teacher(this.base).tokens(app, "scope", "openid profile email");
		new Visitor(this.base, "washingtonisd", "wanda.admin").tokens(app, "scope", "openid profile");

		assertThat(row(this.ada.get(LIST), "Counted <i>Reader</i>")).contains("People choose").endsWith("1");
		Page page = this.ada.get(LIST + "/" + app.clientId());
		assertThat(page.text()).contains("tina.teacher", "email").doesNotContain("wanda");
		assertThat(this.ada.get(LIST + "/" + app.clientId() + "?person=tina.teacher").text()).contains("Take back");
		for (String nobody : List.of("wanda.admin", "0", "nobody", "%00", "%3Cscript%3E", "999999999")) {
			assertThat(this.ada.get(LIST + "/" + app.clientId() + "?person=" + nobody).status()).isEqualTo(200);
		}
		assertThat(this.ada.get(LIST + "/" + app.clientId() + "?person=wanda.admin").text()).contains("Nobody of this name");
	}

	@Test
	void theListGoesOnPageByPage() {
		App app = app("Popular Reader");
		this.jdbc.sql("""
				insert into consent (client_id, user_id, given_at, changed_at) select ?, user_id, now(), now() from person
				where tenant_id = (select tenant_id from district where custom_url = 'lincolnusd') order by user_id limit 70""")
			.param(app.clientId())
			.update();
		Page first = this.ada.get(LIST + "/" + app.clientId());
		assertThat(first.html().select("section[aria-labelledby=people] tbody tr")).hasSize(50);
		Page second = this.ada.get(first.html().selectFirst("a[rel=next]").attr("href"));
		assertThat(second.html().select("section[aria-labelledby=people] tbody tr")).hasSize(20);
		assertThat(second.html().select("a[rel=next]")).isEmpty();
	}

	@Test
	void takingBackEndsTheTokensAtOnceAndIsInTheRecord() {
		App app = app("Taken Reader");
		Visitor tina = Visitor.teacher(this.base);
		String token = tina.tokens(app).json().path("access_token").asString();
		String path = LIST + "/" + app.clientId() + "/people/" + userId("tina.teacher");

		Page ask = this.ada.get(path);
		assertThat(ask.html().select("h1").text()).contains("Taken Reader");
		Page done = this.ada.post(path, fields(ask));
		assertThat(done.location().toString()).endsWith("?done=consent-taken-back");
		assertThat(new Http(this.base).get("/v2/my/info", "Authorization", "Bearer " + token).status()).isEqualTo(401);
		assertThat(tina.open(app.authorizeUrl()).uri().getPath()).isEqualTo("/oauth2/v2/consent");
		assertThat(this.ada.get(path).status()).isEqualTo(404);
		assertThat(this.ada.post(path, fields(ask)).status()).isEqualTo(404);
		assertThat(this.ada.get("/console/lincolnusd/audit?kind=ConsentTakenBack&app=" + app.clientId()).text()).contains("tina.teacher", "Ada Admin");
	}

	@Test
	void aForbiddenAppLosesWhatItHolds() {
		App app = app("Forbidden Reader");
		String token = Visitor.teacher(this.base).tokens(app).json().path("access_token").asString();
		String other = new Visitor(this.base, "washingtonisd", "wanda.admin").tokens(app).json().path("access_token").asString();

		Page form = this.ada.get(LIST + "/" + app.clientId() + "/policy");
		assertThat(form.html().select("input[name=policy][checked]").attr("value")).isEqualTo("ask");
		assertThat(send(app, form, "forbidden").location().toString()).endsWith("?done=consent-policy");

		Http reader = new Http(this.base);
		assertThat(reader.get("/v2/my/info", "Authorization", "Bearer " + token).status()).isEqualTo(401);
		assertThat(reader.get("/v2/my/info", "Authorization", "Bearer " + other).status()).isEqualTo(200);
		assertThat(row(this.ada.get(LIST), "Forbidden Reader")).contains("Forbidden");
		Page record = this.ada.get("/console/lincolnusd/audit?kind=ConsentPolicyChanged&app=" + app.clientId());
		assertThat(record.html().select("table.changes tbody tr").eachText()).containsExactly("Decision ask forbidden");
	}

	@Test
	void aGrantNamesItsScopesAndTakingOneAwayTakesTheTokens() {
		App app = app("Granted Reader");
		Page form = this.ada.get(LIST + "/" + app.clientId() + "/policy");
		assertThat(form.html().select("input[name=scope][checked]").eachAttr("value")).containsExactlyInAnyOrder("openid", "profile");
		send(app, form, "granted", "openid", "profile", "email");
		assertThat(row(this.ada.get(LIST), "Granted Reader")).contains("Granted", "email openid profile");
		String token = Visitor.teacher(this.base).tokens(app, "scope", "openid profile email").json().path("access_token").asString();

		send(app, this.ada.get(LIST + "/" + app.clientId() + "/policy"), "granted", "openid", "profile");
		assertThat(new Http(this.base).get("/v2/my/info", "Authorization", "Bearer " + token).status()).isEqualTo(401);
	}

	@Test
	void whatMakesNoSenseIsSaidAndWhatWasTickedStays() {
		App app = app("Faulty Reader");
		Page form = this.ada.get(LIST + "/" + app.clientId() + "/policy");
		assertThat(send(app, form, "").html().select("#faults a").eachAttr("href")).containsExactly("#policy");
		assertThat(send(app, form, "<b>").status()).isEqualTo(422);
		assertThat(send(app, form, "granted").html().select("#faults a").eachAttr("href")).containsExactly("#scopes");
		Page foreign = send(app, form, "granted", "email", "inbox");
		assertThat(foreign.status()).isEqualTo(422);
		assertThat(foreign.html().select("input[name=scope][checked]").eachAttr("value")).containsExactly("email");
		assertThat(send(app, form, "granted", "\u202e\u05d0", "x".repeat(5000)).status()).isEqualTo(422);
	}

	@Test
	void ofTwoWhoDecideAtOnceTheSecondIsToldAndLosesNothing() {
		App app = app("Contested Reader");
		Page form = this.ada.get(LIST + "/" + app.clientId() + "/policy");
		assertThat(send(app, form, "granted", "openid", "email").status()).isEqualTo(302);
		assertThat(send(app, form, "granted", "openid", "email").status()).as("the same twice").isEqualTo(302);

		Page late = send(app, form, "forbidden");
		assertThat(late.status()).isEqualTo(409);
		assertThat(late.html().select("main [role=alert]").text()).contains("Granted", "email openid");
		assertThat(late.html().select("input[name=policy][checked]").attr("value")).isEqualTo("forbidden");
		assertThat(send(app, late, "forbidden").status()).isEqualTo(302);
	}

	@Test
	void appsThatAreNotThereOrAreAnotherDistrictsAreTheSame() {
		App app = app("Washington Reader");
		this.jdbc.sql("insert into client_district (client_id, tenant_id) select ?, tenant_id from district where custom_url = 'washingtonisd'")
			.param(app.clientId())
			.update();
		for (String id : List.of(app.clientId(), "c1700000000009aaaabbbbccccddddaaaabbbbccccdddd", "x", "%00")) {
			for (String page : List.of("", "/policy", "/people/1")) {
				assertThat(this.ada.get(LIST + "/" + id + page).status()).as(id + page).isIn(400, 404);
			}
		}
		assertThat(this.ada.get(LIST).text()).doesNotContain("Washington Reader");
	}

	@Test
	void theLimitForStudentsIsASwitchThatSaysWhatItMeansAndTakesBackWhatIsBeyondIt() {
		App app = app("Limited Reader");
		String login = this.jdbc.sql("""
				select login_id from person join profile using (profile_id) join district on district.tenant_id = person.tenant_id
				where role = 'Student' and custom_url = 'lincolnusd' and active and login_id <> 'sam.student' order by user_id desc limit 1""")
			.query(String.class)
			.single();
		String students = new Visitor(this.base, "lincolnusd", login).tokens(app).json().path("access_token").asString();
		String teachers = Visitor.teacher(this.base).tokens(app).json().path("access_token").asString();
		Page form = this.ada.get(LIST + "/students");
		assertThat(form.text()).contains("COPPA", "FERPA", "access_denied");
		try {
			assertThat(this.ada.post(LIST + "/students", fields(form)).location().toString()).endsWith("?done=students-limited");
			Http reader = new Http(this.base);
			assertThat(reader.get("/v2/my/info", "Authorization", "Bearer " + students).status()).isEqualTo(401);
			assertThat(reader.get("/v2/my/info", "Authorization", "Bearer " + teachers).status()).isEqualTo(200);
			assertThat(this.ada.get(LIST).text()).contains("Only what the district granted");
			assertThat(this.ada.get(LIST + "/" + app.clientId()).text()).contains("students cannot sign in to it");
			assertThat(this.ada.get("/console/lincolnusd/audit?kind=StudentLimitChanged").html().select("table.changes tbody tr").first().text())
				.isEqualTo("Students limited no yes");
		}
		finally {
			this.ada.post(LIST + "/students", fields(this.ada.get(LIST + "/students")));
		}
		assertThat(this.ada.get(LIST).text()).contains("Students decide themselves");
		Map<String, String> neither = fields(form);
		neither.put("limited", "maybe");
		assertThat(this.ada.post(LIST + "/students", neither).status()).isEqualTo(422);
	}

	private Page send(App app, Page form, String policy, String... scopes) {
		List<Entry<String, String>> fields = new ArrayList<>(fields(form).entrySet());
		fields.add(Map.entry("policy", policy));
		for (String scope : scopes) {
			fields.add(Map.entry("scope", scope));
		}
		return this.ada.post(LIST + "/" + app.clientId() + "/policy", fields);
	}

	private static Map<String, String> fields(Page page) {
		Map<String, String> fields = new LinkedHashMap<>();
		page.html().select("main form[method=post] input[type=hidden]").forEach((input) -> fields.put(input.attr("name"), input.attr("value")));
		return fields;
	}

	private static String row(Page page, String app) {
		return page.html().select("table.data tbody tr").stream().filter((row) -> row.text().contains(app)).findFirst().orElseThrow().text();
	}

	private int userId(String login) {
		return this.jdbc.sql("select user_id from person where login_id = ?").param(login).query(Integer.class).single();
	}

	private App app(String name) {
		App app = new App(ClassLinkIdentifier.next(this.clock.instant()), ClassLinkIdentifier.secret());
		this.clients.register(new ClientRegistration(app.clientId(), app.clientSecret(), name, ClientType.CONFIDENTIAL, Fidelity.EXTENDED,
				false, List.of(App.CALLBACK), List.of(), Set.of("openid", "profile", "email", "classes.readonly"), Lifetimes.DEFAULT, true));
		return app;
	}

}
