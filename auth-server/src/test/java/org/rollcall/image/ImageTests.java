package org.rollcall.image;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;

import com.github.dockerjava.api.model.Bind;
import com.github.dockerjava.api.model.Capability;
import com.github.dockerjava.api.model.Volume;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.Network;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.postgresql.PostgreSQLContainer;
import org.testcontainers.utility.DockerImageName;

import org.rollcall.journey.App;
import org.rollcall.journey.Http;
import org.rollcall.journey.Visitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The image as people run it: read-only, without any privilege, and each container with secrets of its own.
 */
@RequiresImage
class ImageTests {

	private static final App APP = new App("c17000000000000123456789abcdef0123456789abcdef", "00112233445566778899aabbccddeeff");

	private static final String DATA = "/var/lib/rollcall";

	private static final long MEMORY = 300 * 1024 * 1024;

	private static GenericContainer<?> demo;

	@BeforeAll
	static void startOne() {
		demo = rollcall(Map.of("SPRING_PROFILES_ACTIVE", "demo"));
		demo.start();
	}

	@AfterAll
	static void stopIt() {
		demo.stop();
	}

	@Test
	void itRunsAsNobodySpecialOnAReadOnlyFileSystem() throws Exception {
		assertThat(run(demo, "cat /proc/1/status")).contains("Uid:\t10001\t10001", "CapEff:\t0000000000000000");
		assertThat(demo.execInContainer("/bin/sh", "-c", "echo x > /opt/rollcall/x").getStderr()).contains("Read-only file system");
	}

	@Test
	void aTeacherSignsInAndTheAppGetsItsTokens() {
		String access = Visitor.teacher(base(demo)).tokens(APP).json().get("access_token").asString();
		assertThat(new Http(base(demo)).get("/v2/my/info", "Authorization", "Bearer " + access).status()).isEqualTo(200);
	}

	@Test
	void theDemoIsThereFromTheSeedAndNotImportedAnew() {
		assertThat(demo.getLogs()).contains("it changed nothing");
	}

	@Test
	void itStartsWithItsAotCache() {
		assertThat(demo.getLogs()).doesNotContain("[aot");
	}

	@Test
	void dockerFindsItHealthy() {
		await().atMost(Duration.ofMinutes(1))
			.until(() -> "healthy".equals(demo.getCurrentContainerInfo().getState().getHealth().getStatus()));
	}

	@Test
	void nothingSecretComesWithTheImage() throws Exception {
		try (GenericContainer<?> other = rollcall(Map.of("SPRING_PROFILES_ACTIVE", "demo"))) {
			other.start();
			for (String file : List.of("master.key", "admin-key", "postgres.password")) {
				assertThat(run(other, "cat " + DATA + "/" + file)).as(file).hasSizeGreaterThan(20)
					.isNotEqualTo(run(demo, "cat " + DATA + "/" + file));
			}
			assertThat(run(other, "cat /opt/rollcall/seed/postgres.password"))
				.isNotEqualTo(run(other, "cat " + DATA + "/postgres.password"));
			assertThat(new Http(base(other)).get("/oauth2/v2/jwks").body())
				.isNotEqualTo(new Http(base(demo)).get("/oauth2/v2/jwks").body());
		}
	}

	@Test
	void threeHundredMegabytesAreEnough() {
		Visitor.teacher(base(demo)).tokens(APP);
		assertThat(demo.getContainerInfo().getHostConfig().getMemory()).isEqualTo(MEMORY);
		assertThat(demo.getCurrentContainerInfo().getState().getOOMKilled()).isFalse();
	}

	@Test
	void dataOutlivesTheContainerAndSigtermEndsItInOrder() {
		String volume = "rollcall-test-" + UUID.randomUUID();
		try {
			String keys;
			try (GenericContainer<?> first = onVolume(volume)) {
				first.start();
				keys = new Http(base(first)).get("/oauth2/v2/jwks").body();
				DockerClientFactory.instance().client().stopContainerCmd(first.getContainerId()).withTimeout(10).exec();
				assertThat(first.getCurrentContainerInfo().getState().getExitCodeLong()).isEqualTo(143);
			}
			try (GenericContainer<?> second = onVolume(volume)) {
				second.start();
				assertThat(new Http(base(second)).get("/oauth2/v2/jwks").body()).isEqualTo(keys);
				assertThat(second.getLogs()).doesNotContain("An earlier run left its PostgreSQL");
			}
		}
		finally {
			DockerClientFactory.instance().client().removeVolumeCmd(volume).exec();
		}
	}

	@Test
	void inDropInModeItSpeaksTlsAndItsAuthorityOutlivesTheContainer() throws Exception {
		String volume = "rollcall-test-" + UUID.randomUUID();
		try {
			Certificate root;
			try (GenericContainer<?> first = dropIn(volume)) {
				first.start();
				root = CertificateFactory.getInstance("X.509")
					.generateCertificate(new ByteArrayInputStream(bytes(first, "/rollcall-ca.pem")));
				assertThat(List.of(trustStore(first, "PKCS12", "p12"), trustStore(first, "JKS", "jks"))).allSatisfy(
						(store) -> assertThat(store.getCertificate("rollcall-drop-in")).isEqualTo(root));
				assertThat(overTls(first, root)).contains("https://launchpad.classlink.com/oauth2/v2/auth");
				DockerClientFactory.instance().client().stopContainerCmd(first.getContainerId()).withTimeout(10).exec();
			}
			try (GenericContainer<?> second = dropIn(volume)) {
				second.start();
				assertThat(overTls(second, root)).contains("https://launchpad.classlink.com/oauth2/v2/auth");
			}
		}
		finally {
			DockerClientFactory.instance().client().removeVolumeCmd(volume).exec();
		}
	}

