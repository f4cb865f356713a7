package org.rollcall.admin;

import java.util.UUID;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.rollcall.journey.AdminApi;
import org.rollcall.journey.App;
import org.rollcall.journey.Page;
import org.rollcall.journey.RollcallTest;
import org.rollcall.share.PartnerKeys;
import org.rollcall.share.RosterShare;
import org.rollcall.share.RosterShares;
import org.rollcall.share.ShareCredentials;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Which apps see a roster, and the keys of apps, by the admin API.
 */
@RollcallTest
class RosterSharesApiTests {

	@Value("${rollcall.issuer}")
	private String base;

	@Autowired
	private JdbcClient jdbc;

	@Autowired
	private RosterShares shares;

	@Autowired
	private ShareCredentials credentials;

	@Autowired
	private PartnerKeys partnerKeys;

	private AdminApi server;

	private String clientId;

	@BeforeEach
	void anApp() {
		this.server = AdminApi.ofServer(this.base, this.jdbc);
		this.clientId = newApp("");
	}

	@Test
	void aRosterIsSharedReadChangedRenewedAndSharedNoMore() {
		AdminApi washington = AdminApi.ofDistrict(this.base, this.jdbc, "washingtonisd", "wanda.admin", "rosters.write", "people.read");
		String path = "/admin/v1/rosters/washingtonisd/shares/" + this.clientId;
		String school = this.jdbc.sql("select min(sourced_id) from org where tenant_id = 4957 and type = 'school'").query(String.class).single();

		Page shared = washington.put(path, "{scopes: [roster.read], schools: ['" + school + "']}");
		assertThat(shared.status()).isEqualTo(200);
		RosterShare share = this.shares.find(this.clientId, 4957).orElseThrow();
		assertThat(share.schools()).containsExactly(school);
		assertThat(shared.json().path("bearer").asString()).isEqualTo(this.credentials.bearer(share));
		assertThat(shared.json().path("secret").asString()).isEqualTo(this.credentials.secret(share));
		assertThat(shared.json().path("consumerKey").asString()).isEqualTo(share.consumerKey());

		Page read = washington.get(path);
		assertThat(read.json().path("oneRosterApplicationId").asString()).isEqualTo(share.proxyPath());
		assertThat(read.header("ETag")).isEqualTo(shared.header("ETag"));
		for (Page answer : new Page[] { read, washington.get("/admin/v1/rosters/washingtonisd/shares") }) {
			assertThat(answer.body()).contains(this.clientId).doesNotContain("bearer", "secret", this.credentials.bearer(share));
		}

		Page changed = washington.put(path, "{scopes: [roster.users.basic], district: washingtonisd}");
		assertThat(changed.json().path("schools").isMissingNode()).isTrue();
		assertThat(changed.body()).doesNotContain("bearer", "secret");
		Page renewed = washington.post(path + "/renew", null);
		assertThat(renewed.status()).isEqualTo(200);
		assertThat(renewed.json().path("generation").asInt()).isEqualTo(2);
		assertThat(renewed.json().path("bearer").asString()).isNotEqualTo(this.credentials.bearer(share));
		assertThat(washington.delete(path).status()).isEqualTo(204);
		assertThat(washington.delete(path).status()).isEqualTo(404);
		assertThat(washington.get(path).status()).isEqualTo(404);
		assertThat(washington.post(path + "/renew", null).status()).isEqualTo(404);
	}

	@Test
	void whoMayNotReadPeopleSharesARosterAndIsNotToldWithWhatItIsRead() {
		AdminApi nightly = AdminApi.ofDistrict(this.base, this.jdbc, "washingtonisd", "wanda.admin", "rosters.write");
		String path = "/admin/v1/rosters/washingtonisd/shares/" + this.clientId;

		Page shared = nightly.put(path, "{scopes: [roster.read]}");
		Page again = nightly.put(path, "{scopes: [roster.read]}");
		Page renewed = nightly.post(path + "/renew", null);

		assertThat(renewed.json().path("generation").asInt()).isEqualTo(2);
		for (Page answer : new Page[] { shared, again, renewed }) {
			assertThat(answer.status()).isEqualTo(200);
			assertThat(answer.json().path("oneRosterApplicationId").isString()).isTrue();
			assertThat(answer.body()).doesNotContain("bearer", "secret");
		}
		assertThat(this.server.post(path + "/renew", null).json().path("bearer").isString()).isTrue();
		assertThat(this.jdbc.sql("select actor_kind || details::text from audit_event where kind = 'RosterShareCredentialsShown' and client_id = ?")
			.param(this.clientId)
			.query(String.class)
			.list()).as("who was told").containsExactly("api_key{\"generation\": 3}");
	}

