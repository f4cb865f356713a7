package org.rollcall.contract;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rollcall.client.TokenFormat;
import org.rollcall.journey.App;
import org.rollcall.journey.Http;
import org.rollcall.journey.Page;
import org.rollcall.platform.Sha256;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rollcall.contract.TokenEndpointTests.assertError;

/**
 * {@code grant_type=client_credentials} (RFC 6749, section 4.4), at the token endpoint and at the host's root, where ClassLink's
 * Roster Server has it (contract, section 1).
 */
class ClientCredentialsTests extends ContractTest {

	private static final String TOKEN = "/oauth2/v2/token";

	private App machine;

	@ParameterizedTest
	@ValueSource(strings = { TOKEN, "/token" })
	void aMachineGetsATokenForItself(String path) {
		Page answer = stranger().post(path, machine().parameters("grant_type", "client_credentials"));

		assertThat(answer.status()).isEqualTo(200);
		assertThat(answer.header("Content-Type")).isEqualTo("application/json");
		assertThat(answer.header("Cache-Control")).contains("no-store");
		JsonNode token = answer.json();
		assertThat(token.propertyNames()).containsExactlyInAnyOrder("access_token", "token_type", "expires_in", "scope");
		assertThat(text(token, "access_token")).matches(CLASSLINK_ID);
		assertThat(text(token, "token_type")).isEqualTo("Bearer");
		assertThat(token.get("expires_in").asInt()).isEqualTo(86_400);
		assertThat(text(token, "scope").split(" ")).containsExactlyInAnyOrder("people.read", "roster.read");
	}

	@ParameterizedTest
	@ValueSource(strings = { TOKEN, "/token" })
	void itMayAuthenticateItselfWithBasic(String path) {
		Page answer = stranger().post(path, Map.of("grant_type", "client_credentials"), "Authorization", machine().basic());

		assertThat(answer.status()).isEqualTo(200);
	}

	@Test
	void itMayAskForLess() {
		JsonNode token = ask("scope", "roster.read").json();

		assertThat(text(token, "scope")).isEqualTo("roster.read");
		assertThat(text(introspect(machine(), text(token, "access_token")).json(), "scope")).isEqualTo("roster.read");
	}

	@Test
	void whatAppsSendToClassLinkBesidesIsTolerated() {
		assertThat(ask("resource", "https://api.example", "audience", "x", "response_type", "code").status()).isEqualTo(200);
	}

	@Test
	void itIsToldThatItsTokenIsGoodAndThatNobodyIsBehindIt() {
		String token = token();
		JsonNode claims = introspect(machine(), token).json();

		assertThat(claims.propertyNames()).containsExactlyInAnyOrder("active", "client_id", "iat", "exp", "scope", "token_type", "aud", "iss");
		assertThat(claims.get("active").asBoolean()).isTrue();
		assertThat(text(claims, "client_id")).isEqualTo(machine().clientId());
		assertThat(introspect(newApp(Set.of("openid")), token).body()).isEqualTo("{\"active\":false}");
	}

