package org.rollcall.admin;

import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

import org.rollcall.administrator.ApiKeyScope;
import org.rollcall.administrator.ApiKeys;
import org.rollcall.client.ClientRegistration;
import org.rollcall.client.ClientType;
import org.rollcall.client.Clients;
import org.rollcall.client.Fidelity;
import org.rollcall.client.Lifetimes;
import org.rollcall.directory.Districts;
import org.rollcall.directory.PersonRegistration;
import org.rollcall.directory.Registrar;
import org.rollcall.directory.Role;
import org.rollcall.journey.App;
import org.rollcall.journey.Http;
import org.rollcall.journey.Page;
import org.rollcall.journey.RollcallTest;
import org.rollcall.journey.TestClock;
import org.rollcall.journey.Visitor;
import org.rollcall.password.Passwords;
import org.rollcall.platform.ClassLinkIdentifier;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What administrators do on the console's pages, done by a program.
 */
@RollcallTest
class AdminActionsTests {

	private static int number;

	@Value("${rollcall.issuer}")
	private String base;

	@Autowired
	private ApiKeys keys;

	@Autowired
	private Districts districts;

	@Autowired
	private Registrar registrar;

	@Autowired
	private Passwords passwords;

	@Autowired
	private Clients clients;

	@Autowired
	private TestClock clock;

	@Autowired
	private JdbcClient jdbc;

	@ParameterizedTest
	@CsvSource({ "GET,audit,audit.read", "GET,audit/events.csv,audit.read", "GET,audit/kinds,audit.read", "PUT,audit/retention,audit.write",
			"GET,sessions?person=1,sessions.read", "DELETE,sessions?person=1,sessions.write", "GET,keys,keys.read", "POST,keys,keys.write",
			"GET,policies,policies.read", "PUT,policies/washingtonisd/x,policies.write", "GET,clients/x/secrets,clients.read",
			"POST,clients/x/secrets,clients.write", "PUT,clients/x/sharing,clients.write", "PUT,clients/x/developers/1,clients.write",
			"POST,people/1/deactivate,people.write", "POST,people/1/reset-link,people.write", "GET,api-keys,api-keys.read",
			"POST,api-keys,api-keys.write", "POST,registration-tokens,registration-tokens.write" })
	void whoLacksAScopeIsToldWhich(String method, String path, String scope) {
		Page refused = call(key("washingtonisd", "tiles.write"), method, path, null);

		assertThat(refused.status()).isEqualTo(403);
		assertThat(refused.header("Content-Type")).isEqualTo("application/problem+json");
		assertThat(refused.json().path("scope").asString()).isEqualTo(scope);
	}

	@Test
	void whatIsAnotherDistrictsIsNotThere() {
		String key = key("washingtonisd", everything());
		int sam = userId("lincolnusd", "sam.student");
		App app = app("Lincoln’s Own", "lincolnusd");
		String client = "clients/" + app.clientId();
		UUID foreignKey = UUID.randomUUID();
		this.keys.make(foreignKey, "Lincoln’s", tenantId("lincolnusd"), Set.of("people.read"), null, this.clock.instant().plusSeconds(600));
		new Visitor(this.base, "lincolnusd", "sam.student").signIn();
		UUID session = this.jdbc.sql("select session_id from browser_session where user_id = ? limit 1").param(sam).query(UUID.class).single();

		for (String[] request : new String[][] { { "GET", "audit?district=lincolnusd" }, { "GET", "audit/events.csv?district=lincolnusd" },
				{ "GET", "sessions?person=lincolnusd/sam.student" }, { "GET", "sessions?person=" + sam }, { "DELETE", "sessions?person=" + sam },
				{ "DELETE", "sessions/" + session }, { "POST", "people/" + sam + "/deactivate" }, { "POST", "people/" + sam + "/activate" },
				{ "POST", "people/" + sam + "/reset-link" }, { "GET", "policies?district=lincolnusd" },
				{ "GET", "policies/lincolnusd/" + App.LINCOLN_READER.clientId() }, { "PUT", "policies/lincolnusd/" + App.LINCOLN_READER.clientId() },
				{ "GET", "policies/washingtonisd/" + app.clientId() }, { "PUT", "policies/washingtonisd/" + app.clientId() },
				{ "GET", client + "/secrets" }, { "POST", client + "/secrets" }, { "DELETE", client + "/secrets/1" }, { "GET", client + "/sharing" },
				{ "PUT", client + "/sharing" }, { "GET", client + "/developers" }, { "PUT", client + "/developers/" + sam },
				{ "DELETE", client + "/developers/" + sam }, { "GET", "api-keys/" + foreignKey }, { "DELETE", "api-keys/" + foreignKey },
				{ "DELETE", "registration-tokens/" + foreignKey } }) {
			Page answer = call(key, request[0], request[1], null);
			assertThat(answer.status()).as(String.join(" ", request)).isEqualTo(404);
			assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
		}
		assertThat(call(key, "POST", "keys", null).status()).isEqualTo(403);
		assertThat(call(key, "PUT", "audit/retention", "{days: 40}").status()).isEqualTo(403);
		assertThat(call(key, "POST", "api-keys", "{name: x, scopes: [tiles.read], district: lincolnusd}").status()).isEqualTo(403);
		assertThat(call(key, "GET", "api-keys", null).body()).doesNotContain("Lincoln’s");
		assertThat(this.keys.find(foreignKey)).isPresent();
	}

