package org.rollcall.testcontainers;

import java.io.IOException;
import java.net.ServerSocket;
import java.util.Base64;
import java.util.Map;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.testcontainers.containers.ContainerLaunchException;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.Network;
import org.testcontainers.images.builder.Transferable;
import org.testcontainers.utility.DockerImageName;
import org.testcontainers.utility.TestcontainersConfiguration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assumptions.assumeThat;

@NeedsImage
class RollcallContainerTests extends RollcallContract {

	private static final RollcallContainer CONTAINER = new RollcallContainer();

	/** An app written in Java, in whose code nothing but ClassLink's address stands. */
	private static final String APP = """
			import java.net.URI;
			import java.net.http.*;
			class App {
				public static void main(String[] args) throws Exception {
					System.out.println(HttpClient.newHttpClient().send(HttpRequest.newBuilder(URI.create(args[0])).build(),
							HttpResponse.BodyHandlers.ofString()).body());
				}
			}
			""";

	@BeforeAll
	static void start() {
		CONTAINER.start();
	}

	@AfterAll
	static void stop() {
		CONTAINER.stop();
	}

	@Override
	Rollcall rollcall() {
		return CONTAINER;
	}

	@Test
	void aFaultInTheConfigurationIsTheException() {
		try (RollcallContainer container = new RollcallContainer().withConfig("""
				districts:
				  - {customUrl: springfield, nam: Springfield}
				""")) {
			assertThatExceptionOfType(ContainerLaunchException.class).isThrownBy(container::start)
				.withMessageStartingWith("Nothing of /etc/rollcall/rollcall.yaml was applied, for it has a fault:")
				.withMessageContaining("rollcall.yaml:2:30: districts[0].nam: There is no setting 'nam' here; did you mean 'name'?");
		}
	}

	@Test
	void whatIsConfiguredOneByOneIsThereAlsoAfterAReset() {
		try (RollcallContainer container = new RollcallContainer().withDemo()
			.withPerson(Person.teacher("edna.krabappel").claim("favorite_color", "blue"))
			.withClient(Client.of("Reader").redirectUris("http://localhost:8080/cb"))) {
			container.start();
			assertThat(container.signIn("edna.krabappel").claims()).containsEntry("favorite_color", "blue");
			container.reset();
			assertThat(container.signIn("edna.krabappel").callbackUrl()).startsWith("http://localhost:8080/cb?code=");
			assertThat(container.signIn("tina.teacher").error()).isNull();
		}
	}

	@Test
	void aPortThatSomebodyElseHasIsLeftToThem() throws IOException {
		try (RollcallContainer container = new RollcallContainer().withReuse(true)) {
			int wanted = HostPort.of(container.seed());
			try (ServerSocket other = new ServerSocket(wanted)) {
				container.start();
				assertThat(container.getMappedPort(RollcallContainer.PORT)).isEqualTo(other.getLocalPort() + 1);
				assertThat(container.signIn("tina.teacher").claims()).containsEntry("iss", container.getIssuerUri());
			}
		}
	}

	@Test
	void theSecondRunReusesTheContainerOfTheFirst() {
		assumeThat(TestcontainersConfiguration.getInstance().environmentSupportsReuse())
			.as("TESTCONTAINERS_REUSE_ENABLE=true")
			.isTrue();
		RollcallContainer first = reusable();
		try {
			first.start();
			RollcallContainer second = reusable();
			second.start();
			assertThat(second.getContainerId()).isEqualTo(first.getContainerId());
			assertThat(second.getIssuerUri()).isEqualTo(first.getIssuerUri());
			assertThat(second.signIn("edna.krabappel").claims()).containsEntry("iss", first.getIssuerUri());
			RollcallContainer other = reusable().withClient(Client.of("Other"));
			try {
				other.start();
				assertThat(other.getContainerId()).isNotEqualTo(first.getContainerId());
			}
			finally {
				other.stop();
			}
		}
		finally {
			first.stop();
		}
	}

	private static RollcallContainer reusable() {
		return new RollcallContainer().withDistrict(District.of("springfield"))
			.withPerson(Person.teacher("edna.krabappel"))
			.withClient(Client.of("Reader"))
			.withReuse(true);
	}

