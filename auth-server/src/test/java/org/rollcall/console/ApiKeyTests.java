package org.rollcall.console;

import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.rollcall.journey.AdminApi;
import org.rollcall.journey.App;
import org.rollcall.journey.Http;
import org.rollcall.journey.Page;
import org.rollcall.journey.RollcallTest;
import org.rollcall.journey.TestClock;
import org.rollcall.journey.Visitor;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Keys of the admin API that people make, and what they are good for.
 */
@RollcallTest
class ApiKeyTests {

	private static final String WASHINGTON = "/console/washingtonisd/settings/api-keys";

	@Value("${rollcall.issuer}")
	private String base;

	@Autowired
	private TestClock clock;

	@Autowired
	private JdbcClient jdbc;

	private Http wanda;

	@BeforeEach
	void signIn() {
		this.wanda = new Visitor(this.base, "washingtonisd", "wanda.admin").signIn().http();
	}

	@Test
	void aKeyIsShownOnceAndItsHashIsKept() {
		Page form = this.wanda.get(WASHINGTON + "/new");
		Page made = FilledForm.send(this.wanda, form, "name", "Nightly <b>import</b>", "people", "read");

		assertThat(made.status()).isEqualTo(200);
		assertThat(key(made)).matches("rck_[0-9a-f]{32}");
		assertThat(FilledForm.send(this.wanda, form, "name", "Nightly <b>import</b>", "people", "read").html().select("#secret"))
			.isEmpty();
		Page list = this.wanda.get(WASHINGTON);
		assertThat(list.html().select("tbody th").eachText()).containsOnlyOnce("Nightly <b>import</b>");
		assertThat(list.body()).doesNotContain(key(made));
		assertThat(this.jdbc.sql("select count(*) from api_key where api_key::text like ?").param("%" + key(made) + "%").query(Integer.class).single())
			.isZero();
		assertThat(this.jdbc.sql("select string_agg(sentence || after::text, '') from audit_event where kind = 'ApiKeyChanged'").query(String.class).single())
			.contains("people.read").doesNotContain(key(made));
	}

	@Test
	void itIsGoodForItsScopesInItsDistrictAndForNothingElse() {
		String key = make("people", "read");

		assertThat(call(key, "GET", "/admin/v1/people?limit=2", null).json()).hasSize(2)
			.allSatisfy((person) -> assertThat(person.path("district").asString()).isEqualTo("washingtonisd"));
		assertThat(call(key, "GET", "/admin/v1/people?district=lincolnusd", null).body()).isEqualTo("[]");
		assertThat(call(key, "GET", "/admin/v1/people/lincolnusd/tina.teacher", null).status()).isEqualTo(404);
		assertThat(call(key, "GET", "/admin/v1/people/washingtonisd/wanda.admin", null).status()).isEqualTo(200);
		Page refused = call(key, "POST", "/admin/v1/people", "{role: Student}");
		assertThat(refused.status()).isEqualTo(403);
		assertThat(refused.header("Content-Type")).isEqualTo("application/problem+json");
		assertThat(refused.json().path("scope").asString()).isEqualTo("people.write");
		assertThat(refused.json().path("detail").asString()).contains("people.write");
		assertThat(refused.json().path("type").asString()).isEqualTo("urn:rollcall:problem:missing-scope");
		assertThat(refused.json().path("status").asInt()).isEqualTo(403);
		for (String other : new String[] { "config", "clients", "tiles", "consents", "districts" }) {
			assertThat(call(key, "GET", "/admin/v1/" + other, null).status()).as(other).isEqualTo(403);
		}
		assertThat(call(key, "GET", "/admin/v1/no-such-thing", null).status()).isEqualTo(403);
	}

