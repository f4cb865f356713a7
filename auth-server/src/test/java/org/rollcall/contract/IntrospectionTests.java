package org.rollcall.contract;

import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.rollcall.journey.App;
import org.rollcall.journey.Page;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rollcall.contract.TokenEndpointTests.assertError;

/**
 * {@code POST /oauth2/v2/introspect} (RFC 7662).
 */
class IntrospectionTests extends ContractTest {

	private static final App APP = App.LINCOLN_READER;

	@Test
	void tellsWhatAnAccessTokenIsGoodFor() {
		JsonNode tokens = tokens(APP);

		Page answer = introspect(APP, text(tokens, "access_token"));

		assertThat(answer.status()).isEqualTo(200);
		assertThat(answer.header("Content-Type")).isEqualTo("application/json");
		assertThat(answer.header("Cache-Control")).contains("no-store");
		JsonNode claims = answer.json();
		assertThat(claims.get("active").isBoolean()).isTrue();
		assertThat(claims.get("active").asBoolean()).isTrue();
		assertThat(text(claims, "client_id")).isEqualTo(APP.clientId());
		assertThat(text(claims, "token_type")).isEqualTo("Bearer");
		assertThat(claims.get("scope").isString()).isTrue();
		assertThat(text(claims, "scope").split(" ")).containsExactlyInAnyOrder("openid", "profile", "email");
		assertThat(claims.get("sub")).isEqualTo(Jwt.of(text(tokens, "id_token")).claims().get("sub"));
		assertThat(text(claims, "iss")).isEqualTo(this.base);
		assertThat(claims.get("exp").asLong() - claims.get("iat").asLong()).isEqualTo(86_400);
	}

	@Test
	void tellsOfARefreshTokenUntilItIsUsed() {
		JsonNode tokens = tokens(APP);
		String refreshToken = text(tokens, "refresh_token");
		assertThat(introspect(APP, refreshToken).json().get("active").asBoolean()).isTrue();

		APP.token(stranger(), "grant_type", "refresh_token", "refresh_token", refreshToken);

		assertInactive(introspect(APP, refreshToken));
	}

	@Test
	void tellsNothingOfWhatIsRevokedOrUnknown() {
		String token = text(tokens(APP), "access_token");
		stranger().post("/oauth2/v2/revoke", APP.parameters("token", token));

		assertInactive(introspect(APP, token));
		assertInactive(introspect(APP, "nonsense"));
		assertInactive(introspect(APP, "c17000000000000123456789abcdef0123456789abcdef"));
	}

	@Test
	void tellsAnAppNothingOfAnothersTokens() {
		App narrow = newApp(Set.of("openid", "profile"));
		JsonNode tokens = tokens(APP);
		JsonNode own = tokens(narrow, "scope", "openid profile");

		assertInactive(introspect(narrow, text(tokens, "access_token")));
		assertInactive(introspect(narrow, text(tokens, "refresh_token")));
		assertThat(introspect(narrow, text(own, "access_token")).json().get("active").asBoolean()).isTrue();
	}

	@Test
	void tellsAnApiGatewayOfAllTokens() {
		App gateway = newApp(Set.of("api.gateway.access"));

		assertThat(introspect(gateway, text(tokens(APP), "access_token")).json().get("active").asBoolean()).isTrue();
	}

	@Test
	void tellsNothingOfADeactivatedPersonsTokens() {
		String loginId = newPerson(2284, "leaver.introspected");
		JsonNode tokens = visitor(loginId).tokens(APP).json();
		this.jdbc.sql("update person set active = false where login_id = ?").param(loginId).update();

		assertInactive(introspect(APP, text(tokens, "access_token")));
		assertInactive(introspect(APP, text(tokens, "refresh_token")));
	}

	@Test
	void acceptsBasic() {
		Page answer = stranger().post("/oauth2/v2/introspect", Map.of("token", text(tokens(APP), "access_token")),
				"Authorization", APP.basic());

		assertThat(answer.json().get("active").asBoolean()).isTrue();
	}

	@Test
	void isForAppsThatHaveASecret() {
		String token = text(tokens(App.MOBILE_READER), "access_token");

		assertError(introspect(App.MOBILE_READER, token), 401, "invalid_client");
		assertError(introspect(new App(APP.clientId(), "wrong"), token), 401, "invalid_client");
		assertError(stranger().post("/oauth2/v2/introspect", Map.of("token", token)), 401, "invalid_client");
	}

	@Test
	void needsAToken() {
		assertError(stranger().post("/oauth2/v2/introspect", APP.parameters()), 400, "invalid_request");
	}

	private Page introspect(App app, String token) {
		return stranger().post("/oauth2/v2/introspect", app.parameters("token", token));
	}

	private static void assertInactive(Page answer) {
		assertThat(answer.status()).isEqualTo(200);
		assertThat(answer.body()).isEqualTo("{\"active\":false}");
	}

}