	@Test
	void appsInContainersHaveABackChannelOfTheirOwn() throws Exception {
		try (Network network = Network.newNetwork();
				RollcallContainer container = new RollcallContainer().withAppsIn(network, "rollcall");
				GenericContainer<?> app = app(network)) {
			container.start();
			app.start();
			assertThat(container.getTokenUri()).isEqualTo("http://rollcall:9000/oauth2/v2/token");
			assertThat(container.getAuthorizationUri()).startsWith(container.getBaseUrl());
			Map<String, Object> discovery = Json
				.parseObject(fetch(app, "http://rollcall:9000/.well-known/openid-configuration"));
			assertThat(discovery).containsEntry("issuer", container.getIssuerUri())
				.containsEntry("authorization_endpoint", container.getAuthorizationUri())
				.containsEntry("token_endpoint", container.getTokenUri())
				.containsEntry("jwks_uri", container.getJwksUri());
			assertThat(fetch(app, container.getJwksUri())).contains("\"kid\"");
		}
	}

	@Test
	void anUnchangedAppMeetsClassLink() throws Exception {
		try (Network network = Network.newNetwork();
				RollcallContainer container = new RollcallContainer().withNetwork(network).withDropIn();
				GenericContainer<?> app = app(network)) {
			container.start();
			app.start();
			assertThat(container.getIssuerUri()).isEqualTo("https://launchpad.classlink.com");
			assertThat(container.signIn("tina.teacher").claims()).containsEntry("iss", "https://launchpad.classlink.com");
			String pem = "-----BEGIN CERTIFICATE-----\n"
					+ Base64.getMimeEncoder().encodeToString(container.getCaCertificate().getEncoded())
					+ "\n-----END CERTIFICATE-----\n";
			app.copyFileToContainer(Transferable.of(pem), "/tmp/ca.pem");
			app.execInContainer("keytool", "-importcert", "-noprompt", "-file", "/tmp/ca.pem", "-keystore", "/tmp/ca.p12",
					"-storepass", "changeit");
			String[] trust = { "-Djavax.net.ssl.trustStore=/tmp/ca.p12", "-Djavax.net.ssl.trustStorePassword=changeit" };
			Map<String, Object> discovery = Json
				.parseObject(fetch(app, container.getIssuerUri() + "/.well-known/openid-configuration", trust));
			assertThat(discovery).containsEntry("issuer", "https://launchpad.classlink.com")
				.containsEntry("token_endpoint", container.getTokenUri())
				.containsEntry("userinfo_endpoint", container.getUserInfoUri());
			assertThat(fetch(app, container.getMyInfoUri(), trust)).contains("message");
		}
	}

	@Test
	void anotherContainersPostgresIsUsed() {
		try (Network network = Network.newNetwork();
				GenericContainer<?> postgres = new GenericContainer<>("postgres:15").withNetwork(network)
					.withNetworkAliases("db")
					.withEnv("POSTGRES_PASSWORD", "secret")
					.withEnv("POSTGRES_DB", "rollcall")
					.withExposedPorts(5432);
				RollcallContainer container = new RollcallContainer().withExternalPostgres(postgres, "rollcall", "postgres", "secret")) {
			container.start();
			assertThat(container.signIn("tina.teacher").error()).isNull();
			assertThat(container.getLogs()).doesNotContain("embedded PostgreSQL");
		}
	}

	@Test
	void aPostgresOutsideAnyNetworkCannotBeUsed() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new RollcallContainer().withExternalPostgres(new GenericContainer<>("postgres:15"), "d", "u", "p"))
			.withMessage("Put the PostgreSQL into a network first: postgres.withNetwork(Network.newNetwork())");
	}

	@Test
	void whatHasNotStartedHasNoAddress() {
		assertThatIllegalStateException().isThrownBy(() -> new RollcallContainer().getIssuerUri())
			.withMessage("Rollcall has not been started.");
	}

	@Test
	void anotherImageIsRefused() {
		assertThatIllegalStateException().isThrownBy(() -> new RollcallContainer(DockerImageName.parse("postgres:15")))
			.withMessageContaining("rollcall");
	}

	private static GenericContainer<?> app(Network network) {
		return new GenericContainer<>("eclipse-temurin:25-jdk").withNetwork(network)
			.withCommand("sleep", "600")
			.withCopyToContainer(Transferable.of(APP), "/tmp/App.java");
	}

	private static String fetch(GenericContainer<?> app, String url, String... options) throws Exception {
		String[] command = new String[options.length + 3];
		command[0] = "java";
		System.arraycopy(options, 0, command, 1, options.length);
		command[options.length + 1] = "/tmp/App.java";
		command[options.length + 2] = url;
		var result = app.execInContainer(command);
		assertThat(result.getExitCode()).as(result.getStderr()).isZero();
		return result.getStdout();
	}

}
