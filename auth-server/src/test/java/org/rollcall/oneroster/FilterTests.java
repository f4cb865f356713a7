package org.rollcall.oneroster;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@code filter}, {@code sort}, {@code orderBy} and {@code fields} (OneRoster 1.1, section 3.4).
 */
class FilterTests extends OneRosterTest {

	private int tenantId;

	private String token;

	@BeforeAll
	void aDistrict() {
		this.tenantId = district(new FullRoster());
		this.jdbc.sql("update enrollment set date_last_modified = '2026-01-02T03:04:05.678Z' where tenant_id = ? and sourced_id = 'E2'")
			.param(this.tenantId)
			.update();
		this.jdbc.sql("update roster_user set metadata = '{\"house\": \"Gryffin\", \"note\": \"50%_off\"}' where tenant_id = ? and sourced_id = 'u-student'")
			.param(this.tenantId)
			.update();
		this.token = tokenFor(this.tenantId, ALL);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			users | familyName='student' | u-sibling u-student
			users | familyName!='Teacher' AND role='teacher' | u-artist
			users | givenName>'S' AND givenName<'t' | u-sibling u-student
			users | givenName>='Stu' AND givenName<='Stu' | u-student
			users | givenName~'TU' | u-student
			users | givenName~'t%' | ``
			users | familyName='O''Teacher' | u-artist
			users | sourcedId='u-artist' | u-artist
			users | sourcedId='U-ARTIST' | ``
			users | sourcedId~'art' | u-artist
			users | sourcedId>'u-sc' AND sourcedId<='u-student' | u-sibling u-student u-school
			users | role='student' OR role='parent' | u-parent u-sibling u-student
			users | role='student' AND givenName='Stu' OR role='parent' | u-parent u-student
			users | role = 'student'  and  givenName = 'Sib' | u-sibling
			users | enabledUser='false' | u-gone
			users | enabledUser!='true' | u-gone
			users | email='ART@test.example' | u-artist
			users | email!='art@test.example' AND role='teacher' | u-gone u-teacher
			users | orgs.sourcedId='S2' AND role='teacher' | u-artist u-teacher
			users | orgs.sourcedId!='S1' AND role='teacher' | u-artist
			users | agents.sourcedId='u-guardian' | u-student
			users | grades='09' | u-student
			users | grades~'10' | u-sibling
			users | grades!='09' AND role='student' | u-sibling
			users | userIds.identifier='art@test.example' | u-artist
			users | userIds.type='SIS' AND role='student' | u-student
			users | userIds.type!='SIS' AND role='student' | u-sibling
			users | metadata.house='gryffin' | u-student
			users | metadata.note~'50%_' | u-student
			users | metadata.house!='Gryffin' AND role='student' | u-sibling
			users | metadata.nothing='x' | ``
			classes | school.sourcedId='S2' | K2
			classes | school.sourcedId!='S2' | K1
			classes | course.sourcedId='C1' | K1
			classes | terms.sourcedId='T3' | K1
			classes | terms.sourcedId!='T3' | K2
			classes | subjects='Drawing,Arts' | K2
			classes | subjects='Arts' | ``
			classes | subjects~'Arts' | K2
			classes | grades='10,09' | K1
			classes | grades~'10' | K1 K2
			enrollments | class.sourcedId='K2' AND role='student' | E3
			enrollments | user.sourcedId='u-teacher' | E1
			enrollments | primary='true' | E1 E4
			enrollments | primary!='true' | E2 E3
			enrollments | beginDate='2026-08-31' | E1
			enrollments | beginDate!='2026-08-31' | E2 E3 E4
			enrollments | endDate>'2027-01-01' | E1
			enrollments | dateLastModified<'2026-02-01' | E2
			enrollments | dateLastModified='2026-01-02T03:04:05.678Z' | E2
			enrollments | dateLastModified>'2026-01-02T03:04:05.678Z' AND class.sourcedId='K1' | E1
			enrollments | dateLastModified>='2026-01-02T03:04:05.678Z' AND class.sourcedId='K1' | E1 E2
			enrollments | dateLastModified<='2026-01-02T03:04:05.678Z' | E2
			enrollments | dateLastModified!='2026-01-02T03:04:05.678Z' AND class.sourcedId='K1' | E1
			enrollments | dateLastModified<='2026-01-01T22:04:05.678-05:00' | E2
			enrollments | dateLastModified<='2026-01-02T04:04:05.678+01:00' | E2
			academicSessions | schoolYear='2027' AND type='schoolYear' | Y
			academicSessions | schoolYear>'2027' | ``
			academicSessions | startDate>='2027-01-25' | T2
			academicSessions | parent.sourcedId='T3' | G1
			academicSessions | parent.sourcedId!='Y' | G1 Y
			orgs | children.sourcedId='S1' | D
			demographics | sex='male' | u-sibling
			demographics | birthDate<'2011-01-01' | u-sibling
			demographics | hispanicOrLatinoEthnicity='true' | u-sibling
			results | score>8.9 | !
			results | score>'8.9' | A2
			results | score='8.50' | A1
			results | comment~'neat' | A1
			results | lineItem.sourcedId='L2' | A2
			lineItems | resultValueMax<='10' AND dueDate>'2026-09-13' | L1 L2
			resources | roles~'teacher' | R1
			resources | importance='secondary' | R2
			""")
	void aFilterFindsWhatItSays(String path, String filter, String ids) {
		if (ids.equals("!")) {
			assertProblem(get(this.token, "/" + path, "filter", filter), 400, "invalid_filter_field");
			return;
		}
		assertThat(ids(get(this.token, "/" + path, "filter", filter)))
			.containsExactlyInAnyOrder(ids.isEmpty() ? new String[0] : ids.split(" "));
	}

	@ParameterizedTest
	@ValueSource(strings = { "role", "role=", "role='student", "role=student", "role=\"student\"", "role=='student'", "='student'",
			"role='a' AND", "role='a' role='b'", "role='a' XOR role='b'", "(role='a')", "shoeSize='9'", "orgs='S1'", "orgs.name='x'",
			"metadata='x'", "userIds='x'", "userIds.nothing='x'", "enabledUser='yes'", "enabledUser>'true'", "grades>'1'",
			"dateLastModified='yesterday'", "dateLastModified~'2026'", "dateLastModified>'2026-13-01'", "dateLastModified>'+999999999-01-01'",
			"role.x='y'", "role='\u0000'", "drop table person" })
	void aFilterThatCannotBeUnderstoodIsRefusedWithTheReason(String filter) {
		assertProblem(get(this.token, "/users", "filter", filter), 400, "invalid_filter_field");
	}

	@ParameterizedTest
	@ValueSource(strings = { "startDate='31.08.2026'", "schoolYear='next'", "schoolYear~'20'", "schoolYear='1e999999999'", "startDate~'2026'" })
	void aValueMustBeOfItsFieldsKind(String filter) {
		assertProblem(get(this.token, "/academicSessions", "filter", filter), 400, "invalid_filter_field");
	}

	@Test
	void theReasonTellsWhere() {
		assertThat(get(this.token, "/users", "filter", "role='a' XOR role='b'").json().get("imsx_description").asString())
			.contains("at character 10 there should be AND or OR, but there is 'XOR role='b''");
		assertThat(get(this.token, "/users", "filter", "shoeSize='9'").json().get("imsx_description").asString())
			.isEqualTo("users have no field 'shoeSize'.");
	}

	@Test
	void aFilterHasAnEnd() {
		assertProblem(get(this.token, "/users", "filter", "role='a'" + " OR role='a'".repeat(50)), 400, "invalid_filter_field");
		assertThat(get(this.token, "/users", "filter", "role='a'" + " OR role='a'".repeat(49)).status()).isEqualTo(200);
		assertProblem(get(this.token, "/users", "filter", "familyName='" + "x".repeat(2_000) + "'"), 400, "invalid_filter_field");
	}

	@ParameterizedTest
	@CsvSource({ "givenName,asc,Ada", "givenName,desc,Terry", "email,asc,Art", "email,desc,Terry", "sourcedId,desc,Terry", "grades,,!",
			"orgs.sourcedId,,!", "orgs,,!", "shoeSize,,!", "metadata,,!", "metadata.house,,!", "givenName,up,!" })
	void peopleAreSortedByAField(String sort, String orderBy, String first) {
		var page = (orderBy != null) ? get(this.token, "/users", "sort", sort, "orderBy", orderBy) : get(this.token, "/users", "sort", sort);
		if (first.equals("!")) {
			assertProblem(page, 400, "invalid_sort_field");
			return;
		}
		assertThat(rows(page).getFirst().get("givenName").asString()).isEqualTo(first);
	}

	@Test
	void whatIsEqualIsInTheOrderOfTheIds() {
		assertThat(ids(get(this.token, "/enrollments", "sort", "class.sourcedId", "orderBy", "desc"))).containsExactly("E3", "E4", "E1", "E2");
		assertThat(ids(get(this.token, "/users", "sort", "role,familyName", "filter", "role='student'"))).containsExactly("u-sibling", "u-student");
	}

	@Test
	void onlyTheFieldsThatAreNamedAreInTheAnswer() {
		JsonNode user = rows(get(this.token, "/users", "fields", "sourcedId, familyName,orgs", "limit", "1")).getFirst();

		assertThat(user.propertyNames()).containsExactlyInAnyOrder("sourcedId", "familyName", "orgs");
		assertThat(get(this.token, "/users/u-student", "fields", "email").json().get("user").propertyNames()).containsExactly("email");
	}

	@ParameterizedTest
	@CsvSource({ "shoeSize,invalid_selection_field", "'sourcedId,password',invalid_selection_field", "'',invalid_blank_selection_field",
			"',',invalid_blank_selection_field" })
	void fieldsThatAreNoneAreRefused(String fields, String codeMinor) {
		assertProblem(get(this.token, "/users", "fields", fields), 400, codeMinor);
		assertProblem(get(this.token, "/users/u-student", "fields", fields), 400, codeMinor);
	}

	@Test
	void whoAsksWhatThereIsIsNotToldWhatIsGone() {
		int tenantId = district(new FullRoster());
		String token = tokenFor(tenantId, ALL);
		load(tenantId, new FullRoster().replace("enrollments.csv", "E3,,,K2,S2,u-sibling,student,false,,\n", ""));

		assertThat(ids(get(token, "/enrollments"))).containsExactly("E1", "E2", "E4");
		assertThat(ids(get(token, "/enrollments", "filter", "status='tobedeleted'"))).containsExactly("E3");
		assertThat(ids(get(token, "/enrollments", "filter", "dateLastModified>'2026-01-01'"))).containsExactly("E1", "E2", "E3", "E4");
		assertThat(get(token, "/enrollments/E3").json().get("enrollment").get("status").asString()).isEqualTo("tobedeleted");
		assertThat(ids(get(token, "/classes/K2/students"))).isEmpty();
	}

}
