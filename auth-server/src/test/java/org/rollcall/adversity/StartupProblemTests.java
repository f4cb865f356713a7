package org.rollcall.adversity;

import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.rollcall.RollcallApplication;
import org.rollcall.journey.FreshServer;
import org.rollcall.journey.TestDatabase;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * What keeps the server from starting, and the person who started it can mend, is said in one sentence with what to do, and
 * without a stack trace.
 */
@ExtendWith(OutputCaptureExtension.class)
class StartupProblemTests {

	@TempDir
	private Path data;

	@Test
	void aPortInUse(CapturedOutput output) throws Exception {
		try (ServerSocket socket = new ServerSocket(0)) {
			assertThatItDoesNotStart(output, "Port " + socket.getLocalPort() + " is in use by another program.",
					"SERVER_PORT=9010 ./rollcall start", "--server.port=" + socket.getLocalPort(),
					"--spring.datasource.url=" + TestDatabase.create(), "--spring.datasource.username=postgres");
		}
	}

	@Test
	void aConfigurationWithFaults(CapturedOutput output) throws Exception {
		Path file = Files.writeString(this.data.resolve("rollcall.yaml"), "clients:\n  - redirectUri: x\nmode: exactly\n");
		assertThatItDoesNotStart(output, file + ":2:5: clients[0].redirectUri: There is no setting 'redirectUri' here; did you mean "
				+ "'redirectUris'?", "Mend what is named above", "--rollcall.config=" + file,
				"--spring.datasource.url=" + TestDatabase.create(), "--spring.datasource.username=postgres");
	}

	@Test
	void aConfigurationThatIsNotThere(CapturedOutput output) throws Exception {
		assertThatItDoesNotStart(output, "The configuration /no/such/rollcall.yaml does not exist.", "write optional: before it",
				"--rollcall.config=/no/such/rollcall.yaml", "--spring.datasource.url=" + TestDatabase.create(),
				"--spring.datasource.username=postgres");
	}

	@Test
	void aConfigurationThatIsAFolder(CapturedOutput output) throws Exception {
		assertThatItDoesNotStart(output, "The configuration " + this.data + " is a folder.", "Docker makes a folder of that name",
				"--rollcall.config=" + this.data, "--spring.datasource.url=" + TestDatabase.create(),
				"--spring.datasource.username=postgres");
	}

	@ParameterizedTest
	@ValueSource(strings = { "yes", "1", "on", "", "true " })
	void aWorkbenchThatOneWouldTakeForOnAndAnotherForOff(String value, CapturedOutput output) throws Exception {
		assertThatItDoesNotStart(output, "rollcall.workbench.enabled is '" + value + "', which is neither true nor false.",
				"Set ROLLCALL_WORKBENCH_ENABLED to true", "--rollcall.workbench.enabled=" + value,
				"--spring.datasource.url=" + TestDatabase.create(), "--spring.datasource.username=postgres");
	}

	@Test
	void anAdminKeyThatCouldBeGuessed(CapturedOutput output) throws Exception {
		assertThatItDoesNotStart(output, "ROLLCALL_ADMIN_KEY has fewer than 16 characters.", "openssl rand -hex 16",
				"--rollcall.admin-key=secret", "--spring.datasource.url=" + TestDatabase.create(),
				"--spring.datasource.username=postgres");
	}

	@Test
	void aDatabaseThatCannotBeReached(CapturedOutput output) throws Exception {
		assertThatItDoesNotStart(output, "The database cannot be reached:", "Check SPRING_DATASOURCE_URL",
				"--spring.datasource.url=jdbc:postgresql://localhost:" + FreshServer.freePort() + "/rollcall",
				"--spring.datasource.username=postgres", "--spring.datasource.hikari.connection-timeout=500");
	}

	@Test
	void aDatabaseThatDoesNotExist(CapturedOutput output) {
		assertThatItDoesNotStart(output, "The database cannot be reached:", "Check SPRING_DATASOURCE_URL",
				"--spring.datasource.url=" + TestDatabase.create() + "_not", "--spring.datasource.username=postgres",
				"--spring.datasource.hikari.connection-timeout=500");
	}

	@ParameterizedTest
	@ValueSource(strings = { "postgres://rollcall:hunter2@db.example.org/rollcall", "postgresql://db.example.org/rollcall",
			"jdbc:postgresql://rollcall:hunter2@db.example.org/rollcall", "jdbc:mysql://db.example.org/rollcall", "rollcall" })
	void aDatabaseAddressInAnotherForm(String url, CapturedOutput output) {
		assertThatItDoesNotStart(output, "The address in SPRING_DATASOURCE_URL is not a JDBC address of a PostgreSQL database.",
				"SPRING_DATASOURCE_URL=jdbc:postgresql://db.example.org/rollcall", "--spring.datasource.url=" + url);
		assertThat(output).doesNotContain("hunter2");
	}

