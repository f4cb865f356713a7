package org.rollcall.oneroster;

import java.util.List;
import java.util.Set;
import java.util.UUID;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rollcall.journey.App;
import org.rollcall.journey.Page;
import org.rollcall.share.PartnerKeys;
import org.rollcall.share.RosterShare;
import org.rollcall.share.RosterShares;
import org.rollcall.share.ShareCredentials;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * ClassLink's proxy (contract, section 6): which districts share with an app, and their rosters under the proxy's addresses.
 */
class ProxyTests extends OneRosterTest {

	@Autowired
	private RosterShares shares;

	@Autowired
	private ShareCredentials credentials;

	@Autowired
	private PartnerKeys keys;

	private int tenantId;

	private int otherTenantId;

	private App app;

	private String key;

	private RosterShare share;

	private RosterShare otherShare;

	private String bearer;

	@BeforeAll
	void anAppWithWhichTwoDistrictsShare() {
		this.tenantId = district(new FullRoster());
		this.otherTenantId = district(new FullRoster());
		this.app = app();
		this.key = this.keys.make(UUID.randomUUID(), this.app.clientId(), "Nightly", null).orElseThrow();
		this.share = share(this.tenantId, "oneroster", "roster.demographics.read");
		this.otherShare = share(this.otherTenantId, "roster.users.basic");
		this.bearer = this.credentials.bearer(this.share);
	}

	private RosterShare share(int tenantId, String... scopes) {
		this.shares.share(tenantId, this.app.clientId(), Set.of(scopes), Set.of());
		return this.shares.find(this.app.clientId(), tenantId).orElseThrow();
	}

	@Test
	void aPartnerKeyTellsWhichDistrictsShare() {
		Page page = http().get("/applications", "Authorization", "Bearer " + this.key);

		assertThat(page.status()).isEqualTo(200);
		assertThat(page.header("Content-Type")).isEqualTo("application/json");
		assertThat(page.header("Cache-Control")).contains("no-store");
		JsonNode body = page.json();
		assertThat(body.propertyNames()).containsExactly("status", "applications");
		assertThat(body.get("status").isInt()).isTrue();
		assertThat(body.get("status").asInt()).isOne();
		assertThat(body.get("applications")).hasSize(2);
		JsonNode application = body.get("applications").get(0);
		assertThat(application.propertyNames()).containsExactly("id", "application_id", "tenant_id", "bearer", "tenant_name", "enabled",
				"tenant_status", "oneroster_application_id", "name", "version");
		assertThat(List.of("id", "application_id", "tenant_id")).allMatch((field) -> application.get(field).isInt());
		assertThat(List.of("bearer", "tenant_name", "enabled", "tenant_status", "oneroster_application_id", "name", "version"))
			.allMatch((field) -> application.get(field).isString());
		assertThat(application.get("id").asInt()).isEqualTo(this.share.shareId());
		assertThat(application.get("tenant_id").asInt()).isEqualTo(this.tenantId);
		assertThat(application.get("tenant_name").asString()).isEqualTo("OneRoster Schools " + this.tenantId);
		assertThat(application.get("enabled").asString()).isEqualTo("true");
		assertThat(application.get("tenant_status").asString()).isEqualTo("Active");
		assertThat(application.get("name").asString()).isEqualTo("Roster Reader");
		assertThat(application.get("version").asString()).isEmpty();
		assertThat(UUID.fromString(application.get("bearer").asString())).isNotNull();
		assertThat(application.get("oneroster_application_id").asString()).isEqualTo(this.share.proxyPath()).startsWith("%2F");
	}

	@Test
	void whatItTellsLeadsToTheRoster() {
		JsonNode application = http().get("/applications", "Authorization", this.key).json().get("applications").get(0);

		Page page = http().get("/" + application.get("oneroster_application_id").asString() + "/ims/oneroster/v1p1/users",
				"Authorization", "Bearer " + application.get("bearer").asString());

		assertThat(ids(page)).contains("u-student", "u-teacher");
	}

