package org.rollcall.contract;

import java.text.ParseException;
import java.time.Instant;
import java.util.UUID;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rollcall.journey.App;
import org.rollcall.journey.Visitor;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/**
 * The id_token (contract, section 4; section 7, row 8).
 */
class IdTokenTests extends ContractTest {

	private static final App APP = App.LINCOLN_READER;

	@Test
	void isSignedWithRs256ByAKeyOfTheJwks() throws ParseException, JOSEException { // 4, 7.8
		SignedJWT jwt = SignedJWT.parse(text(tokens(APP), "id_token"));
		assertThat(jwt.getHeader().getAlgorithm().getName()).isEqualTo("RS256");
		assertThat(jwt.getHeader().getKeyID()).isNotBlank();

		JWK key = JWKSet.parse(stranger().get("/oauth2/v2/jwks").body()).getKeyByKeyId(jwt.getHeader().getKeyID());

		assertThat(key).isNotNull();
		assertThat(jwt.verify(new RSASSAVerifier(key.toRSAKey()))).isTrue();
	}

	@Test
	void hasTheClaimsOfTheContractAndNoOthers() { // 4
		assertThat(claims(APP, "nonce", "n-1").propertyNames()).containsExactlyInAnyOrder("iss", "sub", "aud", "exp", "iat",
				"auth_time", "nonce", "login_hint", "email", "email_verified", "name", "given_name", "family_name",
				"preferred_username", "profile", "address", "classLink_tenant_id", "classLink_tenant_id_string",
				"classLink_role", "classLink_role_level", "classLink_sourcedId", "classLink_org_sourcedids");
	}

	@Test
	void hasNoNbf() { // 4, 7.8
		assertThat(claims(APP).has("nbf")).isFalse();
		assertThat(claims(App.LEGACY_READER).has("nbf")).isFalse();
	}

	@Test
	void issIsTheServerWithoutATrailingSlash() { // 4, 7.8
		assertThat(text(claims(APP), "iss")).isEqualTo(this.base).doesNotEndWith("/");
	}

	@Test
	void subIsAStringOfTheUserId() { // 4, 7.8
		JsonNode sub = claims(APP).get("sub");

		assertThat(sub.isString()).isTrue();
		assertThat(sub.asString()).isEqualTo(person("tina.teacher", "user_id"));
	}

	@Test
	void audIsTheClientIdAsAString() { // 4
		JsonNode aud = claims(APP).get("aud");

		assertThat(aud.isString()).isTrue();
		assertThat(aud.asString()).isEqualTo(APP.clientId());
	}

	@Test
	void timesAreNumbersAndItLives24Hours() { // 4
		JsonNode claims = claims(APP);

		for (String name : new String[] { "exp", "iat", "auth_time" }) {
			assertThat(claims.get(name).isIntegralNumber()).as(name).isTrue();
		}
		assertThat(claims.get("exp").asLong() - claims.get("iat").asLong()).isEqualTo(86_400);
		assertThat(claims.get("iat").asLong()).isCloseTo(Instant.now().getEpochSecond(), within(60L));
		assertThat(claims.get("auth_time").asLong()).isLessThanOrEqualTo(claims.get("iat").asLong());
	}

	@Test
	void returnsTheNonce() { // 2
		assertThat(text(claims(APP, "nonce", "n / ä"), "nonce")).isEqualTo("n / ä");
		assertThat(text(claims(App.LEGACY_READER, "nonce", "n-2"), "nonce")).isEqualTo("n-2");
	}

	@Test
	void hasANonceOfItsOwnWhenTheAppSendsNone() { // 2
		String first = text(claims(APP), "nonce");
		String second = text(claims(APP), "nonce");

		assertThat(UUID.fromString(first)).hasToString(first);
		assertThat(UUID.fromString(second)).hasToString(second);
		assertThat(first).isNotEqualTo(second);
	}

	@Test
	void namesThePersonInStrings() { // 4
		JsonNode claims = claims(APP);

		assertString(claims, "login_hint", "tina.teacher");
		assertString(claims, "preferred_username", "tina.teacher");
		assertString(claims, "given_name", person("tina.teacher", "first_name"));
		assertString(claims, "family_name", person("tina.teacher", "last_name"));
		assertString(claims, "name", person("tina.teacher", "display_name"));
		assertString(claims, "email", person("tina.teacher", "email"));
		assertThat(claims.get("email_verified").isBoolean()).isTrue();
	}

