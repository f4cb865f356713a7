package org.rollcall.roster;

import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.rollcall.platform.PeopleDeactivated;
import org.rollcall.roster.ImportReport.FileReport;
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
import org.springframework.test.context.event.ApplicationEvents;
import org.springframework.test.context.event.RecordApplicationEvents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@DirectoryTest
@RecordApplicationEvents
class RosterImportTests {

	private static final AtomicInteger NEXT_TENANT = new AtomicInteger(500);

	private static final List<String> TABLES = List.of("org", "academic_session", "course", "roster_class", "class_term",
			"roster_user", "user_org", "user_agent", "enrollment", "demographics", "person", "profile", "directory_group",
			"person_group", "guardianship");

	@Autowired
	private Districts districts;

	@Autowired
	private People people;

	@Autowired
	private RosterImport rosterImport;

	@Autowired
	private JdbcClient jdbc;

	@Autowired
	private ApplicationEvents events;

	private final int tenantId = NEXT_TENANT.incrementAndGet();

	@BeforeEach
	void aDistrict() {
		this.districts.register(new DistrictRegistration(this.tenantId, "import-" + this.tenantId, "Import Schools", 2,
				"New Jersey", "", "", "HQ"));
	}

	@Test
	void theReportAndTheEventTellWhatWasImported() {
		ImportReport report = load(new RosterFolder());

		assertThat(report.files()).containsExactly(new FileReport("orgs", ImportMode.BULK, 3, 3, 0, 0),
				new FileReport("academicSessions", ImportMode.BULK, 3, 3, 0, 0),
				new FileReport("courses", ImportMode.BULK, 1, 1, 0, 0), new FileReport("classes", ImportMode.BULK, 1, 1, 0, 0),
				new FileReport("users", ImportMode.BULK, 11, 11, 0, 0),
				new FileReport("demographics", ImportMode.BULK, 1, 1, 0, 0),
				new FileReport("enrollments", ImportMode.BULK, 2, 2, 0, 0));
		assertThat(List.of(report.peopleBefore(), report.peopleCreated(), report.peopleUpdated(), report.peopleLeaving()))
			.containsExactly(0, 11, 0, 0);
		assertThat(this.events.stream(RosterImported.class))
			.containsExactly(new RosterImported(this.tenantId, 11, 1, 2, Map.of("rowsWritten", 22L, "rowsRemoved", 0L,
					"peopleCreated", 11, "peopleUpdated", 0, "peopleLeaving", 0), report.at()));
	}

	@Test
	void theSameFilesTwiceChangeNothing() {
		load(new RosterFolder());
		Map<String, Object> before = everything();

		ImportReport report = load(new RosterFolder());

		assertThat(report.changedNothing()).isTrue();
		assertThat(everything()).isEqualTo(before);
	}

	@Test
	void rolesBecomeClassLinks() {
		load(new RosterFolder());

		assertThat(List.of("u-teacher", "u-student", "u-parent", "u-guardian", "u-relative", "u-aide", "u-proctor", "u-school",
				"u-district"))
			.extracting((sourcedId) -> person(sourcedId).role())
			.containsExactly(Role.TEACHER, Role.STUDENT, Role.PARENT, Role.PARENT, Role.PARENT, Role.TEACHER, Role.TEACHER,
					Role.SCHOOL_ADMINISTRATOR, Role.TENANT_ADMINISTRATOR);
		assertThat(person("u-school").profile()).isEqualTo("School Administrator");
	}

	@Test
	void parentsHaveTheirStudentsWhicheverOfThemNamesTheOther() {
		load(new RosterFolder());

		assertThat(students("u-parent")).containsExactly("sib", "stu");
		assertThat(students("u-guardian")).containsExactly("sib", "stu");
		assertThat(students("u-relative")).isEmpty();
		// A teacher among a student's agents is not a parent.
		assertThat(students("u-teacher")).isEmpty();
	}

	@Test
	void peopleHaveTheOrgsOfTheRosterAndAGroupForEach() {
		load(new RosterFolder());

		assertThat(person("u-teacher").orgIds()).containsExactly("S1", "S2");
		assertThat(groups("u-teacher")).containsExactly("North School Teachers", "South School Teachers");
		assertThat(groups("u-sibling")).containsExactly("South School Students");
		assertThat(groups("u-parent")).containsExactly("North School Parents");
		assertThat(groups("u-school")).containsExactly("North School Administrators");
		assertThat(groups("u-district")).containsExactly("Test District Administrators");
	}