	@Test
	void theSecretAndTheAddressOfAServerAreToldByEitherId() {
		for (String id : List.of(Integer.toString(this.share.shareId()), this.share.proxyPath())) {
			Page page = http().get("/applications/" + id + "/server", "Authorization", "bearer " + this.key);

			assertThat(page.status()).as(page.body()).isEqualTo(200);
			JsonNode body = page.json();
			assertThat(body.propertyNames()).containsExactly("status", "server", "message");
			assertThat(body.get("status").asInt()).isOne();
			assertThat(body.get("message").asString()).isEmpty();
			assertThat(body.get("server").propertyNames()).containsExactly("client_id", "client_secret", "endpoint_url");
			assertThat(body.get("server").get("client_id").asString()).isEqualTo(this.share.consumerKey());
			assertThat(body.get("server").get("client_secret").asString()).isEqualTo(this.credentials.secret(this.share));
			assertThat(body.get("server").get("endpoint_url").asString()).isEqualTo(this.base + "/" + customUrl(this.tenantId));
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "1", "999999999", "abc", "9999999999", "%2Fnosuch%43" })
	void anIdThatIsNoneOfTheAppsIsNotFound(String id) {
		Page page = http().get("/applications/" + id + "/server", "Authorization", "Bearer " + this.key, "Accept", "application/json");

		assertThat(page.status()).as(page.body()).isEqualTo(404);
		assertThat(page.json().get("message").asString()).isNotBlank();
	}

	@Test
	void anotherAppsServerIsNotFound() {
		String anothers = this.keys.make(UUID.randomUUID(), app().clientId(), "Another's", null).orElseThrow();

		assertThat(http().get("/applications", "Authorization", "Bearer " + anothers).json().get("applications")).isEmpty();
		assertThat(http().get("/applications/" + this.share.shareId() + "/server", "Authorization", "Bearer " + anothers).status()).isEqualTo(404);
		assertThat(http().get("/applications/" + this.share.proxyPath() + "/server", "Authorization", "Bearer " + anothers).status()).isEqualTo(404);
	}

	@Test
	void withoutAPartnerKeyNothingIsTold() {
		String ended = this.keys.make(UUID.randomUUID(), this.app.clientId(), "Ended", null).orElseThrow();
		this.keys.of(this.app.clientId()).stream().filter((key) -> key.name().equals("Ended")).forEach((key) -> this.keys.end(this.app.clientId(), key.id()));
		for (String path : List.of("/applications", "/applications/" + this.share.shareId() + "/server")) {
			for (String sent : List.of("", "Bearer", "Bearer nonsense", "Bearer " + this.bearer, "Bearer " + ended)) {
				Page page = sent.isEmpty() ? http().get(path) : http().get(path, "Authorization", sent);

				assertThat(page.status()).as(sent).isEqualTo(401);
				assertThat(page.header("Content-Type")).isEqualTo("application/json");
				assertThat(page.header("WWW-Authenticate")).startsWith("Bearer");
				assertThat(page.json().propertyNames()).containsExactly("status", "message");
				assertThat(page.json().get("status").asInt()).isZero();
				assertThat(page.json().get("message").asString()).isNotBlank();
			}
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "/proxy/v1p0" })
	void whatAnAnswerPointsToIsUnderTheAddressThatItCameBy(String form) {
		String root = this.base + form + "/" + this.share.proxyPath() + "/ims/oneroster/v1p1";

		Page page = proxied(form, this.share, "/classes?limit=1&filter=title~'a'%20OR%20title~'e'", this.bearer);

		JsonNode row = rows(page).getFirst();
		assertThat(row.get("school").get("href").asString()).isEqualTo(root + "/orgs/" + row.get("school").get("sourcedId").asString());
		assertThat(page.header("Link")).contains("<" + root + "/classes?").doesNotContain("<" + this.base + "/ims");
		String first = page.header("Link").replaceAll(".*<([^>]*)>; rel=\"first\".*", "$1");
		assertThat(http().get(first, "Authorization", "Bearer " + this.bearer).json()).isEqualTo(page.json());
		assertThat(http().get(row.get("school").get("href").asString(), "Authorization", "Bearer " + this.bearer).status()).isEqualTo(200);
	}

	@ParameterizedTest
	@ValueSource(strings = { "Bearer %s", "bearer %s", "%s" })
	void theBearerIsSentInAnyOfTheWays(String form) {
		assertThat(http().get("/" + this.share.proxyPath() + V1P1 + "/orgs", "Authorization", form.formatted(this.bearer)).status()).isEqualTo(200);
	}

	@Test
	void aBearerOpensItsOwnShareAlone() {
		for (String form : List.of("", "/proxy/v1p0")) {
			assertThat(proxied(form, this.otherShare, "/users", this.credentials.bearer(this.otherShare)).status()).isEqualTo(200);
			for (String wrong : List.of(this.bearer, this.key, UUID.randomUUID().toString(), "x", tokenFor(this.otherTenantId, "roster.read"))) {
				assertProblem(proxied(form, this.otherShare, "/users", wrong), 401, "unauthorisedrequest");
			}
		}
		assertProblem(http().get("/" + this.share.proxyPath() + V1P1 + "/users"), 401, "unauthorisedrequest");
		assertProblem(get(this.bearer, "/users"), 401, "unauthorisedrequest");
	}

