package org.rollcall.contract;

import java.net.URI;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rollcall.journey.App;
import org.rollcall.journey.Http;
import org.rollcall.journey.Page;
import org.rollcall.journey.Visitor;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@code prompt}, {@code max_age}, {@code login_hint}, {@code id_token_hint} and {@code ui_locales} (contract, section 2;
 * OpenID Connect Core, section 3.1.2.1). What needs the clock is in {@link LifetimeTests}.
 */
class PromptTests extends ContractTest {

	private static final App APP = App.LINCOLN_READER;

	@ParameterizedTest
	@CsvSource({ "prompt, login", "prompt, select_account", "max_age, 0" })
	void loginAsksForThePasswordEveryTimeAndComesToAnEnd(String parameter, String value) { // 2
		Visitor visitor = Visitor.teacher(this.base).signIn();
		String request = APP.authorizeUrl(parameter, value, "state", "z");

		for (int time = 1; time <= 3; time++) {
			Page signIn = visitor.open(request);
			assertThat(signIn.uri().getPath()).as("time " + time).isEqualTo("/lincolnusd");
			Page answer = visitor.submitSignIn(signIn, Visitor.PASSWORD);
			URI callback = visitor.allow(answer.location().toString());
			assertThat(Http.parameter(callback, "code")).as("time " + time).matches(CLASSLINK_ID);
			assertThat(Http.parameter(callback, "state")).isEqualTo("z");
		}
	}

	@Test
	void loginIsNotAnsweredByASignInForAnotherRequest() { // 2
		Visitor visitor = Visitor.teacher(this.base);
		visitor.code(APP, "state", "another");

		assertThat(visitor.open(APP.authorizeUrl("prompt", "login")).uri().getPath()).isEqualTo("/lincolnusd");
	}

	@Test
	void loginLetsNobodyInWithAWrongPassword() { // 2
		Visitor visitor = Visitor.teacher(this.base).signIn();
		Page signIn = visitor.open(APP.authorizeUrl("prompt", "login"));

		assertThat(visitor.submitSignIn(signIn, "wrong").status()).isEqualTo(422);

		assertThat(visitor.open(APP.authorizeUrl("prompt", "login")).uri().getPath()).isEqualTo("/lincolnusd");
	}

	@Test
	void loginOfWhoWasNotSignedInAsksOnce() { // 2
		URI callback = Visitor.teacher(this.base).allow(APP.authorizeUrl("prompt", "login"));

		assertThat(Http.parameter(callback, "code")).matches(CLASSLINK_ID);
	}

	@Test
	void consentAsksAgainForWhatWasAllowedBefore() { // 2
		App app = newApp();
		teacher().code(app);

		Page page = teacher().open(app.authorizeUrl("prompt", "consent", "state", "z"));

		assertThat(page.html().selectFirst("[name=consent_request]")).isNotNull();
		URI callback = teacher().answerConsent(page, "allow").location();
		assertThat(Http.parameter(callback, "code")).matches(CLASSLINK_ID);
		assertThat(teacher().open(app.authorizeUrl()).status()).isEqualTo(302);
	}

	@Test
	void loginAndConsentAskForBoth() { // 2
		App app = newApp();
		Visitor visitor = Visitor.teacher(this.base);
		visitor.code(app);

		Page signIn = visitor.open(app.authorizeUrl("prompt", "login consent"));
		Page consent = visitor.open(visitor.submitSignIn(signIn, Visitor.PASSWORD).location().toString());

		assertThat(consent.html().selectFirst("[name=consent_request]")).isNotNull();
		assertThat(visitor.answerConsent(consent, "allow").location().toString()).startsWith(App.CALLBACK + "?code=");
	}

	@ParameterizedTest
	@ValueSource(strings = { "openid", "profile", "openid profile email" })
	void noneOfWhoIsSignedInAndAllowedItIsAnsweredAtOnce(String scope) { // 2
		teacher().code(APP);

		Page answer = teacher().http().get(APP.authorizeUrl("prompt", "none", "scope", scope, "state", "z"));

		assertThat(answer.status()).isEqualTo(302);
		assertThat(answer.header("Location")).startsWith(App.CALLBACK + "?code=");
	}