	@Test
	void whoIsNotEnabledOrMarkedAsDeletedCannotSignIn() {
		load(new RosterFolder().replace("users.csv", "u-aide,,", "u-aide,tobedeleted,"));

		assertThat(person("u-gone").active()).isFalse();
		assertThat(this.people.findCredentials(this.tenantId, "aida")).isEmpty();

		load(new RosterFolder());
		load(new RosterFolder().replace("users.csv", "u-aide,,", "u-aide,tobedeleted,"));

		assertThat(person("u-aide").active()).isFalse();
		assertThat(person("u-teacher").active()).isTrue();
	}

	@Test
	void noPasswordComesFromTheFilesAndNewPeopleGetTheOneGiven() {
		load(new RosterFolder());
		assertThat(this.people.findCredentials(this.tenantId, "terry")).map(Credentials::passwordHash).isEmpty();

		this.rosterImport.run(this.tenantId,
				new RosterFolder().add("users.csv", "u-new,,,true,S1,teacher,newt,,Newt,Teacher,,,,,,,,"),
				ImportOptions.unguarded().withInitialPasswordHash("{initial}"));

		assertThat(this.people.findCredentials(this.tenantId, "newt")).map(Credentials::passwordHash).contains("{initial}");
		assertThat(this.people.findCredentials(this.tenantId, "terry")).map(Credentials::passwordHash).isEmpty();
	}

	@Test
	void whatChangedIsChangedAndDatedAndPeopleKeepTheirUserIds() {
		load(new RosterFolder());
		int teacher = userId("u-teacher");

		ImportReport report = load(new RosterFolder().replace("users.csv", "Terry,Teacher", "Theresa,Teacher")
			.replace("classes.csv", "Biology A", "Biology Honors"));

		assertThat(report.rowsWritten()).isEqualTo(2);
		assertThat(report.peopleUpdated()).isEqualTo(1);
		assertThat(userId("u-teacher")).isEqualTo(teacher);
		assertThat(person("u-teacher").displayName()).isEqualTo("Theresa Teacher");
		assertThat(changedAt("roster_user", report)).containsExactly("u-teacher");
		assertThat(changedAt("roster_class", report)).containsExactly("K1");
	}

	@Test
	void aClassWhoseTermsChangeHasChanged() {
		load(new RosterFolder());

		ImportReport report = load(new RosterFolder().replace("classes.csv", "\"T1,T2\"", "\"T2,Y\""));

		assertThat(changedAt("roster_class", report)).containsExactly("K1");
		assertThat(this.jdbc.sql("select term_sourced_id from class_term where tenant_id = ? order by ordinal")
			.param(this.tenantId)
			.query(String.class)
			.list()).containsExactly("T2", "Y");
	}

	@Test
	void whatIsMissingIsMarkedAndPeopleWhoAreMissingAreDeactivated() {
		load(new RosterFolder());
		int aide = userId("u-aide");

		ImportReport report = load(
				new RosterFolder().replace("users.csv", "u-aide,,,true,S1,aide,aida,,Aida,Aide,,,,,,,,\n", "")
					.replace("enrollments.csv", "E2,,,K1,S1,u-student,student,false,,\n", ""));

		assertThat(report.rowsRemoved()).isEqualTo(2);
		assertThat(report.peopleLeaving()).isEqualTo(1);
		assertThat(this.people.find(aide)).map(Person::active).contains(false);
		assertThat(changedAt("enrollment", report)).containsExactly("E2");
		assertThat(this.jdbc.sql("select status from enrollment where tenant_id = ? order by sourced_id")
			.param(this.tenantId)
			.query(String.class)
			.list()).containsExactly("active", "tobedeleted");
		assertThat(load(new RosterFolder()).peopleUpdated()).isEqualTo(1);
		assertThat(person("u-aide").userId()).isEqualTo(aide);
	}

