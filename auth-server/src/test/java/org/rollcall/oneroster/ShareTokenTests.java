package org.rollcall.oneroster;

import java.util.List;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rollcall.journey.App;
import org.rollcall.journey.Page;
import org.rollcall.share.RosterShare;
import org.rollcall.share.RosterShares;
import org.rollcall.share.ShareCredentials;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Access tokens that are got with a share's consumer key and secret, as {@code GET /applications/{id}/server} tells them.
 */
class ShareTokenTests extends OneRosterTest {

	private static final String CORE = "https://purl.imsglobal.org/spec/or/v1p1/scope/roster-core.readonly";

	@Autowired
	private RosterShares shares;

	@Autowired
	private ShareCredentials credentials;

	private int tenantId;

	private int otherTenantId;

	@BeforeAll
	void twoDistricts() {
		this.tenantId = district(new FullRoster());
		this.otherTenantId = district(new FullRoster());
	}

	private RosterShare share(App app, int tenantId, String... scopes) {
		this.shares.share(tenantId, app.clientId(), Set.of(scopes), Set.of());
		return this.shares.find(app.clientId(), tenantId).orElseThrow();
	}

	@ParameterizedTest
	@ValueSource(strings = { "/token", "/oauth2/v2/token" })
	void theCredentialsOfAShareGetATokenForThatShareAlone(String path) {
		App app = app();
		RosterShare share = share(app, this.tenantId, "roster.read");
		share(app, this.otherTenantId, "roster.read");

		Page answer = http().post(path, asApp(share).parameters("grant_type", "client_credentials"));

		assertThat(answer.status()).as(answer.body()).isEqualTo(200);
		JsonNode token = answer.json();
		assertThat(token.propertyNames()).containsExactlyInAnyOrder("access_token", "token_type", "expires_in", "scope");
		assertThat(token.get("expires_in").asInt()).isEqualTo(86_400);
		assertThat(token.get("scope").asString()).isEqualTo("roster.read");
		String value = token.get("access_token").asString();
		assertThat(get(value, "/users").status()).isEqualTo(200);
		assertThat(get(value, this.base + "/" + customUrl(this.tenantId) + V1P1 + "/users").status()).isEqualTo(200);
		assertProblem(get(value, this.base + "/" + customUrl(this.otherTenantId) + V1P1 + "/users"), 403, "forbidden");
		assertProblem(http().get("/" + share.proxyPath() + V1P1 + "/users", "Authorization", "Bearer " + value), 401, "unauthorisedrequest");
		assertThat(http().get("/v2/my/info", "Authorization", "Bearer " + value).status()).isEqualTo(401);
	}

	@Test
	void basicDoesAsWellAndARawTokenToo() {
		RosterShare share = share(app(), this.tenantId, "roster.read");

		Page answer = http().post("/" + customUrl(this.tenantId) + "/token", Map.of("grant_type", "client_credentials"), "Authorization",
				asApp(share).basic());

		assertThat(http().get(V1P1 + "/users", "Authorization", answer.json().get("access_token").asString()).status()).isEqualTo(200);
	}

	@Test
	void aTokenIsGoodForWhatWasAskedFor() {
		RosterShare share = share(app(), this.tenantId, "oneroster");

		Page core = ask(share, "scope", CORE);
		assertThat(core.json().get("scope").asString()).isEqualTo(CORE);
		assertThat(get(value(core), "/users/u-student").json().get("user").has("email")).isFalse();
		assertProblem(get(value(core), "/results"), 403, "forbidden");
		assertThat(ask(share, "scope", "roster.users.basic roster.grades.read").status()).isEqualTo(200);
	}

	@Test
	void moreThanIsSharedIsRefused() {
		RosterShare share = share(app(), this.tenantId, "roster.users.basic");

		for (String scope : List.of("roster.read", "roster.users.basic openid", CORE, "nosuch", "people.read")) {
			assertThat(ask(share, "scope", scope).json().get("error").asString()).as(scope).isEqualTo("invalid_scope");
		}
	}

