package org.rollcall.oneroster;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.Set;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rollcall.journey.App;
import org.rollcall.journey.Page;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * OneRoster 1.2 over the same roster.
 */
class V1P2Tests extends OneRosterTest {

	private static final String LINE_ITEM = """
			{"lineItem": {"title": "Leaves", "assignDate": "2026-09-07T08:00:00.000Z", "dueDate": "2026-09-07T08:01:00.000Z",
			"class": {"sourcedId": "K1"}, "school": {"sourcedId": "S1"}, "category": {"sourcedId": "CAT1"}}}""";

	private int tenantId;

	private String token;

	@BeforeAll
	void aDistrict() {
		FullRoster roster = new FullRoster();
		roster.add("users.csv", "u-both,,,true,\"D,S1\",administrator,both,,Bo,Both,,,,,,,,");
		roster.add("enrollments.csv", "E5,,,K2,S2,u-aide,aide,false,,");
		this.tenantId = district(roster);
		App app = machine("oneroster", "roster.demographics.read");
		share(this.tenantId, app, Set.of("oneroster", "roster.demographics.read"));
		this.token = token(app);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			rostering/v1p2/academicSessions | academicSessions | G1 T1 T2 T3 Y
			rostering/v1p2/terms | academicSessions | T1 T2 T3
			rostering/v1p2/terms/T3/classes | classes | K1
			rostering/v1p2/terms/T3/gradingPeriods | academicSessions | G1
			rostering/v1p2/gradingPeriods | academicSessions | G1
			rostering/v1p2/orgs | orgs | D S1 S2
			rostering/v1p2/schools | orgs | S1 S2
			rostering/v1p2/schools/S1/courses | courses | C1
			rostering/v1p2/schools/S1/classes | classes | K1
			rostering/v1p2/schools/S1/enrollments | enrollments | E1 E2
			rostering/v1p2/schools/S1/terms | academicSessions | T1 T3
			rostering/v1p2/schools/S2/students | users | u-sibling
			rostering/v1p2/schools/S2/teachers | users | u-artist u-teacher
			rostering/v1p2/schools/S1/classes/K1/enrollments | enrollments | E1 E2
			rostering/v1p2/schools/S1/classes/K1/students | users | u-student
			rostering/v1p2/schools/S1/classes/K1/teachers | users | u-teacher
			rostering/v1p2/courses | courses | C1 C2
			rostering/v1p2/courses/C2/classes | classes | K2
			rostering/v1p2/classes | classes | K1 K2
			rostering/v1p2/classes/K1/students | users | u-student
			rostering/v1p2/classes/K2/teachers | users | u-artist
			rostering/v1p2/enrollments | enrollments | E1 E2 E3 E4 E5
			rostering/v1p2/users/u-teacher/classes | classes | K1
			rostering/v1p2/students | users | u-sibling u-student
			rostering/v1p2/students/u-sibling/classes | classes | K2
			rostering/v1p2/teachers | users | u-artist u-gone u-teacher
			rostering/v1p2/teachers/u-artist/classes | classes | K2
			rostering/v1p2/demographics | demographics | u-sibling u-student
			resources/v1p2/resources | resources | R1 R2
			resources/v1p2/classes/K1/resources | resources | R1
			resources/v1p2/courses/C2/resources | resources | R2
			resources/v1p2/users/u-student/resources | resources | ''
			gradebook/v1p2/categories | categories | CAT1
			gradebook/v1p2/classes/K1/categories | categories | CAT1
			gradebook/v1p2/classes/K2/lineItems | lineItems | L2
			gradebook/v1p2/classes/K1/results | results | A1
			gradebook/v1p2/classes/K1/lineItems/L1/results | results | A1
			gradebook/v1p2/classes/K1/students/u-student/results | results | A1
			gradebook/v1p2/scoreScales | scoreScales | ''
			gradebook/v1p2/classes/K1/scoreScales | scoreScales | ''
			gradebook/v1p2/schools/S1/scoreScales | scoreScales | ''
			gradebook/v1p2/assessmentLineItems | assessmentLineItems | ''
			gradebook/v1p2/assessmentResults | assessmentResults | ''
			""")
	void aCollectionHasWhatItsPathSays(String path, String name, String ids) {
		Page page = read(path);

		assertThat(String.join(" ", ids(page))).isEqualTo(ids);
		assertThat(page.json().propertyNames()).containsExactly(name);
		assertThat(page.header("x-total-count")).isEqualTo(Integer.toString(ids(page).size()));
	}

	@ParameterizedTest
	@ValueSource(strings = { "rostering/v1p2/lineItems", "rostering/v1p2/resources", "gradebook/v1p2/classes", "resources/v1p2/users",
			"rostering/v1p2/users/x", "gradebook/v1p2/scoreScales/x", "gradebook/v1p2/classes/x/scoreScales", "gradebook/v1p2/schools/D/scoreScales",
			"gradebook/v1p2/classes/x/categories", "gradebook/v1p2/assessmentResults/x", "resources/v1p2/users/x/resources", "v1p2/users" })
	void whatIsNotThereIsAnUnknownObject(String path) {
		assertProblem(read(path), 404, "unknownobject");
	}

	@Test
	void aUserHasRolesAtOrgs() {
		JsonNode teacher = read("rostering/v1p2/users/u-teacher").json().get("user");

		assertThat(teacher.propertyNames()).doesNotContain("role", "orgs", "role1p2");
		assertThat(teacher.get("enabledUser").asString()).isEqualTo("true");
		assertThat(teacher.get("primaryOrg").get("sourcedId").asString()).isEqualTo("S1");
		assertThat(teacher.get("primaryOrg").get("href").asString()).isEqualTo(this.base + "/ims/oneroster/rostering/v1p2/orgs/S1");
		assertThat(teacher.get("roles").size()).isEqualTo(2);
		assertThat(teacher.get("roles").get(0).get("roleType").asString()).isEqualTo("primary");
		assertThat(teacher.get("roles").get(0).get("role").asString()).isEqualTo("teacher");
		assertThat(teacher.get("roles").get(0).get("org").get("sourcedId").asString()).isEqualTo("S1");
		assertThat(teacher.get("roles").get(1).get("roleType").asString()).isEqualTo("secondary");
	}

	@ParameterizedTest
	@CsvSource({ "u-district,districtAdministrator", "u-both,districtAdministrator", "u-school,siteAdministrator", "u-aide,aide", "u-parent,parent" })
	void aRoleIsInTheWordsOf1p2(String user, String role) {
		assertThat(read("rostering/v1p2/users/" + user).json().get("user").get("roles").get(0).get("role").asString()).isEqualTo(role);
	}

	@Test
	void anAideOfAClassIsAnExtension() {
		assertThat(read("rostering/v1p2/enrollments/E5").json().get("enrollment").get("role").asString()).isEqualTo("ext:aide");
		assertThat(ids(read("rostering/v1p2/enrollments", "filter", "role='ext:aide'"))).containsExactly("E5");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			roles.role='siteAdministrator' | u-school
			roles.role~'Administrator' | u-both u-district u-school
			roles.org.sourcedId='S2' AND roles.role='teacher' | u-artist u-teacher
			primaryOrg.sourcedId='D' | u-both u-district
			email='art@test.example' | u-artist
			""")
	void filtersSpeakTheNamesOf1p2(String filter, String ids) {
		assertThat(String.join(" ", ids(read("rostering/v1p2/users", "filter", filter)))).isEqualTo(ids);
	}

