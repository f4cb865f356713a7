package org.rollcall.contract;

import java.util.List;
import java.util.Map;
import java.util.TreeSet;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rollcall.client.Scope;
import org.rollcall.journey.App;
import org.rollcall.journey.Http;
import org.rollcall.journey.Page;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Discovery and the JWKS (contract, sections 1 and 4).
 */
class DiscoveryTests extends ContractTest {

	private static final String DISCOVERY = "/.well-known/openid-configuration";

	@ParameterizedTest
	@ValueSource(strings = { DISCOVERY, "/oauth2/v2/.well-known/openid-configuration",
			"/.well-known/oauth-authorization-server" })
	void isUnderEveryPath(String path) { // 1
		Page answer = stranger().get(path);

		assertThat(answer.status()).isEqualTo(200);
		assertThat(answer.header("Content-Type")).isEqualTo("application/json");
		assertThat(answer.header("Cache-Control")).contains("max-age=");
		assertThat(answer.json()).isEqualTo(document());
	}

	@Test
	void namesTheEndpointsUnderClassLinksPaths() { // 1
		JsonNode document = document();

		assertThat(text(document, "issuer")).isEqualTo(this.base);
		Map.of("authorization_endpoint", "/oauth2/v2/auth", "token_endpoint", "/oauth2/v2/token", "userinfo_endpoint",
				"/v2/my/profileinfo", "jwks_uri", "/oauth2/v2/jwks", "end_session_endpoint", "/logout",
				"revocation_endpoint", "/oauth2/v2/revoke", "introspection_endpoint", "/oauth2/v2/introspect",
				"registration_endpoint", "/connect/register")
			.forEach((name, path) -> assertThat(text(document, name)).as(name).isEqualTo(this.base + path));
		assertThat(document.propertyNames().stream().filter((name) -> name.endsWith("_endpoint"))).hasSize(7);
	}

	@Test
	void listsAllThatIsSupportedAndNothingElse() { // 4
		JsonNode document = document();

		assertThat(strings(document, "scopes_supported")).containsExactlyInAnyOrderElementsOf(Scope.all());
		assertThat(strings(document, "response_types_supported")).containsExactly("code");
		assertThat(strings(document, "response_modes_supported")).containsExactly("query");
		assertThat(strings(document, "grant_types_supported")).containsExactlyInAnyOrder("authorization_code",
				"refresh_token", "client_credentials");
		assertThat(strings(document, "subject_types_supported")).containsExactly("public");
		assertThat(strings(document, "id_token_signing_alg_values_supported")).containsExactly("RS256");
		assertThat(strings(document, "token_endpoint_auth_methods_supported")).containsExactlyInAnyOrder(
				"client_secret_post", "client_secret_basic", "none");
		assertThat(strings(document, "introspection_endpoint_auth_methods_supported"))
			.containsExactlyInAnyOrder("client_secret_post", "client_secret_basic");
		assertThat(strings(document, "code_challenge_methods_supported")).containsExactly("S256");
		assertThat(strings(document, "prompt_values_supported")).containsExactlyInAnyOrder("none", "login", "consent",
				"select_account");
		assertThat(document.get("authorization_response_iss_parameter_supported").asBoolean()).isTrue();
		for (String name : List.of("claims_parameter_supported", "request_parameter_supported",
				"request_uri_parameter_supported")) {
			assertThat(document.get(name).isBoolean()).isTrue();
			assertThat(document.get(name).asBoolean()).as(name).isFalse();
		}
	}

	@Test
	void listsWhatClassLinkLists() { // 4
		assertThat(strings(document(), "scopes_supported")).contains("openid", "profile", "email", "oneroster", "classes",
				"classes.readonly", "admin", "full", "inbox", "files");
		assertThat(strings(document(), "claims_supported")).contains("login_hint", "classLink_tenant_id",
				"classLink_tenant_id_string", "classLink_role", "classLink_role_level", "classLink_sourcedId",
				"classLink_org_sourcedids");
	}

	@Test
	void listsTheClaimsThatAnIdTokenHas() { // 4
		String loginId = newPerson(2284, "every.claim");
		this.jdbc.sql("""
				update person set middle_name = 'Mid', image_path = 'https://x/y.png', email = 'every@x.example'
				where login_id = ?""").param(loginId).update();

		JsonNode claims = Jwt.of(text(visitor(loginId).tokens(App.LINCOLN_READER).json(), "id_token")).claims();

		assertThat(strings(document(), "claims_supported")).containsExactlyInAnyOrderElementsOf(claims.propertyNames());
	}

	@Test
	void leadsAClientThroughTheWholeSignIn() { // 1
		JsonNode document = document();
		App app = App.LINCOLN_READER;
		String request = text(document, "authorization_endpoint") + "?" + app.authorizeUrl().split("\\?")[1];

		String code = Http.parameter(teacher().allow(request), "code");
		JsonNode tokens = stranger().post(text(document, "token_endpoint"), app.parameters("code", code)).json();
		Page info = stranger().get(text(document, "userinfo_endpoint"), "Authorization",
				"Bearer " + text(tokens, "access_token"));

		assertThat(text(info.json(), "sub")).isEqualTo(text(Jwt.of(text(tokens, "id_token")).claims(), "sub"));
		String kid = text(Jwt.of(text(tokens, "id_token")).header(), "kid");
		assertThat(stranger().get(text(document, "jwks_uri")).json().get("keys").valueStream().map((key) -> text(key, "kid")))
			.contains(kid);
	}

	@Test
	void theJwksMayBeKeptAndAskedForAgain() { // 1
		Page jwks = stranger().get("/oauth2/v2/jwks");
		assertThat(jwks.status()).isEqualTo(200);
		assertThat(jwks.header("Content-Type")).isEqualTo("application/json");
		assertThat(jwks.headers().allValues("Cache-Control")).singleElement().asString().containsPattern("max-age=[1-9]\\d*")
			.contains("public")
			.doesNotContain("no-store", "no-cache");
		assertThat(jwks.header("Pragma")).isEmpty();
		assertThat(jwks.header("ETag")).matches("\"[^\"]+\"");

		Page again = stranger().get("/oauth2/v2/jwks", "If-None-Match", jwks.header("ETag"));

		assertThat(again.status()).isEqualTo(304);
		assertThat(again.body()).isEmpty();
		assertThat(again.header("ETag")).isEqualTo(jwks.header("ETag"));
		assertThat(again.header("Cache-Control")).isEqualTo(jwks.header("Cache-Control"));
		assertThat(stranger().get("/oauth2/v2/jwks", "If-None-Match", "\"other\"").status()).isEqualTo(200);
	}

	@Test
	void theJwksHasPublicKeysOnly() { // 1, 4
		JsonNode keys = stranger().get("/oauth2/v2/jwks").json().get("keys");

		assertThat(keys.values()).isNotEmpty().allSatisfy((key) -> {
			assertThat(new TreeSet<>(key.propertyNames())).containsExactly("alg", "e", "kid", "kty", "n", "use");
			assertThat(text(key, "kty")).isEqualTo("RSA");
			assertThat(text(key, "alg")).isEqualTo("RS256");
			assertThat(text(key, "use")).isEqualTo("sig");
			assertThat(text(key, "n")).hasSizeGreaterThanOrEqualTo(342);
		});
	}

	private JsonNode document() {
		return stranger().get(DISCOVERY).json();
	}

	private static List<String> strings(JsonNode document, String name) {
		return document.get(name).valueStream().map(JsonNode::asString).toList();
	}

}
