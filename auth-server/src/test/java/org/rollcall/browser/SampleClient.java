package org.rollcall.browser;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

import static org.awaitility.Awaitility.await;

/**
 * The sample client as it is delivered: its jar, in a JVM of its own.
 */
final class SampleClient implements AutoCloseable {

	private static final Path JAR = Path.of("../sample-client/target/sample-client.jar");

	private final Process process;

	private SampleClient(Process process) {
		this.process = process;
	}

	static boolean isBuilt() {
		return Files.exists(JAR);
	}

	/**
	 * @param address where it shall run, such as {@code http://localhost:9001}
	 * @param issuer the server that it shall use
	 */
	static SampleClient start(String address, String issuer) throws IOException {
		String java = ProcessHandle.current().info().command().orElseThrow();
		Path log = Files.createTempFile("sample-client", ".log");
		Process process = new ProcessBuilder(java, "-jar", JAR.toString(),
				"--server.port=" + URI.create(address).getPort(), "--sample.issuer=" + issuer,
				"--sample.api-base=" + issuer, "--sample.redirect-uri=" + address + "/callback")
			.redirectErrorStream(true)
			.redirectOutput(log.toFile())
			.start();
		HttpClient http = HttpClient.newHttpClient();
		await().atMost(Duration.ofSeconds(60)).until(() -> {
			if (!process.isAlive()) {
				throw new AssertionError("the sample client did not start; see " + log);
			}
			return answers(http, address);
		});
		return new SampleClient(process);
	}

	private static boolean answers(HttpClient http, String address) throws Exception {
		try {
			return http.send(HttpRequest.newBuilder(URI.create(address + "/")).build(), BodyHandlers.discarding())
				.statusCode() == 200;
		}
		catch (ConnectException ex) {
			return false;
		}
	}

	@Override
	public void close() {
		this.process.destroy();
		this.process.onExit().join();
	}

}
