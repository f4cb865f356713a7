package org.rollcall.admin;

import java.net.http.HttpRequest.BodyPublishers;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.rollcall.administrator.ApiKeyScope;
import org.rollcall.client.AppKind;
import org.rollcall.client.ClientOwners;
import org.rollcall.client.ClientRegistration;
import org.rollcall.client.Clients;
import org.rollcall.client.Fidelity;
import org.rollcall.client.Lifetimes;
import org.rollcall.client.MachineScope;
import org.rollcall.client.TokenFormat;
import org.rollcall.config.Configurations;
import org.rollcall.journey.App;
import org.rollcall.journey.Http;
import org.rollcall.journey.Page;
import org.rollcall.journey.RollcallTest;
import org.rollcall.journey.Visitor;
import org.rollcall.platform.ClassLinkIdentifier;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Machines that use the admin API with access tokens of their own (RFC 6750).
 */
@RollcallTest
class AdminAppTests {

	@Value("${rollcall.issuer}")
	private String base;

	@Autowired
	private Clients clients;

	@Autowired
	private ClientOwners owners;

	@Autowired
	private Configurations configurations;

	@Autowired
	private InstantSource clock;

	@Autowired
	private JdbcClient jdbc;

	private Http http;

	private int washington;

	@BeforeEach
	void start() {
		this.http = new Http(this.base);
		this.washington = this.jdbc.sql("select tenant_id from district where custom_url = 'washingtonisd'").query(Integer.class).single();
	}

	@Test
	void everyScopeOfAKeyIsOneThatAMachineCanHave() {
		assertThat(List.of(MachineScope.values()).stream().filter(MachineScope::isAdministrative).map(MachineScope::value))
			.containsExactlyElementsOf(ApiKeyScope.all());
	}

	@Test
	void theOperatorsMachineReachesEverything() {
		String token = token(machine(null, TokenFormat.OPAQUE, "people.read", "config.read"));

		assertThat(call("GET", "/admin/v1/people/lincolnusd/tina.teacher", null, token).status()).isEqualTo(200);
		assertThat(call("GET", "/admin/v1/people/washingtonisd/wanda.admin", null, token).status()).isEqualTo(200);
		assertThat(call("GET", "/admin/v1/config", null, token).status()).isEqualTo(200);
	}

	@Test
	void aDistrictsMachineReachesThatDistrictAlone() {
		String token = token(machine(this.washington, TokenFormat.JWT, "people.read", "people.write", "config.read", "clients.read"));

		assertThat(call("GET", "/admin/v1/people?limit=2", null, token).json()).hasSize(2)
			.allSatisfy((person) -> assertThat(person.path("district").asString()).isEqualTo("washingtonisd"));
		assertThat(call("GET", "/admin/v1/people?district=lincolnusd", null, token).body()).isEqualTo("[]");
		assertThat(call("GET", "/admin/v1/people/lincolnusd/tina.teacher", null, token).status()).isEqualTo(404);
		assertThat(call("PUT", "/admin/v1/people/lincolnusd/tina.teacher", "{password: a new password}", token).status()).isEqualTo(404);
		assertThat(call("POST", "/admin/v1/people", "{role: Student, district: lincolnusd}", token).status()).isEqualTo(403);
		assertThat(call("GET", "/admin/v1/clients/" + App.LINCOLN_READER.clientId(), null, token).status()).isEqualTo(404);
		assertThat(call("GET", "/admin/v1/config", null, token).status()).isEqualTo(403);
		assertThat(call("POST", "/admin/v1/people", "{role: Student, firstName: Mae}", token).json().path("district").asString())
			.isEqualTo("washingtonisd");
	}

