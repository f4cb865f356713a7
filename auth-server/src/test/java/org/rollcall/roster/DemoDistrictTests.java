package org.rollcall.roster;

import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.rollcall.directory.Credentials;
import org.rollcall.directory.DirectoryTest;
import org.rollcall.directory.DistrictRegistration;
import org.rollcall.directory.Districts;
import org.rollcall.directory.Group;
import org.rollcall.directory.People;
import org.rollcall.directory.Person;
import org.rollcall.directory.Role;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/**
 * The demo districts of {@code db/demo}, and what their README says of them.
 */
@DirectoryTest
class DemoDistrictTests {

	private static final int LINCOLN = 2284;

	private static final int WASHINGTON = 4957;

	@Autowired
	private Districts districts;

	@Autowired
	private People people;

	@Autowired
	private RosterImport rosterImport;

	@Autowired
	private JdbcClient jdbc;

	private ImportReport lincoln;

	private ImportReport washington;

	@BeforeEach
	void bothDistricts() {
		this.districts.register(new DistrictRegistration(LINCOLN, "lincolnusd", "Lincoln Unified School District", 2,
				"New Jersey", "3499991", "LINCOLN UNIFIED SCHOOL DISTRICT", "Lincoln Unified"));
		this.districts.register(new DistrictRegistration(WASHINGTON, "washingtonisd", "Washington Independent School District",
				44, "Texas", "4899992", "WASHINGTON ISD", "Washington ISD"));
		this.lincoln = this.rosterImport.run(LINCOLN, RosterSource.classpath("db/demo/lincolnusd"),
				ImportOptions.unguarded().withInitialPasswordHash("{demo}"));
		this.washington = this.rosterImport.run(WASHINGTON, RosterSource.classpath("db/demo/washingtonisd"),
				ImportOptions.unguarded().withInitialPasswordHash("{demo}"));
	}

	@Test
	void theDistrictsAreAsLargeAsTheReadmeSays() {
		assertThat(rows(this.lincoln)).containsExactly(4L, 7L, 65L, 142L, 1261L, 3408L, 598L);
		assertThat(Stream.of("categories", "lineItems", "results", "resources").map(this.lincoln::rows)).containsExactly(4L, 16L, 368L, 3L);
		assertThat(rows(this.washington)).containsExactly(2L, 7L, 4L, 4L, 26L, 24L, 10L);
		assertThat(people(LINCOLN, "Student")).isEqualTo(598);
		assertThat(people(LINCOLN, "Parent")).isEqualTo(622);
		assertThat(people(LINCOLN, "Teacher")).isEqualTo(37);
		assertThat(people(LINCOLN, "School Administrator")).isEqualTo(3);
		assertThat(people(LINCOLN, "Tenant Administrator")).isEqualTo(1);
		assertThat(people(WASHINGTON, "Student")).isEqualTo(10);
	}

	private static List<Long> rows(ImportReport report) {
		return Stream.of("orgs", "academicSessions", "courses", "classes", "users", "enrollments", "demographics")
			.map(report::rows)
			.toList();
	}

	@Test
	void importingThemAgainChangesNothing() {
		assertThat(this.rosterImport.importFolder(LINCOLN, RosterSource.classpath("db/demo/lincolnusd")).changedNothing())
			.isTrue();
		assertThat(this.rosterImport.importFolder(WASHINGTON, RosterSource.classpath("db/demo/washingtonisd")).changedNothing())
			.isTrue();
	}

