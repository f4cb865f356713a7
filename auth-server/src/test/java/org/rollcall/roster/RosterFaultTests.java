package org.rollcall.roster;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rollcall.directory.DirectoryTest;
import org.rollcall.directory.DistrictRegistration;
import org.rollcall.directory.Districts;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Each kind of fault, in the words in which it is told; and with a single one nothing is imported.
 */
@DirectoryTest
class RosterFaultTests {

	private static final int TENANT_ID = 401;

	@Autowired
	private Districts districts;

	@Autowired
	private RosterImport rosterImport;

	@Autowired
	private JdbcClient jdbc;

	@BeforeEach
	void aDistrict() {
		this.districts.register(
				new DistrictRegistration(TENANT_ID, "faults", "Fault Schools", 2, "New Jersey", "", "", "Fault HQ"));
	}

	@Test
	void aMissingManifest() {
		assertFaults((folder) -> folder.without("manifest.csv"),
				"manifest.csv: is missing, and every OneRoster 1.1 folder has one");
	}

	@Test
	void aFileThatTheManifestPromisesIsMissing() {
		assertFaults((folder) -> folder.without("enrollments.csv").without("demographics.csv"),
				"demographics.csv: is missing, though manifest.csv promises it",
				"enrollments.csv: is missing, though manifest.csv promises it");
	}

	@Test
	void aGradebookFileThatTheManifestPromisesIsMissing() {
		assertFaults((folder) -> folder.replace("manifest.csv", "file.results,absent", "file.results,bulk"),
				"results.csv: is missing, though manifest.csv promises it");
	}

	@Test
	void aManifestThatDoesNotSpeakOfAFileThatIsNeeded() {
		assertFaults((folder) -> folder.replace("manifest.csv", "file.orgs,bulk\n", ""),
				"manifest.csv: has no property file.orgs");
	}

	@Test
	void aManifestThatLeavesOutAFileThatIsNeeded() {
		assertFaults((folder) -> folder.replace("manifest.csv", "file.users,bulk", "file.users,absent"),
				"manifest.csv line 16, column value \"absent\": file.users must be bulk, for there is no roster without users.csv");
	}

	@Test
	void aManifestOfAnotherVersion() {
		assertFaults(
				(folder) -> folder.replace("manifest.csv", "oneroster.version,1.1", "oneroster.version,1.2")
					.replace("manifest.csv", "manifest.version,1.0\n", ""),
				"manifest.csv: has no property manifest.version",
				"manifest.csv line 2, column value \"1.2\": oneroster.version must be 1.1");
	}

	@Test
	void aManifestWithDeltaFilesOrWordsOfItsOwn() {
		assertFaults(
				(folder) -> folder.replace("manifest.csv", "file.users,bulk", "file.users,delta")
					.replace("manifest.csv", "file.orgs,bulk", "file.orgs,full"),
				"manifest.csv line 13, column value \"full\": must be bulk, delta or absent",
				"manifest.csv line 16, column value \"delta\": file.users must be bulk, for the district has no roster yet "
						+ "that could change");
	}

	@Test
	void aManifestThatSaysAThingTwice() {
		assertFaults((folder) -> folder.add("manifest.csv", "file.users,absent"),
				"manifest.csv line 17, column propertyName \"file.users\": is already on line 16");
	}

	@Test
	void aFileThatCannotBeRead() {
		assertFaults((folder) -> folder.unreadable("orgs.csv"),
				"orgs.csv: cannot be read (java.io.IOException: Permission denied)");
	}

	@Test
	void anEmptyFile() {
		assertFaults((folder) -> folder.with("courses.csv", ""),
				"courses.csv line 1: is empty; the first line must name the columns");
	}

	@Test
	void aFileInAnotherEncoding() {
		assertFaults(
				(folder) -> folder.with("users.csv",
						folder.text("users.csv").replace("Stu,", "José,").getBytes(StandardCharsets.ISO_8859_1)),
				"users.csv line 3: is not UTF-8; save the file with that encoding");
		assertFaults((folder) -> folder.with("orgs.csv", folder.text("orgs.csv").getBytes(StandardCharsets.UTF_16)),
				"orgs.csv line 1: is not UTF-8; save the file with that encoding");
	}

	@Test
	void aQuoteThatIsNeverClosedOrClosedTooEarly() {
		assertFaults(
				(folder) -> folder.replace("courses.csv", "03051\n", "\"03051\n")
					.replace("orgs.csv", "South School", "\"South\" School"),
				"orgs.csv line 3: is not CSV: a quote is not closed, or something follows a closing quote",
				"courses.csv line 2: is not CSV: a quote is not closed, or something follows a closing quote");
	}