	@Test
	void whoSharesWithNoSchoolDoesNotShareTheDistrict() {
		String path = "/admin/v1/rosters/washingtonisd/shares/" + this.clientId;

		Page page = this.server.put(path, "{scopes: [roster.read], schools: []}");

		assertThat(page.status()).isEqualTo(400);
		assertThat(page.json().path("faults").path(0).path("path").asString()).isEqualTo("schools");
		assertThat(this.shares.of(this.clientId)).isEmpty();
		assertThat(this.server.put(path, "{scopes: [roster.read], schools: null}").status()).as("left out").isEqualTo(200);
	}

	@Test
	void whatMakesNoSenseIsToldAndNothingIsShared() {
		String path = "/admin/v1/rosters/washingtonisd/shares/" + this.clientId;

		assertThat(this.server.put(path, "{scopes: []}").json().path("faults").path(0).path("path").asString()).isEqualTo("scopes");
		assertThat(this.server.put(path, "{}").status()).isEqualTo(400);
		assertThat(this.server.put(path, "{scopes: [email]}").status()).isEqualTo(400);
		assertThat(this.server.put(path, "{scopes: [roster.read], schools: [nowhere]}").body()).contains("has no school 'nowhere'");
		assertThat(this.server.put(path, "{scopes: [roster.read], client: other}").status()).isEqualTo(400);
		assertThat(this.server.put(path, "{scopes: [roster.read], district: lincolnusd}").status()).isEqualTo(400);
		assertThat(this.server.put("/admin/v1/rosters/washingtonisd/shares/none", "{scopes: [roster.read]}").status()).isEqualTo(404);
		assertThat(this.server.put("/admin/v1/rosters/nowhere/shares/" + this.clientId, "{scopes: [roster.read]}").status()).isEqualTo(404);
		assertThat(this.shares.of(this.clientId)).isEmpty();
	}

	@Test
	void aDistrictSharesItsOwnRosterOnlyAndWithAppsOnlyThatItsPeopleMeet() {
		AdminApi washington = AdminApi.ofDistrict(this.base, this.jdbc, "washingtonisd", "wanda.admin", "rosters.write", "rosters.read");
		AdminApi reader = AdminApi.ofDistrict(this.base, this.jdbc, "washingtonisd", "wanda.admin", "rosters.read");
		String lincolns = newApp("lincolnusd");

		assertThat(washington.get("/admin/v1/rosters/lincolnusd/shares").status()).isEqualTo(404);
		assertThat(washington.put("/admin/v1/rosters/lincolnusd/shares/" + this.clientId, "{scopes: [roster.read]}").status()).isEqualTo(404);
		assertThat(washington.delete("/admin/v1/rosters/lincolnusd/shares/" + App.LINCOLN_READER.clientId()).status()).isEqualTo(404);
		assertThat(washington.post("/admin/v1/rosters/lincolnusd/shares/" + App.LINCOLN_READER.clientId() + "/renew", null).status()).isEqualTo(404);
		assertThat(washington.put("/admin/v1/rosters/washingtonisd/shares/" + lincolns, "{scopes: [roster.read]}").status()).isEqualTo(404);
		assertThat(this.server.put("/admin/v1/rosters/washingtonisd/shares/" + lincolns, "{scopes: [roster.read]}").status()).isEqualTo(200);
		String own = "/admin/v1/rosters/washingtonisd/shares/" + this.clientId;
		assertThat(reader.put(own, "{scopes: [roster.read]}").json().path("scope").asString()).isEqualTo("rosters.write");
		assertThat(reader.get("/admin/v1/rosters/washingtonisd/shares").body()).contains(lincolns);
		this.shares.end(4957, lincolns);
	}

