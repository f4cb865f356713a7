package org.rollcall.contract;

import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rollcall.journey.App;
import org.rollcall.journey.Http;
import org.rollcall.journey.Page;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/**
 * {@code POST /oauth2/v2/token} (contract, section 3; section 7, rows 1, 5, 6 and 12).
 */
class TokenEndpointTests extends ContractTest {

	private static final String TOKEN = "/oauth2/v2/token";

	private static final App APP = App.LINCOLN_READER;

	@Test
	void acceptsACodeWithNothingButClientIdAndSecret() { // 3, 7.1
		Page answer = APP.token(stranger(), "code", code());

		assertThat(answer.status()).isEqualTo(200);
		assertThat(text(answer.json(), "access_token")).matches(CLASSLINK_ID);
	}

	@Test
	void acceptsGrantTypeAndRedirectUriToo() { // 3
		Page answer = APP.token(stranger(), "grant_type", "authorization_code", "code", code(), "redirect_uri",
				App.CALLBACK);

		assertThat(answer.status()).isEqualTo(200);
	}

	@Test
	void acceptsParametersInTheQueryWithAnEmptyBodyAndNoContentType() { // 3, 7.1
		String query = Http.encode(APP.parameters("code", code()));

		Page answer = stranger().send(stranger().request(TOKEN + "?" + query).POST(BodyPublishers.noBody()));

		assertThat(answer.status()).isEqualTo(200);
		assertThat(text(answer.json(), "access_token")).matches(CLASSLINK_ID);
	}

	@Test
	void acceptsSomeParametersInTheQueryAndTheSameOrOthersInTheBody() { // 3, 7.1
		String code = code();

		Page answer = stranger().post(TOKEN + "?code=" + code + "&client_id=" + APP.clientId(),
				APP.parameters("code", code));

		assertThat(answer.status()).isEqualTo(200);
	}

	@Test
	void acceptsABodyWhoseContentTypeHasACharset() { // 3
		String form = Http.encode(APP.parameters("code", code()));

		Page answer = stranger().send(
				stranger().request(TOKEN, "Content-Type", "application/x-www-form-urlencoded; charset=UTF-8")
					.POST(BodyPublishers.ofString(form)));

		assertThat(answer.status()).isEqualTo(200);
	}

	@Test
	void acceptsClientSecretPost() { // 3
		assertThat(stranger().post(TOKEN, APP.parameters("code", code())).status()).isEqualTo(200);
	}

	@ParameterizedTest
	@ValueSource(strings = { "Basic ", "basic " })
	void acceptsClientSecretBasic(String scheme) { // 3
		Page answer = stranger().post(TOKEN, Map.of("code", code()), "Authorization",
				scheme + APP.basic().substring("Basic ".length()));

		assertThat(answer.status()).isEqualTo(200);
	}

	@Test
	void acceptsBasicAndBodyAtOnce() { // 3, 7.6
		Page answer = stranger().post(TOKEN, APP.parameters("code", code()), "Authorization", APP.basic());

		assertThat(answer.status()).isEqualTo(200);
	}

	@Test
	void aFailedBasicAttemptDoesNotBurnTheCode() { // 3, 7.6
		String code = code();
		Page refused = stranger().post(TOKEN, Map.of("code", code), "Authorization",
				new App(APP.clientId(), "wrong").basic());
		assertError(refused, 401, "invalid_client");

		assertThat(APP.token(stranger(), "code", code).status()).isEqualTo(200);
	}

	@Test
	void refusesBasicAndBodyThatNameDifferentClients() { // 3
		Page refused = stranger().post(TOKEN, App.LEGACY_READER.parameters("code", code()), "Authorization", APP.basic());

		assertError(refused, 401, "invalid_client");
	}

	@Test
	void aRedirectUriThatIsSentMustMatch() { // 3
		Page refused = APP.token(stranger(), "code", code(), "redirect_uri", App.LIBRARY_CALLBACK);

		assertError(refused, 400, "invalid_grant");
	}

	/**
	 * So does OmniAuth: what it calls its callback's URL is the address that the browser opened.
	 */
	@ParameterizedTest
	@ValueSource(strings = { App.CALLBACK, App.CALLBACK_WITH_QUERY })
	void theAddressThatTheAnswerCameByIsARedirectUriToo(String redirectUri) { // 3
		URI callback = teacher().allow(APP.authorizeUrl("redirect_uri", redirectUri, "state", "x y"));
		String code = Http.parameter(callback, "code");

		assertThat(APP.token(stranger(), "code", code, "redirect_uri", callback.toString()).status()).isEqualTo(200);
	}

