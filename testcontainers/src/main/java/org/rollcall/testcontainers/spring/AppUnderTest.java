package org.rollcall.testcontainers.spring;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;

import org.rollcall.testcontainers.Client;
import org.rollcall.testcontainers.Rollcall;

import org.springframework.core.env.PropertyResolver;

/**
 * The application that is tested, as an app of a Rollcall. Its redirect URIs are made known as soon as its port is.
 */
final class AppUnderTest {

	static final String REGISTRATION = "classlink";

	static final String PROVIDER = "rollcall";

	private static final String PATH = "/login/oauth2/code/" + REGISTRATION;

	private static final Map<Rollcall, AppUnderTest> KNOWN = new WeakHashMap<>();

	private final Rollcall rollcall;

	private Client client;

	private AppUnderTest(Rollcall rollcall) {
		this.rollcall = rollcall;
		this.client = rollcall.connection().firstClient().orElseGet(() -> Client.of("Application under test"));
		// MockMvc's, and the default port's
		addRedirectUris("http://localhost" + PATH, "http://localhost:8080" + PATH);
	}

	/**
	 * @param rollcall has started
	 */
	static AppUnderTest of(Rollcall rollcall) {
		synchronized (KNOWN) {
			return KNOWN.computeIfAbsent(rollcall, AppUnderTest::new);
		}
	}

	synchronized Client client() {
		return this.client;
	}

	/**
	 * Adds the redirect URI of an application that listens.
	 * @param environment of the application
	 */
	void listensAt(PropertyResolver environment) {
		String port = environment.getProperty("local.server.port");
		if (port != null) {
			addRedirectUris("http://localhost:" + port + environment.getProperty("server.servlet.context-path", "") + PATH);
		}
	}

	private synchronized void addRedirectUris(String... uris) {
		List<String> all = new ArrayList<>(this.client.redirectUris());
		Arrays.stream(uris).filter((uri) -> !all.contains(uri)).forEach(all::add);
		this.client = this.rollcall.connection().keep(this.client.redirectUris(all.toArray(String[]::new)));
	}

}