	@Test
	void withoutTheScopeItIsToldWhichItLacks() {
		String token = token(machine(null, TokenFormat.OPAQUE, "people.read"));

		Page refused = call("POST", "/admin/v1/people", "{role: Student}", token);

		assertThat(refused.status()).isEqualTo(403);
		assertThat(refused.header("Content-Type")).isEqualTo("application/problem+json");
		assertThat(refused.header("WWW-Authenticate")).startsWith("Bearer realm=\"Rollcall\", error=\"insufficient_scope\"")
			.contains("scope=\"people.write\"");
		assertThat(refused.json().path("scope").asString()).isEqualTo("people.write");
		assertThat(call("GET", "/admin/v1/no-such-thing", null, token).status()).isEqualTo(403);
	}

	@Test
	void aTokenThatAskedForLessIsGoodForLess() {
		App machine = machine(null, TokenFormat.OPAQUE, "people.read", "clients.read");
		String token = machine.token(this.http, "grant_type", "client_credentials", "scope", "clients.read").json().path("access_token").asString();

		assertThat(call("GET", "/admin/v1/clients", null, token).status()).isEqualTo(200);
		assertThat(call("GET", "/admin/v1/people", null, token).status()).isEqualTo(403);
	}

	@Test
	void whatIsTakenFromTheAppIsTakenFromItsTokens() {
		App machine = machine(null, TokenFormat.JWT, "people.read", "clients.read");
		String token = token(machine);
		this.jdbc.sql("delete from client_scope where client_id = ? and scope = 'people.read'").param(machine.clientId()).update();

		assertThat(call("GET", "/admin/v1/people", null, token).status()).isEqualTo(403);
		assertThat(call("GET", "/admin/v1/clients", null, token).status()).isEqualTo(200);
	}

	@Test
	void aTokenThatIsNoGoodIsToldWhy() {
		App machine = machine(null, TokenFormat.OPAQUE, "people.read");
		String revoked = token(machine);
		this.http.post("/oauth2/v2/revoke", machine.parameters("token", revoked));

		assertRefused(call("GET", "/admin/v1/people", null, revoked), "revoked");
		assertRefused(call("GET", "/admin/v1/people", null, "c1700000000000abcabcabcabcabcabcabcabcabcabcabc"), "not known");
		assertRefused(call("GET", "/admin/v1/people", null, "eyJhbGciOiJub25lIn0.eyJzY29wZSI6InBlb3BsZS5yZWFkIn0."), "not known");
		String disabled = token(machine);
		this.jdbc.sql("update client set disabled_at = now() where client_id = ?").param(machine.clientId()).update();
		assertRefused(call("GET", "/admin/v1/people", null, disabled), "disabled");
	}

	@Test
	void withoutATokenThereIsAChallengeAndNoError() {
		Page refused = this.http.get("/admin/v1/people");

		assertThat(refused.status()).isEqualTo(401);
		assertThat(refused.header("WWW-Authenticate")).isEqualTo("Bearer realm=\"Rollcall\"");
		assertThat(refused.header("Content-Type")).isEqualTo("application/problem+json");
	}

	@Test
	void aTokenInAnAddressDoesNotCount() {
		String token = token(machine(null, TokenFormat.OPAQUE, "people.read"));

		assertThat(this.http.get("/admin/v1/people?access_token=" + token).status()).isEqualTo(401);
		assertThat(this.http.get("/admin/v1/people", "Authorization", token).status()).isEqualTo(401);
		assertThat(this.http.get("/admin/v1/people", "X-API-Key", token).status()).isEqualTo(401);
		assertThat(this.http.get("/admin/v1/people", "Authorization", "bearer " + token).status()).isEqualTo(200);
	}

	@Test
	void aKeyAndATokenAtOnceAreRefused() {
		String token = token(machine(null, TokenFormat.OPAQUE, "people.read"));

		assertThat(this.http.get("/admin/v1/people", "Authorization", "Bearer " + token, "X-API-Key", "guessed").status()).isEqualTo(400);
	}

	@Test
	void aPersonsTokenOpensNothing() {
		String token = Visitor.teacher(this.base).tokens(App.LINCOLN_READER).json().path("access_token").asString();

		Page refused = call("GET", "/admin/v1/people", null, token);

		assertThat(refused.status()).isEqualTo(403);
		assertThat(refused.header("WWW-Authenticate")).contains("insufficient_scope");
		assertThat(refused.json().path("detail").asString()).contains("speaks for a person");
	}