	@Test
	void theRecordIsReadPageByPageAndTakenHomeAsAFile() {
		int id = person("lincolnusd", "rec.ord");
		for (int i = 0; i < 5; i++) {
			new Visitor(this.base, "lincolnusd", login(id)).signIn();
		}
		String key = key("lincolnusd", "audit.read");
		String query = "audit?kind=SignedIn&person=" + id;

		List<Long> ids = new ArrayList<>();
		String next = "/admin/v1/" + query + "&limit=2";
		while (next != null) {
			Page page = send(key, "GET", next, null);
			page.json().forEach((event) -> ids.add(event.path("audit_id").asLong()));
			String link = page.header("Link");
			next = link.isEmpty() ? null : link.replaceAll("<(.*)>; rel=\"next\"", "$1");
		}
		assertThat(ids).hasSize(5).doesNotHaveDuplicates().isSortedAccordingTo((one, other) -> Long.compare(other, one));
		JsonNode event = call(key, "GET", query, null).json().path(0);
		assertThat(event.path("user_name").asString()).contains(login(id));
		assertThat(event.path("kind").asString()).isEqualTo("SignedIn");

		assertThat(call(key, "GET", query, null, "Accept", "application/x-ndjson").body().lines()).hasSize(5);
		Page csv = call(key, "GET", query.replace("audit?", "audit/events.csv?"), null);
		assertThat(csv.header("Content-Type")).startsWith("text/csv");
		assertThat(csv.body().lines()).hasSize(6);
		assertThat(call(key, "GET", query, null, "Accept", "text/csv").body()).isEqualTo(csv.body());
		assertThat(call(key, "GET", "audit?kind=AuditExported&limit=1", null).json().path(0).path("actor_kind").asString()).isEqualTo("api_key");
		assertThat(call(key, "GET", "audit?limit=500", null).json())
			.allSatisfy((one) -> assertThat(one.path("tenant_id").asInt()).isEqualTo(tenantId("lincolnusd")));
		assertThat(call(key, "GET", "audit/kinds", null).body()).contains("\"SignedIn\"");
		assertThat(call(key("lincolnusd", "tiles.read", "audit.write"), "GET", "audit?district=lincolnusd", null).status()).isEqualTo(200);
	}

	@ParameterizedTest
	@CsvSource({ "person=nobody.at.all", "address=nowhere", "from=yesterday", "kind=%3Cscript%3E", "app=x", "before=x",
			"from=2026-09-02&to=2026-09-01", "person=%00%E2%80%AE" })
	void whatMeansNothingInAFilterIsSaid(String filter) {
		Page refused = call(key("lincolnusd", "audit.read"), "GET", "audit?" + filter, null);

		assertThat(refused.status()).isEqualTo(400);
		assertThat(refused.json().path("detail").asString()).contains("parameter").doesNotContain("console.");
	}

