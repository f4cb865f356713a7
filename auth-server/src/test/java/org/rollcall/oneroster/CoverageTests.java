package org.rollcall.oneroster;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rollcall.client.Scope;
import org.rollcall.journey.App;
import org.rollcall.journey.Page;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What each scope gives, and above all what it does not.
 */
class CoverageTests extends OneRosterTest {

	private static final String ENVELOPE = "sourcedId status dateLastModified ";

	private int tenantId;

	@BeforeAll
	void aDistrict() {
		this.tenantId = district(new FullRoster());
		this.jdbc.sql("update roster_user set metadata = '{\"house\": \"Gryffin\"}' where tenant_id = ? and sourced_id = 'u-student'")
			.param(this.tenantId)
			.update();
	}

	@ParameterizedTest
	@CsvSource({ "roster.users.basic,/users/u-student,givenName middleName familyName role",
			"roster.users.basic,/students/u-student,givenName middleName familyName role",
			"roster.schools.basic,/schools/S1,name type", "roster.orgs.basic,/orgs/S1,name type parent children",
			"roster.orgs.basic,/schools/S1,name type parent children",
			"roster.classes.basic,/classes/K1,title classCode classType course school terms",
			"roster.classes.basic,/courses/C1,title courseCode org schoolYear",
			"roster.classes.basic,/terms/T3,title type startDate endDate schoolYear parent children",
			"roster.enrollments.basic,/enrollments/E1,user class school role",
			"roster.grades.read,/results/A1,lineItem student scoreStatus score scoreDate comment",
			"roster.grades.read,/categories/CAT1,title",
			"roster.demographics.read,/demographics/u-student,birthDate sex americanIndianOrAlaskaNative asian blackOrAfricanAmerican "
					+ "nativeHawaiianOrOtherPacificIslander white demographicRaceTwoOrMoreRaces hispanicOrLatinoEthnicity countryOfBirthCode "
					+ "stateOfBirthAbbreviation cityOfBirth publicSchoolResidenceStatus",
			"roster.read,/users/u-student,username userIds enabledUser givenName familyName middleName role identifier email agents orgs grades metadata",
			"roster.read,/enrollments/E1,user class school role primary beginDate endDate",
			"roster.read,/resources/R1,title roles importance vendorResourceId vendorId applicationId" })
	void aScopeGivesTheseFieldsAndNoOthers(String scope, String path, String fields) {
		JsonNode one = get(tokenFor(this.tenantId, scope), path).json().iterator().next();

		assertThat(one.propertyNames()).containsExactlyInAnyOrder((ENVELOPE + fields).split(" "));
	}

	/** The collections that a scope opens; every other one is closed. */
	@ParameterizedTest
	@CsvSource({ "roster.users.basic,users students teachers", "roster.schools.basic,schools", "roster.orgs.basic,orgs schools",
			"roster.classes.basic,academicSessions terms gradingPeriods courses classes", "roster.enrollments.basic,enrollments",
			"roster.grades.read,categories lineItems results", "roster.grades.write,categories lineItems results",
			"roster.demographics.read,demographics",
			"roster.read,academicSessions terms gradingPeriods orgs schools courses classes enrollments users students teachers resources categories lineItems results",
			"oneroster.read,academicSessions terms gradingPeriods orgs schools courses classes enrollments users students teachers resources categories lineItems results",
			"oneroster,academicSessions terms gradingPeriods orgs schools courses classes enrollments users students teachers resources categories lineItems results",
			"full,academicSessions terms gradingPeriods orgs schools courses classes enrollments users students teachers resources categories lineItems results",
			"profile,''", "classes,''", "classes.readonly,''", "admin,''", "openid,''" })
	void aScopeOpensTheseCollectionsAndNoOthers(String scope, String open) {
		String token = tokenFor(this.tenantId, scope);
		Set<String> opened = new TreeSet<>();
		for (Endpoint endpoint : endpoints().filter((candidate) -> candidate.within().isEmpty() && candidate.isCollection()).toList()) {
			Page page = get(token, endpoint.pattern());
			if (page.status() == 200) {
				opened.add(endpoint.pattern().substring(1));
			}
			else {
				assertProblem(page, 403, "forbidden");
			}
		}

		assertThat(opened).containsExactlyInAnyOrder(open.isEmpty() ? new String[0] : open.split(" "));
	}

