package org.rollcall.directory;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import javax.sql.DataSource;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@DirectoryTest
class PeopleTests {

	private static final Instant MONDAY = Instant.parse("2026-08-31T07:30:00Z");

	private static final Instant TUESDAY = Instant.parse("2026-09-01T07:30:00Z");

	@Autowired
	private Districts districts;

	@Autowired
	private People people;

	@Autowired
	private Provisioning provisioning;

	@Autowired
	private JdbcClient jdbc;

	@Autowired
	private DataSource dataSource;

	@BeforeEach
	void aDistrictWithATeacherAParentAndTwoStudents() {
		this.districts.register(new DistrictRegistration(201, "people", "People Schools", 2, "New Jersey", "", "", "People HQ"));
		this.provisioning.provision(201, RosteredPerson.roster(List.of(
				new RosteredPerson("T1", "Tina.Teacher", Role.TEACHER, "Tina", "Q", "Teacher", "tina@people.example", true,
						List.of("020", "010"), Set.of("High Teachers", "Middle Teachers"), Set.of()),
				new RosteredPerson("P1", "pat", Role.PARENT, "Pat", null, "Parent", null, true, List.of("010"), Set.of(),
						Set.of("4801", "4802")),
				student("4801", "sam", true), student("4802", "ava", true))), "{hash}", MONDAY);
	}

	@Test
	void aPersonIsEverythingThatClassLinkTells() {
		int userId = userId(201, "T1");

		Person tina = this.people.find(userId).orElseThrow();

		assertThat(tina.userId()).isEqualTo(userId).isGreaterThanOrEqualTo(8_708_000);
		assertThat(tina.district()).isEqualTo(this.districts.findByTenantId(201).orElseThrow());
		assertThat(tina.building()).isEqualTo("People HQ");
		assertThat(tina.profile()).isEqualTo("Teacher");
		assertThat(tina.role()).isEqualTo(Role.TEACHER);
		assertThat(tina.loginId()).isEqualTo("Tina.Teacher");
		assertThat(tina.displayName()).isEqualTo("Tina Teacher");
		assertThat(tina.middleName()).isEqualTo("Q");
		assertThat(tina.email()).isEqualTo("tina@people.example");
		assertThat(tina.imagePath()).isEmpty();
		assertThat(tina.sourcedId()).isEqualTo("T1");
		assertThat(tina.orgIds()).containsExactly("020", "010");
		assertThat(tina.language()).isEqualTo("en");
		assertThat(tina.active()).isTrue();
	}

	@Test
	void nobodyIsWithoutADisplayName() {
		assertThatExceptionOfType(DataIntegrityViolationException.class).isThrownBy(() -> this.jdbc
			.sql("update person set display_name = ' ' where user_id = ?")
			.param(userId(201, "T1"))
			.update());
	}