	@Test
	void whatAKeyOfADistrictMakesIsInThatDistrict() {
		String key = make("people", "write", "clients", "write", "tiles", "write", "districts", "write", "consents", "write");

		Page person = call(key, "POST", "/admin/v1/people", "{role: Student, firstName: Kea}");
		assertThat(person.status()).isEqualTo(201);
		assertThat(person.json().path("district").asString()).isEqualTo("washingtonisd");
		assertThat(call(key, "POST", "/admin/v1/people", "{role: Student, district: lincolnusd}").status()).isEqualTo(403);
		assertThat(call(key, "PUT", "/admin/v1/people/lincolnusd/new.one", "{role: Student}").status()).isEqualTo(404);
		assertThat(call(key, "DELETE", "/admin/v1/people/lincolnusd/tina.teacher", null).status()).isEqualTo(404);
		Page app = call(key, "POST", "/admin/v1/clients", "{name: Key Reader, redirectUris: ['https://key.example/cb']}");
		assertThat(app.status()).isEqualTo(201);
		assertThat(call(key, "POST", "/admin/v1/clients",
				"{name: Chosen, clientId: c1700000000088a1b2c3d4e5f60718293a4b5c6d7e8f90, redirectUris: ['https://key.example/cb']}").status()).isEqualTo(400);
		assertThat(call(key, "GET", "/admin/v1/clients", null).json()).allSatisfy(
				(one) -> assertThat(one.path("name").asString()).isNotEqualTo("Lincoln Reader"));
		String foreignApp = this.jdbc.sql("select min(client_id) from client where tenant_id is null").query(String.class).single();
		assertThat(call(key, "GET", "/admin/v1/clients/" + foreignApp, null).status()).isEqualTo(404);
		assertThat(call(key, "DELETE", "/admin/v1/clients/" + foreignApp, null).status()).isEqualTo(404);
		String own = "/admin/v1/clients/" + app.json().path("clientId").asString();
		assertThat(call(key, "DELETE", own, null).status()).isEqualTo(204);
		assertThat(call(key, "POST", "/admin/v1/tiles", "{name: Keys, url: 'https://key.example', district: lincolnusd}").status())
			.isEqualTo(403);
		assertThat(call(key, "POST", "/admin/v1/tiles", "{name: Keys, url: 'https://key.example'}").json().path("district").asString())
			.isEqualTo("washingtonisd");
		assertThat(call(key, "DELETE", "/admin/v1/tiles/washingtonisd/Keys", null).status()).isEqualTo(204);
		assertThat(call(key, "GET", "/admin/v1/districts", null).json()).hasSize(1);
		assertThat(call(key, "GET", "/admin/v1/districts/lincolnusd", null).status()).isEqualTo(404);
		assertThat(call(key, "POST", "/admin/v1/districts", "{customUrl: key-made, name: Key}").status()).isEqualTo(403);
		assertThat(call(key, "DELETE", "/admin/v1/districts/washingtonisd", null).status()).isEqualTo(403);
		assertThat(call(key, "POST", "/admin/v1/consents",
				"{client: " + foreignApp + ", person: lincolnusd/tina.teacher, scopes: [profile]}").status()).isEqualTo(403);
		assertThat(call(key, "DELETE", "/admin/v1/consents?client=" + foreignApp + "&person=lincolnusd/tina.teacher", null).status())
			.isEqualTo(404);
	}

	@Test
	void anAppThatAKeyOfADistrictMakesIsForItsPeopleAndKnowsWhoSignedIn() {
		AdminApi washington = AdminApi.ofDistrict(this.base, this.jdbc, "washingtonisd", "wanda.admin", "clients.write");
		Page made = washington.post("/admin/v1/clients", "{name: Made by key, redirectUris: ['http://localhost:9001/callback']}");
		assertThat(made.json().path("scopes").valueStream().map((scope) -> scope.asString())).containsExactly("openid", "profile", "email");
		App app = new App(made.json().path("clientId").asString(), made.json().path("clientSecret").asString());

		Page tina = Visitor.teacher(this.base).browse(app.authorizeUrl("scope", "openid profile"), "allow");

		assertThat(Http.parameter(tina.location(), "error")).isEqualTo("access_denied");
		assertThat(new Visitor(this.base, "washingtonisd", "tom.teacher").code(app, "scope", "openid profile")).isNotEmpty();
		assertThat(washington.put("/admin/v1/clients/" + app.clientId(), "{name: Made by key, redirectUris: ['http://localhost:9001/callback']}")
			.json()
			.path("scopes")).hasSize(3);
	}

