package org.rollcall.oneroster;

import java.util.List;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rollcall.client.OneRosterScope;
import org.rollcall.journey.App;
import org.rollcall.journey.Page;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The scopes by OneRoster's own names, which machines ask for.
 */
class OneRosterScopeTests extends OneRosterTest {

	private static final String V1 = "https://purl.imsglobal.org/spec/or/v1p1/scope/";

	private static final String V2 = "https://purl.imsglobal.org/spec/or/v1p2/scope/";

	private int tenantId;

	@BeforeAll
	void aDistrict() {
		this.tenantId = district(new FullRoster());
	}

	@ParameterizedTest
	@ValueSource(strings = { "/token", "/oauth2/v2/token" })
	void whoMayAskForOursMayAskForTheNamesThatItCovers(String path) {
		App machine = machine("roster.read");
		String asked = V1 + "roster-core.readonly " + V2 + "roster.readonly";

		Page answer = http().post(path, machine.parameters("grant_type", "client_credentials", "scope", asked));

		assertThat(answer.json().get("scope").asString()).isEqualTo(asked);
		Page introspected = http().post("/oauth2/v2/introspect", machine.parameters("token", answer.json().get("access_token").asString()));
		assertThat(introspected.json().get("scope").asString()).isEqualTo(asked);
	}

	@ParameterizedTest
	@CsvSource({ "roster.read,roster-demographics.readonly", "roster.read,gradebook.createput", "roster.grades.read,gradebook.delete",
			"roster.users.basic,roster-core.readonly", "roster.grades.write,roster.readonly", "roster.read,nosuch.readonly" })
	void aNameOfMoreThanItIsRegisteredForIsRefused(String registered, String name) {
		Page answer = ask(machine(registered), V1 + name);

		assertThat(answer.status()).isEqualTo(400);
		assertThat(answer.json().get("error").asString()).isEqualTo("invalid_scope");
		assertThat(answer.json().get("error_description").asString()).contains(V1 + name);
	}

	@Test
	void aMachineMayBeRegisteredForTheNamesAlone() {
		App machine = machine(V1 + "roster.readonly", V1 + "gradebook.createput");

		assertThat(ask(machine).json().get("scope").asString().split(" ")).containsExactlyInAnyOrder(V1 + "roster.readonly", V1 + "gradebook.createput");
		assertThat(ask(machine, V2 + "roster-core.readonly").status()).isEqualTo(200);
		assertThat(ask(machine, "roster.read").json().get("error").asString()).isEqualTo("invalid_scope");
	}

	@Test
	void everyNameOfBothVersionsCanBeAskedForAtOnce() {
		App machine = machine("oneroster", "roster.demographics.read");

		assertThat(OneRosterScope.all()).hasSize(14);
		for (String separator : List.of(" ", ",", "+")) {
			assertThat(ask(machine, String.join(separator, OneRosterScope.all())).json().get("scope").asString().split(" "))
				.containsExactlyInAnyOrderElementsOf(OneRosterScope.all());
		}
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			roster-core.readonly          | /orgs /schools /academicSessions /courses /classes /users /enrollments /classes/K1/students | /demographics /resources /results
			roster.readonly               | /orgs /users /enrollments /resources /lineItems /results | /demographics
			roster-demographics.readonly  | /demographics | /orgs /users /classes /enrollments /results /resources
			resource.readonly             | /resources /classes/K1/resources /courses/C1/resources | /orgs /users /classes /results /demographics
			gradebook.readonly            | /categories /lineItems /results | /orgs /users /classes /enrollments /resources /demographics
			""")
	void eachOpensWhatItNames(String name, String open, String closed) {
		for (String version : List.of(V1, V2)) {
			String token = tokenFor(this.tenantId, version + name);
			for (String path : open.split(" ")) {
				assertThat(get(token, path).status()).as(path).isEqualTo(200);
			}
			for (String path : closed.split(" ")) {
				assertProblem(get(token, path), 403, "forbidden");
			}
		}
	}

	@Test
	void theCoreIsWholeRecordsWithoutHowPeopleAreReachedAndWhoseParentsTheyAre() {
		JsonNode user = get(tokenFor(this.tenantId, V1 + "roster-core.readonly"), "/users/u-student").json().get("user");

		assertThat(user.propertyNames()).contains("username", "enabledUser", "orgs", "grades", "givenName", "familyName", "role")
			.doesNotContain("email", "sms", "phone", "agents", "metadata");
		assertProblem(get(tokenFor(this.tenantId, V1 + "roster-core.readonly"), "/users", "filter", "email='a'"), 403, "forbidden");
	}

	@Test
	void resourcesComeWithAllThatTheyHave() {
		assertThat(get(tokenFor(this.tenantId, V1 + "resource.readonly"), "/resources/R1").json())
			.isEqualTo(get(tokenFor(this.tenantId, "roster.read"), "/resources/R1").json());
	}

	@Test
	void noMoreComesThanTheDistrictShares() {
		App machine = machine(V1 + "roster.readonly");
		share(this.tenantId, machine, Set.of("roster.users.basic"));

		assertThat(get(token(machine), "/users/u-student").json().get("user").has("username")).isFalse();
		assertProblem(get(token(machine), "/classes"), 403, "forbidden");
	}

	private Page ask(App machine, String... scope) {
		List<Map.Entry<String, String>> parameters = machine.parameters("grant_type", "client_credentials");
		for (String one : scope) {
			parameters.add(Map.entry("scope", one));
		}
		return http().post("/token", parameters);
	}

}
