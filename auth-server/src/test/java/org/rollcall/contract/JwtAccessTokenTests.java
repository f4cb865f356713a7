package org.rollcall.contract;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import org.junit.jupiter.api.Test;
import org.rollcall.journey.App;
import org.rollcall.journey.Page;
import org.rollcall.journey.Visitor;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Access tokens that are JWTs (RFC 9068), for apps that are registered for them.
 */
class JwtAccessTokenTests extends ContractTest {

	private static final String INFO = "/v2/my/info";

	private App app;

	private JsonNode tokens;

	@Test
	void saysWhatTheStandardWants() throws Exception {
		String token = token();
		Jwt jwt = Jwt.of(token);
		JsonNode claims = jwt.claims();

		assertThat(jwt.header().propertyNames()).containsExactlyInAnyOrder("typ", "alg", "kid");
		assertThat(text(jwt.header(), "typ")).isEqualTo("at+jwt");
		assertThat(text(jwt.header(), "alg")).isEqualTo("RS256");
		assertThat(claims.propertyNames()).containsExactlyInAnyOrder("iss", "sub", "aud", "exp", "iat", "jti", "client_id", "scope",
				"auth_time");
		assertThat(text(claims, "iss")).isEqualTo(this.base);
		assertThat(text(claims, "aud")).isEqualTo(this.base);
		assertThat(text(claims, "client_id")).isEqualTo(app().clientId());
		assertThat(text(claims, "scope")).isEqualTo("openid profile email");
		JsonNode idToken = Jwt.of(text(tokens(), "id_token")).claims();
		assertThat(claims.get("sub")).isEqualTo(idToken.get("sub"));
		assertThat(claims.get("auth_time")).isEqualTo(idToken.get("auth_time"));
		assertThat(claims.get("exp").asLong() - claims.get("iat").asLong()).isEqualTo(86_400);
		assertThat(SignedJWT.parse(token).verify(new RSASSAVerifier(published(token).toRSAPublicKey()))).isTrue();
	}

	@Test
	void noTwoAreTheSame() {
		JsonNode again = refresh();

		assertThat(text(again, "access_token")).startsWith("eyJ").isNotEqualTo(token());
		assertThat(Jwt.of(text(again, "access_token")).claims().get("jti")).isNotEqualTo(Jwt.of(token()).claims().get("jti"));
	}

	@Test
	void isAsGoodAsAnyOther() {
		assertThat(read(INFO, token()).status()).isEqualTo(200);
		assertThat(stranger().get(INFO, "Authorization", token()).status()).isEqualTo(200);
		assertThat(text(read("/oauth2/v2/userinfo", token()).json(), "sub")).isEqualTo(text(Jwt.of(token()).claims(), "sub"));
		JsonNode introspected = introspect(token()).json();
		assertThat(introspected.get("active").asBoolean()).isTrue();
		assertThat(introspected.get("aud").path(0)).isEqualTo(Jwt.of(token()).claims().get("aud"));
		assertThat(introspected.get("sub")).isEqualTo(Jwt.of(token()).claims().get("sub"));
	}

	@Test
	void isTakenBackLikeAnyOther() {
		String token = text(refresh(), "access_token");

		stranger().post("/oauth2/v2/revoke", app().parameters("token", token));

		assertThat(read(INFO, token).status()).isEqualTo(401);
		assertThat(text(read(INFO, token).json(), "message")).contains("revoked");
		assertThat(introspect(token).body()).isEqualTo("{\"active\":false}");
	}

	@Test
	void onlyItsHashIsKept() {
		String token = token();

		assertThat(this.jdbc.sql("select count(*) from access_token t where t::text like ?")
			.param("%" + token.substring(token.lastIndexOf('.')) + "%")
			.query(Integer.class)
			.single()).isZero();
	}

	@Test
	void anotherAppsTokensStayAsTheyAre() {
		assertThat(text(super.tokens(App.LINCOLN_READER), "access_token")).matches(CLASSLINK_ID);
		assertThat(text(super.tokens(newExactApp()), "access_token")).matches(CLASSLINK_ID);
	}

	@Test
	void withoutASignatureItIsGoodForNothing() {
		String none = encode("{\"alg\":\"none\",\"typ\":\"at+jwt\"}") + "." + token().split("\\.")[1] + ".";

		assertRefused(none);
	}

	@Test
	void withOtherClaimsItIsGoodForNothing() {
		String[] parts = token().split("\\.");
		String claims = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8);

