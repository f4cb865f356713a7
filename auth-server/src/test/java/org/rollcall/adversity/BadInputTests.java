package org.rollcall.adversity;

import java.net.HttpCookie;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.rollcall.journey.App;
import org.rollcall.journey.Http;
import org.rollcall.journey.Page;
import org.rollcall.journey.RollcallTest;
import org.rollcall.journey.Visitor;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every parameter missing, doubled, empty, 100 KB long, not UTF-8, with NUL and with SQL in it; bodies of the wrong type;
 * tampered cookies and forged forms. Each gets its clear answer in the caller's language, nothing secret is logged, and
 * nothing is lost.
 */
@RollcallTest
@ExtendWith(OutputCaptureExtension.class)
@TestInstance(Lifecycle.PER_CLASS)
class BadInputTests {

	private static final String AUTHORIZE = "/oauth2/v2/auth";

	private static final String TOKEN = "/oauth2/v2/token";

	private static final String REVOKE = "/oauth2/v2/revoke";

	private static final String INTROSPECT = "/oauth2/v2/introspect";

	private static final String SIGN_IN = "/lincolnusd";

	private static final String FORM = "application/x-www-form-urlencoded";

	private static final App APP = App.LINCOLN_READER;

	private final Set<String> secrets = new HashSet<>(Set.of(String.valueOf(APP.secret()), Visitor.PASSWORD,
			App.VERIFIER));

	private String base;

	private Visitor teacher;

	private String sessionCookie;

	@Autowired
	private JdbcClient jdbc;

	@BeforeAll
	void signIn(@LocalServerPort int port) {
		this.base = "http://localhost:" + port;
		this.teacher = Visitor.teacher(this.base).signIn();
		this.teacher.tokens(APP);
		this.sessionCookie = cookie(this.teacher.http(), "rollcall");
		this.secrets.add(this.sessionCookie);
	}

	@BeforeEach
	void forgetWrongPasswords() {
		this.jdbc.sql("delete from sign_in_throttle").update();
	}

	@AfterAll
	void nothingSecretIsLogged(CapturedOutput output) {
		this.secrets.forEach((secret) -> assertThat(output.getAll()).doesNotContain(secret));
		assertThat(output.getAll()).doesNotContain("\tat ");
	}

	@ParameterizedTest(name = "{0} {1} {2}")
	@MethodSource("authorizeCases")
	void anAuthorizationRequestWithABadParameterEndsOnAPageOrAtTheApp(String method, String parameter, Badness badness) {
		Page answer = answerOf(method, AUTHORIZE, badness.in(authorizeParameters(), parameter), "Cookie",
				"rollcall=" + this.sessionCookie);
		if (badness.isUnreadable() && method.equals("POST") || endsOnAPage(parameter, badness)) {
			assertThatIsAPage(answer, 400);
		}
		else if (isRefusedAtTheApp(parameter, badness)) {
			assertThat(answer.status()).isEqualTo(302);
			assertThat(answer.header("Location")).startsWith(App.CALLBACK + "?error=").contains("&error_description=");
			assertThat(Http.parameter(answer.location(), "error"))
				.isEqualTo(parameter.equals("scope") && !isMalformed(badness) && badness != Badness.LONG ? "invalid_scope"
						: parameter.equals("response_type") && badness == Badness.SQL ? "unsupported_response_type"
								: "invalid_request");
		}
		else {
			assertThat(answer.status()).isEqualTo(302);
			assertThat(answer.header("Location")).startsWith(App.CALLBACK + "?code=");
		}
	}

	static Stream<Arguments> authorizeCases() {
		return Stream.of("GET", "POST")
			.flatMap((method) -> authorizeParameters().keySet()
				.stream()
				.flatMap((parameter) -> Arrays.stream(Badness.values())
					.map((badness) -> Arguments.of(method, parameter, badness))));
	}

	/**
	 * An answer carries the state; one of 100 KB fits into no header.
	 */
	private static boolean endsOnAPage(String parameter, Badness badness) {
		return parameter.equals("state") && badness == Badness.LONG || Set.of("client_id", "redirect_uri").contains(parameter) && badness != Badness.TWICE_THE_SAME;
	}