	@Test
	void withAnExternalDatabaseItStartsNoneOfItsOwn() throws Exception {
		String image = System.getProperty("rollcall.test.postgres.image", "postgres:15");
		try (Network network = Network.newNetwork();
				PostgreSQLContainer postgres = new PostgreSQLContainer(
						DockerImageName.parse(image).asCompatibleSubstituteFor("postgres"))
					.withNetwork(network)
					.withNetworkAliases("database")) {
			postgres.start();
			try (GenericContainer<?> server = rollcall(Map.of("SPRING_DATASOURCE_URL",
					"jdbc:postgresql://database/" + postgres.getDatabaseName(), "SPRING_DATASOURCE_USERNAME",
					postgres.getUsername(), "SPRING_DATASOURCE_PASSWORD", postgres.getPassword()))
				.withNetwork(network)) {
				server.start();
				assertThat(run(server, "cat /proc/[0-9]*/comm")).contains("java").doesNotContain("postgres");
				assertThat(run(server, "echo " + DATA + "/*")).doesNotContain("postgres");
			}
		}
	}

	@Test
	void itKeepsItsDataInMemoryAndRunsAsAnyoneWhereThatIsWanted() {
		try (GenericContainer<?> server = rollcall(Map.of())) {
			server.withTmpFs(Map.of("/tmp", "rw", DATA, "rw"))
				.withCreateContainerCmdModifier((command) -> command.withUser("12345:0"));
			server.start();
			assertThat(new Http(base(server)).get("/oauth2/v2/jwks").status()).isEqualTo(200);
		}
	}

	@Test
	void logsAreJsonOnDemand() {
		try (GenericContainer<?> server = rollcall(Map.of("LOGGING_STRUCTURED_FORMAT_CONSOLE", "ecs"))) {
			server.start();
			assertThat(server.getLogs().lines().filter((line) -> line.contains("Rollcall is at"))).singleElement()
				.asString()
				.startsWith("{\"@timestamp\"");
		}
	}

	private static GenericContainer<?> onVolume(String name) {
		return onVolume(name, Map.of());
	}

	private static GenericContainer<?> onVolume(String name, Map<String, String> environment) {
		return rollcall(environment).withCreateContainerCmdModifier(
				(command) -> command.getHostConfig().withBinds(new Bind(name, new Volume(DATA))));
	}

	private static GenericContainer<?> dropIn(String volume) {
		return onVolume(volume, Map.of("ROLLCALL_DROP_IN", "true")).withExposedPorts(9000, 8443);
	}

	private static byte[] bytes(GenericContainer<?> container, String path) throws IOException {
		try (InputStream in = URI.create(base(container) + path).toURL().openStream()) {
			return in.readAllBytes();
		}
	}

	private static KeyStore trustStore(GenericContainer<?> container, String type, String suffix) throws Exception {
		KeyStore store = KeyStore.getInstance(type);
		store.load(new ByteArrayInputStream(bytes(container, "/rollcall-ca." + suffix)), "changeit".toCharArray());
		return store;
	}

	/**
	 * The discovery document, fetched by a client that trusts that certificate and asks for ClassLink's name.
	 */
	private static String overTls(GenericContainer<?> container, Certificate root) throws Exception {
		KeyStore trusted = KeyStore.getInstance("PKCS12");
		trusted.load(null, null);
		trusted.setCertificateEntry("root", root);
		TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
		trust.init(trusted);
		SSLContext tls = SSLContext.getInstance("TLS");
		tls.init(null, trust.getTrustManagers(), null);
		Socket plain = new Socket(container.getHost(), container.getMappedPort(8443));
		try (SSLSocket socket = (SSLSocket) tls.getSocketFactory().createSocket(plain, "launchpad.classlink.com", 443, true)) {
			SSLParameters parameters = socket.getSSLParameters();
			parameters.setEndpointIdentificationAlgorithm("HTTPS");
			socket.setSSLParameters(parameters);
			socket.getOutputStream()
				.write("GET /.well-known/openid-configuration HTTP/1.0\r\nHost: launchpad.classlink.com\r\n\r\n"
					.getBytes(StandardCharsets.US_ASCII));
			return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		}
	}

	private static GenericContainer<?> rollcall(Map<String, String> environment) {
		return new GenericContainer<>(DockerImageName.parse(RequiresImage.IMAGE)).withEnv(environment)
			.withExposedPorts(9000)
			.withTmpFs(Map.of("/tmp", "rw"))
			.withCreateContainerCmdModifier((command) -> command.getHostConfig()
				.withReadonlyRootfs(true)
				.withMemory(MEMORY)
				.withMemorySwap(MEMORY)
				.withCapDrop(Capability.ALL))
			.waitingFor(Wait.forHttp("/readyz").forPort(9000).withStartupTimeout(Duration.ofMinutes(2)));
	}

	private static String base(GenericContainer<?> container) {
		return "http://" + container.getHost() + ":" + container.getMappedPort(9000);
	}

	private static String run(GenericContainer<?> container, String command) throws IOException, InterruptedException {
		return container.execInContainer("/bin/sh", "-c", command).getStdout();
	}

}
