package org.rollcall.contract;

import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rollcall.journey.App;
import org.rollcall.journey.Http;
import org.rollcall.journey.Page;
import org.rollcall.journey.Visitor;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@code GET /v2/my/info} and what else an access token tells (contract, sections 1 and 5; section 7, rows 2, 7, 9 and 10).
 */
class UserInfoTests extends ContractTest {

	private static final App APP = App.LINCOLN_READER;

	private static final String INFO = "/v2/my/info";

	private static final List<String> NUMBERS = List.of("UserId", "TenantId", "StateId", "BuildingId", "AuthenticationType",
			"LanguageId", "DefaultTimeFormat", "ProfileId", "Role_Level");

	private static final List<String> STRINGS = List.of("StateName", "DisplayName", "FirstName", "LastName", "Email",
			"LoginId", "ImagePath", "Language", "Profile", "Tenant", "Building", "Role", "LastAccessTime", "SourcedId",
			"or_email");

	private String token;

	@Test
	void infoHasTheFieldsOfTheContractAndNoOthers() { // 5, 7.2
		assertThat(info().propertyNames())
			.containsExactlyInAnyOrderElementsOf(Stream.of(NUMBERS, STRINGS, List.of("OrgId")).flatMap(List::stream).toList());
	}

	@Test
	void infoHasNumbersAndStringsWhereClassLinkHasThem() { // 5, 7.2
		JsonNode info = info();

		assertThat(NUMBERS).allSatisfy((name) -> assertThat(info.get(name).isIntegralNumber()).isTrue());
		assertThat(STRINGS).allSatisfy((name) -> assertThat(info.get(name).isString()).isTrue());
		assertThat(info.get("UserId").canConvertToInt()).isTrue();
	}

	@Test
	void infoTellsWhatTheDirectoryKnows() { // 5
		JsonNode info = info();

		this.jdbc.sql("select * from person where tenant_id = 2284 and login_id = 'tina.teacher'").query((row) -> {
			assertThat(info.get("UserId").asInt()).isEqualTo(row.getInt("user_id"));
			assertThat(info.get("BuildingId").asInt()).isEqualTo(row.getInt("building_id"));
			assertThat(info.get("ProfileId").asInt()).isEqualTo(row.getInt("profile_id"));
			assertThat(text(info, "FirstName")).isEqualTo(row.getString("first_name"));
			assertThat(text(info, "LastName")).isEqualTo(row.getString("last_name"));
			assertThat(text(info, "DisplayName")).isEqualTo(row.getString("display_name"));
			assertThat(text(info, "Email")).isEqualTo(row.getString("email"));
			assertThat(text(info, "or_email")).isEqualTo(row.getString("email"));
			assertThat(text(info, "SourcedId")).isEqualTo(row.getString("sourced_id"));
		});
		assertThat(text(info, "LoginId")).isEqualTo("tina.teacher");
		assertThat(info.get("TenantId").asInt()).isEqualTo(2284);
		assertThat(text(info, "Tenant")).isEqualTo("Lincoln Unified School District");
		assertThat(info.get("StateId").asInt()).isEqualTo(2);
		assertThat(text(info, "StateName")).isEqualTo("New Jersey");
		assertThat(text(info, "Building")).isEqualTo("Lincoln Unified");
		assertThat(text(info, "Profile")).isEqualTo("Teacher");
		assertThat(text(info, "Language")).isEqualTo("en");
	}

	@ParameterizedTest
	@CsvSource({ "tina.teacher, Teacher, 3", "sam.student, Student, 4", "pat.parent, Parent, 5",
			"sid.schooladmin, School Administrator, 2", "ada.admin, Tenant Administrator, 1" })
	void infoHasTheRoleAndItsLevel(String loginId, String role, int level) { // 5
		JsonNode info = read(INFO, text(visitor(loginId).tokens(APP, "scope", "profile").json(), "access_token")).json();

		assertThat(text(info, "LoginId")).isEqualTo(loginId);
		assertThat(text(info, "Role")).isEqualTo(role);
		assertThat(info.get("Role_Level").asInt()).isEqualTo(level);
	}