	/** The files' own dates lie before the import: whoever asked in between what changed would not be told of it. */
	@Test
	void aRowIsDatedWhenItChangedHere() {
		load(new RosterFolder());
		Map<String, Object> before = everything();
		RosterFolder dated = new RosterFolder().replace("orgs.csv", "S1,,,", "S1,active,2026-07-01T08:00:00.000-04:00,");

		assertThat(load(dated).changedNothing()).isTrue();
		assertThat(everything()).isEqualTo(before);

		ImportReport report = load(dated.replace("orgs.csv", "North School", "Northern School"));

		assertThat(this.jdbc.sql("select date_last_modified = ? from org where tenant_id = ? and sourced_id = 'S1'")
			.params(Timestamp.from(report.at()), this.tenantId)
			.query(Boolean.class)
			.single()).isTrue();
	}

	@Test
	void demographicsMayBeAbsent() {
		load(new RosterFolder());

		ImportReport report = load(new RosterFolder().without("demographics.csv")
			.replace("manifest.csv", "file.demographics,bulk", "file.demographics,absent"));

		assertThat(report.rows("demographics")).isZero();
		assertThat(report.changedNothing()).isTrue();
	}

	@Test
	void aByteOrderMarkCrLfEmptyLinesAndColumnsOfOnesOwnAreNoFaults() {
		RosterFolder folder = new RosterFolder();
		folder.replace("orgs.csv", "parentSourcedId\n", "parentSourcedId,metadata.color\n")
			.replace("orgs.csv", ",D\n", ",D,red\n")
			.replace("orgs.csv", "district,,\n", "district,,,blue\n");
		for (String file : List.of("manifest.csv", "orgs.csv", "users.csv")) {
			folder.with(file, "\uFEFF" + folder.text(file).replace("\n", "\r\n") + "\r\n");
		}

		assertThat(load(folder).rows("users")).isEqualTo(11);
	}

	@Test
	void listsBecomeArraysWithoutBlanksAndRepetitions() {
		load(new RosterFolder().replace("users.csv", "\"S1,S2\"", "\"S1, S2,,S1\""));

		assertThat(person("u-teacher").orgIds()).containsExactly("S1", "S2");
		assertThat(this.jdbc.sql("select array_to_string(periods, '|') || '/' || array_to_string(grades, '|') from roster_class "
				+ "where tenant_id = ?").param(this.tenantId).query(String.class).single()).isEqualTo("1|3/09|10");
	}

	@Test
	void theSameSourcedIdsInTwoDistrictsAreDifferentThings() {
		load(new RosterFolder());
		Map<String, Object> before = everything();
		int other = NEXT_TENANT.incrementAndGet();
		this.districts
			.register(new DistrictRegistration(other, "import-" + other, "Other Schools", 2, "New Jersey", "", "", "HQ"));

		this.rosterImport.importFolder(other, new RosterFolder().replace("users.csv", "Terry,Teacher", "Tom,Teacher"));

		assertThat(everything()).isEqualTo(before);
		assertThat(person("u-teacher").firstName()).isEqualTo("Terry");
		assertThat(this.people.findCredentials(other, "terry")).map(Credentials::userId)
			.hasValueSatisfying((userId) -> assertThat(userId).isNotEqualTo(userId("u-teacher")));
	}

	@Test
	void aDeltaChangesWhatItNamesAndNothingElse() {
		load(new RosterFolder());
		int teacher = userId("u-teacher");

		ImportReport report = load(delta("users", """
				u-teacher,active,2026-10-01T08:00:00.000Z,true,S2,teacher,terry,,Theresa,Teacher,,,,,,,,
				u-new,active,2026-10-01T08:00:00.000Z,true,S1,student,newt,,Newt,Student,,,,,,u-parent,09,
				u-aide,tobedeleted,2026-10-01T08:00:00.000Z,,,,,,,,,,,,,,,
				u-never,tobedeleted,2026-10-01T08:00:00.000Z,,,,,,,,,,,,,,,
				"""));

		assertThat(report.files()).containsExactly(new FileReport("users", ImportMode.DELTA, 4, 1, 1, 1));
		assertThat(List.of(report.peopleBefore(), report.peopleCreated(), report.peopleUpdated(), report.peopleLeaving()))
			.containsExactly(10, 1, 1, 1);
		assertThat(person("u-teacher").userId()).isEqualTo(teacher);
		assertThat(person("u-teacher").orgIds()).containsExactly("S2");
		assertThat(person("u-teacher").firstName()).isEqualTo("Theresa");
		assertThat(person("u-aide").active()).isFalse();
		assertThat(person("u-student").active()).isTrue();
		assertThat(students("u-parent")).containsExactly("newt", "sib", "stu");
		assertThat(this.jdbc.sql("select given_name from roster_user where tenant_id = ? and sourced_id = 'u-aide'")
			.param(this.tenantId)
			.query(String.class)
			.single()).isEqualTo("Aida");
	}