	@ParameterizedTest
	@ValueSource(strings = { "role='teacher'", "orgs.sourcedId='S1'", "role1p2='teacher'", "nothing='x'" })
	void namesThatOnly1p1HasAreUnknown(String filter) {
		assertProblem(read("rostering/v1p2/users", "filter", filter), 400, "invalid_filter_field");
	}

	@Test
	void namesThatOnly1p2HasAreUnknownIn1p1() {
		assertProblem(get(this.token, "/users", "filter", "primaryOrg.sourcedId='D'"), 400, "invalid_filter_field");
		assertProblem(get(this.token, "/lineItems", "fields", "school"), 400, "invalid_selection_field");
		assertThat(get(this.token, "/lineItems/L1").json().get("lineItem").has("school")).isFalse();
		assertThat(get(this.token, "/users/u-teacher").json().get("user").propertyNames()).contains("role", "orgs").doesNotContain("primaryOrg", "role1p2");
	}

	@Test
	void itSortsByTheNamesOf1p2AndSaysItsErrorsInItsWords() {
		assertThat(ids(read("rostering/v1p2/users", "sort", "primaryOrg.sourcedId", "limit", "2"))).containsExactly("u-both", "u-district");
		assertProblem(read("rostering/v1p2/users", "sort", "role"), 400, "invaliddata");
		assertProblem(read("rostering/v1p2/users", "fields", ","), 400, "invalid_selection_field");
	}