	private static boolean isRefusedAtTheApp(String parameter, Badness badness) {
		return switch (badness) {
			case TWICE_THE_SAME -> false;
			case TWICE_DIFFERENT, LONG, NOT_UTF8, HALF_ESCAPED, NUL -> !parameter.equals("resource");
			case MISSING, EMPTY ->
				Set.of("response_type", "scope", "code_challenge", "code_challenge_method").contains(parameter);
			case SQL -> !Set.of("state", "nonce", "login_hint", "ui_locales", "resource").contains(parameter);
		};
	}

	private static boolean isMalformed(Badness badness) {
		return badness.isUnreadable() || badness == Badness.NUL;
	}

	@ParameterizedTest(name = "{0} {1}")
	@MethodSource("codeExchangeCases")
	void aCodeExchangeWithABadParameterIsRefusedAndTheCodeIsNotLost(String parameter, Badness badness) {
		String code = code();
		Map<String, String> good = codeExchange(code);
		Page answer = answerOf("POST", TOKEN, badness.in(good, parameter));
		if (badness == Badness.TWICE_THE_SAME
				|| badness.isAbsence() && Set.of("grant_type", "redirect_uri").contains(parameter)
				|| badness == Badness.SQL && parameter.equals("scope")
				|| badness.isAbsence() && parameter.equals("scope")) {
			assertThat(answer.status()).as(answer.body()).isEqualTo(200);
			return;
		}
		assertThatIsAnOAuthError(answer, expectedTokenError(parameter, badness));
		assertThat(answerOf("POST", TOKEN, Http.encode(good)).status()).isEqualTo(200);
	}

	static Stream<Arguments> codeExchangeCases() {
		return cases(codeExchange("").keySet());
	}

	@ParameterizedTest(name = "{0} {1}")
	@MethodSource("refreshCases")
	void aRefreshWithABadParameterIsRefusedAndTheRefreshTokenIsNotLost(String parameter, Badness badness) {
		Page tokens = this.teacher.tokens(APP);
		String refreshToken = remember(tokens.json().get("refresh_token").asString());
		remember(tokens.json().get("access_token").asString());
		Map<String, String> good = refresh(refreshToken);
		Page answer = answerOf("POST", TOKEN, badness.in(good, parameter));
		if (badness == Badness.TWICE_THE_SAME || badness.isAbsence() && parameter.equals("scope")) {
			assertThat(answer.status()).as(answer.body()).isEqualTo(200);
			return;
		}
		String error = parameter.equals("scope") && badness == Badness.SQL ? "invalid_scope"
				: expectedTokenError(parameter, badness);
		assertThatIsAnOAuthError(answer, error);
		assertThat(answerOf("POST", TOKEN, Http.encode(good)).status()).isEqualTo(200);
	}

	static Stream<Arguments> refreshCases() {
		return cases(refresh("").keySet());
	}

	private static String expectedTokenError(String parameter, Badness badness) {
		boolean client = Set.of("client_id", "client_secret").contains(parameter);
		if (badness.isAbsence()) {
			return client ? "invalid_client" : parameter.equals("code_verifier") ? "invalid_grant" : "invalid_request";
		}
		if (badness == Badness.SQL) {
			return client ? "invalid_client" : parameter.equals("grant_type") ? "unsupported_grant_type" : "invalid_grant";
		}
		return "invalid_request";
	}

	@ParameterizedTest(name = "{0} {1} {2}")
	@MethodSource("presentedTokenCases")
	void aRevocationOrIntrospectionWithABadParameterIsRefused(String path, String parameter, Badness badness) {
		String token = remember(this.teacher.tokens(APP).json().get("access_token").asString());
		Map<String, String> good = presented(token);
		Page answer = answerOf("POST", path, badness.in(good, parameter));
		if (badness == Badness.TWICE_THE_SAME || parameter.equals("token_type_hint") && badness.isAbsence()
				|| Set.of("token", "token_type_hint").contains(parameter) && badness == Badness.SQL) {
			assertThat(answer.status()).as(answer.body()).isEqualTo(200);
			return;
		}
		assertThatIsAnOAuthError(answer, expectedTokenError(parameter, badness));
		assertThat(myInfo("Bearer " + token).status()).isEqualTo(200);
	}

	static Stream<Arguments> presentedTokenCases() {
		return Stream.of(REVOKE, INTROSPECT)
			.flatMap((path) -> cases(presented("").keySet())
				.map((arguments) -> Arguments.of(path, arguments.get()[0], arguments.get()[1])));
	}