	@Test
	void theSameDeltaTwiceChangesNothing() {
		load(new RosterFolder());
		RosterFolder delta = delta("users", """
				u-teacher,active,2026-10-01T08:00:00.000Z,true,S2,teacher,terry,,Theresa,Teacher,,,,,,,,
				u-aide,tobedeleted,2026-10-01T08:00:00.000Z,,,,,,,,,,,,,,,
				""");
		load(delta);
		Map<String, Object> before = everything();

		assertThat(load(delta).changedNothing()).isTrue();
		assertThat(everything()).isEqualTo(before);
	}

	@Test
	void aDeltaRefersToWhatIsInItOrInTheRosterAsItIs() {
		load(new RosterFolder());

		assertThatExceptionOfType(InvalidRosterException.class).isThrownBy(() -> load(delta("users", """
				u-new,active,2026-10-01T08:00:00.000Z,true,"S1,SX",student,terry,,Newt,Student,,,,,,"u-parent,u-nobody",09,
				u-other,,2026-10-01T08:00:00.000Z,true,S1,student,other,,Other,Student,,,,,,,09,
				"""))).satisfies((ex) -> assertThat(ex.faults()).extracting(Fault::toString).containsExactly(
				"users.csv line 2, column orgSourcedIds \"SX\": is not in orgs.csv, and not in the roster as it is",
				"users.csv line 2, column agentSourcedIds \"u-nobody\": is not in users.csv, and not in the roster as it is",
				"users.csv line 2, column username \"terry\": is the username of u-teacher, whom the file leaves as they are",
				"users.csv line 3, column status: must be active or tobedeleted in a delta file"));
	}

	@Test
	void aDeltaThatMakesAnOrgItsOwnAncestorByWayOfWhatIsThere() {
		load(new RosterFolder());

		assertThatExceptionOfType(InvalidRosterException.class)
			.isThrownBy(() -> load(delta("orgs", "D,active,,Test District,district,,S2\n")))
			.satisfies((ex) -> assertThat(ex.faults()).extracting(Fault::toString)
				.containsExactly("orgs.csv line 2, column parentSourcedId \"S2\": makes D its own ancestor"));
	}

	@Test
	void twoPeopleMaySwapTheirUsernamesInADelta() {
		load(new RosterFolder());

		load(delta("users", """
				u-student,active,,true,S1,student,sib,,Stu,Student,,,,,,,09,
				u-sibling,active,,true,S2,student,stu,,Sib,Student,,,,,,,10,
				"""));

		assertThat(person("u-student").loginId()).isEqualTo("sib");
		assertThat(person("u-sibling").loginId()).isEqualTo("stu");
	}

	@Test
	void aPreviewTellsTheSameAndChangesNothing() {
		load(new RosterFolder());
		Map<String, Object> before = everything();
		RosterFolder next = new RosterFolder().replace("users.csv", "Terry,Teacher", "Theresa,Teacher")
			.replace("enrollments.csv", "E2,,,K1,S1,u-student,student,false,,\n", "")
			.add("users.csv", "u-new,,,true,S1,teacher,newt,,Newt,Teacher,,,,,,,,");

		ImportReport preview = this.rosterImport.run(this.tenantId, next, ImportOptions.unguarded().asPreview());

		assertThat(everything()).isEqualTo(before);
		ImportReport report = load(next);
		assertThat(preview.files()).isEqualTo(report.files());
		assertThat(List.of(preview.peopleCreated(), preview.peopleUpdated(), preview.peopleLeaving()))
			.containsExactly(report.peopleCreated(), report.peopleUpdated(), report.peopleLeaving());
		assertThat(this.events.stream(RosterImported.class)).hasSize(2);
	}