	@Test
	void noSignInGivesAScopeOfTheAdminApi() {
		String location = Visitor.teacher(this.base)
			.allow(App.LINCOLN_READER.authorizeUrl("scope", "openid people.read"))
			.toString();

		assertThat(location).contains("error=invalid_scope");
	}

	@Test
	void theRecordNamesTheApp() {
		App machine = machine(null, TokenFormat.OPAQUE, "people.write");
		call("POST", "/admin/v1/people", "{role: Student, district: lincolnusd, firstName: Rex}", token(machine));

		assertThat(this.jdbc.sql("select actor_kind || ' ' || kind from audit_event where actor = ? and kind <> 'AdminApiCalled'")
			.param(machine.clientId())
			.query(String.class)
			.list()).contains("app PersonRegistered");
	}

	@Test
	void aLostAnswerIsAskedForAgain() {
		String token = token(machine(null, TokenFormat.OPAQUE, "clients.write"));
		String body = "{name: Told Twice, redirectUris: ['https://twice.example/cb'], scopes: [openid]}";

		Page first = call("POST", "/admin/v1/clients", body, token, "Idempotency-Key", "of-a-machine-1");
		Page again = call("POST", "/admin/v1/clients", body, token, "Idempotency-Key", "of-a-machine-1");

		assertThat(first.status()).isEqualTo(201);
		assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
		assertThat(again.json()).isEqualTo(first.json());
	}

	@ParameterizedTest
	@CsvSource({ "people.write", "people.read", "config.read" })
	void nobodyGivesAnAppWhatTheyLackThemselves(String scope) {
		String token = token(machine(null, TokenFormat.OPAQUE, "clients.write"));
		String robot = "{name: Robot, kind: machine, scopes: [" + scope + "]}";

		assertThat(call("POST", "/admin/v1/clients", robot, token).status()).isEqualTo(403);
		assertThat(call("PUT", "/admin/v1/clients/" + ClassLinkIdentifier.next(this.clock.instant()),
				robot.replace("{", "{clientSecret: 0123456789abcdef0123456789abcdef, "), token).status()).isEqualTo(403);
	}

	@Test
	void nobodyTakesOverAnAppThatMayMoreThanThey() {
		App strong = machine(this.washington, TokenFormat.OPAQUE, "people.write");
		String token = token(machine(this.washington, TokenFormat.OPAQUE, "clients.write"));

		Page refused = call("PUT", "/admin/v1/clients/" + strong.clientId(),
				"{name: Robot, kind: machine, scopes: [people.write], clientSecret: 0123456789abcdef0123456789abcdef}", token);

		assertThat(refused.status()).isEqualTo(403);
		assertThat(strong.token(this.http, "grant_type", "client_credentials").status()).isEqualTo(200);
		assertThat(call("PUT", "/admin/v1/clients/" + strong.clientId(),
				"{name: Robot, kind: machine, scopes: [openid], clientSecret: 0123456789abcdef0123456789abcdef}", token).status()).isEqualTo(403);
	}

	@Test
	void whoHasAScopeMayGiveItWithinReach() {
		String token = token(machine(this.washington, TokenFormat.OPAQUE, "clients.write", "people.write", "config.write"));

		Page made = call("POST", "/admin/v1/clients", "{name: Little Robot, kind: machine, scopes: [people.read]}", token);
		assertThat(made.status()).isEqualTo(201);
		assertThat(made.json().path("redirectUris")).isEmpty();
		App robot = new App(made.json().path("clientId").asString(), made.json().path("clientSecret").asString());
		assertThat(call("GET", "/admin/v1/people?district=lincolnusd", null, token(robot)).body()).isEqualTo("[]");
		assertThat(call("POST", "/admin/v1/clients", "{name: Greedy, kind: machine, scopes: [config.read]}", token).status()).isEqualTo(403);
	}