	@Test
	void noMoreIsSeenThanIsShared() {
		String bearer = this.credentials.bearer(this.otherShare);

		assertThat(rows(proxied("", this.otherShare, "/users", bearer)).getFirst().propertyNames()).contains("givenName").doesNotContain("email");
		assertProblem(proxied("", this.otherShare, "/classes", bearer), 403, "forbidden");
	}

	@Test
	void anIdThatWasDecodedOrEscapedOnceMoreIsAnother() {
		String id = this.share.proxyPath();
		String lastDecoded = id.substring(0, id.length() - 3) + (id.endsWith("%3D") ? "=" : "+");
		for (String wrong : List.of(lastDecoded, id.replace("%", "%25"), id + "x", id.toLowerCase())) {
			Page page = http().get("/" + wrong + V1P1 + "/users", "Authorization", "Bearer " + this.bearer);
			assertProblem(page, 401, "unauthorisedrequest");
		}
		assertThat(http().get("/" + id.replace("%2F", "/") + V1P1 + "/users", "Authorization", "Bearer " + this.bearer).status()).isIn(400, 404);
	}

	@Test
	void escapesThatMeanTheSameAreTheSame() {
		String id = this.share.proxyPath();
		String escapedLetter = "%2f%" + Integer.toHexString(id.charAt(3)) + id.substring(4);
		for (String same : List.of(id.replace("%2F", "%2f"), escapedLetter)) {
			assertThat(http().get("/" + same + V1P1 + "/users", "Authorization", "Bearer " + this.bearer).status()).as(same).isEqualTo(200);
			assertThat(http().get("/applications/" + same + "/server", "Authorization", "Bearer " + this.key).status()).as(same).isEqualTo(200);
		}
	}

	@ParameterizedTest
	@CsvSource({ "/users/..%2fusers,404", "/users/%2e%2e/users,400", "/../v1p1/users,400", "/users;a=b,400", "//users,400", "/users/a%2Fb,404",
			"/nosuch,404", "/users/nosuch,404" })
	void theRestOfTheAddressHasNoSuchFreedom(String path, int status) {
		assertThat(proxied("", this.share, path, this.bearer).status()).isEqualTo(status);
		assertThat(proxied("/proxy/v1p0", this.share, path, this.bearer).status()).isEqualTo(status);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/%2Fconsole", "/console%2F", "/console%2Flincolnusd", "/%2fabc/v2/my/info", "/ims%2Foneroster/v1p1/users",
			"/proxy/v1p0/%2Fabc/console", "/a/%2Fabc/ims/oneroster/v1p1/users", "/applications%2F1/server", "/v2%2Fmy/info" })
	void anEscapedSlashAnywhereElseIsRefused(String path) {
		assertThat(http().get(path, "Accept", "application/json").status()).isEqualTo(400);
	}

	@Test
	void aShareThatIsRenewedOrEndedEndsItsBearerAtOnce() {
		App app = app();
		this.shares.share(this.tenantId, app.clientId(), Set.of("roster.read"), Set.of());
		RosterShare share = this.shares.find(app.clientId(), this.tenantId).orElseThrow();
		String bearer = this.credentials.bearer(share);
		assertThat(proxied("", share, "/users", bearer).status()).isEqualTo(200);

		this.shares.share(this.tenantId, app.clientId(), Set.of("roster.orgs.basic"), Set.of());
		assertProblem(proxied("", share, "/users", bearer), 403, "forbidden");
		RosterShare renewed = this.shares.renew(this.tenantId, app.clientId()).orElseThrow();
		assertProblem(proxied("", share, "/orgs", bearer), 401, "unauthorisedrequest");
		assertThat(proxied("", renewed, "/orgs", this.credentials.bearer(renewed)).status()).isEqualTo(200);
		this.jdbc.sql("update client set disabled_at = now() where client_id = ?").param(app.clientId()).update();
		assertProblem(proxied("", renewed, "/orgs", this.credentials.bearer(renewed)), 401, "unauthorisedrequest");
		this.shares.end(this.tenantId, app.clientId());
		assertProblem(proxied("", renewed, "/orgs", this.credentials.bearer(renewed)), 401, "unauthorisedrequest");
	}

	private Page proxied(String form, RosterShare share, String path, String bearer) {
		return http().get(form + "/" + share.proxyPath() + V1P1 + path, "Authorization", "Bearer " + bearer);
	}

}