	@Test
	void whateverAFileChangesThePreviewTellsWhatTheImportDoes() {
		List<UnaryOperator<RosterFolder>> changes = List.of(
				(roster) -> roster.replace("users.csv", "Terry,Teacher", "Theresa,Teacher"),
				(roster) -> roster.replace("users.csv", "\"S1,S2\",teacher", "\"S2,S1\",teacher"),
				(roster) -> roster.replace("users.csv", "u-sibling,,,true,S2", "u-sibling,,,true,\"S2,S1\""),
				(roster) -> roster.replace("users.csv", "u-parent,,", "u-parent,,2026-09-01T07:30:00.000Z"),
				(roster) -> roster.replace("users.csv", "u-relative,,,true,S1", "u-relative,,2026-09-01T07:30:00.000Z,true,S2"),
				(roster) -> roster.replace("users.csv", "\"u-parent,u-guardian,u-teacher\"", "u-guardian"),
				(roster) -> roster.replace("users.csv", "student,stu,", "student,SIB,").replace("users.csv", "student,sib,", "student,stu,"),
				(roster) -> roster.replace("users.csv", "u-aide,,", "u-aide,tobedeleted,"),
				(roster) -> roster.replace("users.csv", "u-gone,,,false", "u-gone,,,true"),
				(roster) -> roster.replace("users.csv", "u-proctor,,,true", "u-proctor,,,false"),
				(roster) -> roster.replace("users.csv", "u-school,,,true,S1,", "u-school,,,true,D,"),
				(roster) -> roster.add("users.csv", "u-new,,,true,S1,teacher,newt,,Newt,Teacher,,,,,,,,"),
				(roster) -> roster.add("users.csv", "u-never,tobedeleted,,true,S1,teacher,nev,,Nev,Teacher,,,,,,,,"),
				(roster) -> roster.replace("orgs.csv", "North School", "Northern School"),
				(roster) -> roster.replace("orgs.csv", "D,,,Test District,district", "D,,,Test District,school"),
				(roster) -> roster.replace("classes.csv", "\"T1,T2\"", "T2"),
				(roster) -> roster.replace("classes.csv", "\"T1,T2\"", "\"T2,T1\"").replace("classes.csv", "K1,,,", "K1,,2026-09-01T07:30:00.000Z,"),
				(roster) -> roster.replace("courses.csv", "subjectCodes\n", "subjectCodes,metadata.level\n").replace("courses.csv", "03051\n", "03051,3\n"),
				(roster) -> roster.replace("enrollments.csv", "E2,,,K1,S1,u-student,student,false,,\n", ""),
				(roster) -> roster.replace("enrollments.csv", "E1,,,", "E9,,,"),
				(roster) -> roster.replace("demographics.csv", "u-student,,,2011-05-01", "u-student,,,2011-05-02"));
		Random random = new Random(1);
		int refused = 0;
		for (int round = 0; round < 40; round++) {
			RosterFolder next = new RosterFolder();
			for (UnaryOperator<RosterFolder> change : changes) {
				if (random.nextInt(4) == 0) {
					try {
						change.apply(next);
					}
					catch (IllegalArgumentException ex) {
						// another change has taken its place
					}
				}
			}
			for (String file : List.of("users", "enrollments", "classes", "orgs")) {
				if (round > 0 && random.nextBoolean()) {
					someOf(next, file, random);
				}
			}
			ImportReport preview;
			try {
				preview = this.rosterImport.run(this.tenantId, next, ImportOptions.unguarded().asPreview());
			}
			catch (InvalidRosterException ex) {
				assertThatExceptionOfType(InvalidRosterException.class).isThrownBy(() -> load(next)).withMessage(ex.getMessage());
				refused++;
				continue;
			}
			ImportReport report = load(next);
			assertThat(preview).as("round %d", round).usingRecursiveComparison().ignoringFields("at").isEqualTo(report);
			assertThat(load(next).changedNothing()).as("once more in round %d", round).isTrue();
		}
		assertThat(refused).isLessThan(10);
	}

