package org.rollcall.admin;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.rollcall.journey.AdminApi;
import org.rollcall.journey.RollcallTest;
import org.rollcall.roster.RosterFolder;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

@RollcallTest
class AdminCommandTests {

	private static final AtomicInteger NUMBER = new AtomicInteger(7_500);

	@Autowired
	private JdbcClient jdbc;

	@Value("${rollcall.issuer}")
	private String base;

	@Value("${rollcall.data-directory}")
	private String data;

	@TempDir
	private Path folder;

	private final ByteArrayOutputStream out = new ByteArrayOutputStream();

	private final ByteArrayOutputStream err = new ByteArrayOutputStream();

	@Test
	void whatIsExportedIsAppliedAgainAndChangesNothing() throws IOException {
		assertThat(run(Map.of(), "export")).isZero();
		Path file = Files.write(this.folder.resolve("rollcall.yaml"), this.out.toByteArray());
		this.out.reset();

		assertThat(run(Map.of(), "apply", file.toString())).isZero();
		assertThat(this.out.toString(StandardCharsets.UTF_8)).isEqualTo("Everything is as the file says.\n");
	}

	@Test
	void aDryRunTellsWhatWouldChange() throws IOException {
		Path file = Files.writeString(this.folder.resolve("rollcall.yaml"), "districts: [{customUrl: commanded, name: C}]");

		assertThat(run(Map.of(), "apply", file.toString(), "--dry-run")).isZero();
		assertThat(this.out.toString(StandardCharsets.UTF_8))
			.isEqualTo("district commanded created\n1 would change; nothing was applied.\n");
	}

	@Test
	void faultsAreToldAsCompilersDo() throws IOException {
		Path file = Files.writeString(this.folder.resolve("rollcall.yaml"), "mode: exactly");

		assertThat(run(Map.of(), "apply", file.toString())).isEqualTo(1);
		assertThat(this.err.toString(StandardCharsets.UTF_8)).isEqualTo(file + ":1:7: mode: 'exactly' is none of merge, exact; did you "
				+ "mean 'exact'?\nrollcall: nothing of " + file + " was applied.\n");
	}

	@Test
	void aWrongKeyIsToldAsSuch() {
		assertThat(run(Map.of("ROLLCALL_ADMIN_KEY", "guessed"), "export")).isEqualTo(1);
		assertThat(this.err.toString(StandardCharsets.UTF_8)).startsWith("rollcall: The key in X-API-Key is not the right one.");
	}

	@Test
	void aServerThatDoesNotAnswerIsToldWithWhatToDo() {
		assertThat(run(Map.of("ROLLCALL_URL", "http://localhost:1"), "export")).isEqualTo(1);
		assertThat(this.err.toString(StandardCharsets.UTF_8)).isEqualTo(
				"rollcall: nothing answers at http://localhost:1; start the server, or name it in ROLLCALL_URL.\n");
	}

	@Test
	void aKeyThatIsNowhereIsToldWithWhereItCouldBe() {
		assertThat(run(Map.of("ROLLCALL_DATA_DIRECTORY", this.folder.toString()), "export")).isEqualTo(1);
		assertThat(this.err.toString(StandardCharsets.UTF_8)).startsWith("rollcall: there is no key: set ROLLCALL_ADMIN_KEY");
	}

	@Test
	void aFileThatIsNotThereIsToldAsSuch() {
		assertThat(run(Map.of(), "apply", "no-such.yaml")).isEqualTo(1);
		assertThat(this.err.toString(StandardCharsets.UTF_8)).isEqualTo("rollcall: no-such.yaml does not exist.\n");
	}

	@Test
	void argumentsThatMeanNothingGetTheUsage() {
		assertThat(run(Map.of(), "apply")).isEqualTo(2);
		assertThat(run(Map.of(), "apply", "a.yaml", "--dryrun")).isEqualTo(2);
		assertThat(run(Map.of(), "export", "more")).isEqualTo(2);
		assertThat(this.err.toString(StandardCharsets.UTF_8)).contains("rollcall apply FILE [--dry-run]");
	}

	@Test
	void aRosterIsCheckedShownAndImportedAtOneGo() throws IOException {
		String district = district();
		Path zip = Files.write(this.folder.resolve("night.zip"), new RosterFolder().zip());

		assertThat(run(Map.of(), "import", zip.toString(), "--district", district, "--dry-run")).isZero();
		assertThat(out()).contains("users.csv                        11           11            0            0\n")
			.contains("People: 11 would be new, 0 changed, 0 of 0 leave.\n")
			.endsWith("Nothing was imported.\n");
		assertThat(run(Map.of(), "import", zip.toString(), "--district", district, "--yes")).isZero();
		assertThat(out()).endsWith("Imported: 11 people new, 0 changed, 0 left.\n");
		assertThat(this.err.toString(StandardCharsets.UTF_8)).isEmpty();
	}