	@Test
	void aServersKeySaysForHowLongTheRecordIsKept() {
		String key = key(null, "audit.write");
		Page before = call(key, "GET", "audit/retention", null);
		int days = before.json().path("days").asInt();
		assertThat(call(key, "PUT", "audit/retention", "{days: 5}").status()).isEqualTo(400);
		assertThat(call(key, "PUT", "audit/retention", "{days: many}").status()).isEqualTo(400);

		assertThat(call(key, "PUT", "audit/retention", "{days: 500}", "If-Match", before.header("ETag")).json().path("days").asInt()).isEqualTo(500);
		assertThat(call(key, "PUT", "audit/retention", "{days: 600}", "If-Match", before.header("ETag")).status()).isEqualTo(412);
		assertThat(call(key, "PUT", "audit/retention", "{days: " + days + "}").status()).isEqualTo(200);
		assertThat(call(key, "GET", "audit?limit=3", null).json()).hasSize(3);
	}

	@Test
	void sessionsAreListedAndEnded() {
		int id = person("washingtonisd", "sess.ion");
		Visitor one = new Visitor(this.base, "washingtonisd", login(id)).signIn();
		Visitor other = new Visitor(this.base, "washingtonisd", login(id)).signIn();
		String token = other.tokens(App.LINCOLN_READER).json().path("access_token").asString();
		String key = key("washingtonisd", "sessions.write");
		Page list = call(key, "GET", "sessions?person=washingtonisd/" + login(id), null);
		assertThat(list.json()).hasSize(2);
		assertThat(list.json().path(0).path("address").asString()).isEqualTo("127.0.0.1");

		assertThat(call(key, "DELETE", "sessions/" + list.json().path(0).path("sessionId").asString(), null).status()).isEqualTo(204);
		assertThat(call(key, "DELETE", "sessions/" + list.json().path(0).path("sessionId").asString(), null).status()).isEqualTo(404);
		assertThat(List.of(one.http().get("/home").status(), other.http().get("/home").status())).containsExactlyInAnyOrder(200, 302);
		assertThat(call(key, "DELETE", "sessions?person=" + id, null).status()).isEqualTo(204);
		assertThat(call(key, "GET", "sessions?person=" + id, null).body()).isEqualTo("[]");
		assertThat(one.http().get("/v2/my/info", "Authorization", "Bearer " + token).status()).isEqualTo(401);
		assertThat(call(key, "GET", "sessions", null).status()).isEqualTo(400);
		for (String nobody : List.of("nobody", "washingtonisd/nobody", "%00/%00", "washingtonisd/", "/", "999999999")) {
			assertThat(call(key, "GET", "sessions?person=" + nobody, null).status()).as(nobody).isEqualTo(404);
		}
	}

	@Test
	void aPersonIsKeptOutLetInAndGetsALinkForANewPassword() {
		int id = person("lincolnusd", "act.ions");
		String key = key("lincolnusd", "people.write");
		Visitor visitor = new Visitor(this.base, "lincolnusd", login(id)).signIn();
		String tag = call(key, "GET", "people/" + id, null).header("ETag");

		Page out = call(key, "POST", "people/" + id + "/deactivate", null, "If-Match", tag);
		assertThat(out.status()).isEqualTo(200);
		assertThat(out.json().path("active").asBoolean(true)).isFalse();
		assertThat(visitor.http().get("/home").status()).isEqualTo(302);
		assertThat(call(key, "POST", "people/" + id + "/activate", null, "If-Match", tag).status()).as("changed meanwhile").isEqualTo(412);
		assertThat(call(key, "POST", "people/" + id + "/reset-link", null).status()).isEqualTo(409);
		assertThat(call(key, "POST", "people/" + id + "/activate", null).status()).isEqualTo(200);

		Page link = call(key, "POST", "people/" + id + "/reset-link", null, "Idempotency-Key", "a-key-of-" + id);
		assertThat(link.status()).isEqualTo(201);
		assertThat(call(key, "POST", "people/" + id + "/reset-link", null, "Idempotency-Key", "a-key-of-" + id).body()).isEqualTo(link.body());
		Page form = new Http(this.base).get(link.json().path("link").asString());
		assertThat(form.status()).isEqualTo(200);
		assertThat(form.text()).contains(login(id));

		int ada = userId("lincolnusd", "ada.admin");
		for (String action : List.of("deactivate", "activate", "reset-link")) {
			assertThat(call(key, "POST", "people/" + ada + "/" + action, null).status()).as(action).isEqualTo(403);
		}
		assertThat(call(key("lincolnusd", "sessions.write"), "DELETE", "sessions?person=" + ada, null).status()).isEqualTo(403);
	}

