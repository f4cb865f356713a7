package org.rollcall.contract;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.jsoup.nodes.Document;
import org.rollcall.journey.App;
import org.rollcall.journey.Http;
import org.rollcall.journey.Page;
import org.rollcall.journey.Visitor;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a person allows an app (contract, section 2).
 */
class ConsentTests extends ContractTest {

	private Visitor student;

	@Test
	void isAskedForTheFirstTime() { // 2
		Document page = ask(newApp(), "scope", "openid profile email roster.read").html();

		assertThat(page.text()).contains("New Reader");
		assertThat(page.select("form[method=post] button[name=decision]").eachAttr("value"))
			.containsExactlyInAnyOrder("allow", "deny");
		assertThat(page.select("input[type=checkbox][name=scope]").eachAttr("value")).containsExactly("email",
				"roster.read");
		assertThat(page.select("input[type=checkbox][name=scope]")).allMatch((box) -> box.hasAttr("checked"));
	}

	@Test
	void isRemembered() { // 2
		App app = newApp();
		teacher().code(app);

		Page answer = teacher().http().get(app.authorizeUrl("state", "z"));

		assertThat(answer.header("Location")).startsWith(App.CALLBACK + "?code=");
	}

	@Test
	void isRememberedInTheNextSessionToo() { // 2
		App app = newApp();
		teacher().code(app);

		Page answer = Visitor.teacher(this.base).signIn().http().get(app.authorizeUrl());

		assertThat(answer.header("Location")).startsWith(App.CALLBACK + "?code=");
	}

	@Test
	void isRememberedForFewerScopesToo() { // 2
		App app = newApp();
		teacher().code(app, "scope", "openid profile email");

		assertThat(teacher().http().get(app.authorizeUrl("scope", "email,profile")).header("Location"))
			.startsWith(App.CALLBACK + "?code=");
	}

	@Test
	void asksForTheNewScopesOnly() { // 2
		App app = newApp();
		teacher().code(app, "scope", "openid profile email");

		Page page = ask(app, "scope", "openid profile email classes.readonly inbox");

		assertThat(page.html().select("input[type=checkbox][name=scope]").eachAttr("value"))
			.containsExactly("classes.readonly", "inbox");
		String code = Http.parameter(teacher().answerConsent(page, "allow").location(), "code");
		assertThat(text(app.token(stranger(), "code", code).json(), "scope"))
			.isEqualTo("openid profile email classes.readonly inbox");
	}

	@Test
	void isNotNeededForOpenidAlone() { // 2
		assertThat(teacher().http().get(newApp().authorizeUrl("scope", "openid")).header("Location"))
			.startsWith(App.CALLBACK + "?code=");
	}

	@Test
	void ofOnePersonIsNotThatOfAnother() { // 2
		App app = newApp();
		teacher().code(app);

		assertThat(student().open(app.authorizeUrl()).html().selectFirst("[name=consent_request]")).isNotNull();
	}

	@Test
	void forOneAppIsNotForAnother() { // 2
		teacher().code(newApp());

		ask(newApp());
	}

	@Test
	void isNarrowedByWhatIsNotTicked() { // 2
		App app = newApp();
		Page page = ask(app, "scope", "openid profile email inbox", "state", "z");

		Page answer = teacher().answerConsent(page, "allow", List.of("inbox"));

		JsonNode tokens = app.token(stranger(), "code", Http.parameter(answer.location(), "code")).json();
		assertThat(text(tokens, "scope")).isEqualTo("openid profile inbox");
		assertThat(Jwt.of(text(tokens, "id_token")).claims().has("email")).isFalse();
		assertThat(read("/v2/my/profileinfo", text(tokens, "access_token")).json().has("email")).isFalse();
	}

	@Test
	void withoutTheEmailAddressHidesItInTheClassicUserInfoToo() { // 2, 5
		App app = newApp();
		Page answer = teacher().answerConsent(ask(app, "scope", "openid profile email"), "allow", List.of());

		JsonNode tokens = app.token(stranger(), "code", Http.parameter(answer.location(), "code")).json();

		JsonNode info = read("/v2/my/info", text(tokens, "access_token")).json();
		assertThat(text(info, "Email")).isEmpty();
		assertThat(text(info, "or_email")).isEmpty();
		assertThat(text(info, "LoginId")).isEqualTo("tina.teacher");
		assertThat(text(read("/v2/my/profile", text(tokens, "access_token")).json(), "email")).isEmpty();
	}