	@Test
	void aDistrictThatGoesTakesItsAppsAlongAndOpensNoOther() {
		AdminApi server = AdminApi.ofServer(this.base, this.jdbc);
		server.post("/admin/v1/districts", "{customUrl: doomed, tenantId: 7777, name: Doomed District}");
		server.post("/admin/v1/people", "{district: doomed, loginId: dora.admin, role: Tenant Administrator, password: dora-dora-dora1}");
		Page own = AdminApi.ofDistrict(this.base, this.jdbc, "doomed", "dora.admin", "clients.write")
			.post("/admin/v1/clients", "{name: Only Doomed, redirectUris: ['http://localhost:9001/callback']}");
		Page operators = server.post("/admin/v1/clients", "{name: Lent to Doomed, redirectUris: ['http://localhost:9001/callback']}");
		String lent = operators.json().path("clientId").asString();
		this.jdbc.sql("insert into client_district values (?, 7777)").param(lent).update();

		assertThat(server.delete("/admin/v1/districts/doomed").status()).isEqualTo(204);

		assertThat(server.get("/admin/v1/clients/" + own.json().path("clientId").asString()).status()).isEqualTo(404);
		App app = new App(lent, operators.json().path("clientSecret").asString());
		Page tina = Visitor.teacher(this.base).browse(app.authorizeUrl("scope", "openid profile"), "allow");
		assertThat(Http.parameter(tina.location(), "error")).isEqualTo("access_denied");
		assertThat(this.wanda.get("/console/washingtonisd/apps").text()).doesNotContain("Only Doomed", "Lent to Doomed");
		assertThat(this.jdbc.sql("select kind || coalesce(before->>'name', before->>'sharedWith') from audit_event where tenant_id = 7777 or client_id = ?")
			.param(lent)
			.query(String.class)
			.list()).contains("AppRemovedOnly Doomed", "AppChanged{\"district 7777\": []}", "DistrictRemovedDoomed District");
	}

	@Test
	void noWayToRemoveADistrictLeavesItsAppsBehind() {
		AdminApi.ofServer(this.base, this.jdbc).post("/admin/v1/districts", "{customUrl: undone, tenantId: 7778, name: Undone District}");
		String clientId = AdminApi.ofServer(this.base, this.jdbc)
			.post("/admin/v1/clients", "{name: Only Undone, redirectUris: ['https://undone.example/cb']}")
			.json()
			.path("clientId")
			.asString();
		this.jdbc.sql("update client set tenant_id = 7778 where client_id = ?").param(clientId).update();
		for (String table : new String[] { "directory_group", "profile", "building", "district" }) {
			this.jdbc.sql("delete from " + table + " where tenant_id = 7778").update();
		}

		assertThat(this.jdbc.sql("select count(*) from client where client_id = ?").param(clientId).query(Integer.class).single()).isZero();
	}

	@Test
	void aKeyOfADistrictMakesNobodyWhoAdministers() {
		AdminApi server = AdminApi.ofServer(this.base, this.jdbc);
		server.post("/admin/v1/districts", "{customUrl: guarded, tenantId: 7780, name: Guarded District, profiles: [{name: Boss, role: Tenant Administrator}]}");
		server.post("/admin/v1/people", "{district: guarded, loginId: gus.admin, profile: Boss, password: gus-gus-gus-1}");
		server.post("/admin/v1/people", "{district: guarded, loginId: gwen.teacher, role: Teacher}");
		AdminApi key = AdminApi.ofDistrict(this.base, this.jdbc, "guarded", "gus.admin", "people.write", "districts.write", "clients.write");

		assertThat(key.post("/admin/v1/people", "{loginId: boss, role: Tenant Administrator}").status()).isEqualTo(403);
		assertThat(key.post("/admin/v1/people", "{loginId: boss, profile: Boss}").status()).isEqualTo(403);
		assertThat(key.put("/admin/v1/people/guarded/gwen.teacher", "{profile: Boss}").status()).isEqualTo(403);
		assertThat(key.put("/admin/v1/people/guarded/gus.admin", "{profile: Boss, password: 'known to me'}").status()).isEqualTo(403);
		assertThat(key.delete("/admin/v1/people/guarded/gus.admin").status()).isEqualTo(403);
		String roster = "roster: {orgs: [{sourcedId: G, name: Guarded, type: district}], users: [{sourcedId: U1, enabledUser: true,"
				+ " orgSourcedIds: [G], role: %s, username: %s, givenName: Gil, familyName: Guest}]}";
		assertThat(key.put("/admin/v1/districts/guarded", "{name: Guarded, password: 'known to me', " + roster.formatted("administrator", "gil") + "}")
			.status()).isEqualTo(403);
		assertThat(key.put("/admin/v1/districts/guarded", "{name: Guarded, profiles: [{name: Boss, role: Tenant Administrator}, {name: Aide,"
				+ " role: Teacher}], " + roster.formatted("teacher", "gil") + "}").status()).isEqualTo(200);
		assertThat(key.put("/admin/v1/districts/guarded", "{name: Guarded, profiles: [{name: Boss, role: Teacher}]}").status()).isEqualTo(403);
		assertThat(this.jdbc.sql("""
				select string_agg(login_id || ' ' || role || ' ' || active, ', ' order by login_id) from person join profile using (profile_id)
				where person.tenant_id = 7780""").query(String.class).single())
			.isEqualTo("gil Teacher true, gus.admin Tenant Administrator true, gwen.teacher Teacher true");
		AdminApi districts = AdminApi.ofDistrict(this.base, this.jdbc, "guarded", "gus.admin", "districts.write");
		assertThat(districts.put("/admin/v1/districts/guarded", "{name: Guarded, " + roster.formatted("teacher", "gil") + "}").status()).isEqualTo(403);
		assertThat(key.post("/admin/v1/clients", "{name: Powers, redirectUris: ['https://powers.example/'], scopes: [openid, api.gateway.access]}")
			.status()).isEqualTo(403);
		server.delete("/admin/v1/districts/guarded");
	}