	@Test
	void signingKeysAreListedAndRotatedByTheServersKeysOnly() {
		String key = key(null, "keys.write");

		Page rotated = call(key, "POST", "keys", null);
		assertThat(rotated.status()).isIn(200, 201);
		assertThat(rotated.json().path("phase").asString()).isEqualTo("next");
		Page again = call(key, "POST", "keys", null);
		assertThat(again.status()).as("one waits").isEqualTo(200);
		assertThat(again.json().path("kid")).isEqualTo(rotated.json().path("kid"));
		Page all = call(key, "GET", "keys", null);
		assertThat(all.json().findValuesAsString("phase")).contains("next", "signing");
		assertThat(all.body()).doesNotContain("\"d\"", "private");
	}

	@Test
	void aDistrictsDecisionAboutAnAppIsMadeReadAndTakenBack() {
		App app = app("Decided", null);
		String key = key("lincolnusd", "policies.write");
		String path = "policies/lincolnusd/" + app.clientId();
		String token = Visitor.teacher(this.base).tokens(app, "scope", "openid profile email").json().path("access_token").asString();
		Page asked = call(key, "GET", path, null);
		assertThat(asked.json().path("policy").asString()).isEqualTo("ask");

		assertThat(call(key, "PUT", path, "{policy: granted}").status()).isEqualTo(400);
		assertThat(call(key, "PUT", path, "{policy: granted, scopes: [admin]}").json().path("faults").path(0).path("message").asString())
			.contains("not registered for the scope 'admin'");
		assertThat(call(key, "PUT", path, "{policy: forbidden, scopes: [email]}").status()).isEqualTo(400);
		assertThat(call(key, "PUT", path, "{policy: forbidden, district: washingtonisd}").status()).isEqualTo(400);
		Page granted = call(key, "PUT", path, "{policy: granted, scopes: [openid, profile]}", "If-Match", asked.header("ETag"));
		assertThat(granted.json().path("scopes")).hasSize(2);
		assertThat(call(key, "PUT", path, "{policy: forbidden}", "If-Match", asked.header("ETag")).status()).isEqualTo(412);
		assertThat(call(key, "PUT", path, "{policy: granted, scopes: [profile, openid]}").header("ETag")).isEqualTo(granted.header("ETag"));
		assertThat(call(key, "GET", "policies", null).json().findValuesAsString("client")).contains(app.clientId());

		assertThat(call(key, "PUT", path, "{policy: forbidden}").status()).isEqualTo(200);
		assertThat(new Http(this.base).get("/v2/my/info", "Authorization", "Bearer " + token).status()).isEqualTo(401);
		assertThat(call(key, "DELETE", path, null).status()).isEqualTo(204);
		assertThat(call(key, "DELETE", path, null).status()).isEqualTo(404);
	}

