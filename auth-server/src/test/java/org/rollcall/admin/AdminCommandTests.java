package org.rollcall.admin;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.rollcall.journey.RollcallTest;

import org.springframework.beans.factory.annotation.Value;

import static org.assertj.core.api.Assertions.assertThat;

@RollcallTest
class AdminCommandTests {

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

	private int run(Map<String, String> more, String... arguments) {
		Map<String, String> environment = new HashMap<>(Map.of("ROLLCALL_URL", this.base, "ROLLCALL_DATA_DIRECTORY", this.data));
		environment.putAll(more);
		return new AdminCommand(environment, new PrintStream(this.out), new PrintStream(this.err)).execute(List.of(arguments));
	}

}