	@Test
	void aKeyForAllDistrictsTouchesNobodyWhoLooksAfterTheServer() {
		AdminApi key = AdminApi.ofAllDistricts(this.base, this.jdbc, "lincolnusd", "ada.admin", "people.write");

		assertThat(key.put("/admin/v1/people/lincolnusd/ada.admin", "{role: Teacher, password: 'known to me'}").status()).isEqualTo(403);
		Page person = key.post("/admin/v1/people", "{district: washingtonisd, role: Tenant Administrator}");
		assertThat(person.status()).isEqualTo(201);
		assertThat(key.delete("/admin/v1/people/washingtonisd/" + person.json().path("loginId").asString()).status()).isEqualTo(204);
	}

	@Test
	void whomAKeyOfADistrictMakesIsNobodyElseTowardsApps() {
		AdminApi key = AdminApi.ofDistrict(this.base, this.jdbc, "washingtonisd", "wanda.admin", "people.write");
		JsonNode tokens = Visitor.teacher(this.base).tokens(App.LINCOLN_READER, "scope", "openid profile email").json();
		List<String> info = new Http(this.base).get("/v2/my/info", "Authorization", "Bearer " + tokens.path("access_token").asString())
			.json()
			.propertyNames()
			.stream()
			.toList();
		List<String> claims = JsonMapper.shared()
			.readTree(Base64.getUrlDecoder().decode(tokens.path("id_token").asString().split("\\.")[1]))
			.propertyNames()
			.stream()
			.filter((name) -> !Set.of("iss", "aud", "exp", "iat", "auth_time", "nonce", "azp", "at_hash", "sid", "jti", "amr", "acr").contains(name))
			.toList();

		assertThat(info).contains("UserId", "TenantId").allSatisfy((name) -> assertThat(
				key.post("/admin/v1/people", "{role: Teacher, info: {" + name.toUpperCase(Locale.ROOT) + ": 1}}").status()).as(name).isEqualTo(403));
		assertThat(claims).contains("sub", "email").allSatisfy((name) -> assertThat(
				key.post("/admin/v1/people", "{role: Teacher, claims: {" + name + ": 1}}").status()).as(name).isEqualTo(403));
		assertThat(key.post("/admin/v1/people", "{role: Teacher, userId: 5}").status()).isEqualTo(403);
		assertThat(key.post("/admin/v1/people", "{role: Teacher, password: a}").status()).isEqualTo(400);
		assertThat(key.post("/admin/v1/people", "{role: Teacher, claims: {long: " + "x".repeat(20_000) + "}}").status()).isEqualTo(400);
		assertThat(key.post("/admin/v1/people", "{role: Teacher, loginId: \"wanda.admin\\u200b\"}").status()).isEqualTo(400);
		assertThat(AdminApi.ofServer(this.base, this.jdbc).post("/admin/v1/people", "{district: washingtonisd, role: Teacher, userId: 2000000000}").status())
			.isEqualTo(400);
		assertThat(key.get("/admin/v1/people?q=%FF").status()).isEqualTo(400);
		Page made = key.post("/admin/v1/people", "{role: Teacher, firstName: Kim, claims: {favorite_color: blue}, info: {Locker: 12}}");
		assertThat(made.status()).isEqualTo(201);
		assertThat(key.put("/admin/v1/people/washingtonisd/" + made.json().path("loginId").asString(), "{role: Teacher, claims: {SUB: 1}}").status())
			.isEqualTo(403);
	}