	@Test
	void whatIsSelectedIsThereAndNothingElse() {
		assertThat(read("rostering/v1p2/users/u-teacher", "fields", "sourcedId,roles").json().get("user").propertyNames())
			.containsExactlyInAnyOrder("sourcedId", "roles");
	}

	@Test
	void withoutTheOrgsARoleIsARole() {
		String basic = tokenFor(this.tenantId, "roster.users.basic");

		JsonNode user = get(basic, this.base + V1P2.ROSTERING + "/users/u-teacher").json().get("user");

		assertThat(user.get("roles").toString()).isEqualTo("[{\"roleType\":\"primary\",\"role\":\"teacher\"}]");
		assertThat(user.propertyNames()).doesNotContain("primaryOrg", "email");
	}

	@Test
	void aPageLeadsToTheNextUnderItsOwnAddress() {
		Page page = read("rostering/v1p2/users", "limit", "1");

		assertThat(page.header("Link")).contains("<" + this.base + "/ims/oneroster/rostering/v1p2/users?limit=1&offset=1");
	}

	@Test
	void lineItemsHaveASchoolAndTimesAndResultsAClass() {
		JsonNode lineItem = read("gradebook/v1p2/lineItems/L1").json().get("lineItem");
		JsonNode result = read("gradebook/v1p2/results/A1").json().get("result");

		assertThat(lineItem.get("school").get("sourcedId").asString()).isEqualTo("S1");
		assertThat(lineItem.get("assignDate").asString()).isEqualTo("2026-09-07T00:00:00.000Z");
		assertThat(result.get("class").get("href").asString()).isEqualTo(this.base + "/ims/oneroster/rostering/v1p2/classes/K1");
		assertThat(result.get("lineItem").get("href").asString()).isEqualTo(this.base + "/ims/oneroster/gradebook/v1p2/lineItems/L1");
		assertThat(result.get("scoreDate").asString()).isEqualTo("2026-09-15");
		assertThat(ids(read("gradebook/v1p2/lineItems", "filter", "school.sourcedId='S2'"))).containsExactly("L2");
		assertThat(ids(read("gradebook/v1p2/results", "filter", "class.sourcedId='K1'"))).containsExactly("A1");
	}

	@Test
	void anAppWritesWithout1p1sDemands() {
		assertThat(write("PUT", "lineItems/leaves", LINE_ITEM).status()).isEqualTo(201);
		assertThat(write("PUT", "lineItems/leaves", LINE_ITEM).status()).isEqualTo(200);
		Page result = write("PUT", "results/leaves", """
				{"result": {"lineItem": {"sourcedId": "leaves"}, "student": {"sourcedId": "u-student"}, "class": {"sourcedId": "K1"},
				"scoreStatus": "exempt", "scoreDate": "2026-09-07T08:00:00.000Z", "comment": ""}}""");
		assertThat(result.status()).as(result.body()).isEqualTo(201);
		assertThat(result.header("Location")).isEqualTo(this.base + "/ims/oneroster/gradebook/v1p2/results/leaves");
		assertThat(get(this.token, "/results/leaves").json().get("result").get("scoreStatus").asString()).isEqualTo("exempt");
		assertThat(write("DELETE", "results/leaves", "").status()).isEqualTo(204);
		assertThat(write("DELETE", "lineItems/leaves", "").status()).isEqualTo(204);
		assertThat(ids(read("gradebook/v1p2/classes/K1/lineItems"))).containsExactly("L1");
	}

	@Test
	void whatIsWrittenWronglyIsUnprocessable() {
		Page page = write("PUT", "lineItems/bad", LINE_ITEM.replace("\"S1\"", "\"S2\""));

		assertProblem(page, 422, "invaliddata");
		assertThat(page.json().get("imsx_description").asString()).contains("school: 'S2' is not the school of the class");
		assertProblem(write("PUT", "scoreScales/x", "{}"), 404, "unknownobject");
	}

	private Page read(String path, String... parameters) {
		return get(this.token, this.base + "/ims/oneroster/" + path, parameters);
	}

	private Page write(String method, String path, String body) {
		return http().send(http().request("/ims/oneroster/gradebook/v1p2/" + path, "Authorization", "Bearer " + this.token)
			.method(method, BodyPublishers.ofString(body)));
	}

}
