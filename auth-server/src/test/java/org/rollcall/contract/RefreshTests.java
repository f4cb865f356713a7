package org.rollcall.contract;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rollcall.journey.App;
import org.rollcall.journey.Page;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rollcall.contract.TokenEndpointTests.assertError;

/**
 * Refresh tokens (contract, section 3, R). What needs the clock is in {@link LifetimeTests}.
 */
class RefreshTests extends ContractTest {

	private static final App APP = App.LINCOLN_READER;

	@Test
	void givesTheSameFieldsInTheSameOrderAsACode() { // 3
		JsonNode answer = refresh(APP, tokens(APP)).json();

		assertThat(answer.propertyNames()).containsExactly("access_token", "token_type", "response_type", "id_token",
				"expires_in", "refresh_token", "scope");
		assertThat(answer.values()).allMatch(JsonNode::isValueNode);
		assertThat(text(answer, "scope")).isEqualTo("openid profile email");
		assertThat(read("/v2/my/info", text(answer, "access_token")).status()).isEqualTo(200);
	}

	@Test
	void givesTheNextRefreshTokenEachTime() { // 3
		JsonNode first = tokens(APP);
		JsonNode second = refresh(APP, first).json();
		JsonNode third = refresh(APP, second).json();

		assertThat(text(third, "refresh_token")).matches(CLASSLINK_ID)
			.isNotIn(text(first, "refresh_token"), text(second, "refresh_token"));
		assertThat(text(third, "access_token")).matches(CLASSLINK_ID)
			.isNotIn(text(first, "access_token"), text(second, "access_token"));
	}

	@Test
	void leavesTheAccessTokenBeforeItGood() { // 3
		JsonNode first = tokens(APP);
		refresh(APP, first);

		assertThat(read("/v2/my/info", text(first, "access_token")).status()).isEqualTo(200);
	}

	@Test
	void aSecondUseBurnsTheFamilyAndItsAccessTokens() { // 3; RFC 9700, section 4.14.2
		JsonNode first = tokens(APP);
		JsonNode second = refresh(APP, first).json();
		JsonNode third = refresh(APP, second).json();

		assertError(refresh(APP, first), 400, "invalid_grant");

		assertError(refresh(APP, third), 400, "invalid_grant");
		for (JsonNode tokens : new JsonNode[] { first, second, third }) {
			assertThat(read("/v2/my/info", text(tokens, "access_token")).status()).isEqualTo(401);
		}
	}

	@Test
	void aSecondUseLeavesAnotherSignInAlone() { // 3
		JsonNode other = tokens(APP);
		JsonNode first = tokens(APP);
		refresh(APP, first);
		assertError(refresh(APP, first), 400, "invalid_grant");

		assertThat(read("/v2/my/info", text(other, "access_token")).status()).isEqualTo(200);
		assertThat(refresh(APP, other).status()).isEqualTo(200);
	}

	@ParameterizedTest
	@ValueSource(strings = { "openid email", "email,openid", "email+openid" })
	void canNarrowTheScope(String scope) { // RFC 6749, section 6
		JsonNode narrowed = refresh(APP, tokens(APP), "scope", scope).json();

		assertThat(text(narrowed, "scope").split(" ")).containsExactlyInAnyOrder("openid", "email");
		assertThat(read("/v2/my/info", text(narrowed, "access_token")).status()).isEqualTo(403);
		assertThat(read("/v2/my/profileinfo", text(narrowed, "access_token")).json().propertyNames())
			.containsExactlyInAnyOrder("sub", "email", "email_verified");
	}

	@Test
	void comesBackToTheWholeScopeAfterNarrowing() { // RFC 6749, section 6
		JsonNode narrowed = refresh(APP, tokens(APP), "scope", "openid").json();

		assertThat(text(refresh(APP, narrowed).json(), "scope")).isEqualTo("openid profile email");
	}

	@Test
	void cannotWidenTheScopeAndLosesNothingByTrying() { // RFC 6749, section 6
		JsonNode tokens = tokens(APP);

		assertError(refresh(APP, tokens, "scope", "openid admin"), 400, "invalid_scope");

		assertThat(refresh(APP, tokens).status()).isEqualTo(200);
	}

	@Test
	void theIdTokenHasTheSameSubAndAuthTimeAndNoNonce() { // OpenID Connect Core, section 12.2
		JsonNode first = tokens(APP, "nonce", "n-1");
		JsonNode second = refresh(APP, first).json();

		JsonNode before = Jwt.of(text(first, "id_token")).claims();
		JsonNode after = Jwt.of(text(second, "id_token")).claims();
		assertThat(after.has("nonce")).isFalse();
		for (String name : new String[] { "iss", "sub", "aud", "auth_time", "name", "email" }) {
			assertThat(after.get(name)).as(name).isEqualTo(before.get(name));
		}
		assertThat(after.get("exp").asLong() - after.get("iat").asLong()).isEqualTo(86_400);
	}

	@Test
	void exactHasNoRefreshToken() { // 3
		assertThat(tokens(App.LEGACY_READER).has("refresh_token")).isFalse();
	}

	@Test
	void aPublicAppRefreshesWithItsIdAlone() { // 3
		JsonNode tokens = tokens(App.MOBILE_READER);

		assertThat(refresh(App.MOBILE_READER, tokens).status()).isEqualTo(200);
	}

	@Test
	void aRefreshTokenOfAnotherAppIsRefusedAndStaysGoodForItsOwn() { // RFC 6749, section 6
		JsonNode tokens = tokens(APP);

		assertError(refresh(newApp(), tokens), 400, "invalid_grant");

		assertThat(refresh(APP, tokens).status()).isEqualTo(200);
	}

	@Test
	void aFailedClientAuthenticationDoesNotBurnTheRefreshToken() { // 7.6
		JsonNode tokens = tokens(APP);

		assertError(refresh(new App(APP.clientId(), "wrong"), tokens), 401, "invalid_client");

		assertThat(refresh(APP, tokens).status()).isEqualTo(200);
	}

	@ParameterizedTest
	@ValueSource(strings = { "nonsense", "c17000000000000123456789abcdef0123456789abcdef" })
	void anUnknownRefreshTokenIsInvalidGrant(String refreshToken) { // 3
		assertError(APP.token(stranger(), "grant_type", "refresh_token", "refresh_token", refreshToken), 400,
				"invalid_grant");
	}

	@Test
	void anAccessTokenIsNoRefreshTokenNorACode() { // 3
		JsonNode tokens = tokens(APP);

		assertError(APP.token(stranger(), "grant_type", "refresh_token", "refresh_token", text(tokens, "access_token")),
				400, "invalid_grant");
		assertError(APP.token(stranger(), "code", text(tokens, "refresh_token")), 400, "invalid_grant");
		assertThat(read("/v2/my/info", text(tokens, "refresh_token")).status()).isEqualTo(401);
	}

	@Test
	void aMissingRefreshTokenIsInvalidRequest() { // 3
		assertError(APP.token(stranger(), "grant_type", "refresh_token"), 400, "invalid_request");
	}

	private Page refresh(App app, JsonNode tokens, String... more) {
		String[] parameters = new String[more.length + 4];
		parameters[0] = "grant_type";
		parameters[1] = "refresh_token";
		parameters[2] = "refresh_token";
		parameters[3] = text(tokens, "refresh_token");
		System.arraycopy(more, 0, parameters, 4, more.length);
		return app.token(stranger(), parameters);
	}

}