	/** Makes a file a delta, with some of its lines. */
	private static void someOf(RosterFolder folder, String file, Random random) {
		folder.replace("manifest.csv", "file." + file + ",bulk", "file." + file + ",delta");
		List<String> lines = new ArrayList<>(folder.text(file + ".csv").lines().toList());
		List<String> kept = new ArrayList<>(lines.subList(0, 1));
		for (String line : lines.subList(1, lines.size())) {
			if (random.nextBoolean()) {
				kept.add(line.replaceFirst("^([^,]+),,", "$1,active,"));
			}
		}
		folder.with(file + ".csv", String.join("\n", kept) + "\n");
	}

	@Test
	void anImportAfterWhichTooManyCouldNoLongerSignInIsRefusedUnlessItIsConfirmed() {
		load(new RosterFolder());
		Map<String, Object> before = everything();
		RosterFolder half = new RosterFolder();
		for (String gone : List.of("u-relative,,,true,S1,relative,rel,,Rel,Relative,,,,,,,,\n",
				"u-aide,,,true,S1,aide,aida,,Aida,Aide,,,,,,,,\n", "u-proctor,,,true,S1,proctor,pro,,Pro,Proctor,,,,,,,,\n")) {
			half.replace("users.csv", gone, "");
		}

		assertThatExceptionOfType(TooManyLeavingException.class)
			.isThrownBy(() -> this.rosterImport.run(this.tenantId, half,
					ImportOptions.unguarded().withMostLeaving(ImportOptions.USUAL_MOST_LEAVING)))
			.withMessage("Nothing was imported, for 3 of 10 people (30.0 %) would no longer be able to sign in, and without a "
					+ "confirmation no more than 20 % may.");
		assertThat(everything()).isEqualTo(before);

		assertThat(load(half).peopleLeaving()).isEqualTo(3);
	}

	@Test
	void whoLeavesIsToldToWhoeverHoldsSomethingOfTheirs() {
		load(new RosterFolder());
		int aide = userId("u-aide");

		load(new RosterFolder().replace("users.csv", "u-aide,,,true", "u-aide,,,false"));

		assertThat(this.events.stream(PeopleDeactivated.class).toList()).contains(new PeopleDeactivated(Set.of(aide)));
	}

	@Test
	void whatTheFilesSayBeyondTheStandardIsKept() {
		load(new RosterFolder().replace("orgs.csv", "parentSourcedId\n", "parentSourcedId,metadata.color,metadata.size\n")
			.replace("orgs.csv", "S1,,,North School,school,,D\n", "S1,,,North School,school,,D,\"red, \"\"dark\"\"\",\n")
			.replace("orgs.csv", "South School,school,,D\n", "South School,school,,D,,\n")
			.replace("orgs.csv", "district,,\n", "district,,,,9\n"));

		assertThat(this.jdbc.sql("select coalesce(metadata::text, '') from org where tenant_id = ? order by sourced_id")
			.param(this.tenantId)
			.query(String.class)
			.list()).containsExactly("{\"size\": \"9\"}", "{\"color\": \"red, \\\"dark\\\"\"}", "");
	}

	@Test
	void resourcesAndTheGradebookAreImportedAndAnAppsOwnRowsAreLeftAlone() {
		RosterFolder folder = gradebook();
		load(folder);
		this.jdbc.sql("insert into client (client_id, name, type, kind, pkce_required, created_at) "
				+ "values ('c1700000000099aaaabbbbccccddddaaaabbbbccccdddd', 'Grader', 'confidential', 'web', false, now()) "
				+ "on conflict do nothing").update();
		this.jdbc.sql("""
				insert into result (tenant_id, sourced_id, status, date_last_modified, line_item_sourced_id, student_sourced_id,
					score_status, score, score_date, client_id)
				values (?, 'R-app', 'active', now(), 'L1', 'u-student', 'submitted', 1, '2026-10-01',
					'c1700000000099aaaabbbbccccddddaaaabbbbccccdddd')""").param(this.tenantId).update();

		ImportReport report = load(folder.replace("results.csv", "R1,,,L1,u-student,fully graded,92.5,2026-09-20,\"Well done,\nStu!\"\n",
				"R2,,,L1,u-student,exempt,0,2026-09-20,\n"));

		assertThat(report.files().stream().filter((file) -> file.file().equals("results")))
			.containsExactly(new FileReport("results", ImportMode.BULK, 1, 1, 0, 1));
		assertThat(this.jdbc.sql("select sourced_id || ' ' || status || ' ' || score from result where tenant_id = ? order by 1")
			.param(this.tenantId)
			.query(String.class)
			.list()).containsExactly("R-app active 1", "R1 tobedeleted 92.5", "R2 active 0");
	}

