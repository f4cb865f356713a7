package org.rollcall.journey;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.util.Map;

import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;

/**
 * Gives a server a free port, an empty database and an empty data folder, and registers its apps also for the address at
 * which a sample client may be started ({@code rollcall.demo.sample-client}).
 */
public class FreshServer implements ApplicationContextInitializer<ConfigurableApplicationContext> {

	@Override
	public void initialize(ConfigurableApplicationContext context) {
		try {
			String sampleClient = "http://localhost:" + freePort();
			context.getEnvironment()
				.getPropertySources()
				.addFirst(new MapPropertySource("fresh server",
						Map.of("server.port", freePort(), "spring.datasource.url", TestDatabase.create(),
								"spring.datasource.username", "postgres", "spring.datasource.password", "",
								"rollcall.data-directory", Files.createTempDirectory("rollcall-test").toString(),
								"rollcall.demo.sample-client", sampleClient)));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	public static int freePort() throws IOException {
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			return socket.getLocalPort();
		}
	}

}
