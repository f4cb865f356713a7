package org.rollcall.launchpad;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import org.rollcall.config.Configurations;
import org.rollcall.journey.App;
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
 * What people look after themselves: connected apps, sessions, the password and passkeys.
 */
@RollcallTest
@TestInstance(Lifecycle.PER_CLASS)
class OwnPagesTests {

	private static final App READER = new App(Portal.PLAIN, Portal.SECRET);

	@Autowired
	private Configurations configurations;

	@Autowired
	private JdbcClient jdbc;

	@Autowired
	private TestClock clock;

	@Value("${rollcall.issuer}")
	private String base;

	@BeforeAll
	void openPortal() {
		Portal.open(this.configurations);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/home/apps", "/home/sessions", "/home/password", "/home/passkeys" })
	void whoIsNotSignedInSignsInAndComesBack(String path) {
		assertThat(new Http(this.base).get(path).header("Location")).isEqualTo("/?logincallback=" + Http.encode(path));
		assertThat(Portal.visitor(this.base, "pia.parent").http().get(path + "?done=%ff").status()).isEqualTo(200);
	}

	@Test
	void aConnectedAppIsShownWithWhatItMaySeeAndLosesItAtOnceWhenItIsDisconnected() {
		JsonNode tokens = Portal.connect(this.base, "cora.coach").json();
		Http http = Portal.visitor(this.base, "cora.coach").http();
		String authorization = "Bearer " + tokens.get("access_token").asString();
		assertThat(http.get("/v2/my/info", "Authorization", authorization).status()).isEqualTo(200);

		Page apps = http.get("/home/apps");
		assertThat(apps.text()).contains("Portal Reader", "Your name and role", "Your email address");
		assertThat(apps.html().select("main dl time")).hasSize(2);
		assertThat(disconnect(http, Portal.PLAIN).header("Location")).isEqualTo("/home/apps?done=disconnected");

		assertThat(http.get("/v2/my/info", "Authorization", authorization).status()).isEqualTo(401);
		assertThat(READER.token(http, "grant_type", "refresh_token", "refresh_token", tokens.get("refresh_token").asString()).status())
			.isEqualTo(400);
		assertThat(http.get("/home/apps").text()).doesNotContain("Portal Reader");
		assertThat(http.get(READER.authorizeUrl()).header("Location")).contains("/oauth2/v2/consent");
		assertThat(kinds("cora.coach")).contains("ConsentTakenBack", "GrantRevoked");
		assertThat(disconnect(http, Portal.PLAIN).status()).isEqualTo(404);
	}

	@Test
	void nobodyDisconnectsAnAppOfSomebodyElse() {
		JsonNode tokens = Portal.connect(this.base, "adam.admin").json();
		Http other = Portal.visitor(this.base, "pia.parent").http();

		for (String clientId : List.of(Portal.PLAIN, Portal.OFF, "c1700000000099a1b2c3d4e5f60718293a4b5c6d7e8f90", "x", "%3Cb%3E")) {
			assertThat(disconnect(other, clientId).status()).isEqualTo(404);
		}
		assertThat(other.get("/v2/my/info", "Authorization", "Bearer " + tokens.get("access_token").asString()).status()).isEqualTo(200);
	}

	@Test
	void aSessionIsEndedFromAnotherOneAndNotBySomebodyElse() {
		Http here = Portal.visitor(this.base, "sol.session").http();
		Http there = Portal.visitor(this.base, "sol.session").http();
		String id = session(there, "sol.session");
		Http stranger = Portal.visitor(this.base, "pia.parent").http();

		assertThat(stranger.post("/home/sessions/" + id + "/end", Portal.form(stranger)).status()).isEqualTo(404);
		assertThat(there.get("/home").status()).isEqualTo(200);
		assertThat(here.post("/home/sessions/" + id + "/end", Portal.form(here)).header("Location"))
			.isEqualTo("/home/sessions?done=session-ended");
		assertThat(there.get("/home").status()).isEqualTo(302);
		assertThat(here.get("/home").status()).isEqualTo(200);
		for (String nothing : List.of(id, UUID.randomUUID().toString(), "1", "x")) {
			assertThat(here.post("/home/sessions/" + nothing + "/end", Portal.form(here)).status()).isEqualTo(404);
		}
	}

	@Test
	void allOtherSessionsAreEnded() {
		Http here = Portal.visitor(this.base, "sol.session").http();
		Http there = Portal.visitor(this.base, "sol.session").http();

		Page page = here.get("/home/sessions");
		assertThat(page.html().selectFirst("tbody tr").text()).contains("this one");
		assertThat(here.post("/home/sessions/end-others", Portal.form(here)).status()).isEqualTo(302);

		assertThat(there.get("/home").status()).isEqualTo(302);
		assertThat(here.get("/home/sessions").html().select("tbody tr")).hasSize(1);
	}

	@ParameterizedTest
	@CsvSource({ "'', quite long enough, quite long enough, #current", "not it, quite long enough, quite long enough, #current",
			"rollcall-demo, short, short, #password", "rollcall-demo, 0123456789012, 0123456789012, #password", "rollcall-demo, PAZ.password, PAZ.password, #password",
			"rollcall-demo, rollcall-demo, rollcall-demo, #password", "rollcall-demo, quite long enough, quite long enough!, #repeated",
			"rollcall-demo, '', '', #password" })
	void aPasswordThatIsNoGoodIsRefusedAtItsField(String current, String password, String repeated, String field) {
		Http http = Portal.visitor(this.base, "paz.password").http();

		Page page = http.post("/home/password", Portal.form(http, "current", current, "password", password, "repeated", repeated));

		assertThat(page.status()).isEqualTo(422);
		assertThat(page.html().select("#faults a").eachAttr("href")).contains(field);
		assertThat(page.html().select("input[type=password]").eachAttr("value")).containsOnly("");
		assertThat(http.get("/home").status()).isEqualTo(200);
	}

	@Test
	void aNewPasswordIsGoodTheOldOneIsNotAndOtherSessionsEnd() {
		Http here = Portal.visitor(this.base, "rosa.roster").http();
		Http there = Portal.visitor(this.base, "rosa.roster").http();

		Page answer = here.post("/home/password",
				Portal.form(here, "current", Visitor.PASSWORD, "password", "pass <b>ألف</b> word", "repeated", "pass <b>ألف</b> word"));

		assertThat(answer.header("Location")).isEqualTo("/home/password?done=password-changed");
		assertThat(here.get("/home").status()).isEqualTo(200);
		assertThat(there.get("/home").status()).isEqualTo(302);
		Visitor again = new Visitor(this.base, Portal.DISTRICT, "rosa.roster");
		assertThat(again.submitSignIn(again.http().get("/" + Portal.DISTRICT), Visitor.PASSWORD).status()).isEqualTo(422);
		assertThat(again.submitSignIn(again.http().get("/" + Portal.DISTRICT), "pass <b>ألف</b> word").status()).isEqualTo(302);
		assertThat(kinds("rosa.roster")).contains("PasswordChanged", "SessionsEnded");
		here.post("/home/password", Portal.form(here, "current", "pass <b>ألف</b> word", "password", Visitor.PASSWORD, "repeated", Visitor.PASSWORD));
	}

	@Test
	void wrongCurrentPasswordsCountAsAtTheSignIn() {
		Http http = Portal.visitor(this.base, "guy.guesser").http();
		Page page = null;
		for (int attempt = 0; attempt < 7; attempt++) {
			page = http.post("/home/password", Portal.form(http, "current", "guess " + attempt, "password", "quite long enough", "repeated", "quite long enough"));
		}
		assertThat(page.status()).isEqualTo(429);
		assertThat(page.header("Retry-After")).isNotEmpty();
		this.clock.advance(Duration.ofMinutes(16));
	}

	@Test
	void nothingIsAskedOfAPasskeyWithoutThePasswordAndAName() {
		Http http = Portal.visitor(this.base, "pia.parent").http();

		for (String[] wrong : new String[][] { { "name", "Key" }, { "name", "Key", "current", "not it" }, { "current", Visitor.PASSWORD },
				{ "name", "x".repeat(101), "current", Visitor.PASSWORD }, { "name", "a\0b", "current", Visitor.PASSWORD } }) {
			Page page = http.post("/home/passkeys/options", Portal.form(http, wrong));
			assertThat(page.status()).isEqualTo(422);
			assertThat(page.json().get("message").asString()).isNotEmpty();
		}
		Page options = http.post("/home/passkeys/options", Portal.form(http, "name", "<b>ألف</b>", "current", Visitor.PASSWORD));
		assertThat(options.status()).isEqualTo(200);
		assertThat(options.json().at("/rp/id").asString()).isEqualTo("localhost");
		assertThat(options.json().at("/user/name").asString()).isEqualTo("pia.parent");
		assertThat(options.json().at("/authenticatorSelection/userVerification").asString()).isEqualTo("required");
		assertThat(options.json().at("/challenge").asString()).hasSizeGreaterThan(40);
		assertThat(kinds("pia.parent")).contains("PasswordRefused");
	}

	@Test
	void whoHasNoPasswordAddsAPasskeyAfterASignInOfAMomentAgoOnly() {
		Http http = Portal.visitor(this.base, "wes.wordless").http();
		this.jdbc.sql("update person set password_hash = null where login_id = 'wes.wordless'").update();
		assertThat(http.post("/home/passkeys/options", Portal.form(http, "name", "Key")).status()).isEqualTo(200);

		this.clock.advance(Duration.ofMinutes(11));

		Page late = http.post("/home/passkeys/options", Portal.form(http, "name", "Key"));
		assertThat(late.status()).isEqualTo(422);
		assertThat(late.json().get("message").asString()).contains("sign in again");
		Portal.open(this.configurations);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "x", "null", "{}", "[]", "{\"id\":\"AA\",\"rawId\":\"AA\",\"type\":\"public-key\",\"response\":{}}",
			"{\"id\":\"AA\",\"rawId\":\"AA\",\"type\":\"public-key\",\"clientExtensionResults\":{},\"response\":{\"clientDataJSON\":\"e30\",\"attestationObject\":\"AA\",\"authenticatorData\":\"AA\",\"signature\":\"AA\"}}" })
	void whatIsNoPasskeyIsRefused(String credential) {
		Http http = Portal.visitor(this.base, "pia.parent").http();

		Page added = http.post("/home/passkeys", Portal.form(http, "name", "Key", "credential", credential));
		assertThat(added.status()).isEqualTo(422);
		assertThat(added.html().select("[role=alert]").text()).isNotEmpty();
		Http nobody = new Http(this.base);
		String csrf = nobody.get("/" + Portal.DISTRICT).hiddenFields().get("_csrf");
		Page signedIn = nobody.post("/" + Portal.DISTRICT + "/passkey", Map.of("_csrf", csrf, "credential", credential));
		assertThat(signedIn.status()).isEqualTo(422);
		assertThat(nobody.get("/home").status()).isEqualTo(302);
		if (!credential.isEmpty()) {
			assertThat(this.jdbc.sql("select kind || details from audit_event where tenant_id = ? order by audit_id desc limit 1")
				.param(this.jdbc.sql("select tenant_id from district where custom_url = ?").param(Portal.DISTRICT).query(Integer.class).single())
				.query(String.class)
				.single()).isEqualTo("SignInRefused{\"passkey\": true, \"throttled\": false}");
		}
	}

	@Test
	void nobodyNamesOrRemovesAPasskeyOfSomebodyElse() {
		Http http = Portal.visitor(this.base, "pia.parent").http();

		assertThat(http.post("/home/passkeys/1", Portal.form(http, "name", "Mine")).status()).isEqualTo(404);
		assertThat(http.post("/home/passkeys/1/remove", Portal.form(http)).status()).isEqualTo(404);
		assertThat(http.post("/home/passkeys/x/remove", Portal.form(http)).status()).isEqualTo(404);
		assertThat(http.post("/nowhere/passkey/options", Portal.form(http)).status()).isEqualTo(404);
	}

	private static Page disconnect(Http http, String clientId) {
		return http.post("/home/apps/" + clientId + "/disconnect", Portal.form(http));
	}

	private String session(Http http, String loginId) {
		http.get("/home");
		return this.jdbc.sql("""
				select session_id::text from browser_session join person using (user_id) where login_id = ?
				order by browser_session.created_at desc limit 1""").param(loginId).query(String.class).single();
	}

	private List<String> kinds(String loginId) {
		return this.jdbc.sql("select kind from audit_event where user_id = (select user_id from person where login_id = ?)")
			.param(loginId)
			.query(String.class)
			.list();
	}

}