	@Test
	void lastAccessTimeIsIso8601WithMillisecondsAndZ() { // 5
		assertThat(text(info(), "LastAccessTime")).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");
	}

	@Test
	void orgIdIsAnArrayOfTheRostersSourcedIds() { // 5, 7.9
		List<String> orgs = this.jdbc.sql("""
				select o.sourced_id from person_org o join person using (user_id)
				where tenant_id = 2284 and login_id = 'tina.teacher' order by ordinal""").query(String.class).list();

		assertThat(info().get("OrgId").isArray()).isTrue();
		assertThat(info().get("OrgId").values()).isNotEmpty().allMatch(JsonNode::isString);
		assertThat(info().get("OrgId").valueStream().map(JsonNode::asString)).containsExactlyElementsOf(orgs);
	}

	@Test
	void whoIsInNoRosterHasAnEmptySourcedIdAndNoOrgs() { // 5, 7.9
		Visitor visitor = visitor(newPerson(2284, "4801508017"));

		JsonNode info = read(INFO, text(visitor.tokens(APP).json(), "access_token")).json();

		assertThat(info.get("SourcedId").isString()).isTrue();
		assertThat(text(info, "SourcedId")).isEmpty();
		assertThat(info.get("OrgId").isArray()).isTrue();
		assertThat(info.get("OrgId").isEmpty()).isTrue();
		assertThat(info.get("LoginId").isString()).isTrue();
		assertThat(info.get("Email").isString()).isTrue();
		assertThat(info.get("or_email").isString()).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "Bearer ", "bearer ", "BEARER ", "Bearer  ", "" })
	void acceptsBearerInAnyCaseAndTheRawToken(String scheme) { // 5, 7.10
		Page answer = stranger().get(INFO, "Authorization", scheme + token());

		assertThat(answer.status()).isEqualTo(200);
		assertThat(text(answer.json(), "LoginId")).isEqualTo("tina.teacher");
	}

	@ParameterizedTest
	@ValueSource(strings = { INFO, "/v2/my/profileinfo", "/oauth2/v2/userinfo", "/v2/my/profile", "/v2/my/district",
			"/v2/my/profiles", "/v2/my/students", "/my/groups" })
	void refusesABadTokenWith401AndAMessage(String path) { // 5
		assertUnauthorized(stranger().get(path));
		for (String header : List.of("", "Bearer", "Bearer ", "Bearer nonsense", "nonsense", "Basic eDp5",
				"Bearer c17000000000000123456789abcdef0123456789abcdef", "Bearer " + token() + "0", "Bearer Bearer " + token())) {
			assertUnauthorized(stranger().get(path, "Authorization", header));
		}
	}

	@Test
	void takesNoTokenFromTheQuery() { // RFC 9700, section 4.3.2
		assertUnauthorized(stranger().get(INFO + "?access_token=" + token()));
	}

	@ParameterizedTest
	@ValueSource(strings = { INFO, "/v2/my/profile", "/v2/my/district", "/v2/my/profiles", "/v2/my/students", "/my/groups" })
	void refusesATooSmallScopeWith403AndAMessage(String path) { // 5
		Page refused = read(path, text(tokens(APP, "scope", "openid email"), "access_token"));

		assertThat(refused.status()).isEqualTo(403);
		assertThat(refused.header("Content-Type")).isEqualTo("application/json");
		assertThat(refused.json().get("message").isString()).isTrue();
		assertThat(refused.header("WWW-Authenticate")).contains("insufficient_scope");
	}

	@Test
	void fullGivesWhatProfileGives() { // 4
		assertThat(read(INFO, text(tokens(APP, "scope", "full"), "access_token")).status()).isEqualTo(200);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/v2/my/profileinfo", "/oauth2/v2/userinfo" })
	void profileinfoHasTheClaimsOfTheIdToken(String path) { // 1, 7.7
		JsonNode tokens = tokens(APP);
		JsonNode idToken = Jwt.of(text(tokens, "id_token")).claims();

		Page answer = read(path, text(tokens, "access_token"));

		assertThat(answer.status()).isEqualTo(200);
		assertThat(answer.header("Content-Type")).isEqualTo("application/json");
		assertThat(answer.json().propertyNames()).contains("sub", "email", "name", "profile", "address")
			.doesNotContain("iss", "aud", "exp", "nonce");
		assertThat(answer.json().propertyStream())
			.allSatisfy((claim) -> assertThat(claim.getValue()).isEqualTo(idToken.get(claim.getKey())));
		assertThat(answer.json().get("sub").isString()).isTrue();
	}

	@Test
	void profileinfoIsContentWithOpenidAloneAndThenSaysOnlyWhoItIs() { // 1; OpenID Connect Core, section 5.4
		Page answer = read("/v2/my/profileinfo", text(tokens(APP, "scope", "openid"), "access_token"));

		assertThat(answer.status()).isEqualTo(200);
		assertThat(answer.json().propertyNames()).containsExactly("sub");
	}

	@Test
	void profileinfoNeedsOpenidOrProfile() { // 1, 5
		Page refused = read("/v2/my/profileinfo", text(tokens(APP, "scope", "email"), "access_token"));

		assertThat(refused.status()).isEqualTo(403);
		assertThat(refused.json().get("message").isString()).isTrue();
	}

	@Test
	void profileinfoTellsExactEveryClaim() { // 1
		String accessToken = text(tokens(App.LEGACY_READER, "scope", "openid"), "access_token");

		assertThat(read("/v2/my/profileinfo", accessToken).json().propertyNames()).contains("sub", "email", "name",
				"classLink_tenant_id");
	}

	@Test
	void profileinfoTakesAPostToo() { // OpenID Connect Core, section 5.3.1
		Page answer = stranger().post("/v2/my/profileinfo", List.of(), "Authorization", "Bearer " + token());

		assertThat(answer.status()).isEqualTo(200);
		assertThat(text(answer.json(), "login_hint")).isEqualTo("tina.teacher");
	}

	@Test
	void profileHasIdEmailNamesAndRoles() { // 1
		JsonNode profile = read("/v2/my/profile", token()).json();

		assertThat(profile.propertyNames()).containsExactly("id", "email", "firstName", "lastName", "roles");
		assertThat(profile.get("id")).isEqualTo(info().get("UserId"));
		assertThat(profile.get("email")).isEqualTo(info().get("Email"));
		assertThat(profile.get("firstName")).isEqualTo(info().get("FirstName"));
		assertThat(profile.get("lastName")).isEqualTo(info().get("LastName"));
		assertThat(profile.get("roles").valueStream().map(JsonNode::asString)).containsExactly("Teacher");
	}

	@Test
	void districtIsInCamelCaseWithNumbersAndNcesStrings() { // 5
		JsonNode district = read("/v2/my/district", token()).json();

		assertThat(district.toString()).isEqualTo("""
				{"tenantId":2284,"name":"Lincoln Unified School District","stateId":2,"state":"New Jersey",\
				"ncesId":"3499991","ncesName":"LINCOLN UNIFIED SCHOOL DISTRICT"}""");
	}

	@Test
	void profilesIsAnArray() { // 1
		JsonNode profiles = read("/v2/my/profiles", token()).json();

		assertThat(profiles.isArray()).isTrue();
		assertThat(profiles).hasSize(1);
		assertThat(profiles.get(0).get("profileId")).isEqualTo(info().get("ProfileId"));
		assertThat(profiles.get(0).get("name")).isEqualTo(info().get("Profile"));
		assertThat(profiles.get(0).get("role")).isEqualTo(info().get("Role"));
	}

	@Test
	void aParentsStudentsAreUnderResponse() { // 1
		JsonNode students = read("/v2/my/students", text(visitor("pat.parent").tokens(APP).json(), "access_token")).json();

		assertThat(students.propertyNames()).containsExactly("response");
		assertThat(students.get("response").valueStream().map((student) -> text(student, "LoginId")))
			.contains("sam.student");
		assertThat(students.get("response").valueStream().map((student) -> text(student, "Role")))
			.containsOnly("Student");
	}

	@Test
	void everybodyElseHasNoStudents() { // 1
		assertThat(read("/v2/my/students", token()).body()).isEqualTo("{\"response\":[]}");
	}

	@Test
	void groupsHaveNameAndGroupIdAndBuildingId() { // 1
		JsonNode groups = read("/my/groups", token()).json();

		assertThat(groups.isArray()).isTrue();
		assertThat(groups.values()).isNotEmpty().allSatisfy((group) -> {
			assertThat(group.propertyNames()).containsExactly("name", "groupId", "buildingId");
			assertThat(group.get("name").isString()).isTrue();
			assertThat(group.get("groupId").isIntegralNumber()).isTrue();
			assertThat(group.get("buildingId")).isEqualTo(info().get("BuildingId"));
		});
	}

	@Test
	void aDeactivatedPersonsTokensEnd() { // 5
		String loginId = newPerson(2284, "leaver.one");
		Visitor visitor = visitor(loginId);
		JsonNode tokens = visitor.tokens(APP).json();
		String code = visitor.code(APP);
		assertThat(read(INFO, text(tokens, "access_token")).status()).isEqualTo(200);

		this.jdbc.sql("update person set active = false where login_id = ?").param(loginId).update();

		assertUnauthorized(read(INFO, text(tokens, "access_token")));
		assertUnauthorized(read("/v2/my/profileinfo", text(tokens, "access_token")));
		TokenEndpointTests.assertError(APP.token(stranger(), "code", code), 400, "invalid_grant");
		TokenEndpointTests.assertError(APP.token(stranger(), "grant_type", "refresh_token", "refresh_token",
				text(tokens, "refresh_token")), 400, "invalid_grant");
	}

	@Test
	void aDeactivatedPersonCannotSignIn() { // 2
		String loginId = newPerson(2284, "leaver.two");
		this.jdbc.sql("update person set active = false where login_id = ?").param(loginId).update();
		Visitor visitor = visitor(loginId);

		Page refused = visitor.submitSignIn(visitor.http().get("/lincolnusd"), Visitor.PASSWORD);

		assertThat(refused.status()).isEqualTo(422);
	}

	@Test
	void aSignedInDeactivatedPersonGetsNoCode() { // 2
		String loginId = newPerson(2284, "leaver.three");
		Visitor visitor = visitor(loginId).signIn();
		visitor.code(APP);

		this.jdbc.sql("update person set active = false where login_id = ?").param(loginId).update();

		Page answer = visitor.http().get(APP.authorizeUrl());
		assertThat(answer.header("Location")).startsWith("/").contains("logincallback=");
		Page silent = visitor.http().get(APP.authorizeUrl("prompt", "none"));
		assertThat(Http.parameter(silent.location(), "error")).isEqualTo("interaction_required");
	}

	private JsonNode info() {
		Page answer = read(INFO, token());
		assertThat(answer.status()).as(answer.body()).isEqualTo(200);
		assertThat(answer.header("Content-Type")).isEqualTo("application/json");
		return answer.json();
	}

	private String token() {
		if (this.token == null) {
			this.token = text(tokens(APP), "access_token");
		}
		return this.token;
	}

	private static void assertUnauthorized(Page page) {
		assertThat(page.status()).as(page.body()).isEqualTo(401);
		assertThat(page.header("Content-Type")).isEqualTo("application/json");
		assertThat(page.json().get("message").isString()).isTrue();
		assertThat(page.header("WWW-Authenticate")).startsWith("Bearer ");
	}

}