	@Test
	void onlyAMachineCanHaveThem() {
		String token = token(machine(null, TokenFormat.OPAQUE, "clients.write", "people.read"));

		Page refused = call("POST", "/admin/v1/clients", "{name: Reader, redirectUris: ['https://a.example/cb'], scopes: [people.read]}", token);

		assertThat(refused.status()).isEqualTo(400);
		assertThat(refused.json().path("faults").path(0).path("message").asString()).isEqualTo("Only a machine can have the scope 'people.read'.");
	}

	@Test
	void whoeverIsNotToldMoreGetsNone() {
		String token = token(machine(null, TokenFormat.OPAQUE, "clients.write"));

		assertThat(call("POST", "/admin/v1/clients", "{name: Quiet Robot, kind: machine}", token).json().path("scopes").toString())
			.doesNotContain("people.", "config.", "clients.");
	}

	@Test
	void aMachineGoesWithItsDistrict() {
		this.configurations.apply("districts: [{customUrl: shortlived, name: Shortlived}]", false);
		int shortlived = this.jdbc.sql("select tenant_id from district where custom_url = 'shortlived'").query(Integer.class).single();
		App machine = machine(shortlived, TokenFormat.OPAQUE, "people.read", "districts.write", "roster.read");
		String before = token(machine);
		assertThat(call("GET", "/admin/v1/people", null, before).status()).isEqualTo(200);

		String operator = token(machine(null, TokenFormat.OPAQUE, "districts.write"));
		assertThat(call("DELETE", "/admin/v1/districts/shortlived", null, operator).status()).isEqualTo(204);

		assertThat(call("GET", "/admin/v1/people", null, before).status()).isEqualTo(401);
		assertThat(call("DELETE", "/admin/v1/districts/lincolnusd", null, before).status()).isEqualTo(401);
		assertThat(machine.token(this.http, "grant_type", "client_credentials").status()).isEqualTo(401);
	}

	@Test
	void theDescriptionSaysHowToGetAToken() {
		var document = this.http.get("/v3/api-docs").json();
		var flow = document.at("/components/securitySchemes/machine/flows/clientCredentials");

		assertThat(flow.path("tokenUrl").asString()).endsWith("/oauth2/v2/token");
		assertThat(flow.path("scopes").propertyNames()).containsExactlyInAnyOrderElementsOf(ApiKeyScope.all());
		assertThat(document.at("/paths/~1admin~1v1~1people/post/security/1/machine/0").asString()).isEqualTo("people.write");
	}

	private static void assertRefused(Page refused, String why) {
		assertThat(refused.status()).isEqualTo(401);
		assertThat(refused.header("Content-Type")).isEqualTo("application/problem+json");
		assertThat(refused.header("WWW-Authenticate")).contains("error=\"invalid_token\"");
		assertThat(refused.json().path("detail").asString()).contains(why);
	}

	private App machine(Integer tenantId, TokenFormat tokenFormat, String... scopes) {
		App app = new App(ClassLinkIdentifier.next(this.clock.instant()), ClassLinkIdentifier.secret());
		this.clients.register(new ClientRegistration(app.clientId(), app.clientSecret(), "Robot", AppKind.MACHINE.type(), Fidelity.EXTENDED,
				false, List.of(), List.of(), Set.of(scopes), Lifetimes.DEFAULT, true, AppKind.MACHINE, tokenFormat));
		if (tenantId != null) {
			this.owners.assign(app.clientId(), tenantId);
		}
		return app;
	}

	private String token(App machine) {
		return machine.token(this.http, "grant_type", "client_credentials").json().path("access_token").asString();
	}

	private Page call(String method, String path, String body, String token, String... headers) {
		String[] all = new String[headers.length + 4];
		System.arraycopy(new String[] { "Authorization", "Bearer " + token, "Content-Type", "application/yaml" }, 0, all, 0, 4);
		System.arraycopy(headers, 0, all, 4, headers.length);
		return this.http.send(this.http.request(path, all)
			.method(method, (body != null) ? BodyPublishers.ofString(body) : BodyPublishers.noBody()));
	}

}