	@Test
	void toProfileAloneShowsTheEmailAddressInTheClassicUserInfo() { // 5
		JsonNode tokens = teacher().tokens(newApp(), "scope", "profile").json();

		assertThat(text(read("/v2/my/info", text(tokens, "access_token")).json(), "Email"))
			.isEqualTo("tina.teacher@lincolnusd.example");
	}

	@Test
	void thatWasDeclinedIsNotAskedForEveryTime() { // 2
		App app = newApp();
		teacher().answerConsent(ask(app, "scope", "openid profile email inbox"), "allow", List.of("inbox"));

		Page answer = teacher().http().get(app.authorizeUrl("scope", "openid profile email inbox"));

		String code = Http.parameter(answer.location(), "code");
		assertThat(text(app.token(stranger(), "code", code).json(), "scope")).isEqualTo("openid profile inbox");
	}

	@Test
	void thatWasDeclinedIsAskedForAgainWhenTheAppWantsTheQuestion() { // 2
		App app = newApp();
		teacher().answerConsent(ask(app, "scope", "openid profile email inbox"), "allow", List.of("inbox"));

		Page page = ask(app, "scope", "openid profile email inbox", "prompt", "consent");

		assertThat(page.html().select("input[type=checkbox][name=scope]").eachAttr("value")).containsExactly("email");
		Page answer = teacher().answerConsent(page, "allow", List.of("email"));
		JsonNode tokens = app.token(stranger(), "code", Http.parameter(answer.location(), "code")).json();
		assertThat(text(tokens, "scope")).isEqualTo("openid profile email inbox");
	}

	@Test
	void toAnExactAppIsAllOrNothing() { // preface: it could not learn what is missing
		assertThat(ask(newExactApp(), "scope", "profile email inbox").html().select("input[type=checkbox]")).isEmpty();
	}

	@Test
	void isNeverWiderThanWhatTheAppAskedFor() { // 2
		App app = newApp();
		Page page = ask(app, "scope", "openid profile email");

		Page answer = teacher().answerConsent(page, "allow", List.of("email", "admin", "full", "no.such"));

		JsonNode tokens = app.token(stranger(), "code", Http.parameter(answer.location(), "code")).json();
		assertThat(text(tokens, "scope")).isEqualTo("openid profile email");
	}

	@Test
	void withNothingTickedIsADenialIfNothingIsLeft() { // 2
		Page page = ask(newApp(), "scope", "email inbox", "state", "z");

		Page answer = teacher().answerConsent(page, "allow", List.of());

		assertThat(Http.parameter(answer.location(), "error")).isEqualTo("access_denied");
	}

	@Test
	void answeredTwiceGivesOneCodeAndOneRow() { // 2
		App app = newApp();
		Page page = ask(app);
		assertThat(teacher().answerConsent(page, "allow").header("Location")).startsWith(App.CALLBACK + "?code=");

		assertGone(teacher().answerConsent(page, "allow"));
		assertGone(teacher().answerConsent(page, "deny"));

		assertThat(consents(app)).isEqualTo(1);
		assertGone(teacher().http().get(page.uri().toString()));
	}

	@Test
	void openedInTwoWindowsAndAllowedInBothIsOneRow() { // 2
		App app = newApp();
		Page one = ask(app);
		Page other = ask(app);

		assertThat(teacher().answerConsent(one, "allow").header("Location")).startsWith(App.CALLBACK + "?code=");
		assertThat(teacher().answerConsent(other, "allow").header("Location")).startsWith(App.CALLBACK + "?code=");

		assertThat(consents(app)).isEqualTo(1);
	}