	@Test
	void importsOfOneDistrictAtTheSameTimeDoNotGetInEachOthersWay() throws Exception {
		try (ExecutorService nodes = Executors.newFixedThreadPool(4)) {
			List<Callable<ImportReport>> imports = new ArrayList<>();
			for (int node = 0; node < 4; node++) {
				imports.add(() -> load(new RosterFolder()));
			}
			int created = 0;
			for (Future<ImportReport> node : nodes.invokeAll(imports)) {
				created += node.get().peopleCreated();
			}
			assertThat(created).isEqualTo(11);
		}
	}

	private static RosterFolder gradebook() {
		RosterFolder folder = new RosterFolder();
		for (String file : List.of("resources", "classResources", "courseResources", "categories", "lineItems", "results")) {
			folder.replace("manifest.csv", "file." + file + ",absent", "file." + file + ",bulk");
		}
		return folder.with("resources.csv", """
				sourcedId,status,dateLastModified,vendorResourceId,title,roles,importance,vendorId,applicationId
				B1,,,isbn-1,Biology Book,"student,teacher",primary,vendor,app
				""").with("classResources.csv", """
				sourcedId,status,dateLastModified,title,classSourcedId,resourceSourcedId
				KB1,,,Biology Book,K1,B1
				""").with("courseResources.csv", """
				sourcedId,status,dateLastModified,title,courseSourcedId,resourceSourcedId
				CB1,,,,C1,B1
				""").with("categories.csv", """
				sourcedId,status,dateLastModified,title
				H,,,Homework
				""").with("lineItems.csv", """
				sourcedId,status,dateLastModified,title,description,assignDate,dueDate,classSourcedId,categorySourcedId,gradingPeriodSourcedId,resultValueMin,resultValueMax
				L1,,,Cells,"Read it.\nDraw one.",2026-09-14,2026-09-18,K1,H,T1,0,100
				""").with("results.csv", """
				sourcedId,status,dateLastModified,lineItemSourcedId,studentSourcedId,scoreStatus,score,scoreDate,comment
				R1,,,L1,u-student,fully graded,92.5,2026-09-20,"Well done,\nStu!"
				""");
	}

	/** A delta of one file; its lines are those of the file without the first. */
	private static RosterFolder delta(String file, String lines) {
		RosterFolder folder = new RosterFolder();
		for (String name : List.of("academicSessions", "classes", "courses", "demographics", "enrollments", "orgs", "users")) {
			folder.replace("manifest.csv", "file." + name + ",bulk", "file." + name + (name.equals(file) ? ",delta" : ",absent"));
		}
		return folder.with(file + ".csv", folder.text(file + ".csv").lines().findFirst().orElseThrow() + "\n" + lines);
	}

	private ImportReport load(RosterFolder folder) {
		return this.rosterImport.importFolder(this.tenantId, folder);
	}

	private Map<String, Object> everything() {
		Map<String, Object> everything = new TreeMap<>();
		for (String table : TABLES) {
			everything.put(table, this.jdbc.sql("select t::text from " + table + " t where tenant_id = ? order by 1")
				.param(this.tenantId)
				.query(String.class)
				.list());
		}
		return everything;
	}

	private List<String> changedAt(String table, ImportReport report) {
		return this.jdbc.sql("select sourced_id from " + table + " where tenant_id = ? and date_last_modified = ? order by 1")
			.params(this.tenantId, Timestamp.from(report.at()))
			.query(String.class)
			.list();
	}

	private Person person(String sourcedId) {
		return this.people.find(userId(sourcedId)).orElseThrow();
	}

	private List<String> students(String sourcedId) {
		return this.people.students(userId(sourcedId)).stream().map(Person::loginId).toList();
	}

	private List<String> groups(String sourcedId) {
		return this.people.groups(userId(sourcedId)).stream().map(Group::name).toList();
	}

	private int userId(String sourcedId) {
		return this.jdbc.sql("select user_id from person where tenant_id = ? and sourced_id = ?")
			.params(this.tenantId, sourcedId)
			.query(Integer.class)
			.single();
	}

}
