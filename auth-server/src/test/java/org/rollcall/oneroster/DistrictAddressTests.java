package org.rollcall.oneroster;

import java.util.Set;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rollcall.journey.App;
import org.rollcall.journey.Page;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Each district has addresses of its own, by which a machine says which district it means.
 */
class DistrictAddressTests extends OneRosterTest {

	private int tenantId;

	private int otherTenantId;

	private App machine;

	private String token;

	@BeforeAll
	void aMachineWithWhichTwoDistrictsShare() {
		this.tenantId = district(new FullRoster());
		this.otherTenantId = district(new FullRoster());
		this.machine = machine("roster.read");
		share(this.tenantId, this.machine, Set.of("roster.read"));
		share(this.otherTenantId, this.machine, Set.of("roster.orgs.basic"));
		this.token = token(this.machine);
	}

	@Test
	void aMachineSaysByTheAddressWhichDistrictItMeans() {
		assertThat(get(this.token, at(this.tenantId, "/users")).status()).isEqualTo(200);
		assertThat(get(this.token, at(this.otherTenantId, "/orgs")).status()).isEqualTo(200);
		assertProblem(get(this.token, at(this.otherTenantId, "/users")), 403, "forbidden");
	}

	@Test
	void withoutOneItIsToldTheAddresses() {
		Page page = get(this.token, "/users");

		assertProblem(page, 400, "invaliddata");
		assertThat(page.json().get("imsx_description").asString()).contains(at(this.tenantId, ""), at(this.otherTenantId, ""));
	}

	@Test
	void withASingleShareItNeedsNone() {
		String token = tokenFor(this.tenantId, "roster.read");

		assertThat(get(token, "/users").status()).isEqualTo(200);
		assertThat(get(token, at(this.tenantId, "/users")).status()).isEqualTo(200);
		assertProblem(get(token, at(this.otherTenantId, "/users")), 403, "forbidden");
	}

	@Test
	void whatAnAnswerPointsToIsUnderTheDistrictsAddress() {
		Page page = get(this.token, at(this.tenantId, "/classes"), "limit", "1");
		JsonNode row = rows(page).getFirst();

		assertThat(row.get("course").get("href").asString()).startsWith(at(this.tenantId, "/courses/"));
		assertThat(page.header("Link")).contains("<" + at(this.tenantId, "/classes?"));
	}

	@Test
	void nobodyLearnsWhetherThereIsADistrict() {
		share(this.tenantId, App.LINCOLN_READER, Set.of("roster.read"));
		String token = tokenOf(this.tenantId, "ada", App.LINCOLN_READER, "openid profile roster.read");

		assertThat(get(token, at(this.tenantId, "/orgs")).status()).isEqualTo(200);
		for (String access : new String[] { token, this.token }) {
			Page foreign = get(access, this.base + "/lincolnusd" + V1P1 + "/orgs");
			Page unknown = get(access, this.base + "/nosuchdistrict" + V1P1 + "/orgs");
			assertProblem(foreign, 403, "forbidden");
			assertThat(foreign.body().replace("lincolnusd", "nosuchdistrict")).isEqualTo(unknown.body());
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "/token", "/oauth2/v2/token" })
	void theTokenEndpointIsAtTheDistrictsRootAsWell(String path) {
		String root = path.equals("/token") ? "/" + customUrl(this.tenantId) : "";

		assertThat(http().post(root + path, this.machine.parameters("grant_type", "client_credentials")).status()).isEqualTo(200);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/oauth2", "/console", "/ims", "/v2" })
	void whatIsNoDistrictHasNone(String root) {
		assertThat(http().post(root + "/token", this.machine.parameters("grant_type", "client_credentials")).status()).isNotEqualTo(200);
	}

	private String at(int tenantId, String path) {
		return this.base + "/" + customUrl(tenantId) + V1P1 + path;
	}

}