		assertRefused(parts[0] + "." + encode(claims.replaceFirst("\"sub\":\"\\d+\"", "\"sub\":\"1\"")) + "." + parts[2]);
		assertRefused(parts[0] + "." + encode(claims.replace("openid profile email", "openid profile email full")) + "." + parts[2]);
		assertRefused(token() + "A");
		assertRefused(token().substring(0, token().length() - 1));
	}

	@Test
	void signedWithThePublicKeyAsASecretItIsGoodForNothing() throws Exception {
		RSAKey key = published(token());
		SignedJWT forged = new SignedJWT(header(JWSAlgorithm.HS256, key.getKeyID()), SignedJWT.parse(token()).getJWTClaimsSet());
		forged.sign(new MACSigner(key.toRSAPublicKey().getEncoded()));

		assertRefused(forged.serialize());
	}

	@Test
	void signedWithSomebodyElsesKeyItIsGoodForNothing() throws Exception {
		RSAKey theirs = new RSAKeyGenerator(2048).keyID(published(token()).getKeyID()).generate();

		assertRefused(signed(theirs, SignedJWT.parse(token()).getJWTClaimsSet()));
		assertRefused(signed(theirs, new JWTClaimsSet.Builder(SignedJWT.parse(token()).getJWTClaimsSet()).issuer("https://evil.example")
			.expirationTime(Date.from(Instant.now().plusSeconds(3_600)))
			.build()));
	}

	@Test
	void anIdTokenIsNoAccessToken() {
		assertRefused(text(tokens(), "id_token"));
	}

	@Test
	void itIsNoIdToken() {
		Visitor visitor = Visitor.teacher(this.base).signIn();
		String other = text(visitor.tokens(app()).json(), "access_token");

		Page asked = visitor.http().get("/logout?id_token_hint=" + other + "&post_logout_redirect_uri=http%3A%2F%2Flocalhost%3A9001%2F");

		assertThat(asked.header("Location")).isNotEqualTo("http://localhost:9001/");
	}

	@Test
	void inAnAddressItDoesNotCount() {
		assertThat(stranger().get(INFO + "?access_token=" + token()).status()).isEqualTo(401);
	}

	@Test
	void longGibberishIsRefusedLikeShort() {
		assertRefused("eyJ" + "A".repeat(7_000));
		assertRefused("eyJ..");
	}

	private App app() {
		if (this.app == null) {
			this.app = newJwtApp();
		}
		return this.app;
	}

	private JsonNode tokens() {
		if (this.tokens == null) {
			this.tokens = super.tokens(app());
		}
		return this.tokens;
	}

	private String token() {
		return text(tokens(), "access_token");
	}

	/** The tokens that there were are good no more than once to be refreshed. */
	private JsonNode refresh() {
		JsonNode fresh = super.tokens(app());
		return app().token(stranger(), "grant_type", "refresh_token", "refresh_token", text(fresh, "refresh_token")).json();
	}

	private Page introspect(String token) {
		return stranger().post("/oauth2/v2/introspect", app().parameters("token", token));
	}

	private void assertRefused(String token) {
		for (String path : List.of(INFO, "/oauth2/v2/userinfo", "/v2/my/profile")) {
			Page refused = read(path, token);
			assertThat(refused.status()).as(path).isEqualTo(401);
			assertThat(refused.header("WWW-Authenticate")).contains("invalid_token");
		}
		assertThat(introspect(token).body()).isEqualTo("{\"active\":false}");
		assertThat(stranger().post("/oauth2/v2/revoke", app().parameters("token", token)).status()).isEqualTo(200);
		assertThat(read(INFO, token()).status()).isEqualTo(200);
	}

	private RSAKey published(String token) throws Exception {
		return (RSAKey) JWKSet.parse(stranger().get("/oauth2/v2/jwks").body()).getKeyByKeyId(text(Jwt.of(token).header(), "kid"));
	}

	private static JWSHeader header(JWSAlgorithm algorithm, String kid) {
		return new JWSHeader.Builder(algorithm).type(new JOSEObjectType("at+jwt")).keyID(kid).build();
	}

	private static String signed(RSAKey key, JWTClaimsSet claims) throws JOSEException {
		SignedJWT jwt = new SignedJWT(header(JWSAlgorithm.RS256, key.getKeyID()), claims);
		jwt.sign(new RSASSASigner(key));
		return jwt.serialize();
	}

	private static String encode(String json) {
		return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(StandardCharsets.UTF_8));
	}

}