	@Test
	void aDatabaseOfTheDemoWithoutTheDemo(CapturedOutput output) throws Exception {
		String url = TestDatabase.create();
		start("--server.port=" + FreshServer.freePort(), "--spring.datasource.url=" + url, "--spring.datasource.username=postgres",
				"--spring.profiles.active=demo").close();
		assertThatItDoesNotStart(output, "The database holds the demo, whose passwords and client secrets are public.",
				"Name an empty database in SPRING_DATASOURCE_URL", "--spring.datasource.url=" + url,
				"--spring.datasource.username=postgres");
		start("--server.port=" + FreshServer.freePort(), "--spring.datasource.url=" + url, "--spring.datasource.username=postgres",
				"--spring.profiles.active=demo").close();
	}

	@Test
	void theDemoOnADatabaseInUse(CapturedOutput output) throws Exception {
		String url = TestDatabase.create();
		start("--server.port=" + FreshServer.freePort(), "--spring.datasource.url=" + url, "--spring.datasource.username=postgres")
			.close();
		try (Connection connection = DriverManager.getConnection(url, "postgres", "");
				Statement statement = connection.createStatement()) {
			statement.execute("insert into district values (7, 'springfield', 'Springfield', 1, 'Ohio', '39', 'SPRINGFIELD', now())");
			assertThatItDoesNotStart(output, "The database is in use without the demo", "Start without the demo profile",
					"--spring.datasource.url=" + url, "--spring.datasource.username=postgres", "--spring.profiles.active=demo");
			try (ResultSet districts = statement.executeQuery("select string_agg(custom_url, ',') from district")) {
				districts.next();
				assertThat(districts.getString(1)).isEqualTo("springfield");
			}
		}
	}

	@Test
	void aDatabaseThatWasOnlyStartedMayBecomeADemo(CapturedOutput output) throws Exception {
		String url = TestDatabase.create();
		start("--server.port=" + FreshServer.freePort(), "--spring.datasource.url=" + url, "--spring.datasource.username=postgres")
			.close();
		start("--server.port=" + FreshServer.freePort(), "--spring.datasource.url=" + url, "--spring.datasource.username=postgres",
				"--spring.profiles.active=demo").close();
		assertThatItDoesNotStart(output, "The database holds the demo", "Name an empty database",
				"--spring.datasource.url=" + url, "--spring.datasource.username=postgres");
	}

	@Test
	void aProcessToStopWithThatIsNotThere(CapturedOutput output) {
		assertThatItDoesNotStart(output, "rollcall.stop-with-process is 2147483647, and there is no such process.",
				"or leave it out", "--rollcall.stop-with-process=2147483647");
	}

	@Test
	void onceItIsReadyItSaysWhereItIs(CapturedOutput output) throws Exception {
		int port = FreshServer.freePort();
		start("--server.port=" + port, "--spring.datasource.url=" + TestDatabase.create(),
				"--spring.datasource.username=postgres").close();
		assertThat(output).containsOnlyOnce("Rollcall is at http://localhost:" + port + "\n");
	}

	@Test
	void aDatabaseOfSomebodyElse(CapturedOutput output) throws Exception {
		String url = TestDatabase.create();
		try (Connection connection = DriverManager.getConnection(url, "postgres", "");
				Statement statement = connection.createStatement()) {
			statement.execute("create table customers (id int)");
			assertThatItDoesNotStart(output, "already holds tables of another application, such as 'customers'.",
					"Create an empty database for Rollcall", "--spring.datasource.url=" + url,
					"--spring.datasource.username=postgres");
			try (ResultSet tables = statement.executeQuery("select count(*) from pg_class where relnamespace = 'public'::regnamespace")) {
				tables.next();
				assertThat(tables.getInt(1)).isEqualTo(1);
			}
		}
	}

	@ParameterizedTest
	@CsvSource({ "http://localhost:9000/, which ends with a slash", "login.example.org, which is not an absolute http(s) URL",
			"http://bad host, which is not an absolute http(s) URL", "ftp://example.org, which is not an absolute http(s) URL",
			"http://example.org?x=y, which is not an absolute http(s) URL",
			"https://example.org/auth, which has a path" })
	void anIssuerThatCannotBeOne(String issuer, String why, CapturedOutput output) {
		assertThatItDoesNotStart(output, "rollcall.issuer is '" + issuer + "', " + why + ".", "Action:",
				"--rollcall.issuer=" + issuer);
	}

	@ParameterizedTest
	@CsvSource({ "front-channel-url, http://localhost:9000/, which ends with a slash",
			"front-channel-url, login.example.org, which is not an absolute http(s) URL",
			"back-channel-url, rollcall:9000, which is not an absolute http(s) URL",
			"back-channel-url, http://rollcall:9000/oauth2, which has a path",
			"back-channel-url, http://me:secret@rollcall:9000, which is not an absolute http(s) URL",
			"user-api-url, https://example.org#x, which is not an absolute http(s) URL" })
	void anAddressThatCannotBeOne(String name, String url, String why, CapturedOutput output) {
		assertThatItDoesNotStart(output, "rollcall." + name + " is '" + url + "', " + why + ".", "Action:",
				"--rollcall." + name + "=" + url);
	}