	@Test
	void asAJwtItsSubjectIsTheAppItself() {
		App machine = newMachine(TokenFormat.JWT, "people.read");
		String token = text(machine.token(stranger(), "grant_type", "client_credentials").json(), "access_token");
		Jwt jwt = Jwt.of(token);

		assertThat(text(jwt.header(), "typ")).isEqualTo("at+jwt");
		assertThat(jwt.claims().propertyNames()).containsExactlyInAnyOrder("iss", "sub", "aud", "exp", "iat", "jti", "client_id", "scope");
		assertThat(text(jwt.claims(), "sub")).isEqualTo(machine.clientId());
		assertThat(introspect(machine, token).json().has("sub")).isFalse();
		assertThat(introspect(machine, token).json().get("active").asBoolean()).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "/v2/my/info", "/v2/my/profileinfo", "/oauth2/v2/userinfo", "/v2/my/profile", "/v2/my/district", "/my/groups" })
	void itTellsOfNobody(String path) {
		Page refused = read(path, token());

		assertThat(refused.status()).isEqualTo(403);
		assertThat(text(refused.json(), "message")).contains("belongs to no person");
		assertThat(refused.header("WWW-Authenticate")).contains("insufficient_scope");
	}

	@Test
	void itTakesItsTokenBack() {
		String token = token();
		String another = token();
		stranger().post("/oauth2/v2/revoke", App.LINCOLN_READER.parameters("token", token));
		assertThat(isActive(token)).isTrue();

		assertThat(stranger().post("/oauth2/v2/revoke", machine().parameters("token", token)).status()).isEqualTo(200);

		assertThat(isActive(token)).isFalse();
		assertThat(isActive(another)).isTrue();
	}

	@Test
	void aTokenEndsWithTheSecretThatItWasGotWith() {
		App machine = newMachine(TokenFormat.OPAQUE, "roster.read");
		String token = text(machine.token(stranger(), "grant_type", "client_credentials").json(), "access_token");
		App other = new App(machine.clientId(), "0123456789abcdef0123456789abcdef");
		this.jdbc.sql("insert into client_secret (client_id, secret_hash, created_at) values (?, ?, now())")
			.params(machine.clientId(), Sha256.of(other.secret()))
			.update();

		this.jdbc.sql("update client_secret set expires_at = now() where client_id = ? and secret_hash <> ?")
			.params(machine.clientId(), Sha256.of(other.secret()))
			.update();

		assertThat(introspect(other, token).body()).isEqualTo("{\"active\":false}");
		assertError(machine.token(stranger(), "grant_type", "client_credentials"), 401, "invalid_client");
		String fresh = text(other.token(stranger(), "grant_type", "client_credentials").json(), "access_token");
		assertThat(introspect(other, fresh).json().get("active").asBoolean()).isTrue();
		assertThat(read("/v2/my/info", token).status()).isEqualTo(401);
	}

	@Test
	void aTokenLastsNoLongerThanTheSecret() {
		App machine = newMachine(TokenFormat.OPAQUE, "roster.read");
		this.jdbc.sql("update client_secret set expires_at = now() + interval '90 seconds' where client_id = ?").param(machine.clientId()).update();

		assertThat(machine.token(stranger(), "grant_type", "client_credentials").json().get("expires_in").asInt()).isBetween(30, 90);
	}

	@Test
	void theTokensOfADisabledMachineAreGoodForNothing() {
		App machine = newMachine(TokenFormat.OPAQUE, "roster.read", "api.gateway.access");
		App gateway = newMachine(TokenFormat.OPAQUE, "api.gateway.access");
		String token = text(machine.token(stranger(), "grant_type", "client_credentials").json(), "access_token");
		assertThat(introspect(gateway, token).json().get("active").asBoolean()).isTrue();

		this.jdbc.sql("update client set disabled_at = now() where client_id = ?").param(machine.clientId()).update();

		assertThat(introspect(gateway, token).body()).isEqualTo("{\"active\":false}");
		assertError(machine.token(stranger(), "grant_type", "client_credentials"), 401, "invalid_client");
		this.jdbc.sql("delete from client where client_id = ?").param(machine.clientId()).update();
		assertThat(introspect(gateway, token).body()).isEqualTo("{\"active\":false}");
	}

	@Test
	void onlyItsHashIsKeptAndWhoGotItIsWrittenDown() {
		String token = token();

		assertThat(this.jdbc.sql("select count(*) from machine_token where token_hash = sha256(?::bytea)").param(token).query(Integer.class).single())
			.isEqualTo(1);
		assertThat(this.jdbc.sql("select count(*) from machine_token t where t::text like ?").param("%" + token + "%").query(Integer.class).single())
			.isZero();
		assertThat(this.jdbc.sql("select string_agg(details::text, '') from audit_event where kind = 'MachineTokenIssued' and client_id = ?")
			.param(machine().clientId())
			.query(String.class)
			.single()).contains("client_credentials", "people.read").doesNotContain(token);
		assertThat(this.jdbc.sql("select scope from scope_use where client_id = ?").param(machine().clientId()).query(String.class).list())
			.contains("people.read", "roster.read");
	}

	@Test
	void aScopeThatItIsNotRegisteredForIsRefused() {
		assertError(ask("scope", "roster.read people.write"), 400, "invalid_scope");
		assertThat(text(ask("scope", "people.write").json(), "error_description")).contains("people.write");
		assertError(ask("scope", "no.such"), 400, "invalid_scope");
		assertError(newMachine(TokenFormat.OPAQUE).token(stranger(), "grant_type", "client_credentials"), 400, "invalid_scope");
	}

	@Test
	void itIsForMachinesAlone() {
		assertError(App.LINCOLN_READER.token(stranger(), "grant_type", "client_credentials"), 400, "unauthorized_client");
		assertError(App.LEGACY_READER.token(stranger(), "grant_type", "client_credentials"), 400, "unauthorized_client");
		assertError(App.MOBILE_READER.token(stranger(), "grant_type", "client_credentials"), 400, "unauthorized_client");
		assertThat(text(App.MOBILE_READER.token(stranger(), "grant_type", "client_credentials").json(), "error_description")).contains("public");
	}

	@Test
	void withoutTheSecretThereIsNoToken() {
		assertError(new App(machine().clientId(), "ffffffffffffffffffffffffffffffff").token(stranger(), "grant_type", "client_credentials"), 401,
				"invalid_client");
		assertError(new App(machine().clientId(), null).token(stranger(), "grant_type", "client_credentials"), 401, "invalid_client");
	}

	@ParameterizedTest
	@CsvSource({ "authorization_code,code", "refresh_token,refresh_token" })
	void aMachineHasNothingElseToRedeem(String grantType, String parameter) {
		assertError(machine().token(stranger(), "grant_type", grantType, parameter, token()), 400, "unauthorized_client");
	}

	@Test
	void atTheRootThereAreNoCodes() {
		Page code = stranger().post("/token", App.LINCOLN_READER.parameters("code", "c1700000000000abcabcabcabcabcabcabcabcabcabcabc"));
		Page refresh = stranger().post("/token", App.LINCOLN_READER.parameters("grant_type", "refresh_token", "refresh_token", "x"));
		Page nothing = stranger().post("/token", machine().parameters());

		assertError(code, 400, "unsupported_grant_type");
		assertError(refresh, 400, "unsupported_grant_type");
		assertThat(text(refresh.json(), "error_description")).contains(TOKEN);
		assertError(nothing, 400, "invalid_request");
		assertThat(text(nothing.json(), "error_description")).contains("client_credentials");
	}

	@Test
	void theRootTakesPostAndNothingElse() {
		assertThat(stranger().get("/token").status()).isEqualTo(405);
		assertThat(stranger().get("/token").header("Allow")).isEqualTo("POST");
		Http http = stranger();
		Page json = http.send(http.request("/token", "Content-Type", "application/json").POST(BodyPublishers.ofString("{}")));
		assertError(json, 400, "invalid_request");
		assertThat(http.send(http.request("/token/", "Content-Type", "application/x-www-form-urlencoded")
			.POST(BodyPublishers.ofString("grant_type=client_credentials"))).status()).isGreaterThanOrEqualTo(400);
	}

	@Test
	void nobodyCanSignInToAMachine() {
		Page page = teacher().browse(machine().authorizeUrl(), "allow");

		assertThat(page.status()).isEqualTo(400);
		assertThat(page.text()).contains("Nobody can sign in to this app", "New Robot", "client_credentials");
	}

	private App machine() {
		if (this.machine == null) {
			this.machine = newMachine(TokenFormat.OPAQUE, "people.read", "roster.read");
		}
		return this.machine;
	}

	private String token() {
		return text(ask().json(), "access_token");
	}

	private Page ask(String... more) {
		List<Map.Entry<String, String>> parameters = machine().parameters(more);
		parameters.add(Map.entry("grant_type", "client_credentials"));
		return stranger().post(TOKEN, parameters);
	}

	private boolean isActive(String token) {
		return introspect(machine(), token).json().get("active").asBoolean();
	}

	private Page introspect(App app, String token) {
		return stranger().post("/oauth2/v2/introspect", app.parameters("token", token));
	}

}