	@Test
	void aFolderIsZippedWhileItIsSent() throws IOException {
		RosterFolder roster = new RosterFolder();
		Path export = Files.createDirectory(this.folder.resolve("export"));
		for (String file : List.of("manifest", "orgs", "academicSessions", "courses", "classes", "users", "demographics", "enrollments")) {
			Files.writeString(export.resolve(file + ".csv"), roster.text(file + ".csv"));
		}
		Files.writeString(export.resolve("notes.txt"), "not sent");
		assertThat(run(Map.of(), "import", export.toString(), "--district", district(), "--yes")).isZero();
	}

	@Test
	void faultsOfARosterAreToldAsCompilersDoAndKeptForSpreadsheets() throws IOException {
		Path zip = Files.write(this.folder.resolve("night.zip"),
				new RosterFolder().replace("users.csv", "teacher,terry", "\u001b[2J=x,terry").zip());
		Path faults = this.folder.resolve("faults.csv");

		assertThat(run(Map.of(), "import", zip.toString(), "--district", district(), "--yes", "--faults", faults.toString())).isEqualTo(1);
		assertThat(this.err.toString(StandardCharsets.UTF_8)).contains("users.csv:2: role \"\ufffd[2J=x\": ")
			.doesNotContain("\u001b")
			.endsWith("so nothing was imported.\n");
		assertThat(Files.readString(faults)).startsWith("\ufefffile,line,column,value,reason");
	}

	@Test
	void whoSitsAtATerminalIsAsked() throws IOException {
		String district = district();
		Path zip = Files.write(this.folder.resolve("night.zip"), new RosterFolder().zip());
		assertThat(answer("n\n", "import", zip.toString(), "--district", district)).isEqualTo(1);
		assertThat(out()).contains("Import? [y/N] ").endsWith("Nothing was imported.\n");
		assertThat(answer("y\n", "import", zip.toString(), "--district", district)).isZero();
		assertThat(out()).endsWith("Imported: 11 people new, 0 changed, 0 left.\n");
	}

	@Test
	void manyLeaversNeedAWordOfTheirOwn() throws IOException {
		String district = district();
		RosterFolder roster = new RosterFolder();
		Path zip = Files.write(this.folder.resolve("night.zip"), roster.zip());
		assertThat(run(Map.of(), "import", zip.toString(), "--district", district, "--yes")).isZero();
		Files.write(zip, roster.with("users.csv", roster.text("users.csv").replaceAll("(?m)^u-(aide|proctor|relative).*\n", "")).zip());

		assertThat(run(Map.of(), "import", zip.toString(), "--district", district, "--yes")).isEqualTo(3);
		assertThat(this.err.toString(StandardCharsets.UTF_8)).contains("3 of 10 people would no longer be able to sign in. Say --let-go");
		assertThat(run(Map.of(), "import", zip.toString(), "--district", district, "--yes", "--let-go")).isZero();
		assertThat(out()).endsWith("Imported: 0 people new, 0 changed, 3 left.\n");
	}

	@Test
	void anImportThatCannotBeIsToldAsSuch() throws IOException {
		Path zip = Files.write(this.folder.resolve("night.zip"), new byte[] { 1, 2, 3 });
		assertThat(run(Map.of(), "import", zip.toString(), "--district", "nowhere", "--yes")).isEqualTo(1);
		assertThat(run(Map.of(), "import", zip.toString(), "--district", district(), "--yes")).isEqualTo(1);
		assertThat(run(Map.of(), "import", "no-such.zip", "--district", district(), "--yes")).isEqualTo(1);
		assertThat(run(Map.of(), "import", zip.toString(), "--district", district())).isEqualTo(1);
		assertThat(this.err.toString(StandardCharsets.UTF_8)).contains("There is no district 'nowhere'.")
			.contains("is not a zip")
			.contains("no-such.zip does not exist.")
			.contains("there is nobody to ask; say --yes");
		assertThat(run(Map.of(), "import", zip.toString())).isEqualTo(2);
		assertThat(run(Map.of(), "import", zip.toString(), "--district")).isEqualTo(2);
		assertThat(run(Map.of(), "import", zip.toString(), "--district", "a", "--force")).isEqualTo(2);
	}

	private String district() {
		int number = NUMBER.incrementAndGet();
		AdminApi.makeDistrict(this.base, this.jdbc, "command-" + number);
		return "command-" + number;
	}

	private String out() {
		return this.out.toString(StandardCharsets.UTF_8);
	}

	private int answer(String typed, String... arguments) {
		return new AdminCommand(Map.of("ROLLCALL_URL", this.base, "ROLLCALL_DATA_DIRECTORY", this.data),
				new ByteArrayInputStream(typed.getBytes(StandardCharsets.UTF_8)), true, new PrintStream(this.out), new PrintStream(this.err))
			.execute(List.of(arguments));
	}

	private int run(Map<String, String> more, String... arguments) {
		Map<String, String> environment = new HashMap<>(Map.of("ROLLCALL_URL", this.base, "ROLLCALL_DATA_DIRECTORY", this.data));
		environment.putAll(more);
		return new AdminCommand(environment, new PrintStream(this.out), new PrintStream(this.err)).execute(List.of(arguments));
	}

}