	@Test
	void nobodyHasAnUnknownUserId() {
		assertThat(this.people.find(1)).isEmpty();
		assertThat(this.people.groups(1)).isEmpty();
		assertThat(this.people.profiles(1)).isEmpty();
		assertThat(this.people.students(1)).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "Tina.Teacher", "tina.teacher", "  TINA.TEACHER\t" })
	void credentialsAreFoundInAnyCaseAndWithBlanksAround(String loginId) {
		assertThat(this.people.findCredentials(201, loginId))
			.contains(new Credentials(userId(201, "T1"), "{hash}", true));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "nobody", "tina%", "tina_teacher", "tina.teacher\0" })
	void aLoginIdThatNobodyHasFindsNoCredentials(String loginId) {
		assertThat(this.people.findCredentials(201, loginId)).isEmpty();
	}

	@Test
	void theSameLoginIdInAnotherDistrictIsSomebodyElse() {
		this.districts.register(new DistrictRegistration(202, "others", "Other Schools", 2, "New Jersey", "", "", "Other HQ"));
		this.provisioning.provision(202, RosteredPerson.roster(List.of(student("4801", "tina.teacher", true))), "{other}", MONDAY);

		Credentials here = this.people.findCredentials(201, "tina.teacher").orElseThrow();
		Credentials there = this.people.findCredentials(202, "tina.teacher").orElseThrow();

		assertThat(here.passwordHash()).isEqualTo("{hash}");
		assertThat(there.passwordHash()).isEqualTo("{other}");
		assertThat(there.userId()).isNotEqualTo(here.userId());
		assertThat(this.people.find(there.userId())).map(Person::district).map(District::tenantId).contains(202);
		assertThat(this.people.findCredentials(203, "tina.teacher")).isEmpty();
	}

	@Test
	void theDatabaseTiesNobodyToAnotherDistrict() {
		this.districts.register(new DistrictRegistration(202, "others", "Other Schools", 2, "New Jersey", "", "", "Other HQ"));
		this.provisioning.provision(202, RosteredPerson.roster(List.of(student("4801", "sam", true))), null, MONDAY);

		for (String sql : List.of("update person set building_id = (select building_id from building where tenant_id = 202) ",
				"update person set profile_id = (select min(profile_id) from profile where tenant_id = 202) ")) {
			assertThatExceptionOfType(DataIntegrityViolationException.class)
				.isThrownBy(() -> this.jdbc.sql(sql + "where tenant_id = 201").update());
		}
		assertThatExceptionOfType(DataIntegrityViolationException.class).isThrownBy(() -> this.jdbc
			.sql("insert into guardianship (tenant_id, parent_user_id, student_user_id) values (201, ?, ?)")
			.params(userId(201, "P1"), userId(202, "4801"))
			.update());
	}

	@Test
	void credentialsDoNotShowTheHash() {
		assertThat(new Credentials(1, "{bcrypt}secret", true)).hasToString(
				"Credentials[userId=1, passwordHash=(hidden), active=true]");
		assertThat(new Credentials(1, null, false)).hasToString(
				"Credentials[userId=1, passwordHash=(none), active=false]");
	}

	@Test
	void aParentHasStudentsByNameAndOnlyThoseWhoAreActive() {
		assertThat(this.people.students(userId(201, "P1"))).extracting(Person::loginId).containsExactly("ava", "sam");
		assertThat(this.people.students(userId(201, "T1"))).isEmpty();

		this.jdbc.sql("update person set active = false where tenant_id = 201 and sourced_id = '4802'").update();

		assertThat(this.people.students(userId(201, "P1"))).extracting(Person::loginId).containsExactly("sam");
	}

	@Test
	void aPersonHasGroupsByNameAndOneProfile() {
		Person tina = this.people.find(userId(201, "T1")).orElseThrow();

		assertThat(this.people.groups(tina.userId())).extracting(Group::name)
			.containsExactly("High Teachers", "Middle Teachers");
		assertThat(this.people.groups(tina.userId())).extracting(Group::buildingId).containsOnly(tina.buildingId());
		assertThat(this.people.profiles(tina.userId()))
			.containsExactly(new Profile(tina.profileId(), "Teacher", Role.TEACHER));
	}

	@Test
	void aNewPasswordTakesThePlaceOfTheOldOne() {
		int userId = userId(201, "P1");

		this.people.changePasswordHash(userId, "{new}", TUESDAY);

		assertThat(this.people.findCredentials(201, "pat")).map(Credentials::passwordHash).contains("{new}");
		assertThatExceptionOfType(IllegalArgumentException.class)
			.isThrownBy(() -> this.people.changePasswordHash(1, "{new}", TUESDAY))
			.withMessage("There is no person with the UserId 1");
	}

	@Test
	void theLastAccessIsRememberedAndIsTheCreationBeforeThereWasOne() {
		int userId = userId(201, "4802");
		assertThat(this.people.find(userId)).map(Person::lastAccessTime).contains(MONDAY);

		this.people.accessed(userId, TUESDAY);

		assertThat(this.people.find(userId)).map(Person::lastAccessTime).contains(TUESDAY);
		this.people.accessed(1, TUESDAY);
	}

	@Test
	void whoeverSignsInDoesNotWaitForAnImportThatChangesThem() throws SQLException {
		int userId = userId(201, "4802");

		try (Connection other = this.dataSource.getConnection(); Statement statement = other.createStatement()) {
			other.setAutoCommit(false);
			statement.execute("update person set middle_name = middle_name where user_id = " + userId);
			this.people.accessed(userId, TUESDAY.plusSeconds(1));
			other.rollback();
		}

		assertThat(this.people.find(userId)).map(Person::lastAccessTime).isNotEqualTo(Optional.of(TUESDAY.plusSeconds(1)));
	}

	@Test
	void everyRoleIsOneOfClassLinksWithItsLevel() {
		assertThat(Arrays.stream(Role.values()).map((role) -> role.value() + " " + role.level())).containsExactly("Student 4",
				"Teacher 3", "Parent 5", "School Administrator 2", "Tenant Administrator 1");
		assertThat(Role.of("School Administrator")).isEqualTo(Role.SCHOOL_ADMINISTRATOR);
		assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(() -> Role.of("student"))
			.withMessage("There is no role 'student'");
	}

	private int userId(int tenantId, String sourcedId) {
		return this.jdbc.sql("select user_id from person where tenant_id = ? and sourced_id = ?")
			.params(tenantId, sourcedId)
			.query(Integer.class)
			.single();
	}

	private static RosteredPerson student(String sourcedId, String loginId, boolean active) {
		return new RosteredPerson(sourcedId, loginId, Role.STUDENT, loginId, null, "Student", null, active, List.of("010"),
				Set.of(), Set.of());
	}

}
