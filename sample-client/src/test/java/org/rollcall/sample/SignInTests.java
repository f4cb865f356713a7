package org.rollcall.sample;

import java.util.HashMap;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rollcall.sample.Browser.Page;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

@ExtendWith(OutputCaptureExtension.class)
class SignInTests extends SampleClientTest {

	@Test
	void theFrontPageSaysWhatTheAppWillAskFor() {
		assertThat(browser.get("/").text()).contains("Sign in with ClassLink")
			.contains("your name, your role, and your school");
	}

	@Test
	void aSignInAsksWithStateNonceAndPkce() {
		Page login = browser.get("/login");
		assertThat(login.status()).isEqualTo(302);
		assertThat(login.location().toString()).startsWith(classLink.url() + "/oauth2/v2/auth?")
			.contains("scope=openid%20profile%20email")
			.contains("redirect_uri=http%3A%2F%2Flocalhost%3A9001%2Fcallback");
		assertThat(FakeClassLink.parameters(login.location())).containsEntry("client_id", FakeClassLink.CLIENT_ID)
			.containsEntry("response_type", "code")
			.containsEntry("code_challenge_method", "S256")
			.hasEntrySatisfying("state", (state) -> assertThat(state).hasSize(43))
			.hasEntrySatisfying("nonce", (nonce) -> assertThat(nonce).hasSize(43))
			.hasEntrySatisfying("code_challenge", (challenge) -> assertThat(challenge).hasSize(43));
	}

	@Test
	void everySignInHasValuesOfItsOwn() {
		Map<String, String> first = browser.beginSignIn();
		Map<String, String> second = browser.beginSignIn();
		assertThat(second.get("state")).isNotEqualTo(first.get("state"));
		assertThat(second.get("nonce")).isNotEqualTo(first.get("nonce"));
		assertThat(second.get("code_challenge")).isNotEqualTo(first.get("code_challenge"));
	}

	@Test
	void whoComesBackWithACodeIsSignedIn() {
		Page callback = browser.signIn(classLink);
		assertThat(callback.status()).isEqualTo(302);
		assertThat(callback.header("Location")).isEqualTo("/home");
		assertThat(browser.get("/home").text()).contains("<span id=\"display-name\">Tina Teacher</span>");
	}

	@Test
	void theHomePageShowsTheExchangeTokenByToken() {
		browser.signIn(classLink);
		Page home = browser.get("/home");
		assertThat(home.status()).isEqualTo(200);
		assertThat(home.text()).contains("code_verifier", "response_type", "8708718", "fake-1", "RS256")
			.contains(classLink.accessTokens.getFirst())
			.contains("Whoever bears it may use it.")
			.contains("The access token ends in 23 hours 59 minutes")
			.contains("&quot;Role_Level&quot; : 3")
			.contains("2/T-100")
			.doesNotContain("Not explained here.");
	}

	@Test
	void theCodeIsExchangedWithTheSecretAndTheVerifier() {
		browser.signIn(classLink);
		assertThat(classLink.forms).singleElement()
			.satisfies((form) -> assertThat(form).containsOnlyKeys("grant_type", "code", "redirect_uri",
					"code_verifier", "client_id", "client_secret"));
	}

	@Test
	void signingInGivesTheSessionANewId() {
		Map<String, String> request = browser.beginSignIn();
		String before = browser.sessionCookie().getValue();
		browser.comeBack(classLink, request);
		assertThat(browser.sessionCookie().getValue()).isNotEqualTo(before);
	}

	@Test
	void theSessionsCookieHasItsOwnNameAndIsKeptFromScriptsAndOtherSites() {
		assertThat(browser.get("/login").header("Set-Cookie")).startsWith("LINCOLN_READER=")
			.contains("HttpOnly")
			.contains("SameSite=Lax");
	}

	@Test
	void nobodySeesTheHomePageWithoutSigningIn() {
		assertThat(browser.get("/home").header("Location")).isEqualTo("/");
	}

	@Test
	void aWrongStateIsRefused() {
		Map<String, String> request = browser.beginSignIn();
		Page callback = browser.callback(Map.of("code", classLink.codeFor(request), "state", "someone-elses"));
		assertThat(callback.status()).isEqualTo(400);
		assertThat(callback.text()).contains("This sign-in is not yours");
		assertThat(classLink.forms).isEmpty();
		assertThat(browser.isSignedIn()).isFalse();
	}

	@Test
	void anEmptyStateIsNotTakenForATileLaunch() {
		browser.beginSignIn();
		assertThat(browser.callback(Map.of("code", "c1", "state", "")).text()).contains("This sign-in is not yours");
	}

	@Test
	void aStateWorksOnce() {
		Map<String, String> request = browser.beginSignIn();
		browser.callback(Map.of("error", "server_error", "state", request.get("state")));
		Page again = browser.comeBack(classLink, request);
		assertThat(again.status()).isEqualTo(400);
		assertThat(again.text()).contains("This sign-in is over");
	}

	@Test
	void anotherBrowserCannotFinishTheSignIn() {
		Page callback = new Browser(port).comeBack(classLink, browser.beginSignIn());
		assertThat(callback.status()).isEqualTo(400);
		assertThat(classLink.forms).isEmpty();
	}

	@Test
	void aDenialIsTakenKindly() {
		String state = browser.beginSignIn().get("state");
		Page callback = browser.callback(Map.of("error", "access_denied", "state", state));
		assertThat(callback.status()).isEqualTo(403);
		assertThat(callback.text()).contains("You chose not to share").contains("Sign in with ClassLink");
	}