	@Test
	void ofSomebodyElseCanBeNeitherReadNorAnswered() { // 2
		App app = newApp();
		Page page = ask(app);

		assertGone(student().http().get(page.uri().toString()));
		assertGone(student().answerConsent(page, "allow"));
		Map<String, String> theirs = new LinkedHashMap<>(student().open(app.authorizeUrl()).hiddenFields());
		theirs.putAll(Map.of("consent_request", page.hiddenFields().get("consent_request"), "decision", "allow"));
		assertGone(student().http().post("/oauth2/v2/auth", theirs));
		assertGone(stranger().get(page.uri().toString()));
		assertGone(new Visitor(this.base, "lincolnusd", "nobody").answerConsent(page, "allow"));

		assertThat(consents(app)).isZero();
		assertThat(teacher().answerConsent(page, "allow").header("Location")).startsWith(App.CALLBACK + "?code=");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "nonsense", "00112233445566778899aabbccddeeff", "%00", "%FF" })
	void thatNobodyAskedForIsAProblem(String value) { // 2
		assertGone(teacher().http().get("/oauth2/v2/consent?request=" + value));
	}

	@Test
	void deniedGoesBackToAnExtendedAppWithWords() { // 2
		String location = teacher().answerConsent(ask(newApp(), "state", "a b/ä"), "deny").header("Location");

		assertThat(location).isEqualTo(App.CALLBACK + "?error=access_denied"
				+ "&error_description=The%20person%20did%20not%20allow%20it.&state=a%20b%2F%C3%A4&iss=" + Http.encode(this.base));
	}

	@Test
	void deniedGoesBackToAnExactAppByteForByteAsAtClassLink() { // 2
		assertThat(teacher().answerConsent(ask(newExactApp(), "state", "a b/ä"), "deny").header("Location"))
			.isEqualTo(App.CALLBACK + "?error=access_denied&state=a%20b%2F%C3%A4");
		assertThat(teacher().answerConsent(ask(newExactApp()), "deny").header("Location"))
			.isEqualTo(App.CALLBACK + "?error=access_denied");
		assertThat(teacher()
			.answerConsent(ask(newExactApp(), "redirect_uri", App.CALLBACK_WITH_QUERY, "state", "z"), "deny")
			.header("Location")).isEqualTo(App.CALLBACK_WITH_QUERY + "&error=access_denied&state=z");
	}

	@Test
	void deniedIsAskedAgainNextTime() { // 2
		App app = newApp();
		teacher().answerConsent(ask(app), "deny");

		assertThat(consents(app)).isZero();
		ask(app);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "ALLOW", "yes" })
	void isGivenByAllowAndNothingElse(String decision) { // 2
		Page answer = teacher().answerConsent(ask(newApp()), decision);

		assertThat(Http.parameter(answer.location(), "error")).isEqualTo("access_denied");
	}

	@Test
	void keepsStateNonceAndChallengeOfTheRequest() { // 2
		App app = newApp();
		Page page = ask(app, "state", "s/1", "nonce", "n/1", "code_challenge", App.CHALLENGE, "code_challenge_method", "S256");

		Page answer = teacher().answerConsent(page, "allow");

		assertThat(Http.parameter(answer.location(), "state")).isEqualTo("s/1");
		Page tokens = app.token(stranger(), "code", Http.parameter(answer.location(), "code"), "code_verifier", App.VERIFIER);
		assertThat(text(Jwt.of(text(tokens.json(), "id_token")).claims(), "nonce")).isEqualTo("n/1");
	}

	private Page ask(App app, String... more) {
		Page page = teacher().open(app.authorizeUrl(more));
		assertThat(page.status()).as(page.body()).isEqualTo(200);
		assertThat(page.html().selectFirst("[name=consent_request]")).isNotNull();
		return page;
	}

	private Visitor student() {
		if (this.student == null) {
			this.student = Visitor.student(this.base).signIn();
		}
		return this.student;
	}

	private int consents(App app) {
		return this.jdbc.sql("select count(*) from consent where client_id = ?")
			.param(app.clientId())
			.query(Integer.class)
			.single();
	}

	private static void assertGone(Page page) {
		assertThat(page.status()).as(page.body()).isEqualTo(400);
		assertThat(page.header("Location")).isEmpty();
		assertThat(page.header("Content-Type")).startsWith("text/html");
	}

}