	@Test
	void theAddressOfAnotherAnswerIsNoRedirectUri() { // 3
		URI other = teacher().allow(APP.authorizeUrl());
		String code = code();

		for (String uri : List.of(other.toString(), App.CALLBACK + "?code=" + code + "x", App.CALLBACK + "code=" + code,
				App.CALLBACK + "/?code=" + code, App.CALLBACK + "?a=" + code,
				"https://evil.example/?u=" + App.CALLBACK + "?code=" + code,
				App.CALLBACK_WITH_QUERY + "&code=" + code)) {
			assertError(APP.token(stranger(), "code", code, "redirect_uri", uri), 400, "invalid_grant");
		}
	}

	@Test
	void aRedirectUriWithAQueryOfItsOwnMatchesItself() { // 3, 7.11
		String code = teacher().code(APP, "redirect_uri", App.CALLBACK_WITH_QUERY);

		assertThat(APP.token(stranger(), "code", code, "redirect_uri", App.CALLBACK_WITH_QUERY).status()).isEqualTo(200);
	}

	@Test
	void toleratesUnknownParameters() { // 3
		Page answer = APP.token(stranger(), "code", code(), "response_type", "code", "launch_url", "http://localhost/x",
				"resource", "urn:y", "state", "z");

		assertThat(answer.status()).isEqualTo(200);
	}

	@Test
	void answersExtendedWithSevenFieldsInOrder() { // 3, 7.5
		JsonNode answer = tokens(APP, "scope", "openid profile");

		assertThat(answer.propertyNames()).containsExactly("access_token", "token_type", "response_type", "id_token",
				"expires_in", "refresh_token", "scope");
		assertThat(text(answer, "token_type")).isEqualTo("Bearer");
		assertThat(text(answer, "response_type")).isEqualTo("code");
		assertThat(answer.get("expires_in").isIntegralNumber()).isTrue();
		assertThat(answer.get("expires_in").asInt()).isEqualTo(86_400);
		assertThat(text(answer, "refresh_token")).matches(CLASSLINK_ID);
		assertThat(text(answer, "scope")).isEqualTo("openid profile");
	}

	@Test
	void answersExactWithFourFieldsInOrder() { // 3
		JsonNode answer = tokens(App.LEGACY_READER, "scope", "profile");

		assertThat(answer.propertyNames()).containsExactly("access_token", "token_type", "response_type", "id_token");
		assertThat(text(answer, "response_type")).isEqualTo("code");
	}

	@Test
	void everyValueIsAScalar() { // 3, 7.5
		for (App app : List.of(APP, App.MOBILE_READER, App.LEGACY_READER)) {
			assertThat(tokens(app).values()).isNotEmpty().allMatch(JsonNode::isValueNode).noneMatch(JsonNode::isNull);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "application/json", "text/plain", "text/html, */*;q=0.1", "application/json;charset=utf-8" })
	void isApplicationJsonAndNothingElseWhateverIsAsked(String accept) { // 7.12
		Page answer = stranger().post(TOKEN, APP.parameters("code", code()), "Accept", accept);

		assertThat(answer.status()).isEqualTo(200);
		assertThat(answer.headers().allValues("Content-Type")).containsExactly("application/json");
	}

	@Test
	void nobodyMayCacheTheAnswer() { // 3; RFC 6749, section 5.1
		Page answer = APP.token(stranger(), "code", code());

		assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
		assertThat(answer.header("Pragma")).isEqualTo("no-cache");
	}

	@Test
	void anAccessTokenIsCAndTheMillisecondsAnd32HexDigits() { // 3
		String token = text(tokens(APP), "access_token");

		assertThat(token).matches("c\\d{13}[0-9a-f]{32}");
		assertThat(Long.parseLong(token.substring(1, 14))).isCloseTo(Instant.now().toEpochMilli(), within(60_000L));
	}

	@Test
	void aCodeIsGoodOnceAndItsSecondUseRevokesWhatTheFirstGave() { // 2
		String code = code();
		JsonNode tokens = APP.token(stranger(), "code", code).json();
		assertThat(read("/v2/my/info", text(tokens, "access_token")).status()).isEqualTo(200);

		assertError(APP.token(stranger(), "code", code), 400, "invalid_grant");

		assertThat(read("/v2/my/info", text(tokens, "access_token")).status()).isEqualTo(401);
		assertError(APP.token(stranger(), "grant_type", "refresh_token", "refresh_token", text(tokens, "refresh_token")),
				400, "invalid_grant");
	}

