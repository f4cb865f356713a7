package org.rollcall.contract;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.rollcall.journey.App;
import org.rollcall.journey.Page;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rollcall.contract.TokenEndpointTests.assertError;

/**
 * {@code POST /oauth2/v2/revoke} (RFC 7009).
 */
class RevocationTests extends ContractTest {

	private static final App APP = App.LINCOLN_READER;

	@Test
	void ofAnAccessTokenEndsItAlone() {
		JsonNode tokens = tokens(APP);

		assertThat(revoke(APP, text(tokens, "access_token")).status()).isEqualTo(200);

		assertThat(read("/v2/my/info", text(tokens, "access_token")).status()).isEqualTo(401);
		assertThat(refresh(tokens).status()).isEqualTo(200);
	}

	@Test
	void ofARefreshTokenEndsTheWholeFamily() {
		JsonNode first = tokens(APP);
		JsonNode second = refresh(first).json();

		assertThat(revoke(APP, text(second, "refresh_token")).status()).isEqualTo(200);

		assertError(refresh(second), 400, "invalid_grant");
		assertThat(read("/v2/my/info", text(first, "access_token")).status()).isEqualTo(401);
		assertThat(read("/v2/my/info", text(second, "access_token")).status()).isEqualTo(401);
	}

	@Test
	void ofAnotherAppsTokenDoesNothingAndSaysNothing() {
		JsonNode tokens = tokens(APP);

		assertThat(revoke(App.LEGACY_READER, text(tokens, "access_token")).status()).isEqualTo(200);
		assertThat(revoke(App.LEGACY_READER, text(tokens, "refresh_token")).status()).isEqualTo(200);

		assertThat(read("/v2/my/info", text(tokens, "access_token")).status()).isEqualTo(200);
		assertThat(refresh(tokens).status()).isEqualTo(200);
	}

	@Test
	void ofAnUnknownTokenOrTwiceIsFine() {
		String token = text(tokens(APP), "access_token");

		assertThat(revoke(APP, "nonsense").status()).isEqualTo(200);
		assertThat(revoke(APP, token).status()).isEqualTo(200);
		assertThat(revoke(APP, token).status()).isEqualTo(200);
	}

	@Test
	void worksWhateverTheHint() {
		for (String hint : List.of("access_token", "refresh_token", "nonsense")) {
			String token = text(tokens(APP), "access_token");
			Page answer = stranger().post("/oauth2/v2/revoke", APP.parameters("token", token, "token_type_hint", hint));
			assertThat(answer.status()).isEqualTo(200);
			assertThat(read("/v2/my/info", token).status()).isEqualTo(401);
		}
	}

	@Test
	void worksWithBasicAndFromAPublicApp() {
		String token = text(tokens(APP), "access_token");
		String mobile = text(tokens(App.MOBILE_READER), "access_token");

		assertThat(stranger().post("/oauth2/v2/revoke", Map.of("token", token), "Authorization", APP.basic()).status())
			.isEqualTo(200);
		assertThat(revoke(App.MOBILE_READER, mobile).status()).isEqualTo(200);

		assertThat(read("/v2/my/info", token).status()).isEqualTo(401);
		assertThat(read("/v2/my/info", mobile).status()).isEqualTo(401);
	}

	@Test
	void needsTheAppToAuthenticateItself() {
		String token = text(tokens(APP), "access_token");

		assertError(revoke(new App(APP.clientId(), "wrong"), token), 401, "invalid_client");
		assertError(stranger().post("/oauth2/v2/revoke", Map.of("token", token)), 401, "invalid_client");

		assertThat(read("/v2/my/info", token).status()).isEqualTo(200);
	}

	@Test
	void needsAToken() {
		assertError(stranger().post("/oauth2/v2/revoke", APP.parameters()), 400, "invalid_request");
	}

	private Page revoke(App app, String token) {
		return stranger().post("/oauth2/v2/revoke", app.parameters("token", token));
	}

	private Page refresh(JsonNode tokens) {
		return APP.token(stranger(), "grant_type", "refresh_token", "refresh_token", text(tokens, "refresh_token"));
	}

}