	@Test
	void withoutTheSecretThereIsNone() {
		RosterShare share = share(app(), this.tenantId, "roster.read");

		for (App wrong : List.of(new App(share.consumerKey(), "0".repeat(32)), new App(share.consumerKey(), null),
				new App("nosuchkey", this.credentials.secret(share)), new App(share.clientId(), this.credentials.secret(share)))) {
			Page answer = wrong.token(http(), "grant_type", "client_credentials");
			assertThat(answer.status()).isEqualTo(401);
			assertThat(answer.json().get("error").asString()).isEqualTo("invalid_client");
		}
	}

	@Test
	void theCredentialsOfAShareAreNotThoseOfItsApp() {
		RosterShare share = share(app(), this.tenantId, "roster.read");
		App asApp = asApp(share);
		String token = value(ask(share));

		assertThat(asApp.token(http(), "code", "c1700000000000abcabcabcabcabcabcabcabcabcabcabc").json().get("error").asString())
			.isEqualTo("unauthorized_client");
		for (String path : List.of("/oauth2/v2/introspect", "/oauth2/v2/revoke")) {
			assertThat(http().post(path, asApp.parameters("token", token)).json().get("error").asString()).isEqualTo("unauthorized_client");
		}
	}

	@Test
	void aShareThatIsChangedRenewedOrEndedEndsWhatItsTokensReachAtOnce() {
		App app = app();
		RosterShare share = share(app, this.tenantId, "roster.read");
		String token = value(ask(share));
		assertThat(get(token, "/classes").status()).isEqualTo(200);

		share(app, this.tenantId, "roster.users.basic");
		assertProblem(get(token, "/classes"), 403, "forbidden");
		assertThat(get(token, "/users").status()).isEqualTo(200);
		RosterShare renewed = this.shares.renew(this.tenantId, app.clientId()).orElseThrow();
		assertProblem(get(token, "/users"), 401, "unauthorisedrequest");
		assertThat(ask(share).status()).as("the new secret").isEqualTo(200);
		String fresh = value(ask(renewed));
		assertThat(get(fresh, "/users").status()).isEqualTo(200);
		this.jdbc.sql("update client set disabled_at = now() where client_id = ?").param(app.clientId()).update();
		assertProblem(get(fresh, "/users"), 401, "unauthorisedrequest");
		this.jdbc.sql("update client set disabled_at = null where client_id = ?").param(app.clientId()).update();
		this.shares.end(this.tenantId, app.clientId());
		assertProblem(get(fresh, "/users"), 401, "unauthorisedrequest");
	}

	@Test
	void onlyItsHashIsKeptAndWhoGotItIsWrittenDown() {
		RosterShare share = share(app(), this.tenantId, "roster.read");
		String token = value(ask(share));

		assertThat(this.jdbc.sql("select count(*) from share_token t where t::text like ?").param("%" + token + "%").query(Integer.class).single()).isZero();
		assertThat(this.jdbc.sql("select string_agg(details::text, '') from audit_event where kind = 'ShareTokenIssued' and client_id = ?")
			.param(share.clientId())
			.query(String.class)
			.single()).contains("client_credentials", "roster.read").doesNotContain(token);
	}

	private App asApp(RosterShare share) {
		RosterShare current = this.shares.find(share.clientId(), share.tenantId()).orElseThrow();
		return new App(current.consumerKey(), this.credentials.secret(current));
	}

	private Page ask(RosterShare share, String... parameters) {
		List<Map.Entry<String, String>> form = asApp(share).parameters(parameters);
		form.add(Map.entry("grant_type", "client_credentials"));
		return http().post("/token", form);
	}

	private static String value(Page page) {
		assertThat(page.status()).as(page.body()).isEqualTo(200);
		return page.json().get("access_token").asString();
	}

}
