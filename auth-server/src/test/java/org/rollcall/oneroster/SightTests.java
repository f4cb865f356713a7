package org.rollcall.oneroster;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.rollcall.journey.App;
import org.rollcall.journey.Page;
import org.rollcall.roster.query.RosterType;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Which rows somebody sees: those of their own district, as far as it shares them, and as far as their role goes.
 */
class SightTests extends OneRosterTest {

	private static final String EVERYTHING = "openid profile oneroster.read roster.demographics.read";

	private int tenantId;

	private App reader;

	private final Map<String, String> tokens = new HashMap<>();

	private int other;

	private String ownToken;

	private String otherToken;

	@BeforeAll
	void aDistrict() {
		this.tenantId = district(new FullRoster());
		this.reader = app();
		share(this.tenantId, this.reader, Set.of(ALL));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			stu | users | u-student
			stu | classes | K1
			stu | enrollments | E2
			stu | courses | C1
			stu | orgs | D S1
			stu | schools | S1
			stu | demographics | u-student
			stu | results | A1
			stu | lineItems | L1
			stu | resources | R1
			stu | academicSessions | G1 T1 T2 T3 Y
			stu | classes/K1/students | u-student
			stu | classes/K1/teachers | ``
			sib | users | u-sibling
			sib | classes | K2
			sib | resources | R2
			pam | users | u-parent u-sibling u-student
			pam | classes | K1 K2
			pam | enrollments | E2 E3
			pam | results | A1 A2
			pam | demographics | u-sibling u-student
			pam | classes/K1/students | u-student
			rel | users | u-relative
			rel | classes | ``
			rel | enrollments | ``
			rel | demographics | ``
			terry | users | u-student u-teacher
			terry | classes | K1
			terry | enrollments | E1 E2
			terry | demographics | u-student
			terry | results | A1
			terry | courses | C1
			terry | orgs | D S1 S2
			terry | schools/S2/students | ``
			art | users | u-artist u-sibling
			art | orgs | D S2
			aida | users | u-aide
			aida | classes | ``
			ada | users | u-aide u-gone u-guardian u-parent u-proctor u-relative u-school u-student u-teacher
			ada | classes | K1
			ada | enrollments | E1 E2
			ada | results | A1
			ada | orgs | D S1
			ada | demographics | u-student
			dora | classes | K1 K2
			dora | enrollments | E1 E2 E3 E4
			dora | demographics | u-sibling u-student
			""")
	void aPersonSeesWhatTheirRoleLets(String username, String path, String ids) {
		assertThat(ids(get(tokenOf(username), "/" + path))).containsExactlyInAnyOrder(ids.isEmpty() ? new String[0] : ids.split(" "));
	}

	@ParameterizedTest
	@CsvSource({ "stu,/users/u-sibling", "stu,/users/u-teacher", "stu,/users/u-parent", "stu,/classes/K2", "stu,/enrollments/E1",
			"stu,/results/A2", "stu,/demographics/u-sibling", "stu,/classes/K2/students", "stu,/users/u-sibling/classes", "stu,/schools/S2",
			"stu,/schools/S2/classes", "pam,/users/u-guardian", "pam,/users/u-teacher", "terry,/users/u-sibling", "terry,/classes/K2",
			"terry,/users/u-parent", "terry,/classes/K2/results", "art,/schools/S1", "ada,/users/u-sibling", "ada,/schools/S2",
			"ada,/classes/K2/students", "ada,/schools/S2/students" })
	void whatIsNotToBeSeenIsAsIfItWereNotThere(String username, String path) {
		String token = tokenOf(username);
		Page page = get(token, path);
		String nothing = path.replaceFirst("/(u-\\w+|K2|E1|A2|S1|S2)", "/no-such-thing");

		assertProblem(page, 404, "unknownobject");
		assertThat(page.body().replaceFirst("'[^']+'", "")).isEqualTo(get(token, nothing).body().replaceFirst("'[^']+'", ""));
	}

	@Test
	void aReferenceToWhatIsNotToBeSeenIsAbsent() {
		JsonNode student = get(tokenOf("stu"), "/users/u-student").json().get("user");
		JsonNode teacher = get(tokenOf("ada"), "/users/u-teacher").json().get("user");
		JsonNode district = get(tokenOf("ada"), "/orgs/D").json().get("org");

		assertThat(student.get("agents")).isEmpty();
		assertThat(teacher.get("orgs")).hasSize(1);
		assertThat(district.get("children")).hasSize(1);
	}

	@Test
	void norDoesAFilterFindItOut() {
		assertThat(ids(get(tokenOf("stu"), "/users", "filter", "agents.sourcedId='u-parent'"))).isEmpty();
		assertThat(ids(get(tokenOf("ada"), "/users", "filter", "orgs.sourcedId='S2'"))).isEmpty();
		assertThat(ids(get(tokenOf("ada"), "/orgs", "filter", "children.sourcedId='S2'"))).isEmpty();
	}

	@Test
	void norDoesAnOrder() {
		App app = machine(ALL);
		share(this.tenantId, app, Set.of(ALL), "S1");
		this.jdbc.sql("update course set org_sourced_id = 'S2' where tenant_id = ? and sourced_id = 'C1'").param(this.tenantId).update();
		String token = token(app);

		assertThat(get(token, "/courses/C1").json().get("course").has("org")).isFalse();
		assertThat(ids(get(token, "/courses", "sort", "org.sourcedId"))).containsExactly("C1");
		this.jdbc.sql("update course set org_sourced_id = 'S1' where tenant_id = ? and sourced_id = 'C1'").param(this.tenantId).update();
	}

	@Test
	void whoIsInNoRosterSeesNothingOfIt() {
		this.jdbc.sql("""
				insert into person (tenant_id, building_id, profile_id, login_id, first_name, last_name, display_name, password_hash,
					created_at, updated_at)
				select f.tenant_id, b.building_id, f.profile_id, 'nobody', 'No', 'Body', 'No Body',
					(select password_hash from person where login_id = 'sid.schooladmin' and tenant_id = 2284), now(), now()
				from profile f join building b using (tenant_id) where f.tenant_id = ? and f.role = 'Teacher' limit 1""")
			.param(this.tenantId)
			.update();

		assertThat(ids(get(tokenOf("nobody"), "/users"))).isEmpty();
		assertThat(ids(get(tokenOf("nobody"), "/classes"))).isEmpty();
	}

	@Test
	void aDistrictThatSharesNothingShowsNothing() {
		App stranger = app();
		String person = tokenOf(this.tenantId, "dora", stranger, EVERYTHING);
		String machine = token(machine(ALL));

		for (Endpoint endpoint : endpoints().toList()) {
			String path = endpoint.pattern().replaceAll("\\{\\w+}", "K1");
			assertProblem(get(person, path), 403, "forbidden");
			assertProblem(get(machine, path), 403, "forbidden");
		}
		assertThat(get(person, "/users").json().get("imsx_description").asString())
			.isEqualTo("OneRoster Schools %d does not share its roster with this app.".formatted(this.tenantId));
	}

	@Test
	void whatWasSharedIsNoLongerSeenOnceItIsNot() {
		App app = machine(ALL);
		share(this.tenantId, app, Set.of(ALL));
		String token = token(app);
		assertThat(ids(get(token, "/classes"))).isNotEmpty();

		this.jdbc.sql("delete from roster_share where client_id = ?").param(app.clientId()).update();

		assertProblem(get(token, "/classes"), 403, "forbidden");
	}

	@ParameterizedTest
	@CsvSource({ "orgs,D S2", "schools,S2", "courses,C2", "classes,K2", "enrollments,E3 E4", "students,u-sibling", "teachers,u-artist u-teacher",
			"demographics,u-sibling", "resources,R2", "lineItems,L2", "results,A2", "users,u-artist u-parent u-sibling u-teacher" })
	void ofASchoolThatIsSharedNoOtherIsSeen(String path, String ids) {
		App app = machine(ALL);
		share(this.tenantId, app, Set.of(ALL), "S2");

		assertThat(ids(get(token(app), "/" + path))).containsExactlyInAnyOrder(ids.split(" "));
	}

	@Test
	void aPersonSeesNothingOfASchoolThatIsNotShared() {
		App app = app();
		share(this.tenantId, app, Set.of(ALL), "S2");

		assertThat(ids(get(tokenOf(this.tenantId, "stu", app, EVERYTHING), "/users"))).isEmpty();
		assertThat(ids(get(tokenOf(this.tenantId, "terry", app, EVERYTHING), "/classes"))).isEmpty();
		assertThat(ids(get(tokenOf(this.tenantId, "pam", app, EVERYTHING), "/users"))).containsExactly("u-parent", "u-sibling");
		assertThat(ids(get(tokenOf(this.tenantId, "dora", app, EVERYTHING), "/classes"))).containsExactly("K2");
		assertThat(ids(get(tokenOf(this.tenantId, "ada", app, EVERYTHING), "/classes"))).isEmpty();
	}

	@Test
	void aDistrictThatForbidsAnAppShowsItNothing() {
		App app = machine(ALL);
		share(this.tenantId, app, Set.of(ALL));
		String token = token(app);
		this.jdbc.sql("insert into consent_policy (tenant_id, client_id, policy, scopes) values (?, ?, 'forbidden', '{}')")
			.params(this.tenantId, app.clientId())
			.update();

		assertProblem(get(token, "/users"), 403, "forbidden");
	}

	@Test
	void aScopeThatIsTakenFromAnAppIsTakenFromItsTokens() {
		App app = machine(ALL);
		share(this.tenantId, app, Set.of(ALL));
		String token = token(app);
		this.jdbc.sql("update client_scope set scope = 'roster.users.basic' where client_id = ? and scope = 'oneroster.read'").param(app.clientId()).update();
		this.jdbc.sql("delete from client_scope where client_id = ? and scope <> 'roster.users.basic'").param(app.clientId()).update();

		assertProblem(get(token, "/demographics"), 403, "forbidden");
		assertThat(get(token, "/users/u-student").json().get("user").has("email")).isFalse();
	}

	@Test
	void aSchoolThatTheRosterDoesNotHaveShowsNothing() {
		App app = machine(ALL);
		share(this.tenantId, app, Set.of(ALL), "no-such-school");
		String token = token(app);

		for (RosterType type : List.of(RosterType.ORG, RosterType.CLASS, RosterType.USER, RosterType.ENROLLMENT, RosterType.DEMOGRAPHICS,
				RosterType.LINE_ITEM, RosterType.RESULT)) {
			assertThat(ids(get(token, "/" + type.plural()))).as(type.plural()).isEmpty();
		}
	}

	@ParameterizedTest
	@CsvSource({ "stu", "terry", "dora" })
	void thatSomebodyShowsTheirOwnClassesOpensNoRoster(String username) {
		String token = tokenOf(this.tenantId, username, this.reader, "openid profile classes.readonly");

		assertProblem(get(token, "/classes"), 403, "forbidden");
		assertProblem(get(token, "/users/u-student/classes"), 403, "forbidden");
		assertProblem(get(token, "/academicSessions"), 403, "forbidden");
	}

	/** Both districts have the same sourcedIds, so that a row of the other one would not stand out by its id. */
	@ParameterizedTest
	@MethodSource("endpoints")
	void noPathShowsARowOfAnotherDistrict(Endpoint endpoint) {
		int other = otherDistrict();
		String path = endpoint.pattern()
			.replace("{school}", "S1")
			.replace("{class}", "K1")
			.replace("{term}", "T3")
			.replace("{course}", "C2")
			.replace("{student}", "u-student")
			.replace("{teacher}", "u-teacher")
			.replace("{user}", "u-teacher")
			.replace("{lineItem}", "L1");
		for (String id : endpoint.isCollection() ? List.of("") : List.of("Y", "T3", "G1", "D", "S1", "C1", "K1", "E1", "u-student", "u-teacher", "R1", "CAT1", "L1", "A1")) {
			String one = path.replace("{id}", id);
			Page mine = get(this.ownToken, one);
			Page theirs = get(this.otherToken, one);
			assertThat(mine.body()).as(one).doesNotContain("OTHER");
			if (theirs.status() == 200 && !theirs.body().contains("[]")) {
				assertThat(marked(theirs)).as(one).isTrue();
			}
		}
		assertThat(get(this.otherToken, "/users/only-there").status()).isEqualTo(200);
		assertThat(get(this.ownToken, "/users/only-there").status()).isEqualTo(404);
		assertThat(other).isNotEqualTo(this.tenantId);
	}

	private int otherDistrict() {
		if (this.other == 0) {
			FullRoster roster = new FullRoster();
			roster.add("users.csv", "only-there,,,true,S1,student,only,,Only,There,,,,,,,09,");
			for (String word : List.of("orgs.csv:School", "orgs.csv:Test District", "academicSessions.csv:2026-2027", "academicSessions.csv:Term 3",
					"academicSessions.csv:Quarter 1", "courses.csv:Biology", "courses.csv:Art,", "classes.csv:Biology A", "classes.csv:Art A",
					"users.csv:Teacher", "users.csv:Student", "categories.csv:Homework", "lineItems.csv:Cells", "lineItems.csv:Still life",
					"resources.csv:Biology Book", "resources.csv:Art Book")) {
				String[] parts = word.split(":");
				roster.replace(parts[0], parts[1], "OTHER " + parts[1]);
			}
			roster.replace("results.csv", "Neat", "OTHER").replace("demographics.csv", "Lincoln", "OTHER");
			this.other = district(roster);
			this.otherToken = tokenFor(this.other, ALL);
			this.ownToken = tokenFor(this.tenantId, ALL);
		}
		return this.other;
	}

	private static boolean marked(Page page) {
		JsonNode body = page.json().iterator().next();
		List<JsonNode> rows = body.isArray() ? body.valueStream().toList() : List.of(body);
		// Enrollments have no text of their own.
		return rows.stream().allMatch((row) -> row.toString().contains("OTHER")) || rows.getFirst().has("user")
				|| Stream.of("G1", "T1", "T2", "u-sibling", "A2", "u-").anyMatch((id) -> body.toString().contains(id));
	}

	private String tokenOf(String username) {
		return this.tokens.computeIfAbsent(username, (name) -> tokenOf(this.tenantId, name, this.reader, EVERYTHING));
	}

	static Stream<Endpoint> endpoints() {
		return CoverageTests.endpoints();
	}

}