	@ParameterizedTest
	@MethodSource("endpoints")
	void withoutItsScopeNoPathAnswers(Endpoint endpoint) {
		String[] others = Scope.roster()
			.stream()
			.filter((scope) -> endpoint.scopes().stream().noneMatch((any) -> Scope.effective(Set.of(scope)).stream().anyMatch(any::contains)))
			.toArray(String[]::new);
		String path = endpoint.pattern()
			.replace("{school}", "S1")
			.replace("{class}", "K1")
			.replace("{student}", "u-student")
			.replace("{id}", "x")
			.replaceAll("\\{\\w+}", "x");

		assertProblem(get(tokenFor(this.tenantId, others), path), 403, "forbidden");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/schools/S1/students", "/classes/K1/teachers", "/schools/S1/classes/K1/students" })
	void whoIsInAClassIsMoreThanWhoThereIs(String path) {
		assertProblem(get(tokenFor(this.tenantId, "roster.users.basic", "roster.classes.basic"), path), 403, "forbidden");
		assertThat(get(tokenFor(this.tenantId, "roster.users.basic", "roster.enrollments.basic"), path).status()).isEqualTo(200);
	}

	@ParameterizedTest
	@ValueSource(strings = { "email~'a'", "grades~'09'", "orgs.sourcedId='S1'", "agents.sourcedId='u-parent'", "metadata.house='x'",
			"role='student' OR username='stu'", "userIds.identifier='2'" })
	void whatIsNotCoveredCannotBeFoundOutByAFilter(String filter) {
		assertProblem(get(tokenFor(this.tenantId, "roster.users.basic"), "/users", "filter", filter), 403, "forbidden");
	}

	@ParameterizedTest
	@ValueSource(strings = { "email", "username", "phone", "familyName,sms" })
	void norByTheOrder(String sort) {
		assertProblem(get(tokenFor(this.tenantId, "roster.users.basic"), "/users", "sort", sort), 403, "forbidden");
	}

	@Test
	void whatIsNotCoveredIsAbsentEvenIfItIsAskedFor() {
		JsonNode user = get(tokenFor(this.tenantId, "roster.users.basic"), "/users/u-student", "fields", "familyName,email").json().get("user");

		assertThat(user.propertyNames()).containsExactly("familyName");
	}

	@Test
	void noPasswordIsAField() {
		assertProblem(get(tokenFor(this.tenantId, ALL), "/users", "fields", "password"), 400, "invalid_selection_field");
	}

	@Test
	void theShareIsTheMostThatAnAppGets() {
		App app = machine("oneroster", "roster.demographics.read");
		share(this.tenantId, app, Set.of("roster.users.basic"));
		String token = token(app);

		assertThat(get(token, "/users/u-student").json().get("user").propertyNames())
			.containsExactlyInAnyOrder((ENVELOPE + "givenName middleName familyName role").split(" "));
		assertProblem(get(token, "/demographics"), 403, "forbidden");
		assertProblem(get(token, "/classes"), 403, "forbidden");
	}

	@Test
	void theRefusalTellsWhichScopeIsMissing() {
		assertThat(get(tokenFor(this.tenantId, "roster.users.basic"), "/demographics").json().get("imsx_description").asString())
			.isEqualTo("This path needs the scope roster.demographics.read; what the access token and the district's share both have is:"
					+ " roster.users.basic.");
	}

	@Test
	void withoutATokenNobodyComesIn() {
		for (String path : List.of("/users", "/users/u-student", "/nothing")) {
			Page page = http().get(V1P1 + path);
			assertProblem(page, 401, "unauthorisedrequest");
			assertThat(page.header("WWW-Authenticate")).startsWith("Bearer");
		}
		assertProblem(get("c1700000000000ffffffffffffffffffffffffffffffff", "/users"), 401, "unauthorisedrequest");
	}

	static Stream<Endpoint> endpoints() {
		return Stream.of(Endpoints.ROSTERING, Endpoints.RESOURCES, Endpoints.GRADEBOOK).flatMap(List::stream);
	}

}