	@Test
	void anAppChangesFromOneSecretToTheNext() {
		App app = app("Rotating", "lincolnusd");
		String key = key("lincolnusd", "clients.write");
		String path = "clients/" + app.clientId() + "/secrets";
		long first = call(key, "GET", path, null).json().path(0).path("secretId").asLong();

		Page added = call(key, "POST", path, "{othersEndIn: 7d}");
		assertThat(added.status()).isEqualTo(201);
		String secret = added.json().path("clientSecret").asString();
		assertThat(call(key, "POST", path, null).json().path("type").asString()).endsWith("enough-secrets");
		assertThat(call(key, "GET", path, null).json()).hasSize(2);
		assertThat(call(key, "GET", path, null).body()).doesNotContain(secret);
		assertThat(introspect(app.clientId(), app.secret())).isEqualTo(200);
		assertThat(introspect(app.clientId(), secret)).isEqualTo(200);

		assertThat(call(key, "DELETE", path + "/" + first + "?in=soon", null).status()).isEqualTo(400);
		assertThat(call(key, "DELETE", path + "/" + first, null).status()).isEqualTo(204);
		assertThat(call(key, "DELETE", path + "/" + first, null).status()).isEqualTo(404);
		assertThat(introspect(app.clientId(), app.secret())).isEqualTo(401);
		assertThat(introspect(app.clientId(), secret)).isEqualTo(200);
		assertThat(call(key, "POST", path, "{othersEndIn: 900d}").status()).isEqualTo(400);
		assertThat(call(key, "POST", path, "{othersEndIn: soon}").status()).isEqualTo(400);
	}

	@Test
	void nobodyGetsASecretOfAnAppThatMayDoMoreThanThey() {
		App app = app("Mighty", "lincolnusd");
		this.jdbc.sql("update client set kind = 'machine' where client_id = ?").param(app.clientId()).update();
		this.jdbc.sql("insert into client_scope (client_id, scope, position) values (?, 'people.write', 90)").param(app.clientId()).update();
		String path = "clients/" + app.clientId();

		assertThat(call(key("lincolnusd", "clients.write"), "POST", path + "/secrets", null).status()).isEqualTo(403);
		assertThat(call(key("lincolnusd", "clients.write"), "PUT", path + "/developers/" + person("lincolnusd", "mi.ghty"), null).status())
			.isEqualTo(403);
		assertThat(call(key("lincolnusd", "clients.write", "people.write"), "POST", path + "/secrets", null).status()).isEqualTo(201);
	}

	@Test
	void aKeyOfADistrictSharesAnAppWithSchoolsOfItsOwnAndTheServersWithAnybody() {
		App app = app("Shared", "lincolnusd");
		String path = "clients/" + app.clientId() + "/sharing";
		String lincoln = key("lincolnusd", "clients.write");
		String school = this.jdbc.sql("select min(sourced_id) from org where tenant_id = ? and type = 'school'").param(tenantId("lincolnusd")).query(String.class).single();
		Page everybody = call(lincoln, "GET", path, null);
		assertThat(everybody.body()).isEqualTo("{\"districts\":[]}");

		Page shared = call(lincoln, "PUT", path, "{districts: [{district: lincolnusd, schools: [" + school + "]}]}", "If-Match", everybody.header("ETag"));
		assertThat(shared.status()).isEqualTo(200);
		assertThat(call(lincoln, "PUT", path, "{districts: []}", "If-Match", everybody.header("ETag")).status()).isEqualTo(412);
		for (String other : List.of("washingtonisd", "nowhere")) {
			assertThat(call(lincoln, "PUT", path, "{districts: [{district: lincolnusd}, {district: " + other + "}]}").status()).as(other).isEqualTo(403);
		}
		assertThat(call(lincoln, "PUT", path, "{districts: []}").status()).isEqualTo(403);
		assertThat(call(lincoln, "PUT", path, "{districts: [{district: lincolnusd, schools: [nowhere]}]}").status()).isEqualTo(400);
		String server = key(null, "clients.write");
		assertThat(call(server, "PUT", path, "{districts: [{district: lincolnusd}, {district: washingtonisd}]}").json().path("districts")).hasSize(2);
		assertThat(call(lincoln, "PUT", path, "{districts: [{district: lincolnusd}]}").status()).as("another district stays").isEqualTo(403);
		assertThat(call(server, "PUT", path, "{districts: [{district: nowhere}]}").status()).isEqualTo(400);

		int id = person("lincolnusd", "dev.eloper");
		String developers = "clients/" + app.clientId() + "/developers";
		assertThat(call(lincoln, "PUT", developers + "/" + id, null).status()).isEqualTo(204);
		assertThat(call(lincoln, "GET", developers, null).body()).isEqualTo("[" + id + "]");
		assertThat(call(lincoln, "PUT", developers + "/" + userId("washingtonisd", "wanda.admin"), null).status()).isEqualTo(404);
		assertThat(call(lincoln, "DELETE", developers + "/" + id, null).status()).isEqualTo(204);
		assertThat(call(lincoln, "DELETE", developers + "/" + id, null).status()).isEqualTo(404);
	}