	@Test
	void aMissingColumn() {
		assertFaults((folder) -> folder.with("orgs.csv", """
				sourcedId,status,dateLastModified,name,identifier,parentSourcedId
				D,,,Test District,,
				"""), "orgs.csv line 1, column type: is missing");
	}

	@Test
	void aColumnThatTheStandardDoesNotHave() {
		assertFaults(
				(folder) -> folder.replace("orgs.csv", "status,", "state,")
					.replace("courses.csv", "subjectCodes\n", "subjectCodes,color\n"),
				"orgs.csv line 1, column state: is not a column of OneRoster 1.1's orgs.csv",
				"orgs.csv line 1, column status: is missing",
				"courses.csv line 1, column color: is not a column of OneRoster 1.1's courses.csv");
	}

	@Test
	void aColumnThatIsThereTwice() {
		assertFaults((folder) -> folder.replace("orgs.csv", "parentSourcedId\n", "parentSourcedId,name\n"),
				"orgs.csv line 1, column name: appears twice");
	}

	@Test
	void columnsInAnotherOrder() {
		assertFaults((folder) -> folder.replace("orgs.csv", "name,type,", "type,name,"),
				"orgs.csv line 1, column type: stands where name should be; the order is "
						+ "sourcedId,status,dateLastModified,name,type,identifier,parentSourcedId");
	}

	@Test
	void aLineWithTooFewOrTooManyFields() {
		assertFaults((folder) -> folder.add("orgs.csv", "S3,,,East School,school").add("orgs.csv", "S4,,,West,school,,D,,"),
				"orgs.csv line 5: has 5 fields instead of 7", "orgs.csv line 6: has 9 fields instead of 7");
	}

	@Test
	void missingValues() {
		assertFaults((folder) -> folder.add("users.csv", ",,, ,,,,,,,,,,,,,,"),
				"users.csv line 13, column sourcedId: must not be empty",
				"users.csv line 13, column enabledUser: must not be empty",
				"users.csv line 13, column orgSourcedIds: must not be empty",
				"users.csv line 13, column role: must not be empty",
				"users.csv line 13, column username: must not be empty",
				"users.csv line 13, column givenName: must not be empty",
				"users.csv line 13, column familyName: must not be empty");
	}

	@Test
	void wordsThatTheStandardDoesNotHave() {
		assertFaults(
				(folder) -> folder.replace("orgs.csv", "school,,D\nS2", "campus,,D\nS2")
					.replace("academicSessions.csv", "semester,2027", "Semester,2027")
					.replace("classes.csv", "scheduled", "online")
					.replace("users.csv", "relative,rel", "aunt,rel")
					.replace("demographics.csv", "female", "f")
					.replace("enrollments.csv", "E2,,", "E2,deleted,")
					.replace("enrollments.csv", "student,false", "parent,false"),
				"orgs.csv line 2, column type \"campus\": must be one of department, school, district, local, state, national",
				"academicSessions.csv line 4, column type \"Semester\": must be one of gradingPeriod, semester, schoolYear, term",
				"classes.csv line 2, column classType \"online\": must be one of homeroom, scheduled",
				"users.csv line 7, column role \"aunt\": must be one of administrator, aide, guardian, parent, proctor, "
						+ "relative, student, teacher",
				"demographics.csv line 2, column sex \"f\": must be one of male, female",
				"enrollments.csv line 3, column status \"deleted\": must be one of active, tobedeleted",
				"enrollments.csv line 3, column role \"parent\": must be one of administrator, aide, proctor, student, teacher");
	}

	@Test
	void valuesThatAreNotWhatTheirColumnIsFor() {
		assertFaults(
				(folder) -> folder.replace("academicSessions.csv", "Y,,,", "Y,,yesterday,")
					.replace("academicSessions.csv", "2026-08-31,2027-06-18,,2027", "08/31/2026,2027-02-30,,26-27")
					.replace("users.csv", "u-gone,,,false", "u-gone,,,no")
					.replace("users.csv", "terry@test.example", "terry at test"),
				"academicSessions.csv line 2, column dateLastModified \"yesterday\": must be a time like 2026-08-31T07:30:00.000Z",
				"academicSessions.csv line 2, column startDate \"08/31/2026\": must be a date like 2026-08-31",
				"academicSessions.csv line 2, column endDate \"2027-02-30\": must be a date like 2026-08-31",
				"academicSessions.csv line 2, column schoolYear \"26-27\": must be a year like 2027",
				"users.csv line 2, column email \"terry at test\": must be an email address",
				"users.csv line 12, column enabledUser \"no\": must be true or false");
	}