	@ParameterizedTest
	@ValueSource(strings = { "secret", "c2hvcnQ=", "not base64 at all, but as long as thirty-two bytes" })
	void aMasterKeyThatIsNone(String key, CapturedOutput output) {
		assertThatItDoesNotStart(output, "The master key from ROLLCALL_MASTER_KEY is not 32 bytes in base64.",
				"openssl rand -base64 32", "--rollcall.master-key=" + key, "--spring.datasource.url=" + TestDatabase.create(),
				"--spring.datasource.username=postgres");
		assertThat(output).doesNotContain(key + "'").doesNotContain("=" + key);
	}

	@Test
	void anotherMasterKeyThanBefore(CapturedOutput output) throws Exception {
		String url = TestDatabase.create();
		try (ConfigurableApplicationContext server = start("--server.port=" + FreshServer.freePort(),
				"--spring.datasource.url=" + url, "--spring.datasource.username=postgres")) {
			assertThat(server.isRunning()).isTrue();
		}
		Path file = this.data.resolve("master.key");
		assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo("rw-------");
		assertThat(output).doesNotContain(Files.readString(file));
		assertThatItDoesNotStart(output,
				"The signing keys in the database cannot be opened with the master key from ROLLCALL_MASTER_KEY.",
				"Start with the master key that they were sealed with",
				"--rollcall.master-key=" + Base64.getEncoder().encodeToString(new byte[32]), "--spring.datasource.url=" + url,
				"--spring.datasource.username=postgres");
	}

	@Test
	void aDataFolderThatCannotBeWrittenTo(CapturedOutput output) {
		assertThatItDoesNotStart(output, "The data folder /proc/rollcall cannot be written to.", "ROLLCALL_DATA_DIRECTORY",
				"--rollcall.data-directory=/proc/rollcall", "--rollcall.master-key="
						+ Base64.getEncoder().encodeToString(new byte[32]));
	}

	@Test
	void aDataFolderThatIsAFile(CapturedOutput output) throws Exception {
		Path file = Files.createFile(this.data.resolve("file"));
		assertThatItDoesNotStart(output, "The data folder " + file + " is a file.", "ROLLCALL_DATA_DIRECTORY",
				"--rollcall.data-directory=" + file);
	}

	@Test
	void anEmbeddedDatabaseThatStartsAlreadyIsStoppedWhenTheRestDoesNotStart(CapturedOutput output) throws Exception {
		start("--server.port=" + FreshServer.freePort()).close();
		try (ServerSocket socket = new ServerSocket(0)) {
			assertThatItDoesNotStart(output, "Port " + socket.getLocalPort() + " is in use by another program.", "SERVER_PORT",
					"--server.port=" + socket.getLocalPort());
		}
		assertThat(this.data.resolve("postgres").resolve("postmaster.pid")).doesNotExist();
		assertThatItDoesNotStart(output, "rollcall.issuer is 'x'", "Action:", "--rollcall.issuer=x");
		assertThat(this.data.resolve("postgres").resolve("postmaster.pid")).doesNotExist();
		start("--server.port=" + FreshServer.freePort()).close();
	}

	@Test
	void aDurabilityThatIsNeitherTrueNorFalse(CapturedOutput output) {
		assertThatItDoesNotStart(output, "rollcall.embedded-database.durable is 'maybe', which is neither true nor false.",
				"Leave it out", "--rollcall.embedded-database.durable=maybe");
	}

	@Test
	void aMasterKeyThatCannotBeWritten(CapturedOutput output) {
		assertThatItDoesNotStart(output, "The master key /proc/rollcall/master.key can be neither read nor made.",
				"or set ROLLCALL_MASTER_KEY", "--rollcall.data-directory=/proc/rollcall",
				"--spring.datasource.url=" + TestDatabase.create(), "--spring.datasource.username=postgres");
	}

	private void assertThatItDoesNotStart(CapturedOutput output, String sentence, String action, String... arguments) {
		assertThat(catchThrowable(() -> start(arguments).close())).isNotNull();
		assertThat(output).contains("APPLICATION FAILED TO START").contains(sentence).contains(action)
			.doesNotContain("\tat ", "Exception encountered");
	}

	private ConfigurableApplicationContext start(String... arguments) {
		List<String> all = new ArrayList<>(List.of("--rollcall.data-directory=" + this.data));
		for (String argument : arguments) {
			all.removeIf((other) -> other.substring(0, other.indexOf('=')).equals(argument.substring(0, argument.indexOf('='))));
			all.add(argument);
		}
		return new SpringApplicationBuilder(RollcallApplication.class).run(all.toArray(String[]::new));
	}

}