	@ParameterizedTest
	@ValueSource(strings = { "openid", "profile" })
	void noneOfWhoIsNotSignedInIsLoginRequired(String scope) { // 2
		Page answer = stranger().get(APP.authorizeUrl("prompt", "none", "scope", scope, "state", "z"));

		assertError(answer, "login_required");
	}

	@Test
	void noneToExactHasNoIss() { // 2
		Page answer = stranger().get(App.LEGACY_READER.authorizeUrl("prompt", "none", "state", "z"));

		assertThat(AuthorizeTests.names(answer.location())).containsExactly("error", "error_description", "state");
		assertThat(Http.parameter(answer.location(), "error")).isEqualTo("login_required");
	}

	@ParameterizedTest
	@ValueSource(strings = { "openid profile", "profile" })
	void noneWithoutConsentIsConsentRequired(String scope) { // 2
		Page answer = teacher().http().get(newApp().authorizeUrl("prompt", "none", "scope", scope, "state", "z"));

		assertError(answer, "consent_required");
	}

	@Test
	void noneWithAScopeThatIsNewIsConsentRequired() { // 2
		App app = newApp();
		teacher().code(app, "scope", "openid profile");

		Page answer = teacher().http().get(app.authorizeUrl("prompt", "none", "scope", "openid profile email", "state", "z"));

		assertError(answer, "consent_required");
	}

	@ParameterizedTest
	@ValueSource(strings = { "openid profile", "profile" })
	void noneOfADeactivatedPersonIsInteractionRequired(String scope) { // 2
		String loginId = newPerson(2284, "silent." + scope.length());
		Visitor visitor = visitor(loginId);
		visitor.code(APP);
		this.jdbc.sql("update person set active = false where login_id = ?").param(loginId).update();

		assertError(visitor.http().get(APP.authorizeUrl("prompt", "none", "scope", scope, "state", "z")),
				"interaction_required");
	}

	@Test
	void noneWithMaxAge0IsLoginRequired() { // 2
		teacher().code(APP);

		assertError(teacher().http().get(APP.authorizeUrl("prompt", "none", "max_age", "0", "state", "z")),
				"login_required");
	}

	@Test
	void noneForAnUnknownAppOrAddressGetsAPage() { // 2
		assertThat(stranger().get(APP.authorizeUrl("prompt", "none", "client_id", "nobody")).status()).isEqualTo(400);
		assertThat(stranger().get(APP.authorizeUrl("prompt", "none", "redirect_uri", "http://evil.example/")).status())
			.isEqualTo(400);
	}

	@ParameterizedTest
	@ValueSource(strings = { "none login", "none consent", "create", "login,consent", "NONE" })
	void whatPromptCannotBeIsInvalidRequest(String prompt) { // 2
		assertError(teacher().http().get(APP.authorizeUrl("prompt", prompt, "state", "z")), "invalid_request");
	}

	@Test
	void aMaxAgeThatIsNotOverChangesNothing() { // 2
		teacher().code(APP);

		assertThat(teacher().http().get(APP.authorizeUrl("max_age", "3600")).header("Location"))
			.startsWith(App.CALLBACK + "?code=");
	}

	@ParameterizedTest
	@ValueSource(strings = { "tina.teacher", "o'neil \"x\" <b>", "ä@x.example" })
	void aLoginHintFillsInTheName(String hint) { // 2
		Http http = new Http(this.base);
		Page find = http.get(http.get(APP.authorizeUrl("login_hint", hint)).location().toString());

		Page signIn = http.get("/lincolnusd?" + find.uri().getRawQuery());

		assertThat(signIn.html().selectFirst("input[name=username]").val()).isEqualTo(hint);
		assertThat(signIn.html().selectFirst("input[name=password]").val()).isEmpty();
	}