	@Test
	void aKeyMakesKeysThatAreGoodForNoMoreThanItself() {
		String key = key("lincolnusd", "api-keys.write", "people.read");

		Page made = call(key, "POST", "api-keys", "{name: Less, scopes: [people.read]" + tomorrow(), "Idempotency-Key", "make-one-key-" + number++);
		assertThat(made.status()).as(made.body()).isEqualTo(201);
		assertThat(made.json().path("district").asString()).isEqualTo("lincolnusd");
		String child = made.json().path("key").asString();
		assertThat(call(child, "GET", "people?limit=1", null).status()).isEqualTo(200);
		assertThat(call(child, "GET", "api-keys", null).status()).isEqualTo(403);
		assertThat(call(key, "POST", "api-keys", "{name: More, scopes: [people.write]" + tomorrow()).status()).isEqualTo(403);
		assertThat(call(key, "POST", "api-keys", "{name: More, scopes: [config.read]" + tomorrow()).status()).isEqualTo(400);
		assertThat(call(key, "POST", "api-keys", "{name: Longer, scopes: [people.read]}").status()).isEqualTo(403);
		for (String nonsense : List.of("{scopes: [people.read]}", "{name: x, scopes: []}", "{name: x, scopes: [everything]}", "{name: ' ', scopes: [people.read]}",
				"{name: x, scopes: [people.read], until: 2020-01-01}", "{name: x, scopes: [people.read], until: 2020-13-99}",
				"{name: x, scopes: [people.read], district: 'No Such'}")) {
			assertThat(call(key, "POST", "api-keys", nonsense).status()).as(nonsense).isEqualTo(400);
		}

		String one = "api-keys/" + made.json().path("id").asString();
		Page read = call(key, "GET", one, null);
		assertThat(read.body()).doesNotContain(child);
		assertThat(read.header("ETag")).isNotEmpty();
		assertThat(call(key, "DELETE", one, null).status()).isEqualTo(204);
		assertThat(call(child, "GET", "people?limit=1", null).status()).isEqualTo(401);
		assertThat(call(key, "GET", one, null).status()).isEqualTo(404);
	}

	@Test
	void tokensForRegisteringAppsAreMadeAndRevoked() {
		String key = key("lincolnusd", "registration-tokens.write");
		Page made = call(key, "POST", "registration-tokens", "{name: Vendor, uses: 2}");
		assertThat(made.status()).isEqualTo(201);
		assertThat(made.json().path("usesLeft").asInt()).isEqualTo(2);
		Http vendor = new Http(this.base);
		Page registered = vendor.send(vendor.request("/connect/register", "Authorization", "Bearer " + made.json().path("token").asString(), "Content-Type", "application/json")
			.POST(BodyPublishers.ofString("{\"client_name\": \"By Token\", \"redirect_uris\": [\"https://token.example/cb\"]}")));
		assertThat(registered.status()).isEqualTo(201);
		assertThat(call(key, "GET", "registration-tokens", null).body()).contains("Vendor").doesNotContain(made.json().path("token").asString());
		assertThat(call(key, "DELETE", "registration-tokens/" + made.json().path("id").asString(), null).status()).isEqualTo(204);
		assertThat(call(key, "POST", "registration-tokens", "{name: Vendor, uses: 0}").status()).isEqualTo(400);
	}