	@ParameterizedTest(name = "{0} {1}")
	@MethodSource("signInCases")
	void aSignInFormWithABadFieldShowsAPageAndSignsNobodyIn(String parameter, Badness badness) {
		Http http = new Http(this.base);
		Map<String, String> good = signInForm(http);
		Page answer = answerOf("POST", SIGN_IN, badness.in(good, parameter), "Cookie",
				"rollcall-csrf=" + cookie(http, "rollcall-csrf"));
		if (badness == Badness.TWICE_THE_SAME
				|| parameter.equals("logincallback") && !badness.isUnreadable()
				|| parameter.equals("_csrf") && badness == Badness.TWICE_DIFFERENT) {
			assertThat(answer.status()).isEqualTo(302);
			assertThat(answer.location().toString()).startsWith(this.base + "/");
			this.secrets.addAll(HttpCookie.parse(answer.header("Set-Cookie")).stream().map(HttpCookie::getValue).toList());
			return;
		}
		assertThatIsAPage(answer, badness.isUnreadable() ? 400 : parameter.equals("_csrf") ? 403 : 422);
		assertThat(answer.headers().allValues("Set-Cookie")).noneMatch((cookie) -> cookie.startsWith("rollcall="));
	}

	Stream<Arguments> signInCases() {
		return cases(Set.of("username", "password", "_csrf", "logincallback"));
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("searchCases")
	void aDistrictSearchWithABadTextFindsNothingAndSaysSo(String parameter, Badness badness) {
		Page answer = answerOf("GET", "/", badness.in(Map.of("q", "no such district"), parameter));
		assertThatIsAPage(answer, 200);
		assertThat(answer.html().select("input[name=q]")).hasSize(1);
		assertThat(answer.html().select("a[href*=lincolnusd], a[href*=washingtonisd]")).isEmpty();
	}

	static Stream<Arguments> searchCases() {
		return cases(Set.of("q"));
	}

	@ParameterizedTest(name = "{0} {1}")
	@MethodSource("consentCases")
	void aConsentFormWithABadFieldGivesTheAppNothing(String parameter, Badness badness) {
		Page page = this.teacher.http().get(APP.authorizeUrl("prompt", "consent", "scope", "openid profile"));
		Page consent = this.teacher.http().get(page.location().toString());
		Map<String, String> good = new LinkedHashMap<>(consent.hiddenFields());
		good.put("scope", "profile");
		good.put("decision", "allow");
		Page answer = answerOf("POST", AUTHORIZE, badness.in(good, parameter), "Cookie",
				"rollcall=" + this.sessionCookie + "; rollcall-csrf=" + cookie(this.teacher.http(), "rollcall-csrf"));
		if (badness.isUnreadable() || parameter.equals("consent_request") && badness != Badness.TWICE_THE_SAME) {
			assertThatIsAPage(answer, 400);
		}
		else if (parameter.equals("decision")) {
			assertThat(answer.header("Location")).startsWith(App.CALLBACK + "?error=access_denied");
		}
		else {
			assertThat(answer.header("Location")).startsWith(App.CALLBACK + "?code=");
		}
	}

	static Stream<Arguments> consentCases() {
		return cases(Set.of("consent_request", "decision", "scope"));
	}

	@ParameterizedTest(name = "{0} {1}")
	@MethodSource("consentPageCases")
	void aConsentPageForABadRequestSaysThatItIsGone(Badness badness) {
		Page answer = answerOf("GET", "/oauth2/v2/consent", badness.in(Map.of("request", "0123456789abcdef"), "request"),
				"Cookie", "rollcall=" + this.sessionCookie);
		assertThatIsAPage(answer, 400);
	}

	static Stream<Arguments> consentPageCases() {
		return Arrays.stream(Badness.values()).map(Arguments::of);
	}

	@ParameterizedTest(name = "{0} {1} {2}")
	@MethodSource("logoutCases")
	void aSignOutWithABadParameterSignsOutAndStaysHere(String method, String parameter, Badness badness) {
		Map<String, String> good = new LinkedHashMap<>();
		good.put("id_token_hint", "e30.e30.e30");
		good.put("client_id", APP.clientId());
		good.put("post_logout_redirect_uri", "http://localhost:9001/elsewhere");
		good.put("state", "42");
		Page answer = answerOf(method, "/logout", badness.in(good, parameter));
		if (badness.isUnreadable() && method.equals("POST")) {
			assertThatIsAPage(answer, 400);
		}
		else {
			assertThat(answer.status()).isEqualTo(302);
			assertThat(answer.location().toString()).startsWith(this.base + "/signed-out");
		}
	}

	static Stream<Arguments> logoutCases() {
		return Stream.of("GET", "POST")
			.flatMap((method) -> cases(Set.of("id_token_hint", "client_id", "post_logout_redirect_uri", "state"))
				.map((arguments) -> Arguments.of(method, arguments.get()[0], arguments.get()[1])));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "Bearer", "Bearer  ", "Bearer \u00ff\u00fe", "Bearer %ff", "Bearer '; drop table person;--",
			"Bearer a b c", "Basic dGVzdDp0ZXN0", "Digest x", "Bearer c1700000000000ffffffffffffffffffffffffffffffff",
			"Bearer null", "Bearer eyJhbGciOiJub25lIn0.e30." })
	void aBadAuthorizationHeaderGets401WithAMessage(String header) {
		assertThatHasAMessage(myInfo(header), 401);
	}