	@Test
	void whoSawAnotherStateOverwritesNothing() {
		String path = "/admin/v1/rosters/washingtonisd/shares/" + this.clientId;
		String seen = this.server.put(path, "{scopes: [roster.read]}").header("ETag");
		this.server.put(path, "{scopes: [oneroster.read]}");

		assertThat(this.server.put(path, "{scopes: [roster.users.basic]}", seen).status()).isEqualTo(412);
		assertThat(this.shares.find(this.clientId, 4957).orElseThrow().scopes()).containsExactly("oneroster.read");
	}

	@Test
	void aPartnerKeyIsMadeListedWithoutItselfAndEnded() {
		String path = "/admin/v1/clients/" + this.clientId + "/partner-keys";

		Page made = this.server.post(path, "{name: Nightly sync, until: '2036-06-30'}");
		assertThat(made.status()).isEqualTo(201);
		String key = made.json().path("key").asString();
		assertThat(this.partnerKeys.find(key)).contains(this.clientId);
		assertThat(made.json().path("expiresAt").asString()).isEqualTo("2036-07-01T00:00:00Z");
		assertThat(this.server.get(path).body()).contains("Nightly sync").doesNotContain(key);

		assertThat(this.server.post(path, "{name: Old, until: '2020-01-01'}").status()).isEqualTo(400);
		assertThat(this.server.post(path, "{name: Odd, until: '2036-02-31'}").status()).isEqualTo(400);
		assertThat(this.server.post(path, "{}").status()).isEqualTo(400);
		assertThat(this.server.delete(path + "/" + UUID.randomUUID()).status()).isEqualTo(404);
		AdminApi washington = AdminApi.ofDistrict(this.base, this.jdbc, "washingtonisd", "wanda.admin", "clients.write");
		assertThat(washington.get(path).status()).as("the operator's app").isEqualTo(404);
		assertThat(washington.post(path, "{name: Foreign}").status()).isEqualTo(404);

		assertThat(this.server.delete(path + "/" + made.json().path("id").asString()).status()).isEqualTo(204);
		assertThat(this.partnerKeys.find(key)).isEmpty();
	}

	@Test
	void anAppHasSoManyPartnerKeysAndNoMore() {
		String path = "/admin/v1/clients/" + this.clientId + "/partner-keys";
		for (int i = 0; i < PartnerKeys.MOST; i++) {
			assertThat(this.server.post(path, "{name: Key}").status()).isEqualTo(201);
		}

		assertThat(this.server.post(path, "{name: Key}").json().path("type").asString()).endsWith("enough-partner-keys");
	}

	@Test
	void anAppThatIsRemovedEndsItsSharesInTheRecordOfEachDistrict() {
		this.server.put("/admin/v1/rosters/washingtonisd/shares/" + this.clientId, "{scopes: [roster.read]}");
		this.server.put("/admin/v1/rosters/lincolnusd/shares/" + this.clientId, "{scopes: [roster.read]}");

		assertThat(this.server.delete("/admin/v1/clients/" + this.clientId).status()).isEqualTo(204);

		assertThat(this.shares.of(this.clientId)).isEmpty();
		assertThat(this.jdbc.sql("select tenant_id from audit_event where kind = 'RosterShareEnded' and client_id = ?")
			.param(this.clientId)
			.query(Integer.class)
			.list()).containsExactlyInAnyOrder(2284, 4957);
	}

	@Test
	void theDescriptionOfTheApiHasItAll() {
		String description = this.server.get("/v3/api-docs").body();

		assertThat(description).contains("/admin/v1/rosters/{district}/shares/{clientId}/renew", "/admin/v1/clients/{clientId}/partner-keys",
				"\"roster-shares\"", "\"partner-key\"");
	}

	private String newApp(String district) {
		AdminApi api = district.isEmpty() ? this.server
				: AdminApi.ofDistrict(this.base, this.jdbc, district, "ada.admin", "clients.write");
		return api.post("/admin/v1/clients", "{name: Sharing " + UUID.randomUUID() + ", redirectUris: ['http://localhost:9001/callback']}")
			.json()
			.get("clientId")
			.asString();
	}

}