	@Test
	void anotherErrorIsShownWithAHint() {
		String state = browser.beginSignIn().get("state");
		Page callback = browser
			.callback(Map.of("error", "invalid_scope", "error_description", "No <such> scope", "state", state));
		assertThat(callback.status()).isEqualTo(400);
		assertThat(callback.text()).contains("invalid_scope", "No &lt;such&gt; scope", "was not registered for");
	}

	@Test
	void anErrorWithoutAStateIsShownWithoutItsWords() {
		Page callback = browser.callback(Map.of("error", "server_error", "error_description", "Call 555-0100 now"));
		assertThat(callback.status()).isEqualTo(400);
		assertThat(callback.text()).contains("server_error").doesNotContain("555-0100");
	}

	@Test
	void theRightIssuerInTheAnswerIsFine() {
		Map<String, String> request = browser.beginSignIn();
		Page callback = browser.callback(Map.of("code", classLink.codeFor(request), "state", request.get("state"),
				"iss", classLink.url()));
		assertThat(callback.header("Location")).isEqualTo("/home");
	}

	@Test
	void anotherIssuerInTheAnswerIsRefused() {
		Map<String, String> request = browser.beginSignIn();
		Page callback = browser.callback(Map.of("code", classLink.codeFor(request), "state", request.get("state"),
				"iss", "https://evil.example"));
		assertThat(callback.status()).isEqualTo(400);
		assertThat(callback.text()).contains("Another server answered");
		assertThat(classLink.forms).isEmpty();
	}

	@Test
	void anAnswerWithoutACodeIsRefused() {
		String state = browser.beginSignIn().get("state");
		assertThat(browser.callback(Map.of("state", state)).status()).isEqualTo(400);
		assertThat(browser.get("/callback").text()).contains("Something is missing from this link");
	}

	@ParameterizedTest
	@ValueSource(strings = { "code=a&code=b&state=c", "code=a&state=b&state=c", "state=%00&code=a", "code=a%0d%0ab",
			"error=a&error=b" })
	void doubledOrGarbledParametersAreRefused(String query) {
		Page callback = browser.get("/callback?" + query);
		assertThat(callback.status()).isEqualTo(400);
		assertThat(callback.text()).contains("We cannot read this link");
	}

	@ParameterizedTest
	@ValueSource(ints = { 2049, 4000, 20_000, 200_000 })
	void hugeParametersAreRefused(int length) {
		Page callback = browser.get("/callback?state=a&code=" + "a".repeat(length));
		assertThat(callback.status()).isEqualTo(400);
		assertThat(callback.text()).doesNotContain("Exception", "org.apache");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/callback?code=%zz&state=a", "/callback?code=%", "/callback?=&&&==", "/callback?%00" })
	void brokenEscapesNeverShowAStackTrace(String path) throws Exception {
		String answer = Raw.get(port, path);
		assertThat(answer).startsWith("HTTP/1.1 400").doesNotContain("Exception", "\tat ");
	}

	@Test
	void theNextPageIsOpenedAfterSigningIn() {
		assertThat(nextPageFor("/")).isEqualTo("/");
		assertThat(nextPageFor("/home")).isEqualTo("/home");
	}

	@ParameterizedTest
	@ValueSource(strings = { "//evil.example", "/\\evil.example", "https://evil.example/home", "\\\\evil.example",
			"javascript:alert(1)", "/%2Fevil.example", "evil", " //evil.example", "/{evil}", "/home?a=b", "" })
	void theNextPageIsNeverSomewhereElse(String next) {
		assertThat(nextPageFor(next)).isEqualTo("/home");
	}

	private String nextPageFor(String next) {
		Map<String, String> request = browser.beginSignIn();
		Map<String, String> answer = new HashMap<>(Map.of("code", classLink.codeFor(request), "state",
				request.get("state"), "next", next));
		return browser.callback(answer).header("Location");
	}

	@Test
	void pagesTellTheBrowserWhatTheyNeverDo() {
		Page page = browser.get("/");
		assertThat(page.header("Content-Security-Policy")).contains("default-src 'none'", "frame-ancestors 'none'")
			.doesNotContain("unsafe-inline");
		assertThat(page.header("X-Content-Type-Options")).isEqualTo("nosniff");
		assertThat(page.header("Referrer-Policy")).isEqualTo("no-referrer");
		assertThat(page.header("Cache-Control")).isEqualTo("no-store");
	}

	@Test
	void thePictureAndTheStylesheetMayBeKept() {
		assertThat(browser.get("/reader.css").header("Cache-Control")).isEqualTo("max-age=3600");
		assertThat(browser.get("/reader.svg").header("Content-Type")).isEqualTo("image/svg+xml");
	}

	@Test
	void anUnknownAddressGetsAPageOfItsOwn() {
		Page page = browser.get("/no-such-page");
		assertThat(page.status()).isEqualTo(404);
		assertThat(page.text()).contains("<title>There is no such page · Lincoln Reader</title>");
		assertThat(page.header("Content-Security-Policy")).isNotEmpty();
	}

	@Test
	void nothingSecretIsLogged(CapturedOutput output) {
		Map<String, String> request = browser.beginSignIn();
		browser.comeBack(classLink, request);
		browser.submit(browser.get("/home"), "/refresh");
		browser.comeBack(classLink, request);
		assertThat(output).contains("NO_SIGN_IN_UNDER_WAY").doesNotContain(FakeClassLink.CLIENT_SECRET)
			.doesNotContain(request.get("state"))
			.doesNotContain(classLink.forms.getFirst().get("code"))
			.doesNotContain(classLink.forms.getFirst().get("code_verifier"))
			.doesNotContain(classLink.accessTokens)
			.doesNotContain(classLink.refreshTokens)
			.doesNotContain("tina.teacher");
	}

}