	@Test
	void valuesThatAreTooLongOrHaveControlCharacters() {
		assertFaults(
				(folder) -> folder.replace("orgs.csv", "Test District", "x".repeat(501))
					.replace("users.csv", "terry,", "t".repeat(256) + ",")
					.replace("courses.csv", "Biology", "\"Bio\nlogy\"")
					.replace("courses.csv", "BIO,", "B\0O,"),
				"orgs.csv line 4, column name \"" + "x".repeat(60) + "…\": must not have more than 500 characters",
				"courses.csv line 2, column title \"Bio\nlogy\": must not contain line breaks or control characters",
				"courses.csv line 2, column courseCode \"B\0O\": must not contain line breaks or control characters",
				"users.csv line 2, column username \"" + "t".repeat(60) + "…\": must not have more than 255 characters");
	}

	@Test
	void theSameSourcedIdTwice() {
		assertFaults((folder) -> folder.add("orgs.csv", "S1,,,Another,school,,D"),
				"orgs.csv line 5, column sourcedId \"S1\": is already on line 2");
	}

	@Test
	void theSameUsernameTwice() {
		assertFaults((folder) -> folder.replace("users.csv", ",pam,", ",STU,"),
				"users.csv line 5, column username \"STU\": is already on line 3, upper and lower case being the same");
	}

	@Test
	void referencesToNothing() {
		assertFaults(
				(folder) -> folder.replace("orgs.csv", "school,,D\nS2", "school,,DX\nS2")
					.replace("academicSessions.csv", "2027-01-22,Y", "2027-01-22,YX")
					.replace("courses.csv", "C1,,,Y", "C1,,,YX")
					.replace("classes.csv", ",C1,", ",CX,")
					.replace("classes.csv", "T1,T2", "T1,TX,TY")
					.replace("users.csv", "u-parent,u-guardian", "u-nobody,u-guardian")
					.replace("users.csv", "\"S1,S2\"", "\"S1,SX\"")
					.replace("demographics.csv", "u-student", "u-nobody")
					.replace("enrollments.csv", "K1,S1,u-student", "KX,SX,u-nobody"),
				"orgs.csv line 2, column parentSourcedId \"DX\": is not in orgs.csv",
				"academicSessions.csv line 3, column parentSourcedId \"YX\": is not in academicSessions.csv",
				"courses.csv line 2, column schoolYearSourcedId \"YX\": is not in academicSessions.csv",
				"classes.csv line 2, column courseSourcedId \"CX\": is not in courses.csv",
				"classes.csv line 2, column termSourcedIds \"TX\": is not in academicSessions.csv",
				"classes.csv line 2, column termSourcedIds \"TY\": is not in academicSessions.csv",
				"users.csv line 2, column orgSourcedIds \"SX\": is not in orgs.csv",
				"users.csv line 3, column agentSourcedIds \"u-nobody\": is not in users.csv",
				"demographics.csv line 2, column sourcedId \"u-nobody\": is not in users.csv",
				"enrollments.csv line 3, column classSourcedId \"KX\": is not in classes.csv",
				"enrollments.csv line 3, column schoolSourcedId \"SX\": is not in orgs.csv",
				"enrollments.csv line 3, column userSourcedId \"u-nobody\": is not in users.csv");
	}

	@Test
	void orgsThatAreTheirOwnAncestors() {
		assertFaults(
				(folder) -> folder.replace("orgs.csv", "D,,,Test District,district,,\n", "D,,,Test District,district,,S2\n")
					.add("orgs.csv", "X,,,Own Parent,school,,X"),
				"orgs.csv line 3, column parentSourcedId \"D\": makes S2 its own ancestor",
				"orgs.csv line 4, column parentSourcedId \"S2\": makes D its own ancestor",
				"orgs.csv line 5, column parentSourcedId \"X\": makes X its own ancestor");
	}

	@Test
	void anEndBeforeTheBegin() {
		assertFaults(
				(folder) -> folder.replace("academicSessions.csv", "2027-01-25,2027-06-18", "2027-01-25,2027-01-24")
					.replace("enrollments.csv", "2026-08-31,2027-06-18", "2026-08-31,2026-08-30"),
				"academicSessions.csv line 4, column endDate \"2027-01-24\": is before the startDate 2027-01-25",
				"enrollments.csv line 2, column endDate \"2026-08-30\": is before the beginDate 2026-08-31");
	}

	@Test
	void aRosterWithoutAnybody() {
		assertFaults((folder) -> folder.with("users.csv", folder.text("users.csv").lines().findFirst().orElseThrow() + "\n")
			.with("demographics.csv", folder.text("demographics.csv").lines().findFirst().orElseThrow())
			.with("enrollments.csv", folder.text("enrollments.csv").lines().findFirst().orElseThrow()),
				"users.csv: has no rows");
	}