	@Test
	void theFixedPeopleAreWhoTheyShouldBe() {
		assertThat(List.of("tina.teacher", "sam.student", "pat.parent", "ada.admin", "sid.schooladmin"))
			.extracting((loginId) -> person(LINCOLN, loginId))
			.extracting(Person::displayName, Person::role, Person::active)
			.containsExactly(tuple("Tina Teacher", Role.TEACHER, true),
					tuple("Sam Student", Role.STUDENT, true),
					tuple("Pat Parent", Role.PARENT, true),
					tuple("Ada Admin", Role.TENANT_ADMINISTRATOR, true),
					tuple("Sid Schooladmin", Role.SCHOOL_ADMINISTRATOR, true));
		assertThat(person(WASHINGTON, "tom.teacher").role()).isEqualTo(Role.TEACHER);
		assertThat(person(LINCOLN, "tina.teacher").email()).isEqualTo("tina.teacher@lincolnusd.example");
		assertThat(this.people.groups(person(LINCOLN, "tina.teacher").userId())).extracting(Group::name)
			.containsExactly("Lincoln High School Teachers");
		assertThat(this.people.students(person(LINCOLN, "pat.parent").userId())).extracting(Person::displayName)
			.containsExactly("Sam Student", "Sophie Student");
		assertThat(this.people.findCredentials(WASHINGTON, "tina.teacher")).isEmpty();
	}

	@Test
	void samIsInOneOfTinasClasses() {
		assertThat(this.jdbc.sql("""
				select c.title from enrollment t join enrollment s using (tenant_id, class_sourced_id)
				join roster_class c on c.tenant_id = t.tenant_id and c.sourced_id = t.class_sourced_id
				where t.tenant_id = ? and t.role = 'teacher' and t.user_sourced_id = ? and s.user_sourced_id = ?
				""")
			.params(LINCOLN, person(LINCOLN, "tina.teacher").sourcedId(), person(LINCOLN, "sam.student").sourcedId())
			.query(String.class)
			.list()).containsExactly("English 10, Section A");
	}

	@Test
	void everyClassHasATeacherAndStudentsAndEveryStudentAParentAndAClass() {
		assertThat(count("""
				select count(*) from roster_class c where not exists (select 1 from enrollment e
				where e.tenant_id = c.tenant_id and e.class_sourced_id = c.sourced_id and e.role = 'teacher')
				or not exists (select 1 from enrollment e
				where e.tenant_id = c.tenant_id and e.class_sourced_id = c.sourced_id and e.role = 'student')
				""")).isZero();
		assertThat(count("""
				select count(*) from person p join profile f using (profile_id) where f.role = 'Student'
				and p.tenant_id in (2284, 4957)
				and (not exists (select 1 from guardianship g where g.student_user_id = p.user_id)
				or not exists (select 1 from enrollment e where e.tenant_id = p.tenant_id and e.user_sourced_id = p.sourced_id))
				""")).isZero();
	}

	@Test
	void nobodyIsInTwoPlacesAtOnce() {
		assertThat(count("""
				select count(*) from (
					select e.user_sourced_id from enrollment e
					join roster_class c on c.tenant_id = e.tenant_id and c.sourced_id = e.class_sourced_id
					join class_term ct on ct.tenant_id = c.tenant_id and ct.class_sourced_id = c.sourced_id
					cross join unnest(c.periods) period
					where e.tenant_id = 2284
					group by e.user_sourced_id, ct.term_sourced_id, period, c.school_sourced_id having count(*) > 1) twice
				""")).isZero();
	}

	@Test
	void nobodyIsRealAndNobodyCanBeReached() {
		assertThat(count("select count(*) from roster_user where tenant_id in (2284, 4957) and email !~ '\\.example$'")).isZero();
		assertThat(count("select count(*) from roster_user where tenant_id in (2284, 4957) and phone !~ '-555-01\\d\\d$'"))
			.isZero();
	}

	private Person person(int tenantId, String loginId) {
		int userId = this.people.findCredentials(tenantId, loginId).map(Credentials::userId).orElseThrow();
		return this.people.find(userId).orElseThrow();
	}

	private int people(int tenantId, String role) {
		return this.jdbc.sql("select count(*) from person join profile using (profile_id) where person.tenant_id = ? and role = ?")
			.params(tenantId, role)
			.query(Integer.class)
			.single();
	}

	private int count(String sql) {
		return this.jdbc.sql(sql).query(Integer.class).single();
	}

}
