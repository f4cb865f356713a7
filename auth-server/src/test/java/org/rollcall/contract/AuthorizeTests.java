package org.rollcall.contract;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;

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
 * {@code GET /oauth2/v2/auth} (contract, section 2; section 7, rows 3, 5 and 11).
 */
class AuthorizeTests extends ContractTest {

	private static final App APP = App.LINCOLN_READER;

	@Test
	void aCallbackWithBracesSurvivesTheSignIn() { // 2: browsers leave { and } as they are
		Visitor visitor = visitor("sid.schooladmin");
		Page page = visitor.http()
			.get("/lincolnusd?logincallback=" + Http.encode("/oauth2/v2/auth?state={x}&client_id=c1"));

		Page answer = visitor.submitSignIn(page, Visitor.PASSWORD);

		assertThat(answer.status()).isEqualTo(302);
		assertThat(answer.header("Location")).isEqualTo("/oauth2/v2/auth?state={x}&client_id=c1");
	}

	@Test
	void sendsWhoIsNotSignedInToTheSignInBeforeItLooksAtTheApp() { // 2
		String request = "/oauth2/v2/auth?client_id=nobody&redirect_uri=http%3A%2F%2Fx&response_type=code&scope=profile&state=a%20b";

		Page answer = stranger().get(request);

		assertThat(answer.status()).isEqualTo(302);
		assertThat(answer.header("Location")).startsWith("/?logincallback=%2Foauth2%2Fv2%2Fauth%3Fclient_id%3Dnobody%26");
		assertThat(Http.query(answer.location())).containsExactly(Map.entry("logincallback", request));
	}

	@Test
	void findsTheLoginPageByAPartOfTheDistrictsNameAndKeepsTheRequest() { // 2
		String request = APP.authorizeUrl("state", "from afar");
		Page find = stranger().get(stranger().get(request).location().toString());
		assertThat(find.status()).isEqualTo(200);
		assertThat(find.html().selectFirst("form input[name=q]")).isNotNull();

		Page found = stranger().get(find.uri() + "&q=coln%20uni");

		URI district = URI.create(found.html().selectFirst("a[href^=/lincolnusd]").absUrl("href"));
		assertThat(district.getPath()).isEqualTo("/lincolnusd");
		assertThat(Http.parameter(district, "logincallback")).isEqualTo(request);
		assertThat(found.html().select("a[href^=/washingtonisd]")).isEmpty();
	}

	@Test
	void comesBackToTheAppAfterTheSignIn() { // 2
		URI callback = visitor("ada.admin").allow(APP.authorizeUrl("state", "s-1"));

		assertThat(callback.toString()).startsWith(App.CALLBACK + "?code=");
		assertThat(Http.parameter(callback, "state")).isEqualTo("s-1");
	}

	@Test
	void aWrongPasswordGetsNowhere() { // 2
		Visitor visitor = visitor("ada.admin");
		Page signIn = visitor.http().get("/lincolnusd?logincallback=" + Http.encode(APP.authorizeUrl()));

		Page answer = visitor.submitSignIn(signIn, "wrong");

		assertThat(answer.status()).isEqualTo(422);
		assertThat(answer.html().selectFirst("input[type=password]")).isNotNull();
		assertThat(visitor.http().get(APP.authorizeUrl()).header("Location")).startsWith("/?logincallback=");
	}

	@Test
	void answersCodeThenResponseTypeThenStateThenIss() { // 2
		String location = location(APP.authorizeUrl("state", "xyz"));

		assertThat(location).matches("http://localhost:9001/callback\\?code=" + CLASSLINK_ID
				+ "&response_type=code&state=xyz&iss=" + Http.encode(this.base));
	}

	@Test
	void answersExactWithoutIss() { // 2
		String location = location(App.LEGACY_READER.authorizeUrl("state", "xyz"));

		assertThat(location)
			.matches("http://localhost:9001/callback\\?code=" + CLASSLINK_ID + "&response_type=code&state=xyz");
	}

	@ParameterizedTest
	@ValueSource(strings = { "s t/&=ä", "100%", "a+b", "%41", "日本語 😀", "{\"next\":\"/home?a=b#c\"}", "<script>", "'; --" })
	void returnsTheStateExactlyAsSent(String state) { // 2
		assertThat(Http.parameter(teacher().allow(APP.authorizeUrl("state", state)), "state")).isEqualTo(state);
		assertThat(Http.parameter(teacher().allow(APP.authorizeUrl("state", state, "scope", "no.such")), "state"))
			.isEqualTo(state);
		assertThat(Http.parameter(teacher().deny(newApp().authorizeUrl("state", state)), "state")).isEqualTo(state);
	}

	@Test
	void returnsNoStateIfNoneWasSent() { // 2, 7.3
		assertThat(names(teacher().allow(APP.authorizeUrl()))).containsExactly("code", "response_type", "iss");
		assertThat(names(teacher().allow(App.LEGACY_READER.authorizeUrl()))).containsExactly("code", "response_type");
	}

	@Test
	void aTileLaunchHasNoStateNoNonceAndNoPkce() { // 2, 7.3
		String tile = "/oauth2/v2/auth?scope=profile&redirect_uri=" + Http.encode(App.CALLBACK) + "&client_id="
				+ App.LEGACY_READER.clientId() + "&response_type=code";

		URI callback = teacher().allow(tile);

		assertThat(names(callback)).containsExactly("code", "response_type");
		Page answer = App.LEGACY_READER.token(stranger(), "code", Http.parameter(callback, "code"));
		assertThat(read("/v2/my/info", text(answer.json(), "access_token")).status()).isEqualTo(200);
	}

