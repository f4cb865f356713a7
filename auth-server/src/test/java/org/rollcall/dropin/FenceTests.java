package org.rollcall.dropin;

import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.rollcall.RollcallApplication;
import org.rollcall.journey.FreshServer;
import org.rollcall.journey.Http;
import org.rollcall.journey.TestDatabase;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * Drop-in mode starts where it was meant, says so, and nowhere else.
 */
@ExtendWith(OutputCaptureExtension.class)
class FenceTests {

	@TempDir
	private Path data;

	@ParameterizedTest
	@ValueSource(strings = { "prod", "production", "PROD", "Production", "prod-eu", "k8s,aws-prod", "my.production.cluster" })
	void aProductionProfile(String profiles, CapturedOutput output) {
		String culprit = profiles.substring(profiles.indexOf(',') + 1);

		assertThatItDoesNotStart(output, "Drop-in mode is on together with the profile '" + culprit
				+ "'. In drop-in mode Rollcall plays ClassLink under ClassLink's own names, which is for tests only.",
				"Take ROLLCALL_DROP_IN away, or the profile", "--spring.profiles.active=" + profiles);
		assertThat(this.data).as("nothing was made").isEmptyDirectory();
	}

	@ParameterizedTest
	@CsvSource({ "rollcall.issuer, https://login.example.org, https://launchpad.classlink.com, ROLLCALL_ISSUER",
			"rollcall.front-channel-url, http://localhost:9000, https://launchpad.classlink.com, ROLLCALL_FRONT_CHANNEL_URL",
			"rollcall.back-channel-url, http://rollcall:9000, https://launchpad.classlink.com, ROLLCALL_BACK_CHANNEL_URL",
			"rollcall.user-api-url, http://rollcall:9000, https://nodeapi.classlink.com, ROLLCALL_USER_API_URL" })
	void anotherAddress(String name, String address, String own, String variable, CapturedOutput output) {
		assertThatItDoesNotStart(output, name + " is '" + address + "', but in drop-in mode it is " + own + ".",
				"Take " + variable + " away", "--" + name + "=" + address);
	}

	@Test
	void neitherYesNorNo(CapturedOutput output) {
		assertThatItDoesNotStart(output, "rollcall.drop-in is 'ture', which is neither true nor false.",
				"Set ROLLCALL_DROP_IN to true", "--rollcall.drop-in=ture");
	}

	@ParameterizedTest
	@ValueSource(strings = { "0", "65536", "99999", "-1", "https", "44 3" })
	void aPortThatIsNone(String port, CapturedOutput output) {
		assertThatItDoesNotStart(output, "rollcall.drop-in-port is '" + port + "', which is not a port.",
				"Set ROLLCALL_DROP_IN_PORT to a number from 1 to 65535", "--rollcall.drop-in-port=" + port);
	}

	@Test
	void onePortForBoth(CapturedOutput output) {
		assertThatItDoesNotStart(output, "Both server.port and rollcall.drop-in-port are 9000.",
				"SERVER_PORT and ROLLCALL_DROP_IN_PORT", "--rollcall.drop-in-port=9000", "--server.port=9000");
	}

	@Test
	void aPortInUse(CapturedOutput output) throws Exception {
		try (ServerSocket socket = new ServerSocket(0)) {
			assertThatItDoesNotStart(output, "Port " + socket.getLocalPort() + ", on which drop-in mode speaks TLS, is in use",
					"ROLLCALL_DROP_IN_PORT", "--rollcall.drop-in-port=" + socket.getLocalPort(),
					"--server.port=" + FreshServer.freePort(), "--spring.datasource.url=" + TestDatabase.create(),
					"--spring.datasource.username=postgres");
		}
	}

	@Test
	void aDamagedAuthority(CapturedOutput output) throws Exception {
		Files.writeString(this.data.resolve(AuthorityFile.NAME), "-----BEGIN PRIVATE KEY-----\nc2VjcmV0\n");

		assertThatItDoesNotStart(output, AuthorityFile.NAME + " is damaged", "Bring back a copy.",
				"--spring.datasource.url=" + TestDatabase.create(), "--spring.datasource.username=postgres");
		assertThat(output).doesNotContain("c2VjcmV0");
	}

	@Test
	void saysWhomItPlays(CapturedOutput output) throws Exception {
		int port = FreshServer.freePort();
		start("--server.port=" + FreshServer.freePort(), "--rollcall.drop-in-port=" + port,
				"--spring.datasource.url=" + TestDatabase.create(), "--spring.datasource.username=postgres")
			.close();

		assertThat(output).contains("WARN")
			.contains("DROP-IN MODE: THIS SERVER PLAYS CLASSLINK. It is for tests only.")
			.contains("It answers for launchpad.classlink.com, nodeapi.classlink.com,")
			.contains("over TLS on port " + port);
	}

	@Test
	void withoutItNothingOfItIsThere(CapturedOutput output) throws Exception {
		int port = FreshServer.freePort();
		try (ConfigurableApplicationContext server = start("--rollcall.drop-in=false", "--server.port=" + port,
				"--spring.profiles.active=production", "--spring.datasource.url=" + TestDatabase.create(),
				"--spring.datasource.username=postgres")) {
			assertThat(new Http("http://localhost:" + port).get("/rollcall-ca.pem").status()).isEqualTo(404);
			assertThat(server.getBeansOfType(Authority.class)).isEmpty();
			assertThat(this.data.resolve(AuthorityFile.NAME)).doesNotExist();
			assertThat(output).doesNotContain("PLAYS CLASSLINK");
		}
	}

	private void assertThatItDoesNotStart(CapturedOutput output, String sentence, String action, String... arguments) {
		assertThat(catchThrowable(() -> start(arguments).close())).isNotNull();
		assertThat(output).contains("APPLICATION FAILED TO START").contains(sentence).contains(action)
			.doesNotContain("\tat ", "Exception encountered");
	}

	private ConfigurableApplicationContext start(String... arguments) {
		List<String> all = new ArrayList<>(List.of("--rollcall.data-directory=" + this.data, "--rollcall.drop-in=true"));
		for (String argument : arguments) {
			all.removeIf((other) -> other.substring(0, other.indexOf('=')).equals(argument.substring(0, argument.indexOf('='))));
			all.add(argument);
		}
		return new SpringApplicationBuilder(RollcallApplication.class).run(all.toArray(String[]::new));
	}

}