	@Test
	void aMissingAuthorizationHeaderGets401WithAMessage() {
		assertThatHasAMessage(RawHttp.send(this.base, "GET", "/v2/my/info", null), 401);
	}

	@Test
	void anAccessTokenWithSomethingBehindItIsNotTheAccessToken() {
		String token = remember(this.teacher.tokens(APP).json().get("access_token").asString());
		assertThatHasAMessage(myInfo("Bearer " + token + "'--"), 401);
		assertThatHasAMessage(myInfo("Bearer " + token.toUpperCase(Locale.ROOT)), 401);
		assertThatHasAMessage(myInfo("Bearer " + token.substring(1)), 401);
	}

	@Test
	void twoDifferentAuthorizationHeadersAreRefused() {
		String token = remember(this.teacher.tokens(APP).json().get("access_token").asString());
		assertThatHasAMessage(RawHttp.send(this.base, "GET", "/v2/my/info", null, "Authorization", "Bearer " + token,
				"Authorization", "Bearer c1700000000000ffffffffffffffffffffffffffffffff"), 401);
	}

	@Test
	void anAuthorizationHeaderOf100KilobytesOrWithNulIsRefused() {
		assertThatHasAMessage(myInfo("Bearer " + "a".repeat(100_000)), 401);
		assertThatHasAMessage(myInfo("Bearer " + "a".repeat(200_000)), 400);
		assertThatHasAMessage(myInfo("Bearer a\0b"), 400);
	}

	@ParameterizedTest
	@ValueSource(strings = { "Basic", "Basic !", "Basic Zm9v", "Basic Og==", "Basic /////w==", "Basic JWZmOiVmZg==", "Basic JTA6JTA=",
			"Basic AAA6AAA=", "Basic JTAwOiUwMA==", "Bearer x", "\u00ff", "Basic YzE3MDAwMDAwMDAwMDAwMTIzNDU2Nzg5YWJjZGVmMDEyMzQ1Njc4OWFiY2RlZjo=" })
	void aBadBasicHeaderIsAnUnauthenticatedClient(String header) {
		Page answer = answerOf("POST", TOKEN, "code=c1700000000000ffffffffffffffffffffffffffffffff", "Authorization", header);
		assertThatIsAnOAuthError(answer, "invalid_client");
	}

	@ParameterizedTest(name = "{0} {1}")
	@MethodSource("wrongBodies")
	void aBodyOfTheWrongTypeIsRefused(String path, String contentType, String body) {
		List<String> headers = new ArrayList<>(List.of("Accept",
				path.equals(SIGN_IN) || path.equals(AUTHORIZE) ? "text/html" : "*/*", "Cookie",
				"rollcall=" + this.sessionCookie));
		if (!contentType.isEmpty()) {
			headers.addAll(List.of("Content-Type", contentType));
		}
		Page answer = RawHttp.send(this.base, "POST", path, body, headers.toArray(String[]::new));
		if (path.equals(AUTHORIZE)) {
			assertThatIsAPage(answer, 400);
		}
		else if (path.equals(SIGN_IN)) {
			assertThat(answer.status()).isIn(400, 403);
			assertThatIsAPage(answer, answer.status());
		}
		else {
			assertThatIsAnOAuthError(answer, "invalid_request");
		}
	}