	@Test
	void anIdTokenHintOfThePersonWhoIsSignedInChangesNothing() { // 2
		String hint = text(tokens(APP), "id_token");

		assertThat(teacher().http().get(APP.authorizeUrl("id_token_hint", hint, "prompt", "none")).header("Location"))
			.startsWith(App.CALLBACK + "?code=");
	}

	@Test
	void anIdTokenHintOfAnotherPersonIsLoginRequiredWithPromptNone() { // 2
		String hint = text(Visitor.student(this.base).tokens(APP).json(), "id_token");

		assertError(teacher().http().get(APP.authorizeUrl("id_token_hint", hint, "prompt", "none", "state", "z")),
				"login_required");
	}

	@Test
	void anIdTokenHintOfAnotherPersonAsksThatPersonToSignIn() { // 2
		Visitor visitor = Visitor.teacher(this.base).signIn();
		Visitor student = Visitor.student(this.base);
		String hint = text(student.tokens(APP).json(), "id_token");

		Page signIn = visitor.open(APP.authorizeUrl("id_token_hint", hint, "state", "z"));
		assertThat(signIn.uri().getPath()).isEqualTo("/lincolnusd");

		URI callback = student.allow(APP.authorizeUrl("id_token_hint", hint, "state", "z", "prompt", "login"));
		assertThat(Http.parameter(callback, "code")).matches(CLASSLINK_ID);
	}

	@Test
	void anIdTokenHintOfAnotherPersonWhoDoesNotComeIsLoginRequiredInTheEnd() { // OpenID Connect Core, section 3.1.2.1
		Visitor visitor = Visitor.teacher(this.base).signIn();
		String hint = text(Visitor.student(this.base).tokens(APP).json(), "id_token");

		Page end = visitor.browse(APP.authorizeUrl("id_token_hint", hint, "state", "z"), "allow");

		assertError(end, "login_required");
	}

	@ParameterizedTest
	@ValueSource(strings = { "nonsense", "a.b.c", "eyJhbGciOiJub25lIn0.eyJzdWIiOiIxIn0." })
	void anIdTokenHintThatIsNoneOfOursIsInvalidRequest(String hint) { // 2
		teacher();

		assertError(teacher().http().get(APP.authorizeUrl("id_token_hint", hint, "state", "z")), "invalid_request");
	}

	@ParameterizedTest
	@CsvSource({ "es, es", "es-MX, es", "fr es en, es", "en, en", "xx zz, en", "***, en", "de_AT, en" })
	void uiLocalesIsTheLanguageOfEveryPageAsFarAsThereIsOne(String uiLocales, String language) { // 2
		App app = newApp();
		Visitor visitor = Visitor.teacher(this.base);

		Page find = visitor.open(app.authorizeUrl("ui_locales", uiLocales));
		Page signIn = visitor.http().get("/lincolnusd?" + find.uri().getRawQuery());
		Page consent = visitor.open(visitor.submitSignIn(signIn, Visitor.PASSWORD).location().toString());
		Page problem = visitor.open(app.authorizeUrl("ui_locales", uiLocales, "redirect_uri", "http://localhost:1/"));

		assertThat(consent.html().selectFirst("[name=consent_request]")).isNotNull();
		assertThat(problem.status()).isEqualTo(400);
		for (Page page : new Page[] { find, signIn, consent, problem }) {
			assertThat(page.html().selectFirst("html").attr("lang")).as(page.uri().toString()).isEqualTo(language);
		}
	}

	@Test
	void withoutUiLocalesTheBrowserChoosesTheLanguage() { // 2
		Page page = stranger().get("/lincolnusd", "Accept-Language", "es-MX,en;q=0.5");

		assertThat(page.html().selectFirst("html").attr("lang")).isEqualTo("es");
	}

	private static void assertError(Page answer, String error) {
		assertThat(answer.status()).as(answer.body()).isEqualTo(302);
		assertThat(answer.header("Location")).startsWith(App.CALLBACK + "?error=" + error + "&error_description=");
		assertThat(Http.parameter(answer.location(), "state")).isEqualTo("z");
	}

}