	@Test
	void aCodeOfAnotherAppIsRefusedAndStaysGoodForItsOwn() { // 3; RFC 6749, section 4.1.3
		String code = code();

		assertError(App.LEGACY_READER.token(stranger(), "code", code), 400, "invalid_grant");

		assertThat(APP.token(stranger(), "code", code).status()).isEqualTo(200);
	}

	@ParameterizedTest
	@ValueSource(strings = { "x", "c1", "c17000000000000123456789abcdef0123456789abcdef", "c1' or '1'='1" })
	void anUnknownCodeIsInvalidGrant(String code) { // 3
		assertError(APP.token(stranger(), "code", code), 400, "invalid_grant");
	}

	@Test
	void aMissingOrEmptyCodeIsInvalidRequest() { // 3
		assertError(APP.token(stranger()), 400, "invalid_request");
		assertError(APP.token(stranger(), "code", ""), 400, "invalid_request");
		assertError(APP.token(stranger(), "grant_type", "authorization_code"), 400, "invalid_request");
	}

	@ParameterizedTest
	@ValueSource(strings = { "password", "implicit", "urn:ietf:params:oauth:grant-type:device_code" })
	void anotherGrantTypeIsUnsupported(String grantType) { // 3; RFC 6749, section 5.2
		assertError(APP.token(stranger(), "grant_type", grantType, "code", code()), 400, "unsupported_grant_type");
	}

	@ParameterizedTest
	@CsvSource({ "c17000000000000123456789abcdef0123456789abcdef, ffeeddccbbaa99887766554433221100",
			"c17000000000000123456789abcdef0123456789abcdef, ''", "c1700000000009000000000000000000000000000000000, x",
			"nobody, x" })
	void anAppThatCannotBeAuthenticatedIsInvalidClientWith401(String clientId, String secret) { // 3
		Page refused = stranger().post(TOKEN, Map.of("client_id", clientId, "client_secret", secret, "code", code()));

		assertError(refused, 401, "invalid_client");
		assertThat(refused.header("WWW-Authenticate")).startsWith("Basic ");
	}

	@Test
	void noClientAuthenticationAtAllIsInvalidClient() { // 3
		assertError(stranger().post(TOKEN, Map.of("code", code())), 401, "invalid_client");
	}

	@Test
	void aPublicAppNeedsItsIdAndTheVerifierAlone() { // 3
		String code = teacher().code(App.MOBILE_READER);

		Page answer = stranger().post(TOKEN,
				Map.of("client_id", App.MOBILE_READER.clientId(), "code", code, "code_verifier", App.VERIFIER));

		assertThat(answer.status()).isEqualTo(200);
		assertThat(text(answer.json(), "refresh_token")).matches(CLASSLINK_ID);
	}

	@Test
	void aPublicAppHasNoSecretToSend() { // 3
		String code = teacher().code(App.MOBILE_READER);

		Page refused = stranger().post(TOKEN, Map.of("client_id", App.MOBILE_READER.clientId(), "client_secret", "guessed",
				"code", code, "code_verifier", App.VERIFIER));

		assertError(refused, 401, "invalid_client");
	}

	@ParameterizedTest
	@ValueSource(strings = { "application/json", "text/plain", "multipart/form-data; boundary=x", "nonsense" })
	void aBodyThatIsNoFormIsInvalidRequest(String contentType) { // 3
		Page refused = stranger().send(stranger().request(TOKEN, "Content-Type", contentType)
			.POST(BodyPublishers.ofString("{\"code\":\"" + code() + "\"}")));

		assertError(refused, 400, "invalid_request");
	}

	@Test
	void aParameterWithTwoValuesIsInvalidRequest() { // RFC 6749, section 3.2
		Page refused = stranger().post(TOKEN + "?code=c1", APP.parameters("code", code()));

		assertError(refused, 400, "invalid_request");
	}

	@Test
	void takesPostAndNothingElse() { // 1
		Page refused = stranger().get(TOKEN + "?" + Http.encode(APP.parameters("code", "x")));

		assertThat(refused.status()).isEqualTo(405);
		assertThat(refused.header("Allow")).isEqualTo("POST");
		assertThat(text(refused.json(), "error")).isEqualTo("invalid_request");
	}

	private String code() {
		return teacher().code(APP);
	}

	static void assertError(Page page, int status, String error) {
		assertThat(page.status()).as(page.body()).isEqualTo(status);
		assertThat(page.headers().allValues("Content-Type")).containsExactly("application/json");
		assertThat(page.header("Cache-Control")).contains("no-store");
		assertThat(page.json().propertyNames()).containsExactly("error", "error_description");
		assertThat(text(page.json(), "error")).isEqualTo(error);
		assertThat(text(page.json(), "error_description")).isNotBlank().doesNotContain("Exception");
	}

}