	@Test
	void aUsernameOfSomebodyWhoIsNotInTheRoster() {
		this.districts.register(new DistrictRegistration(402, "by-hand", "By Hand", 2, "New Jersey", "", "", "HQ"));
		this.rosterImport.importFolder(402, new RosterFolder());
		this.jdbc.sql("""
				insert into person (tenant_id, building_id, profile_id, login_id, first_name, last_name, display_name,
					created_at, updated_at)
				select tenant_id, building_id, profile_id, 'First.Admin', 'First', 'Admin', 'First Admin', now(), now()
				from person where tenant_id = 402 and sourced_id = 'u-district'
				""").update();

		assertThatExceptionOfType(InvalidRosterException.class)
			.isThrownBy(() -> this.rosterImport.importFolder(402,
					new RosterFolder().replace("users.csv", ",stu,", ",first.admin,")))
			.satisfies((ex) -> assertThat(ex.faults()).extracting(Fault::toString)
				.containsExactly("users.csv line 3, column username \"first.admin\": belongs to somebody who is not in the roster"));
		assertThat(this.jdbc.sql("select username from roster_user where tenant_id = 402 and sourced_id = 'u-student'")
			.query(String.class)
			.single()).isEqualTo("stu");
	}

	@Test
	void aLineIsTheOneOfTheFileEvenAfterQuotedLineBreaksAndEmptyLinesWithCrLf() {
		assertFaults(
				(folder) -> folder.with("orgs.csv",
						"sourcedId,status,dateLastModified,name,type,identifier,parentSourcedId\r\n" + "D,,,Test District,district,,\r\n"
								+ "\r\n" + "S1,,,\"North\r\nSchool\",school,,D\r\n" + "S2,,,South School,campus,,D\r\n"),
				"orgs.csv line 4, column name \"North\r\nSchool\": must not contain line breaks or control characters",
				"orgs.csv line 6, column type \"campus\": must be one of department, school, district, local, state, national");
	}

	@Test
	void aPasswordInTheFileIsNeitherTakenNorShown() {
		RosterFolder folder = new RosterFolder().replace("users.csv", "teacher,terry", "pupil,terry");

		InvalidRosterException ex = catchThrowableOfType(InvalidRosterException.class,
				() -> this.rosterImport.importFolder(TENANT_ID, folder));

		assertThat(ex.faults().toString() + ex.getMessage()).doesNotContain("hunter2");
	}

	@Test
	void allFaultsAreCountedAndAHundredThousandAreKept() {
		String lines = IntStream.range(0, 100_500)
			.mapToObj((number) -> "X%d,,,School,campus,,D\n".formatted(number))
			.collect(Collectors.joining());

		InvalidRosterException ex = catchThrowableOfType(InvalidRosterException.class,
				() -> this.rosterImport.importFolder(TENANT_ID, new RosterFolder().with("orgs.csv",
						"sourcedId,status,dateLastModified,name,type,identifier,parentSourcedId\nD,,,D,district,,\nS1,,,S1,school,,\nS2,,,S2,school,,\n"
								+ lines)));

		assertThat(ex.count()).isEqualTo(100_500);
		assertThat(ex.faults()).hasSize(100_000);
		assertThat(ex).hasMessageStartingWith("""
				Nothing was imported from test roster, for it has 100500 faults:
				  orgs.csv line 5, column type "campus": must be one of department, school, district, local, state, national
				""").hasMessageEndingWith("\n  … and 100490 more");
	}

	@ParameterizedTest
	@ValueSource(strings = { "C:\\nowhere", "/nowhere/at/all" })
	void aFolderThatIsNotThereHasNoManifest(String folder) {
		assertThatExceptionOfType(InvalidRosterException.class)
			.isThrownBy(() -> this.rosterImport.importFolder(TENANT_ID, RosterSource.folder(Path.of(folder))))
			.withMessageStartingWith("Nothing was imported from " + folder);
		assertNothingImported();
	}

	@Test
	void anUnregisteredDistrictHasNoRoster() {
		assertThatExceptionOfType(IllegalArgumentException.class)
			.isThrownBy(() -> this.rosterImport.importFolder(999_999, new RosterFolder()))
			.withMessage("There is no district with the TenantId 999999");
	}

	private void assertFaults(UnaryOperator<RosterFolder> change, String... faults) {
		InvalidRosterException ex = catchThrowableOfType(InvalidRosterException.class,
				() -> this.rosterImport.importFolder(TENANT_ID, change.apply(new RosterFolder())));

		assertThat(ex).as("a fault is found").isNotNull();
		assertThat(ex.faults()).extracting(Fault::toString).containsExactly(faults);
		assertNothingImported();
	}

	private void assertNothingImported() {
		for (String table : List.of("org", "academic_session", "course", "roster_class", "roster_user", "enrollment",
				"demographics", "person", "directory_group")) {
			assertThat(this.jdbc.sql("select count(*) from " + table + " where tenant_id = ?")
				.param(TENANT_ID)
				.query(Integer.class)
				.single()).as(table).isZero();
		}
	}

}