	static Stream<Arguments> wrongBodies() {
		List<String[]> bodies = List.of(new String[] { "application/json", "{\"code\":\"x\"}" },
				new String[] { "application/xml", "<code>x</code>" }, new String[] { "", "code=x" },
				new String[] { "multipart/form-data", "--x" },
				new String[] { "multipart/form-data; boundary=x",
						"--x\r\nContent-Disposition: form-data; name=\"code\"\r\n\r\nx\r\n--x--\r\n" },
				new String[] { "multipart/form-data; boundary=x", "--x\r\nContent-Disp" },
				new String[] { "text/plain;;;=", "code=x" }, new String[] { "no type at all", "code=x" },
				new String[] { "application/x-www-form-urlencoded; charset=klingon", "code=x" });
		return Stream.of(TOKEN, REVOKE, INTROSPECT, AUTHORIZE, SIGN_IN)
			.flatMap((path) -> bodies.stream().map((body) -> Arguments.of(path, body[0], body[1])));
	}

	@ParameterizedTest
	@CsvSource({ "GET, /oauth2/v2/token", "PUT, /oauth2/v2/token", "DELETE, /oauth2/v2/revoke", "GET, /oauth2/v2/introspect",
			"HEAD, /oauth2/v2/token", "PATCH, /oauth2/v2/introspect" })
	void theWrongMethodAtATokenEndpointGets405InJson(String method, String path) {
		Page answer = RawHttp.send(this.base, method, path, null);
		assertThat(answer.status()).isEqualTo(405);
		assertThat(answer.header("Allow")).isEqualTo("POST");
		assertThat(answer.header("Content-Type")).isEqualTo("application/json");
		if (!method.equals("HEAD")) {
			assertThat(answer.json().get("error").asString()).isEqualTo("invalid_request");
		}
	}

	@ParameterizedTest
	@CsvSource({ "DELETE, /oauth2/v2/auth", "PUT, /oauth2/v2/auth", "PUT, /lincolnusd", "DELETE, /", "POST, /home",
			"POST, /oauth2/v2/consent", "PATCH, /logout", "FOO, /lincolnusd", "TRACE, /lincolnusd" })
	void theWrongMethodAtAPageGetsAPage(String method, String path) {
		Page answer = answerOf(method, path, "");
		assertThat(answer.status()).isIn(400, 403, 405);
		assertThatIsAPage(answer, answer.status());
	}

