package org.rollcall.oneroster;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rollcall.journey.Page;
import org.rollcall.roster.query.RosterType;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every path that OneRoster 1.1 reads from.
 */
class PathTests extends OneRosterTest {

	private int tenantId;

	private String token;

	@BeforeAll
	void aDistrict() {
		this.tenantId = district(new FullRoster());
		this.token = tokenFor(this.tenantId, ALL);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			/academicSessions | G1 T1 T2 T3 Y
			/terms | T1 T2 T3
			/terms/T3/classes | K1
			/terms/T3/gradingPeriods | G1
			/gradingPeriods | G1
			/orgs | D S1 S2
			/schools | S1 S2
			/schools/S1/courses | C1
			/schools/S1/classes | K1
			/schools/S1/enrollments | E1 E2
			/schools/S1/terms | T1 T3
			/schools/S2/students | u-sibling
			/schools/S2/teachers | u-artist u-teacher
			/schools/S1/classes/K1/enrollments | E1 E2
			/schools/S1/classes/K1/students | u-student
			/schools/S1/classes/K1/teachers | u-teacher
			/courses | C1 C2
			/courses/C2/classes | K2
			/classes | K1 K2
			/classes/K1/students | u-student
			/classes/K2/teachers | u-artist
			/enrollments | E1 E2 E3 E4
			/users | u-aide u-artist u-district u-gone u-guardian u-parent u-proctor u-relative u-school u-sibling u-student u-teacher
			/users/u-teacher/classes | K1
			/students | u-sibling u-student
			/students/u-sibling/classes | K2
			/teachers | u-artist u-gone u-teacher
			/teachers/u-artist/classes | K2
			/demographics | u-sibling u-student
			/resources | R1 R2
			/classes/K1/resources | R1
			/courses/C2/resources | R2
			/categories | CAT1
			/lineItems | L1 L2
			/results | A1 A2
			/classes/K1/lineItems | L1
			/classes/K1/results | A1
			/classes/K1/lineItems/L1/results | A1
			/classes/K1/students/u-student/results | A1
			/classes/K1/students/u-sibling/results | ''
			/schools/S2/terms | T2
			""")
	void aCollectionHasWhatItsPathSays(String path, String ids) {
		Page page = get(this.token, path);

		assertThat(String.join(" ", ids(page))).isEqualTo(ids);
		assertThat(page.header("Content-Type")).isEqualTo("application/json");
		assertThat(page.header("x-count")).isEqualTo(page.header("x-total-count")).isEqualTo(Integer.toString(ids(page).size()));
	}

	@ParameterizedTest
	@CsvSource({ "/academicSessions/Y,academicSession", "/terms/T3,academicSession", "/gradingPeriods/G1,academicSession", "/orgs/D,org",
			"/schools/S1,org", "/courses/C1,course", "/classes/K1,class", "/enrollments/E1,enrollment", "/users/u-parent,user",
			"/students/u-student,user", "/teachers/u-teacher,user", "/demographics/u-student,demographics", "/resources/R1,resource",
			"/categories/CAT1,category", "/lineItems/L1,lineItem", "/results/A1,result" })
	void oneThingStandsUnderItsName(String path, String name) {
		JsonNode one = get(this.token, path).json();

		assertThat(one.propertyNames()).containsExactly(name);
		assertThat(one.get(name).get("sourcedId").asString()).isEqualTo(path.substring(path.lastIndexOf('/') + 1));
	}

	@ParameterizedTest
	@ValueSource(strings = { "/academicSessions/x", "/terms/Y", "/gradingPeriods/T3", "/orgs/x", "/schools/D", "/courses/x", "/classes/x",
			"/enrollments/x", "/users/x", "/students/u-teacher", "/teachers/u-student", "/demographics/u-teacher", "/resources/x",
			"/categories/x", "/lineItems/x", "/results/x", "/schools/D/classes", "/schools/x/students", "/schools/S1/classes/x/students", "/schools/S1/classes/K2/students", "/schools/S2/classes/K1/enrollments",
			"/classes/x/students", "/courses/x/classes", "/terms/Y/classes", "/students/u-teacher/classes", "/users/x/classes",
			"/classes/x/lineItems", "/classes/K1/lineItems/x/results", "/classes/K1/students/u-teacher/results", "/courses/x/resources",
			"/users/a%20b", "/nothing", "/users/u-parent/children" })
	void whatIsNotThereIsAnUnknownObject(String path) {
		assertProblem(get(this.token, path), 404, "unknownobject");
	}

	@ParameterizedTest
	@ValueSource(strings = { "ENG/1;2", "100%", "~K1", "K 1+2?#", "%2F", "ä/ö" })
	void anIdMayBeAnything(String id) {
		FullRoster roster = new FullRoster();
		for (String file : List.of("classes.csv", "enrollments.csv", "classResources.csv", "lineItems.csv")) {
			roster.replace(file, "K1", id);
		}
		String token = tokenFor(district(roster), ALL);
		JsonNode named = get(token, "/lineItems/L1").json().get("lineItem").get("class");

		Page found = get(token, named.get("href").asString());

		assertThat(found.status()).as(found.body()).isEqualTo(200);
		assertThat(found.json().get("class").get("sourcedId").asString()).isEqualTo(id);
		Page students = get(token, named.get("href").asString() + "/students");
		assertThat(ids(students)).containsExactly("u-student");
		assertThat(students.header("Link")).contains(named.get("href").asString() + "/students?");
	}

	@Test
	void everyPathOfTheStandardIsTried() {
		List<String> patterns = Stream.of(Endpoints.ROSTERING, Endpoints.RESOURCES, Endpoints.GRADEBOOK)
			.flatMap(List::stream)
			.map(Endpoint::pattern)
			.toList();

		assertThat(patterns).doesNotHaveDuplicates().hasSize(55);
	}

	@ParameterizedTest
	@MethodSource("types")
	void aReferenceLeadsToWhatItNames(RosterType type) {
		for (JsonNode row : rows(get(this.token, "/" + type.plural()))) {
			row.forEach((value) -> {
				if (value.has("href")) {
					follow(value);
				}
				value.forEach((item) -> {
					if (item.has("href")) {
						follow(item);
					}
				});
			});
		}
	}

	private void follow(JsonNode reference) {
		Page page = get(this.token, reference.get("href").asString());

		assertThat(page.status()).as(reference.toString()).isEqualTo(200);
		assertThat(page.json().get(reference.get("type").asString()).get("sourcedId")).isEqualTo(reference.get("sourcedId"));
		assertThat(reference.propertyNames()).containsExactly("href", "sourcedId", "type");
	}

	static RosterType[] types() {
		return RosterType.values();
	}

	@Test
	void thePersonIsAsClassLinkWritesOne() {
		JsonNode user = get(this.token, "/users/u-artist").json().get("user");

		assertThat(user.get("enabledUser").asString()).isEqualTo("true");
		assertThat(user.get("enabledUser").isString()).isTrue();
		assertThat(user.get("role").asString()).isEqualTo("teacher");
		assertThat(user.get("grades").isArray()).isTrue();
		assertThat(user.get("userIds").get(0).properties()).containsExactlyInAnyOrderElementsOf(
				Map.of("type", user.get("userIds").get(0).get("type"), "identifier", user.get("userIds").get(0).get("identifier")).entrySet());
		assertThat(user.get("userIds").get(1).get("identifier").asString()).isEqualTo("art@test.example");
		assertThat(user.get("orgs").get(0).get("type").asString()).isEqualTo("org");
		assertThat(user.get("orgs").get(0).get("href").asString()).isEqualTo(this.base + V1P1 + "/orgs/S2");
		assertThat(user.get("dateLastModified").asString()).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");
		assertThat(user.propertyNames()).containsExactlyInAnyOrder("sourcedId", "status", "dateLastModified", "username", "userIds",
				"enabledUser", "givenName", "familyName", "middleName", "role", "identifier", "email", "sms", "phone", "agents", "orgs", "grades");
	}

	@Test
	void theOthersAreAsTheStandardWritesThem() {
		JsonNode session = get(this.token, "/terms/T3").json().get("academicSession");
		JsonNode enrollment = get(this.token, "/enrollments/E1").json().get("enrollment");
		JsonNode result = get(this.token, "/results/A1").json().get("result");
		JsonNode facts = get(this.token, "/demographics/u-student").json().get("demographics");
		JsonNode schoolClass = get(this.token, "/classes/K1").json().get("class");

		assertThat(session.get("schoolYear").isString()).isTrue();
		assertThat(session.get("startDate").asString()).isEqualTo("2026-08-31");
		assertThat(session.get("children").get(0).get("sourcedId").asString()).isEqualTo("G1");
		assertThat(enrollment.get("primary").isString()).isTrue();
		assertThat(enrollment.get("user").get("type").asString()).isEqualTo("user");
		assertThat(result.get("score").isNumber()).isTrue();
		assertThat(result.get("score").asDouble()).isEqualTo(8.5);
		assertThat(facts.get("blackOrAfricanAmerican").asString()).isEqualTo("true");
		assertThat(schoolClass.get("terms").get(1).get("sourcedId").asString()).isEqualTo("T3");
		assertThat(schoolClass.get("resources").get(0).get("type").asString()).isEqualTo("resource");
		assertThat(schoolClass.get("periods").toString()).isEqualTo("[\"1\",\"3\"]");
	}

	@Test
	void whatIsNotReadIsRefusedInTheSameForm() {
		Page page = http().post(V1P1 + "/users", Map.of(), "Authorization", "Bearer " + this.token);

		assertProblem(page, 405, "invaliddata");
		assertThat(page.header("Allow")).isEqualTo("GET, HEAD");
		assertThat(send("POST", "/lineItems/L1").header("Allow")).isEqualTo("GET, HEAD, PUT, DELETE");
		assertProblem(send("POST", "/nothing"), 404, "unknownobject");
	}

	@Test
	void aHeadIsAnsweredAsAGetWithoutABody() {
		Page page = send("HEAD", "/students?limit=1");

		assertThat(page.status()).isEqualTo(200);
		assertThat(page.body()).isEmpty();
		assertThat(page.header("x-total-count")).isEqualTo("2");
		assertThat(page.header("Link")).contains("next");
		assertThat(send("HEAD", "/users/none").status()).isEqualTo(404);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/users?filter=%ff", "/users?limit=%zz", "/users?%00=1", "/users//x", "/users/x;a=b", "/users/x%5Cy",
			"/users/%zz" })
	void whatCannotBeReadIsRefusedInTheSameForm(String path) throws IOException {
		for (String begin : List.of(V1P1, "/" + customUrl(this.tenantId) + V1P1)) {
			String answer = raw("GET " + begin + path);

			assertThat(answer).as(begin + path).startsWith("HTTP/1.1 400 ").contains("\"imsx_codeMinorFieldValue\":\"invaliddata\"");
			assertThat(answer.toLowerCase(Locale.ROOT)).contains("content-type: application/json\r\n");
		}
	}

	@Test
	void aMethodThatNobodyTakesIsRefusedInTheSameForm() throws IOException {
		assertThat(raw("TRACE " + V1P1 + "/users")).startsWith("HTTP/1.1 405 ").contains("\"imsx_codeMajor\":\"failure\"");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/applications/", "/applications/x", "/applications/1/server;a", "/applications?a=%ff" })
	void belowApplicationsNothingIsAPage(String path) throws IOException {
		assertThat(raw("GET " + path)).startsWith("HTTP/1.1 4").contains("{\"status\":0,\"message\":\"");
	}

	/** Says what no client of Java's would. */
	private String raw(String requestLine) throws IOException {
		URI server = URI.create(this.base);
		try (Socket socket = new Socket(server.getHost(), server.getPort())) {
			socket.getOutputStream().write((requestLine + " HTTP/1.1\r\nHost: " + server.getAuthority() + "\r\nAuthorization: Bearer " + this.token
					+ "\r\nConnection: close\r\n\r\n").getBytes(StandardCharsets.UTF_8));
			return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		}
	}

	private Page send(String method, String path) {
		return http().send(http().request(V1P1 + path, "Authorization", "Bearer " + this.token).method(method, BodyPublishers.noBody()));
	}

}