	@Test
	void whatAKeyOfADistrictDoesIsInTheDistrictsRecord() {
		AdminApi key = AdminApi.ofDistrict(this.base, this.jdbc, "washingtonisd", "wanda.admin", "people.write", "clients.write", "tiles.write");
		long before = this.jdbc.sql("select max(audit_id) from audit_event").query(Long.class).single();
		key.put("/admin/v1/people/washingtonisd/rec.ord", "{role: Teacher, firstName: Rec}");
		key.put("/admin/v1/people/washingtonisd/rec.ord", "{role: Teacher, firstName: Recorded}");
		key.delete("/admin/v1/people/washingtonisd/rec.ord");
		String app = "/admin/v1/clients/" + key.post("/admin/v1/clients", "{name: Recorded, redirectUris: ['https://recorded.example/']}").json()
			.path("clientId")
			.asString();
		key.put(app, "{name: Recorded Anew, redirectUris: ['https://recorded.example/']}");
		key.delete(app);
		key.post("/admin/v1/tiles", "{name: Recorded, url: 'https://recorded.example/'}");
		key.delete("/admin/v1/tiles/washingtonisd/Recorded");

		assertThat(this.jdbc.sql("""
				select concat_ws(' ', kind, coalesce(before->>'firstName', before->>'name', before->>'loginId'),
					coalesce(after->>'firstName', after->>'name', details->'changes'->>0))
				from audit_event where audit_id > ? and actor_kind = 'api_key' and actor = 'Key of a test' and kind <> 'AdminApiCalled'
					and tenant_id = (select tenant_id from district where custom_url = 'washingtonisd') order by audit_id""")
			.param(before)
			.query(String.class)
			.list()).containsExactly("PersonRegistered Rec", "PersonRegistered Rec Recorded", "PersonRemoved rec.ord", "AppRegistered Recorded",
					"AppChanged Recorded Recorded Anew", "AppRemoved Recorded Anew", "ConfigApplied tile washingtonisd/Recorded created",
					"ConfigApplied tile washingtonisd/Recorded removed");
		assertThat(this.jdbc.sql("""
				select count(*) from audit_event where audit_id > ? and kind = 'AdminApiCalled'
					and tenant_id = (select tenant_id from district where custom_url = 'washingtonisd')""").param(before).query(Integer.class).single())
			.isEqualTo(8);
	}

	@Test
	void aNameMeansNoAppThatTheWriterHasNothingToDoWith() {
		AdminApi server = AdminApi.ofServer(this.base, this.jdbc);
		AdminApi washington = AdminApi.ofDistrict(this.base, this.jdbc, "washingtonisd", "wanda.admin", "clients.write", "tiles.write");
		AdminApi lincoln = AdminApi.ofDistrict(this.base, this.jdbc, "lincolnusd", "ada.admin", "tiles.write");
		server.post("/admin/v1/clients", "{name: Named Twice, redirectUris: ['https://operator.example/']}");
		String own = washington.post("/admin/v1/clients", "{name: Named Twice, redirectUris: ['https://vendor.example/']}").json().path("clientId").asString();
		washington.post("/admin/v1/clients", "{name: Secret Washington App, redirectUris: ['https://vendor.example/']}");

		assertThat(server.post("/admin/v1/tiles", "{district: washingtonisd, name: Twice, url: 'https://twice.example/', client: Named Twice}").json()
			.path("client")
			.asString()).isNotIn("", own);
		assertThat(lincoln.post("/admin/v1/tiles", "{name: Spy, url: 'https://spy.example/', client: Secret Washington Ap}").body())
			.doesNotContain("Secret Washington App");
		assertThat(lincoln.post("/admin/v1/tiles", "{name: Spy, url: 'https://spy.example/', client: Secret Washington App}").status()).isEqualTo(400);
		assertThat(lincoln.post("/admin/v1/tiles", "{name: Spy, url: 'https://spy.example/', client: " + own + "}").status()).isEqualTo(400);
		assertThat(washington.post("/admin/v1/tiles", "{name: Mine, url: 'https://mine.example/', client: Secret Washington App}").status()).isEqualTo(201);
		washington.delete("/admin/v1/tiles/washingtonisd/Twice");
		washington.delete("/admin/v1/tiles/washingtonisd/Mine");
	}