	@ParameterizedTest
	@CsvSource({ "POST, /v2/my/info", "DELETE, /v2/my/profileinfo", "PUT, /my/groups", "GET, /v2/my/nothing" })
	void theWrongMethodOrPathAtTheUserApiGetsAMessage(String method, String path) {
		String token = remember(this.teacher.tokens(APP).json().get("access_token").asString());
		Page answer = RawHttp.send(this.base, method, path, null, "Authorization", "Bearer " + token);
		assertThatHasAMessage(answer, path.endsWith("nothing") ? 404 : 405);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "x", "%ff", "\u00ff\u00fe", "'; drop table person;--", "\"unclosed", "a,b;c=d",
			"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA" })
	void aForeignSessionCookieIsNobodys(String value) {
		assertThat(answerOf("GET", "/home", "", "Cookie", "rollcall=" + value).location().getPath())
			.isEqualTo("/");
	}

	@Test
	void aTamperedOrTruncatedSessionCookieIsNobodysAndIsNotLogged() {
		List<String> tampered = List.of(this.sessionCookie.substring(0, 42), this.sessionCookie + "A",
				"A" + this.sessionCookie.substring(1), this.sessionCookie.substring(0, 42) + "\u0001",
				this.sessionCookie + "\u00ff", this.sessionCookie + " x", this.sessionCookie + "\"\\",
				"{" + this.sessionCookie + "}", this.sessionCookie + "; rollcall");
		tampered.subList(0, 4).forEach((value) -> this.secrets.add(value.substring(1, 40)));
		for (String value : tampered) {
			Page answer = answerOf("GET", AUTHORIZE, Http.encode(authorizeParameters()), "Cookie", "rollcall=" + value);
			assertThat(answer.status()).isIn(302, 400);
			if (!value.startsWith(this.sessionCookie)) {
				assertThat(answer.header("Location")).doesNotContain("?code=");
			}
		}
		assertThat(this.teacher.http().get("/home").status()).isEqualTo(200);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/lincolnusd" })
	void aFormFromElsewhereIsRefused(String path) {
		Http http = new Http(this.base);
		Map<String, String> form = signInForm(http);
		Page withoutCookie = answerOf("POST", path, Http.encode(form));
		assertThatIsAPage(withoutCookie, 403);
		form.remove("_csrf");
		assertThatIsAPage(answerOf("POST", path, Http.encode(form), "Cookie", "rollcall-csrf=" + cookie(http, "rollcall-csrf")), 403);
	}

	@Test
	void aThousandUnknownCodesAreRefusedOneByOne() {
		String good = code();
		for (int i = 0; i < 1_000; i++) {
			Page answer = APP.token(this.teacher.http(), "code", "c1700000000000%032x".formatted(i), "code_verifier",
					App.VERIFIER);
			assertThatIsAnOAuthError(answer, "invalid_grant");
		}
		assertThat(answerOf("POST", TOKEN, Http.encode(codeExchange(good))).status()).isEqualTo(200);
	}

	@ParameterizedTest
	@CsvSource({ "/, 200", "/lincolnusd, 200", "/oauth2/v2/auth, 400", "/oauth2/v2/token, 405", "/v2/my/info, 401", "/logout, 302",
			"/home, 302", "/signed-out, 200", "/oauth2/v2/consent, 400", "/oauth2/v2/jwks, 200",
			"/nothing/here, 404" })
	void anAddressOf100KilobytesGetsTheAnswerOfWhoeverReadsIt(String path, int status) {
		for (String name : List.of("q", "x", "logincallback", "problem", "ui_locales", "request")) {
			Page answer = RawHttp.send(this.base, "GET", path + "?" + name + "=" + "a".repeat(100_000), null, "Accept",
					"text/html");
			assertThatSaysNothingAboutTheServer(answer, status);
		}
	}

	@Test
	void anAuthorizationRequestOf100KilobytesInTheAddressGetsAPageOrItsAnswer() {
		String longResource = "?" + Badness.LONG.in(authorizeParameters(), "resource");
		assertThatIsAPage(RawHttp.send(this.base, "GET", AUTHORIZE + longResource, null), 400);
		assertThat(RawHttp.send(this.base, "GET", AUTHORIZE + longResource, null, "Cookie", "rollcall=" + this.sessionCookie)
			.header("Location")).startsWith(App.CALLBACK + "?code=");
	}

	@Test
	void anApiAnswersAQueryOf100KilobytesInJson() {
		String token = remember(this.teacher.tokens(APP).json().get("access_token").asString());
		String tooLong = "a".repeat(100_000);
		assertThatIsAnOAuthError(RawHttp.send(this.base, "POST", TOKEN + "?code=" + tooLong, ""), "invalid_request");
		assertThatHasAMessage(RawHttp.send(this.base, "GET", "/v2/my/info?x=" + tooLong, null), 401);
		assertThat(RawHttp.send(this.base, "GET", "/v2/my/info?x=" + tooLong, null, "Authorization", "Bearer " + token)
			.json()
			.get("LoginId")
			.asString()).isEqualTo("tina.teacher");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/?q={200 KB}", "/%2e%2e/", "/%2e%2e/%2e%2e/etc/passwd", "/lincolnusd?q=\u00ff\u00fe", "/\u0001",
			"nothing" })
	void whatTomcatCannotReadGetsOneSentence(String target) {
		Page answer = RawHttp.send(this.base, "GET", target.replace("{200 KB}", "a".repeat(200_000)), null, "Accept", "text/html");
		assertThatIsOneSentence(answer);
		assertThat(answer.header("Content-Type")).startsWith("text/plain");
	}

	@Test
	void whatTomcatCannotReadGetsItsSentenceInJsonWhereItIsKnownToBeForAnApi() {
		Page token = RawHttp.send(this.base, "POST", TOKEN, "", "X-Long", "a".repeat(200_000));
		assertThatIsOneSentence(token);
		assertThatIsAnOAuthError(token, "invalid_request");
		Page myInfo = RawHttp.send(this.base, "GET", "/v2/my/info", null, "X-Long", "a".repeat(200_000));
		assertThatIsOneSentence(myInfo);
		assertThatHasAMessage(myInfo, 400);
	}

	@Test
	void aPasswordInTheAddressSignsNobodyIn() {
		Http http = new Http(this.base);
		Map<String, String> form = signInForm(http);
		String query = "?" + Http.encode(Map.of("username", form.remove("username"), "password", form.remove("password")));
		String csrf = "rollcall-csrf=" + cookie(http, "rollcall-csrf");
		Page answer = answerOf("POST", SIGN_IN + query, Http.encode(form), "Cookie", csrf);
		assertThatIsAPage(answer, 422);
		assertThat(answer.headers().allValues("Set-Cookie")).noneMatch((cookie) -> cookie.startsWith("rollcall="));
		form.put("username", "sam.student");
		form.put("password", "not it");
		assertThatIsAPage(answerOf("POST", SIGN_IN + query, Http.encode(form), "Cookie", csrf), 422);
		form.put("password", Visitor.PASSWORD);
		Page good = answerOf("POST", SIGN_IN + "?username=&username=a&password=x&&y&%5B%5D=&q[]=", Http.encode(form), "Cookie", csrf);
		assertThat(good.status()).isEqualTo(302);
		String session = HttpCookie.parse(good.header("Set-Cookie")).getFirst().getValue();
		assertThat(answerOf("GET", "/home", "", "Cookie", "rollcall=" + remember(session)).text()).contains("Sam");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/%", "/%zz", "/a\\b", "/..%2f..%2fetc/passwd", "/../../etc/passwd", "/%00",
			"/lincolnusd;jsessionid=1", "//lincolnusd", "/lincolnusd%0d%0aSet-Cookie:x=y", "/error", "/oauth2/v2/problem",
			"/actuator/env", "/%ff", "*" })
	void aBrokenPathGetsA4xxAndNothingAboutTheServer(String target) {
		Page answer = RawHttp.send(this.base, "GET", target, null, "Accept", "text/html");
		assertThat(answer.status()).isIn(400, 404);
		assertThatSaysNothingAboutTheServer(answer, answer.status());
	}

	@ParameterizedTest
	@ValueSource(strings = { TOKEN, AUTHORIZE, SIGN_IN })
	void aFormOfThreeMegabytesIsTooLarge(String path) {
		Page answer = answerOf("POST", path, "code=" + "a".repeat(3_000_000));
		assertThat(answer.status()).isEqualTo(413);
		assertThatSaysNothingAboutTheServer(answer, 413);
	}

	@Test
	void anAuthorizationRequestOf100KilobytesGetsAPageAlsoWhenNobodyIsSignedIn() {
		assertThatIsAPage(answerOf("POST", AUTHORIZE, Badness.LONG.in(authorizeParameters(), "resource")), 400);
	}

	@Test
	void theLongestStateComesBackWhole() {
		String state = "\u00e9".repeat(2_000);
		Page answer = answerOf("GET", AUTHORIZE, Http.encode(Map.of("client_id", APP.clientId(), "redirect_uri", App.CALLBACK,
				"response_type", "code", "scope", "openid", "state", state)), "Cookie", "rollcall=" + this.sessionCookie);
		assertThat(answer.status()).isEqualTo(302);
		assertThat(Http.parameter(answer.location(), "state")).isEqualTo(state);
	}

	@Test
	void afterAllOfItPeopleSignInAsEver() {
		Visitor student = Visitor.student(this.base);
		Page tokens = student.tokens(APP);
		assertThat(tokens.status()).isEqualTo(200);
		assertThat(myInfo("Bearer " + tokens.json().get("access_token").asString()).json().get("LoginId").asString())
			.isEqualTo("sam.student");
	}

	private static Stream<Arguments> cases(Set<String> parameters) {
		return parameters.stream()
			.sorted()
			.flatMap((parameter) -> Arrays.stream(Badness.values()).map((badness) -> Arguments.of(parameter, badness)));
	}

	private static Map<String, String> authorizeParameters() {
		Map<String, String> parameters = new LinkedHashMap<>();
		parameters.put("client_id", APP.clientId());
		parameters.put("redirect_uri", App.CALLBACK);
		parameters.put("response_type", "code");
		parameters.put("scope", "openid profile email");
		parameters.put("state", "af0ifjsldkj");
		parameters.put("nonce", "n-0S6_WzA2Mj");
		parameters.put("code_challenge", App.CHALLENGE);
		parameters.put("code_challenge_method", "S256");
		parameters.put("login_hint", "tina.teacher");
		parameters.put("ui_locales", "en");
		parameters.put("max_age", "86400");
		parameters.put("response_mode", "query");
		parameters.put("resource", "https://example.org");
		return parameters;
	}

	private static Map<String, String> codeExchange(String code) {
		Map<String, String> parameters = new LinkedHashMap<>();
		parameters.put("client_id", APP.clientId());
		parameters.put("client_secret", APP.secret());
		parameters.put("grant_type", "authorization_code");
		parameters.put("code", code);
		parameters.put("redirect_uri", App.CALLBACK);
		parameters.put("code_verifier", App.VERIFIER);
		parameters.put("scope", "openid");
		return parameters;
	}

	private static Map<String, String> refresh(String refreshToken) {
		Map<String, String> parameters = new LinkedHashMap<>();
		parameters.put("client_id", APP.clientId());
		parameters.put("client_secret", APP.secret());
		parameters.put("grant_type", "refresh_token");
		parameters.put("refresh_token", refreshToken);
		parameters.put("scope", "openid");
		return parameters;
	}

	private static Map<String, String> presented(String token) {
		Map<String, String> parameters = new LinkedHashMap<>();
		parameters.put("client_id", APP.clientId());
		parameters.put("client_secret", APP.secret());
		parameters.put("token", token);
		parameters.put("token_type_hint", "access_token");
		return parameters;
	}

	private Map<String, String> signInForm(Http http) {
		Map<String, String> form = http.get(SIGN_IN + "?logincallback=" + Http.encode(APP.authorizeUrl())).hiddenFields();
		form.put("username", "tina.teacher");
		form.put("password", Visitor.PASSWORD);
		return form;
	}

	private String code() {
		return remember(this.teacher.code(APP, "code_challenge", App.CHALLENGE, "code_challenge_method", "S256"));
	}

	private String remember(String secret) {
		this.secrets.add(secret);
		return secret;
	}

	private static String cookie(Http http, String name) {
		return http.cookies()
			.getCookieStore()
			.getCookies()
			.stream()
			.filter((cookie) -> cookie.getName().equals(name))
			.map(HttpCookie::getValue)
			.collect(Collectors.joining());
	}

	private Page answerOf(String method, String path, String parameters, String... headers) {
		List<String> all = new ArrayList<>(List.of("Accept", "text/html,application/xhtml+xml,*/*;q=0.8"));
		all.addAll(List.of(headers));
		if (!method.equals("POST")) {
			return RawHttp.send(this.base, method, path + (parameters.isEmpty() ? "" : "?" + parameters), null,
					all.toArray(String[]::new));
		}
		all.addAll(List.of("Content-Type", FORM));
		return RawHttp.send(this.base, method, path, parameters, all.toArray(String[]::new));
	}

	private Page myInfo(String authorization) {
		return RawHttp.send(this.base, "GET", "/v2/my/info", null, "Authorization", authorization);
	}

	private static void assertThatIsAPage(Page answer, int status) {
		assertThat(answer.status()).as(answer.body()).isEqualTo(status);
		assertThat(answer.header("Content-Type")).startsWith("text/html");
		assertThat(answer.html().select("h1")).isNotEmpty();
		assertThatSaysNothingAboutTheServer(answer, status);
	}

	private static void assertThatIsAnOAuthError(Page answer, String error) {
		assertThat(answer.status()).as(answer.body()).isEqualTo(error.equals("invalid_client") ? 401 : 400);
		assertThat(answer.header("Content-Type")).isEqualTo("application/json");
		assertThat(answer.json().get("error").asString()).isEqualTo(error);
		assertThat(answer.json().get("error_description").asString()).isNotBlank();
		assertThatSaysNothingAboutTheServer(answer, answer.status());
	}

	private static void assertThatHasAMessage(Page answer, int status) {
		assertThat(answer.status()).as(answer.body()).isEqualTo(status);
		assertThat(answer.header("Content-Type")).startsWith("application/json");
		assertThat(answer.json().path("message").asString("")).isNotBlank();
		assertThatSaysNothingAboutTheServer(answer, status);
	}

	private static void assertThatIsOneSentence(Page answer) {
		assertThatSaysNothingAboutTheServer(answer, 400);
		assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
		assertThat(answer.header("Content-Security-Policy")).startsWith("default-src 'none'");
		assertThat(answer.body()).hasSizeBetween(20, 150).doesNotContain("<");
	}

	private static void assertThatSaysNothingAboutTheServer(Page answer, int status) {
		assertThat(answer.status()).isEqualTo(status);
		assertThat(answer.body()).doesNotContain("Exception", "org.", "java.", "\tat ", "Tomcat", "Apache", "Whitelabel",
				"PostgreSQL", "ERROR:");
		assertThat(answer.header("Server")).isEmpty();
	}

}
