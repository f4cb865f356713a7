package org.rollcall.testcontainers;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * What a Rollcall is to start with: a {@code rollcall.yaml}, things that are named one by one, or the demo districts.
 */
final class Definition {

	static final String DEMO_DISTRICT = "lincolnusd";

	/** The demo's main app. */
	static final Client DEMO_CLIENT = Client.of("Lincoln Reader")
		.clientId("c17000000000000123456789abcdef0123456789abcdef")
		.clientSecret("00112233445566778899aabbccddeeff")
		.redirectUris("http://localhost:9001/callback", "http://localhost:9001/callback?next=%2Fhome",
				"http://localhost:8080/code");

	private static final String CLASSPATH = "classpath:";

	private static final String FILE = "file:";

	private final List<District> districts = new ArrayList<>();

	private final List<Person> people = new ArrayList<>();

	private final List<Client> clients = new ArrayList<>();

	private @Nullable String config;

	private @Nullable Path path;

	private boolean demo;

	void add(District district) {
		this.districts.add(district);
	}

	void add(Person person) {
		person.loginId();
		this.people.add(person);
	}

	void add(Client client) {
		this.clients.add(client.complete());
	}

	void demo() {
		this.demo = true;
	}

	/**
	 * @param path a file, or a folder with a {@code rollcall.yaml} and what it refers to
	 */
	void config(Path path) {
		Path file = Files.isDirectory(path) ? path.resolve("rollcall.yaml") : path;
		if (!Files.isReadable(file)) {
			throw new IllegalArgumentException("There is no file " + file.toAbsolutePath() + " that can be read.");
		}
		this.path = path.toAbsolutePath().normalize();
		this.config = null;
	}

	/**
	 * @param config YAML, or where it is: {@code classpath:} or {@code file:} and a path
	 */
	void config(String config) {
		if (config.startsWith(FILE)) {
			config(Path.of(config.substring(FILE.length())));
		}
		else if (config.startsWith(CLASSPATH)) {
			this.config = resource(config.substring(CLASSPATH.length()));
			this.path = null;
		}
		else if (!config.isBlank() && !config.contains(":")) {
			throw new IllegalArgumentException("'" + config + "' is no rollcall.yaml. If it is a file's name, write file:" + config
					+ " or classpath:" + config + ".");
		}
		else {
			this.config = config;
			this.path = null;
		}
	}

	private static String resource(String name) {
		ClassLoader loader = Thread.currentThread().getContextClassLoader();
		String absolute = name.startsWith("/") ? name.substring(1) : name;
		try (InputStream stream = (loader != null) ? loader.getResourceAsStream(absolute)
				: Definition.class.getClassLoader().getResourceAsStream(absolute)) {
			if (stream == null) {
				throw new IllegalArgumentException("There is no " + absolute + " on the class path.");
			}
			return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static String read(Path file) {
		try {
			return Files.readString(file);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Tells whether the demo districts are wanted, or are what is left to start with.
	 */
	boolean isDemo() {
		return this.demo || (this.config == null && this.path == null && this.districts.isEmpty());
	}

	/**
	 * Returns the file or folder of the configuration, if it is one.
	 */
	Optional<Path> configPath() {
		return Optional.ofNullable(this.path);
	}

	/**
	 * Returns the configuration that the server is to read when it starts, unless it is a folder, or there is none.
	 */
	Optional<String> configContent() {
		if (this.path != null) {
			return Files.isDirectory(this.path) ? Optional.empty() : Optional.of(read(this.path));
		}
		return (this.config != null) ? Optional.of(this.config) : named();
	}

	/**
	 * Returns what is to be applied on top of what the server starts with: what was named one by one beside a configuration.
	 */
	Optional<String> additions() {
		return (this.config != null || this.path != null) ? named() : Optional.empty();
	}

	/** The demo comes first where there is one, so that this can build on it. */
	private Optional<String> named() {
		Map<String, Object> document = new LinkedHashMap<>();
		put(document, "districts", this.districts);
		put(document, "people", this.people.stream().map(this::inDistrict).toList());
		put(document, "clients", this.clients);
		return document.isEmpty() ? Optional.empty() : Optional.of(Json.write(document));
	}

	private static void put(Map<String, Object> document, String name, List<? extends Entry<?>> entries) {
		if (!entries.isEmpty()) {
			document.put(name, entries.stream().map(Entry::settings).toList());
		}
	}

	/** With the demo there are two districts; who names none means the first. */
	private Person inDistrict(Person person) {
		return (person.district() == null && isDemo()) ? person.district(district().orElseThrow()) : person;
	}

	/**
	 * Returns a number that is the same in every run with the same definition.
	 */
	int fingerprint() {
		return Objects.hash(configContent(), this.path != null ? this.path.toString() : "", this.demo, additions());
	}

	/**
	 * Returns the district of those of whom none is named, if that is known here.
	 */
	Optional<String> district() {
		return !this.districts.isEmpty() ? Optional.of(this.districts.get(0).customUrl())
				: isDemo() ? Optional.of(DEMO_DISTRICT) : Optional.empty();
	}

	/**
	 * Returns the first app that was named, if any was.
	 */
	Optional<Client> firstClient() {
		return this.clients.stream().findFirst();
	}

	/**
	 * Returns the app that is meant when none is named, if that is known here.
	 */
	Optional<Client> client() {
		return !this.clients.isEmpty() ? Optional.of(this.clients.get(0))
				: isDemo() ? Optional.of(DEMO_CLIENT) : Optional.empty();
	}

	/**
	 * Returns the settings of a server for tests, as environment variables.
	 * @param adminKey the key of its admin API
	 */
	Map<String, String> environment(String adminKey) {
		Map<String, String> environment = new LinkedHashMap<>();
		environment.put("ROLLCALL_WORKBENCH_ENABLED", "true");
		environment.put("ROLLCALL_ADMIN_KEY", adminKey);
		environment.put("ROLLCALL_EMBEDDED_DATABASE_DURABLE", "false");
		if (isDemo()) {
			environment.put("SPRING_PROFILES_ACTIVE", "demo");
		}
		return environment;
	}

}