	@Test
	void everyRouteIsDescribedWithWhatItTakesAndWhatItNeeds() {
		JsonNode document = new Http(this.base).get("/v3/api-docs").json();
		Set<String> scopes = ApiKeyScope.all();
		document.path("paths").properties().forEach((path) -> path.getValue().properties().forEach((operation) -> {
			String name = operation.getKey() + " " + path.getKey();
			JsonNode description = operation.getValue();
			assertThat(scopes).as(name).contains(description.path("description").asString().replaceAll("Needs the scope (.*)\\.", "$1"));
			String schema = description.at("/requestBody/content/application~1json/schema/$ref").asString();
			assertThat(schema.isEmpty() || document.at(schema.substring(1)).isObject()).as(name + " takes " + schema).isTrue();
			assertThat(description.path("summary").asString()).as(name).doesNotContain("null").isNotBlank();
		}));
		assertThat(document.at("/paths/~1admin~1v1~1audit/get/responses/200/content").propertyNames())
			.contains("application/json", "text/csv", "application/x-ndjson");
		assertThat(document.at("/paths/~1admin~1v1~1clients~1{clientId}~1secrets/post/requestBody/content/application~1json/schema/$ref").asString())
			.isEqualTo("#/components/schemas/secret");
		assertThat(document.at("/paths/~1admin~1v1~1people~1{userId}~1deactivate/post/responses").propertyNames()).contains("200");
	}

	private String tomorrow() {
		return ", until: " + this.clock.instant().toString().substring(0, 10) + "}";
	}

	private int introspect(String clientId, String secret) {
		return new Http(this.base).post("/oauth2/v2/introspect", Map.of("token", "x", "client_id", clientId, "client_secret", secret)).status();
	}

	private static String[] everything() {
		return ApiKeyScope.all().stream().filter((scope) -> !scope.startsWith("config")).toArray(String[]::new);
	}

	private String key(String district, String... scopes) {
		return this.keys.make(UUID.randomUUID(), "Test", (district != null) ? tenantId(district) : null, new LinkedHashSet<>(List.of(scopes)), null,
				this.clock.instant().plus(Duration.ofDays(2)))
			.orElseThrow();
	}

	private Page call(String key, String method, String path, String body, String... headers) {
		return send(key, method, "/admin/v1/" + path, body, headers);
	}

	private Page send(String key, String method, String path, String body, String... headers) {
		List<String> all = new ArrayList<>(List.of("X-API-Key", key, "Content-Type", "application/yaml"));
		all.addAll(List.of(headers));
		Http http = new Http(this.base);
		return http.send(http.request(path, all.toArray(String[]::new))
			.method(method, (body != null) ? BodyPublishers.ofString(body) : BodyPublishers.noBody()));
	}

	private App app(String name, String district) {
		App app = new App(ClassLinkIdentifier.next(this.clock.instant()), ClassLinkIdentifier.secret());
		this.clients.register(new ClientRegistration(app.clientId(), app.clientSecret(), name, ClientType.CONFIDENTIAL, Fidelity.EXTENDED, false,
				List.of(App.CALLBACK), List.of(), Set.of("openid", "profile", "email"), Lifetimes.DEFAULT, true));
		if (district != null) {
			this.jdbc.sql("update client set tenant_id = ? where client_id = ?").params(tenantId(district), app.clientId()).update();
			if (!name.equals("Shared")) {
				this.jdbc.sql("insert into client_district (client_id, tenant_id) values (?, ?)").params(app.clientId(), tenantId(district)).update();
			}
		}
		return app;
	}

	private String login(int id) {
		return this.registrar.find(id).orElseThrow().registration().loginId();
	}

	private int userId(String district, String login) {
		return this.registrar.find(tenantId(district), login).orElseThrow().userId();
	}

	private int tenantId(String district) {
		return this.districts.findByCustomUrl(district).orElseThrow().tenantId();
	}

	private int person(String district, String name) {
		String login = "api." + name + number++;
		String building = this.jdbc.sql("select name from building where tenant_id = ? order by building_id limit 1")
			.param(tenantId(district))
			.query(String.class)
			.single();
		return this.registrar.register(tenantId(district), null,
				new PersonRegistration(login, building, Role.TEACHER.value(), "Api", null, name, "Api " + name, login + "@api.example", "", null,
						List.of(), "en", true, new TreeSet<>(), new TreeSet<>(), Map.of(), Map.of(), this.passwords.hash(Visitor.PASSWORD)));
	}

}
