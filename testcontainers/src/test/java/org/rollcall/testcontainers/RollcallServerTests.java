package org.rollcall.testcontainers;

import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

@NeedsServer
class RollcallServerTests extends RollcallContract {

	private static final RollcallServer SERVER = new RollcallServer();

	@BeforeAll
	static void start() {
		SERVER.start();
	}

	@AfterAll
	static void stop() {
		SERVER.stop();
	}

	@Override
	Rollcall rollcall() {
		return SERVER;
	}

	@Test
	void nothingIsLeftOfAServerThatWasStopped() {
		RollcallServer server = new RollcallServer().withConfig("classpath:springfield.yaml").start();
		ChildProcess process = server.process();
		assertThat(server.signIn(SignInRequest.of("edna.krabappel").client("Springfield Reader")).claims())
			.containsEntry("favorite_color", "blue");
		assertThatIllegalStateException().isThrownBy(server::getClient)
			.withMessageMatching("There is more than one app: .*Springfield Reader.*\\. Say which one is meant\\.");
		server.close();
		assertThat(process.isAlive()).isFalse();
		assertThat(process.folder()).doesNotExist();
		assertThatIllegalStateException().isThrownBy(server::getIssuerUri).withMessage("Rollcall has not been started.");
	}

	@Test
	void aFaultInTheConfigurationIsTheException(@TempDir Path folder) throws Exception {
		Path file = Files.writeString(folder.resolve("rollcall.yaml"), """
				districts:
				  - {customUrl: springfield, nam: Springfield}
				""");
		RollcallServer server = new RollcallServer().withConfig(file);
		assertThatExceptionOfType(RollcallException.class).isThrownBy(server::start)
			.withMessageStartingWith("Nothing of " + file + " was applied, for it has a fault:")
			.withMessageContaining(file + ":2:30: districts[0].nam: There is no setting 'nam' here; did you mean 'name'?");
		assertThat(server.getLogs()).isEmpty();
	}

	@Test
	void whatIsConfiguredOneByOneIsThere() {
		try (RollcallServer server = new RollcallServer().withDistrict(District.of("springfield"))
			.withPerson(Person.teacher("edna.krabappel").claim("favorite_color", "blue"))
			.withClient(Client.of("Reader").redirectUris("http://localhost:8080/cb"))
			.start()) {
			SignIn signIn = server.signIn("edna.krabappel");
			assertThat(signIn.callbackUrl()).startsWith("http://localhost:8080/cb?code=");
			assertThat(signIn.claims()).containsEntry("favorite_color", "blue")
				.containsEntry("aud", server.getClient().clientId());
			server.reset();
			assertThat(server.signIn("edna.krabappel").error()).isNull();
		}
	}

	@Test
	void itPlaysClassLinkToo() throws Exception {
		try (RollcallServer server = new RollcallServer().withDropIn().start()) {
			assertThat(server.signIn("tina.teacher").claims()).containsEntry("iss", "https://launchpad.classlink.com");
			KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
			trusted.load(null, null);
			trusted.setCertificateEntry("rollcall", server.getCaCertificate());
			TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
			trust.init(trusted);
			SSLContext context = SSLContext.getInstance("TLS");
			context.init(null, trust.getTrustManagers(), null);
			try (Socket plain = new Socket("localhost", server.getDropInPort());
					SSLSocket socket = (SSLSocket) context.getSocketFactory()
						.createSocket(plain, "nodeapi.classlink.com", server.getDropInPort(), true)) {
				SSLParameters parameters = socket.getSSLParameters();
				parameters.setEndpointIdentificationAlgorithm("HTTPS");
				socket.setSSLParameters(parameters);
				socket.startHandshake();
				assertThat(socket.getSession().getPeerPrincipal()).isNotNull();
			}
		}
		assertThatIllegalStateException().isThrownBy(SERVER::getDropInPort).withMessage("Call withDropIn() first.");
	}

	@Test
	void aJarOrAJavaThatIsNotThereIsNamed(@TempDir Path folder) {
		assertThatIllegalArgumentException().isThrownBy(() -> new RollcallServer().withJar(folder.resolve("rollcall.jar")))
			.withMessageStartingWith("There is no rollcall.jar at " + folder);
		assertThatIllegalArgumentException().isThrownBy(() -> new RollcallServer().withJavaHome(folder))
			.withMessage("There is no Java at " + folder + ": it has no bin/java and release file.");
	}

}