	@ParameterizedTest
	@ValueSource(strings = { "http%3A%2F%2Flocalhost%3A9001%2Fcallback%3Fnext%3D%252Fhome",
			"http://localhost:9001/callback?next=%2Fhome" })
	void appendsToARedirectUriThatHasAQueryOfItsOwn(String redirectUri) { // 2, 7.11
		String location = location("/oauth2/v2/auth?client_id=" + APP.clientId()
				+ "&response_type=code&scope=profile&redirect_uri=" + redirectUri);

		assertThat(location).startsWith(App.CALLBACK_WITH_QUERY + "&code=c").contains("&response_type=code");
	}

	@Test
	void acceptsARedirectUriWithoutPercentEncoding() { // 2
		String location = location("/oauth2/v2/auth?client_id=" + APP.clientId()
				+ "&response_type=code&scope=profile&redirect_uri=" + App.LIBRARY_CALLBACK);

		assertThat(location).startsWith(App.LIBRARY_CALLBACK + "?code=c");
	}

	@Test
	void toleratesUnknownParameters() { // 2
		URI callback = teacher().allow(APP.authorizeUrl("resource", "https://x", "domain_hint", "lincoln", "access_type",
				"offline", "include_granted_scopes", "true", "display", "popup", "acr_values", "1"));

		assertThat(names(callback)).containsExactly("code", "response_type", "iss");
	}

	@Test
	void aCodeIsAnotherOneEachTime() { // 2
		assertThat(teacher().code(APP)).isNotEqualTo(teacher().code(APP));
	}

	@ParameterizedTest
	@CsvSource(nullValues = "none", value = { "none, invalid_request", "'', invalid_request",
			"token, unsupported_response_type", "id_token, unsupported_response_type",
			"code id_token, unsupported_response_type" })
	void theResponseTypeIsCode(String responseType, String error) { // 2
		assertError(teacher().allow(APP.authorizeUrl("response_type", responseType, "state", "z")), error);
	}

	@ParameterizedTest
	@CsvSource({ "request, request_not_supported", "request_uri, request_uri_not_supported",
			"registration, registration_not_supported" })
	void whatItCannotDoItSaysAtTheApp(String parameter, String error) { // OpenID Connect Core, section 3.1.2.6
		assertError(teacher().allow(APP.authorizeUrl(parameter, "https://x", "state", "z")), error);
	}

	@ParameterizedTest
	@ValueSource(strings = { "state=z&nonce=a&nonce=b", "state=z&nonce=%FF", "state=z&nonce=a%00b", "state=z&max_age=-1",
			"state=z&max_age=soon", "state=z&prompt=whatever", "state=z&prompt=none%20login",
			"state=z&response_mode=fragment" })
	void aContradictionGoesBackToTheAppWithTheState(String parameters) { // 2
		assertError(teacher().allow(APP.authorizeUrl() + "&" + parameters), "invalid_request");
	}

	@Test
	void anErrorToExactHasNoIss() { // 2
		URI callback = teacher().allow(App.LEGACY_READER.authorizeUrl("scope", "no.such", "state", "z"));

		assertThat(names(callback)).containsExactly("error", "error_description", "state");
	}

	@Test
	void takesTheRequestAsAFormToo() { // OpenID Connect Core, section 3.1.2.1
		teacher().code(APP);
		List<Entry<String, String>> form = Http.query(URI.create(APP.authorizeUrl("state", "ä b")));

		Page answer = teacher().http().post("/oauth2/v2/auth", form);

		assertThat(answer.status()).isEqualTo(302);
		assertThat(Http.parameter(answer.location(), "code")).matches(CLASSLINK_ID);
		assertThat(Http.parameter(answer.location(), "state")).isEqualTo("ä b");
	}

	@Test
	void aFormOfWhoIsNotSignedInIsAnsweredAfterTheSignIn() { // OpenID Connect Core, section 3.1.2.1
		List<Entry<String, String>> form = Http.query(URI.create(APP.authorizeUrl("state", "ä b")));
		Visitor visitor = visitor("ada.admin");

		Page answer = visitor.http().post("/oauth2/v2/auth", form);

		assertThat(answer.header("Location")).startsWith("/?logincallback=");
		assertThat(Http.parameter(visitor.allow(answer.location().toString()), "state")).isEqualTo("ä b");
	}

	@Test
	void whoSignsInWithoutAnAppIsAtHome() { // 1
		Page home = teacher().open("/lincolnusd");

		assertThat(home.status()).isEqualTo(200);
		assertThat(home.uri().getPath()).isEqualTo("/home");
	}

	private String location(String authorizeUrl) {
		Page page = teacher().browse(authorizeUrl, "allow");
		assertThat(page.status()).as(page.body()).isEqualTo(302);
		return page.header("Location");
	}

	private void assertError(URI callback, String error) {
		assertThat(callback.toString()).startsWith(App.CALLBACK + "?error=");
		assertThat(names(callback)).containsExactly("error", "error_description", "state", "iss");
		assertThat(Http.parameter(callback, "error")).isEqualTo(error);
		assertThat(Http.parameter(callback, "error_description")).isNotBlank();
		assertThat(Http.parameter(callback, "state")).isEqualTo("z");
		assertThat(Http.parameter(callback, "iss")).isEqualTo(this.base);
	}

	static List<String> names(URI uri) {
		return Http.query(uri).stream().map(Entry::getKey).toList();
	}

}
