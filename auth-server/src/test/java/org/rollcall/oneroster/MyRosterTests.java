package org.rollcall.oneroster;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rollcall.journey.App;
import org.rollcall.journey.Page;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the roster has about the person of an access token: {@code /v2/oneroster/my} (contract, section 1).
 */
class MyRosterTests extends OneRosterTest {

	private static final String MY = "/v2/oneroster/my";

	private int tenantId;

	private App app;

	@BeforeAll
	void aDistrictThatShares() {
		this.tenantId = district(new FullRoster());
		this.app = app();
		share(this.tenantId, this.app, Set.of("oneroster"));
	}

	@ParameterizedTest
	@CsvSource({ "stu,u-student", "terry,u-teacher", "pam,u-parent", "ada,u-school", "dora,u-district" })
	void infoIsTheOwnRecord(String username, String id) {
		JsonNode body = my(username, "oneroster", "/info").json();

		assertThat(body.propertyNames()).containsExactly("user");
		assertThat(body.get("user").get("sourcedId").asString()).isEqualTo(id);
		assertThat(body.get("user").get("enabledUser").asString()).isEqualTo("true");
		body.get("user").get("orgs").forEach((org) -> assertThat(org.get("href").asString()).startsWith(this.base + V1P1 + "/orgs/"));
	}

	@ParameterizedTest
	@CsvSource({ "stu,oneroster,K1", "stu,classes.readonly,K1", "stu,classes,K1", "terry,classes.readonly,K1", "art,roster.classes.basic,K2",
			"pam,oneroster,''", "ada,oneroster,''", "dora,oneroster,''", "dora,classes.readonly,''" })
	void classesAreTheOwnOnes(String username, String scope, String ids) {
		Page page = my(username, scope, "/classes");

		assertThat(page.status()).as(page.body()).isEqualTo(200);
		assertThat(page.json().propertyNames()).containsExactly("classes");
		assertThat(all(page, "classes")).containsExactlyElementsOf(ids.isEmpty() ? List.of() : List.of(ids));
	}

	@ParameterizedTest
	@CsvSource({ "stu,K1,u-teacher,u-student", "sib,K2,u-artist,u-sibling", "terry,K1,u-teacher,u-student", "pam,K2,u-artist,u-sibling",
			"ada,K1,u-teacher,u-student" })
	void aClassHasItsTeachersAndThoseStudentsThatOneSees(String username, String id, String teachers, String students) {
		assertThat(all(my(username, "oneroster", "/classes/" + id + "/teachers"), "teachers")).containsExactly(teachers);
		assertThat(all(my(username, "oneroster", "/classes/" + id + "/students"), "students")).containsExactly(students);
	}

	@ParameterizedTest
	@CsvSource({ "stu,K2", "stu,nosuch", "terry,K2", "art,K1", "ada,K2" })
	void aClassThatOneDoesNotSeeIsNotThere(String username, String id) {
		for (String who : List.of("/teachers", "/students")) {
			assertMessage(my(username, "oneroster", "/classes/" + id + who), 404, "no class");
		}
	}

	@Test
	void ofTheirTeachersStudentsAndParentsSeeNamesAndNoMore() {
		for (String username : List.of("stu", "pam")) {
			JsonNode teacher = my(username, "oneroster", "/classes/K1/teachers").json().get("teachers").get(0);
			assertThat(teacher.propertyNames()).contains("givenName", "familyName", "role").doesNotContain("email", "phone", "username", "orgs");
		}
		assertThat(my("terry", "oneroster", "/classes/K1/teachers").json().get("teachers").get(0).propertyNames()).contains("email");
	}

	@ParameterizedTest
	@CsvSource({ "profile,/info", "classes.readonly,/info", "profile,/classes", "roster.users.basic,/classes", "classes.readonly,/classes/K1/teachers",
			"roster.users.basic,/classes/K1/students", "roster.users.basic,/classes/K1/teachers" })
	void withoutTheScopeNothingIsTold(String scope, String path) {
		assertMessage(my("stu", scope, path), 403, "This path needs the scope");
	}

	@Test
	void namesAndOnesOwnClassesTogetherTellWhoIsInThem() {
		assertThat(my("stu", "classes.readonly roster.users.basic", "/classes/K1/teachers").status()).isEqualTo(200);
		assertMessage(my("ada", "classes.readonly roster.users.basic", "/classes/K1/teachers"), 403, "not one's own");
	}

	@Test
	void onlySomebodysTokenOpensIt() {
		App machine = machine("oneroster");
		share(this.tenantId, machine, Set.of("oneroster"));
		App unshared = app();

		assertMessage(http().get(MY + "/info"), 401, "Authorization header is missing");
		assertMessage(http().get(MY + "/info", "Authorization", "Bearer x"), 401, "not known");
		assertMessage(get(token(machine), this.base + MY + "/info"), 403, "belongs to no person");
		assertMessage(get(tokenOf(this.tenantId, "stu", unshared, "openid profile oneroster"), this.base + MY + "/info"), 403, "does not share");
		assertThat(http().get(MY + "/nosuch", "Authorization", "Bearer x").json().has("message")).isTrue();
	}

	@Test
	void aRawTokenDoes() {
		String token = tokenOf(this.tenantId, "stu", this.app, "openid profile oneroster");

		assertThat(http().get(MY + "/info", "Authorization", token).status()).isEqualTo(200);
	}

	@Test
	void parentsHaveTheirChildrenUnderTheUserApi() {
		String parent = tokenOf(this.tenantId, "pam", this.app, "openid profile");
		String student = tokenOf(this.tenantId, "stu", this.app, "openid profile");

		List<String> children = new ArrayList<>();
		http().get("/v2/my/students", "Authorization", parent).json().get("response").forEach((child) -> children.add(child.get("SourcedId").asString()));
		assertThat(children).containsExactlyInAnyOrder("u-student", "u-sibling");
		assertThat(http().get("/v2/my/students", "Authorization", student).json().toString()).isEqualTo("{\"response\":[]}");
		assertThat(http().get("/my/groups", "Authorization", student).json().isArray()).isTrue();
	}

	private Page my(String username, String scope, String path) {
		return http().get(MY + path, "Authorization", "Bearer " + tokenOf(this.tenantId, username, this.app, "openid " + scope));
	}

	private static List<String> all(Page page, String key) {
		assertThat(page.status()).as(page.body()).isEqualTo(200);
		List<String> ids = new ArrayList<>();
		page.json().get(key).forEach((row) -> ids.add(row.get("sourcedId").asString()));
		return ids;
	}

	private static void assertMessage(Page page, int status, String message) {
		assertThat(page.status()).as(page.body()).isEqualTo(status);
		assertThat(page.header("Content-Type")).isEqualTo("application/json");
		assertThat(page.json().propertyNames()).containsExactly("message");
		assertThat(page.json().get("message").asString()).contains(message);
	}

}