	@Test
	void aKeyOfADistrictDoesNotBecomeTheServers() {
		Http ada = new Visitor(this.base, "lincolnusd", "ada.admin").signIn().http();
		String key = key(FilledForm.send(ada, ada.get("/console/lincolnusd/settings/api-keys/new"), "name", "Lincoln", "people", "write"));

		assertThat(call(key, "PUT", "/admin/v1/people/lincolnusd/ada.admin", "{password: a new password}").status()).isEqualTo(403);
		assertThat(call(key, "DELETE", "/admin/v1/people/lincolnusd/ada.admin", null).status()).isEqualTo(403);
	}

	@Test
	void aRevokedKeyIsGoodForNothing() {
		String key = make("people", "read");
		Page list = this.wanda.get(WASHINGTON);
		Page ask = this.wanda.get(list.html().select("tbody a").first().attr("href"));

		assertThat(FilledForm.send(this.wanda, ask).location().getQuery()).isEqualTo("done=api-keys.revoked");

		assertThat(call(key, "GET", "/admin/v1/people", null).status()).isEqualTo(401);
		assertThat(this.wanda.get(ask.uri().getPath()).status()).isEqualTo(404);
	}

	@Test
	void aKeyEndsWhenItsDayEnds() {
		String key = make("people", "read", "until", java.time.LocalDate.ofInstant(this.clock.instant(), java.time.ZoneOffset.UTC).toString());
		assertThat(call(key, "GET", "/admin/v1/people?limit=1", null).status()).isEqualTo(200);

		this.clock.advance(Duration.ofDays(1));

		assertThat(call(key, "GET", "/admin/v1/people?limit=1", null).status()).isEqualTo(401);
		Http wandaAgain = new Visitor(this.base, "washingtonisd", "wanda.admin").signIn().http();
		assertThat(wandaAgain.get(WASHINGTON).html().select(".tag.bad")).isNotEmpty();
	}

	@ParameterizedTest
	@CsvSource({ "name,''", "name,'\u202e <script>'", "until,2020-01-01", "until,2099-01-01", "until,tomorrow", "people,everything" })
	void whatCannotBeIsRefusedAndNothingTypedIsLost(String field, String value) {
		Page refused = FilledForm.send(this.wanda, this.wanda.get(WASHINGTON + "/new"), "name", "Typed", "people", "", field, value);

		assertThat(refused.status()).isEqualTo(422);
		assertThat(refused.html().select("#faults a")).isNotEmpty();
		assertThat(refused.html().select("#name").attr("value")).isEqualTo(field.equals("name") ? value : "Typed");
	}

	@Test
	void itIsAskedForThePasswordOnceMore() {
		this.clock.advance(ConsoleGate.CONFIRMED_FOR.plusSeconds(1));

		assertThat(this.wanda.get(WASHINGTON + "/new").location().getPath()).isEqualTo("/console/-/confirm");
		assertThat(this.wanda.get(WASHINGTON).status()).isEqualTo(200);
	}

	@Test
	void aKeyOfAnotherDistrictIsNotThere() {
		Http ada = new Visitor(this.base, "lincolnusd", "ada.admin").signIn().http();
		make("people", "read");
		String path = this.wanda.get(WASHINGTON).html().select("tbody a").first().attr("href");

		assertThat(ada.get(path.replace("washingtonisd", "lincolnusd")).status()).isEqualTo(404);
		assertThat(ada.get(WASHINGTON + "/not-an-id/revoke").status()).isEqualTo(404);
	}