	@Test
	void hasAMiddleNameAndAPictureWhereThereAreSome() { // 4
		String loginId = newPerson(2284, "middle.name");
		this.jdbc.sql("update person set middle_name = 'Mid', image_path = 'https://x/y.png', email = null where login_id = ?")
			.param(loginId)
			.update();

		JsonNode claims = Jwt.of(text(visitor(loginId).tokens(APP).json(), "id_token")).claims();

		assertString(claims, "middle_name", "Mid");
		assertString(claims, "picture", "https://x/y.png");
		assertThat(claims.propertyNames()).doesNotContain("email", "email_verified");
		assertString(claims, "classLink_sourcedId", "");
		assertThat(claims.get("classLink_org_sourcedids").isEmpty()).isTrue();
	}

	@Test
	void profileIsTheProfilesNameAndNoUrl() { // 4
		assertString(claims(APP), "profile", "Teacher");
	}

	@Test
	void addressIsAnObjectOfDistrictAndState() { // 4
		JsonNode address = claims(APP).get("address");

		assertThat(address.propertyNames()).containsExactlyInAnyOrder("locality", "region");
		assertString(address, "locality", "Lincoln Unified School District");
		assertString(address, "region", "New Jersey");
	}

	@Test
	void hasClassLinksOwnClaims() { // 4
		JsonNode claims = claims(APP);

		assertThat(claims.get("classLink_tenant_id").isIntegralNumber()).isTrue();
		assertThat(claims.get("classLink_tenant_id").asInt()).isEqualTo(2284);
		assertString(claims, "classLink_tenant_id_string", "2284");
		assertString(claims, "classLink_role", "Teacher");
		assertThat(claims.get("classLink_role_level").isIntegralNumber()).isTrue();
		assertThat(claims.get("classLink_role_level").asInt()).isEqualTo(3);
		assertString(claims, "classLink_sourcedId", person("tina.teacher", "sourced_id"));
		assertThat(claims.get("classLink_org_sourcedids").isArray()).isTrue();
	}

	@ParameterizedTest
	@CsvSource(textBlock = """
			openid | ''
			openid email | email email_verified
			openid profile | login_hint name given_name family_name preferred_username profile address classLink_tenant_id \
			classLink_tenant_id_string classLink_role classLink_role_level classLink_sourcedId classLink_org_sourcedids
			""", delimiter = '|')
	void givesExtendedTheClaimsOfItsScopes(String scope, String claims) { // 4
		assertThat(claims(APP, "scope", scope).propertyNames()).containsExactlyInAnyOrder(
				("iss sub aud exp iat auth_time nonce " + claims).strip().split(" "));
	}

	@Test
	void givesExactEveryClaimWhateverTheScope() { // 4
		assertThat(claims(App.LEGACY_READER, "scope", "openid").propertyNames())
			.containsExactlyInAnyOrderElementsOf(claims(APP).propertyNames());
	}

	@Test
	void givesExactAnIdTokenWithoutOpenid() { // 3
		assertString(claims(App.LEGACY_READER, "scope", "profile"), "login_hint", "tina.teacher");
	}

	@Test
	void givesExtendedNoIdTokenWithoutOpenid() { // 3
		assertThat(tokens(APP, "scope", "profile email").propertyNames()).containsExactly("access_token", "token_type",
				"response_type", "expires_in", "refresh_token", "scope");
	}

	@Test
	void isOfThePersonWhoSignedIn() { // 4
		Visitor student = Visitor.student(this.base);

		JsonNode claims = Jwt.of(text(student.tokens(APP).json(), "id_token")).claims();

		assertString(claims, "sub", person("sam.student", "user_id"));
		assertString(claims, "classLink_role", "Student");
		assertThat(claims.get("classLink_role_level").asInt()).isEqualTo(4);
	}

	private JsonNode claims(App app, String... more) {
		return Jwt.of(text(tokens(app, more), "id_token")).claims();
	}

	private String person(String loginId, String column) {
		return this.jdbc.sql("select " + column + "::text from person where tenant_id = 2284 and login_id = ?")
			.param(loginId)
			.query(String.class)
			.single();
	}

	private static void assertString(JsonNode json, String name, String value) {
		assertThat(json.path(name).isString()).as(name).isTrue();
		assertThat(json.path(name).asString()).as(name).isEqualTo(value);
	}

}
