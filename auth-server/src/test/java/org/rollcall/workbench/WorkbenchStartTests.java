package org.rollcall.workbench;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.rollcall.RollcallApplication;
import org.rollcall.journey.FreshServer;
import org.rollcall.journey.TestDatabase;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * Where the workbench may be on, and what becomes of the copy when the database outlives the server.
 */
@ExtendWith(OutputCaptureExtension.class)
class WorkbenchStartTests {

	@TempDir
	private Path data;

	@ParameterizedTest
	@ValueSource(strings = { "prod", "production", "Production" })
	void itIsNeverOnInProduction(String profile, CapturedOutput output) {
		assertThat(catchThrowable(() -> start("jdbc:postgresql://localhost:1/none", "postgres", "--spring.profiles.active=" + profile)))
			.isNotNull();
		assertThat(output).contains("The workbench is on together with the profile '" + profile
				+ "': whoever reaches this server could sign in as anybody and undo everything.")
			.contains("Leave ROLLCALL_WORKBENCH_ENABLED and the demo profile out in production")
			.doesNotContain("	at org.");
	}

	@Test
	void theLogSaysOnceThatItIsOn(CapturedOutput output) throws Exception {
		start(TestDatabase.create(), "postgres").close();

		assertThat(output.toString().split("The workbench is on: whoever reaches this server", -1)).hasSize(2);
	}

	/**
	 * Else what a test left behind would belong to the state of the next start.
	 */
	@Test
	void theCopyIsKeptAsLongAsTheConfigurationIsTheSame() throws Exception {
		String url = TestDatabase.create();
		try (ConfigurableApplicationContext server = start(url, "postgres", "--spring.profiles.active=demo")) {
			jdbc(server).sql("update person set first_name = 'Messed'").update();
			jdbc(server).sql("update client set name = 'Messed'").update();
		}
		try (ConfigurableApplicationContext server = start(url, "postgres", "--spring.profiles.active=demo")) {
			assertThat(count(server, "person where first_name = 'Messed'")).isPositive();
			server.getBean(Reset.class).run();
			assertThat(count(server, "person where first_name = 'Messed'")).isZero();
			jdbc(server).sql("update person set first_name = 'Messed'").update();
		}
		try (ConfigurableApplicationContext server = start(url, "postgres", "--spring.profiles.active=demo",
				"--rollcall.lifetimes.access-token=5m")) {
			jdbc(server).sql("delete from consent").update();
			server.getBean(Reset.class).run();
			assertThat(count(server, "person where first_name = 'Messed'")).isPositive();
			assertThat(count(server, "client where access_token_seconds = 300")).isPositive();
		}
	}

	@Test
	void anOwnerWhoIsNoSuperuserIsEnough() throws Exception {
		String url = TestDatabase.create();
		String owner = owner(url, "alter database %s owner to %s");
		try (ConfigurableApplicationContext server = start(url, owner, "--spring.profiles.active=demo")) {
			jdbc(server).sql("delete from client").update();
			jdbc(server).sql("update person set login_id = login_id || 'x'").update();
			server.getBean(Reset.class).run();
			assertThat(count(server, "client")).isEqualTo(3);
			assertThat(count(server, "person where login_id = 'tina.teacher'")).isEqualTo(1);
			assertThat(new Workbench("http://localhost:" + server.getEnvironment().getProperty("server.port"))
				.signIn("{'person': 'tina.teacher', 'client': 'Lincoln Reader'}")
				.json()
				.path("tokens")
				.has("access_token")).isTrue();
		}
	}

	@Test
	void whoMayNotMakeASchemaIsToldSo(CapturedOutput output) {
		String url = TestDatabase.create();
		String owner = owner(url, "grant create on schema public to %2$s");
		assertThat(catchThrowable(() -> start(url, owner))).isNotNull();
		assertThat(output).contains("The workbench cannot copy the state of the start into the schema 'public_workbench': ERROR:"
				+ " permission denied for database").contains("grant create on database");
	}

	@Test
	void aSchemaOfSomebodyElseIsLeftAlone(CapturedOutput output) throws Exception {
		String url = TestDatabase.create();
		execute(url, "create schema public_workbench", "create table public_workbench.treasure (id integer)");
		assertThat(catchThrowable(() -> start(url, "postgres"))).isNotNull();
		assertThat(output).contains("The database has a schema 'public_workbench' that is not Rollcall's.");
		execute(url, "insert into public_workbench.treasure values (1)");
	}

	/**
	 * The issuer is a name that leads nowhere, and the only port speaks TLS with a certificate for another.
	 */
	@Test
	void itReachesItsOwnServerOverTlsUnderAnyName() throws Exception {
		Process keytool = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(), "-genkeypair",
				"-alias", "own", "-keyalg", "RSA", "-dname", "CN=elsewhere.example", "-storetype", "PKCS12", "-keystore",
				this.data.resolve("own.p12").toString(), "-storepass", "changeit")
			.start();
		assertThat(keytool.waitFor()).isZero();
		try (ConfigurableApplicationContext server = start(TestDatabase.create(), "postgres", "--spring.profiles.active=demo",
				"--rollcall.issuer=https://login.rollcall.example", "--server.ssl.key-store=" + this.data.resolve("own.p12"),
				"--server.ssl.key-store-password=changeit")) {
			SignInWithoutBrowser.SignedIn signedIn = server.getBean(SignInWithoutBrowser.class)
				.signIn(SignInOrders.read("{\"person\": \"tina.teacher\", \"client\": \"Lincoln Reader\"}".getBytes()));
			assertThat(signedIn.answer().get("claims").toString()).contains("https://login.rollcall.example");
		}
	}

	private ConfigurableApplicationContext start(String url, String user, String... arguments) throws Exception {
		List<String> all = new ArrayList<>(List.of("--rollcall.data-directory=" + this.data, "--spring.datasource.url=" + url,
				"--spring.datasource.username=" + user, "--spring.datasource.password=" + user,
				"--server.port=" + FreshServer.freePort(), "--rollcall.workbench.enabled=true"));
		all.addAll(List.of(arguments));
		return new SpringApplicationBuilder(RollcallApplication.class).run(all.toArray(String[]::new));
	}

	private static String owner(String url, String grant) {
		String database = url.substring(url.lastIndexOf('/') + 1);
		String owner = database + "_owner";
		execute(url, "create role " + owner + " login password '" + owner + "'", grant.formatted(database, owner));
		return owner;
	}

	private static void execute(String url, String... statements) {
		try (Connection connection = DriverManager.getConnection(url, "postgres", "");
				Statement statement = connection.createStatement()) {
			for (String sql : statements) {
				statement.execute(sql);
			}
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static JdbcClient jdbc(ConfigurableApplicationContext server) {
		return server.getBean(JdbcClient.class);
	}

	private static long count(ConfigurableApplicationContext server, String from) {
		return jdbc(server).sql("select count(*) from " + from).query(Long.class).single();
	}

}