	@Test
	void aSystemAdministratorMakesKeysForTheWholeServerOrForADistrict() {
		Http ada = new Visitor(this.base, "lincolnusd", "ada.admin").signIn().http();
		Page form = ada.get("/console/-/api-keys/new");
		assertThat(FilledForm.send(ada, form, "name", "x", "config", "read", "district", "washingtonisd").status()).isEqualTo(422);
		assertThat(FilledForm.send(ada, form, "name", "x", "people", "read", "district", "nowhere").status()).isEqualTo(422);

		String key = key(FilledForm.send(ada, form, "name", "Backup", "config", "read"));

		assertThat(call(key, "GET", "/admin/v1/config", null).status()).isEqualTo(200);
		assertThat(call(key, "PUT", "/admin/v1/config", "{}").status()).isEqualTo(403);
		assertThat(ada.get("/console/-/api-keys").text()).contains("Backup", "the whole server");
	}

	@Test
	void whoAnswersForAKeyAnswersForWhatIsMadeWithIt() {
		String key = make("api-keys", "write", "registration-tokens", "write", "people", "read");

		Page made = call(key, "POST", "/admin/v1/api-keys", "{name: Child of a key, scopes: [people.read]}");
		call(key, "POST", "/admin/v1/registration-tokens", "{name: Child of a key}");

		assertThat(made.status()).as(made::body).isEqualTo(201);
		for (String table : List.of("api_key", "initial_access_token")) {
			assertThat(this.jdbc.sql("select login_id from " + table + " k join person p on p.user_id = k.made_by where k.name = 'Child of a key'")
				.query(String.class)
				.list()).as(table).containsExactly("wanda.admin");
		}
	}

	@Test
	void aKeyRestsWhileWhoMadeItAdministersNothing() {
		String key = make("people", "read", "name", "Of somebody dismissed");
		String maker = "update api_key set made_by = (select user_id from person join district using (tenant_id)"
				+ " where custom_url = 'washingtonisd' and login_id = ?) where name = 'Of somebody dismissed'";
		assertThat(call(key, "GET", "/admin/v1/people?limit=1", null).status()).isEqualTo(200);

		this.jdbc.sql(maker).param("tom.teacher").update();

		assertThat(call(key, "GET", "/admin/v1/people?limit=1", null).status()).isEqualTo(401);
		assertThat(this.wanda.get(WASHINGTON).html().select("tr:contains(Of somebody dismissed) .tag.bad").text()).startsWith("Rests");
		String tom = this.jdbc.sql("select user_id::text from person join district using (tenant_id) where custom_url = 'washingtonisd' and login_id = 'tom.teacher'")
			.query(String.class)
			.single();
		assertThat(this.wanda.get("/console/washingtonisd/people/" + tom + "/deactivate").text()).contains("Of somebody dismissed");
		this.jdbc.sql(maker).param("wanda.admin").update();
		assertThat(call(key, "GET", "/admin/v1/people?limit=1", null).status()).isEqualTo(200);
	}

	@Test
	void whoseKeyGivesSomebodyANewPasswordOrKeepsThemOutSignsThemOut() {
		String key = make("people", "write");
		String path = "/admin/v1/people/washingtonisd/out.byapi";
		call(key, "PUT", path, "{role: Student, password: owl lamp river}");
		for (String change : new String[] { "{role: Student, password: river lamp owl}", "{role: Student, active: false}" }) {
			Visitor visitor = new Visitor(this.base, "washingtonisd", "out.byapi");
			visitor.submitSignIn(visitor.http().get("/washingtonisd"), change.contains("active") ? "river lamp owl" : "owl lamp river");
			assertThat(visitor.http().get("/home").status()).isEqualTo(200);
			call(key, "PUT", path, change.replace("role: Student", "role: Student, language: es"));
			assertThat(visitor.http().get("/home").status()).as(change).isEqualTo(302);
		}
		call(key, "PUT", path, "{role: Student, active: true}");
	}

	private String make(String... scopesAndMore) {
		String[] typed = new String[scopesAndMore.length + 2];
		typed[0] = "name";
		typed[1] = "Key of a test";
		System.arraycopy(scopesAndMore, 0, typed, 2, scopesAndMore.length);
		return key(FilledForm.send(this.wanda, this.wanda.get(WASHINGTON + "/new"), typed));
	}

	private static String key(Page made) {
		return made.html().select("#secret").text();
	}

	private Page call(String key, String method, String path, String body) {
		Http http = new Http(this.base);
		return http.send(http.request(path, "X-API-Key", key, "Content-Type", "application/yaml")
			.method(method, (body != null) ? BodyPublishers.ofString(body) : BodyPublishers.noBody()));
	}

}
