package org.rollcall.testcontainers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * Rollcall as a child process, for suites without Docker. It needs {@code rollcall.jar} and a Java 25 (see {@link #withJar}
 * and {@link #withJavaHome}) and brings its PostgreSQL along. With nothing configured it has the demo districts in it, as
 * {@link RollcallContainer} has.
 *
 * <p>
 * It listens on a port of its own, keeps its data in a temporary folder, and ends with {@link #stop()}, or with the process
 * that started it, however that ends.
 */
public final class RollcallServer implements Rollcall, AutoCloseable {

	private static final String ADMIN_KEY = "rollcall-testcontainers-admin-key";

	private static final int PORTS_TRIED = 5;

	private final Definition definition = new Definition();

	private final Map<String, String> environment = new LinkedHashMap<>();

	private @Nullable Path jar;

	private @Nullable Path javaHome;

	private boolean dropIn;

	private int dropInPort;

	private Duration startupTimeout = Duration.ofSeconds(120);

	private @Nullable ChildProcess process;

	private @Nullable Connection connection;

	/** Starts from a {@code rollcall.yaml}, as {@link RollcallContainer#withConfig(String)} does. */
	public RollcallServer withConfig(String config) {
		this.definition.config(config);
		return this;
	}

	/** Starts from a {@code rollcall.yaml}, as {@link RollcallContainer#withConfig(Path)} does. */
	public RollcallServer withConfig(Path path) {
		this.definition.config(path);
		return this;
	}

	/** Starts with the demo districts, also if more is configured. */
	public RollcallServer withDemo() {
		this.definition.demo();
		return this;
	}

	/** Adds a district. */
	public RollcallServer withDistrict(District district) {
		this.definition.add(district);
		return this;
	}

	/** Adds a person. */
	public RollcallServer withPerson(Person person) {
		this.definition.add(person);
		return this;
	}

	/** Adds an app, as {@link RollcallContainer#withClient} does. */
	public RollcallServer withClient(Client client) {
		this.definition.add(client);
		return this;
	}

	/** Plays ClassLink under ClassLink's own host names, over TLS on {@link #getDropInPort()}. */
	public RollcallServer withDropIn() {
		this.dropIn = true;
		return withEnv("ROLLCALL_DROP_IN", "true");
	}

	/** Uses a PostgreSQL (15 or newer) instead of its own. */
	public RollcallServer withExternalPostgres(String jdbcUrl, String username, String password) {
		return withEnv("SPRING_DATASOURCE_URL", jdbcUrl).withEnv("SPRING_DATASOURCE_USERNAME", username)
			.withEnv("SPRING_DATASOURCE_PASSWORD", password);
	}

	/** Sets any of the server's settings, by its environment variable. */
	public RollcallServer withEnv(String name, String value) {
		this.environment.put(name, value);
		return this;
	}

	/**
	 * Says where {@code rollcall.jar} is. By default it is where the system property {@code rollcall.jar} or the environment
	 * variable {@code ROLLCALL_JAR} points, or on the class path. A {@code rollcall.aot} beside it, as
	 * {@code deploy/aot-cache} makes it, shortens the start.
	 */
	public RollcallServer withJar(Path jar) {
		this.jar = ServerJar.check(jar);
		return this;
	}

	/**
	 * Says which Java 25 runs it. By default the one that {@code rollcall.java-home}, {@code ROLLCALL_JAVA_HOME}, {@code JDK_25} or
	 * {@code JAVA_HOME} points to, the one that runs the tests, or one that is installed where Javas usually are.
	 */
	public RollcallServer withJavaHome(Path javaHome) {
		this.javaHome = Jdk25.check(javaHome);
		return this;
	}

	/** Sets how long the start may take; two minutes by default. */
	public RollcallServer withStartupTimeout(Duration startupTimeout) {
		this.startupTimeout = startupTimeout;
		return this;
	}

	/**
	 * Starts it and waits until it is ready. Does nothing if it runs already.
	 * @return this
	 * @throws RollcallException with what the server said, if it does not start
	 */
	public synchronized RollcallServer start() {
		if (this.process != null && this.process.isAlive()) {
			return this;
		}
		for (int attempt = 1; this.connection == null; attempt++) {
			try {
				launch(HostPort.free());
			}
			catch (StartupFailure ex) {
				stop();
				// Rollcall says so when somebody else has just taken the port
				if (attempt == PORTS_TRIED || !String.valueOf(ex.getMessage()).contains("in use")) {
					throw new RollcallException(String.valueOf(ex.getMessage()), ex);
				}
			}
			catch (RuntimeException ex) {
				stop();
				throw ex;
			}
		}
		return this;
	}

	private void launch(int port) {
		Map<String, String> settings = new LinkedHashMap<>(this.definition.environment(ADMIN_KEY));
		settings.put("SERVER_PORT", Integer.toString(port));
		if (this.dropIn) {
			this.dropInPort = HostPort.free();
			settings.put("ROLLCALL_DROP_IN_PORT", Integer.toString(this.dropInPort));
		}
		else {
			settings.put("ROLLCALL_ISSUER", "http://localhost:" + port);
		}
		settings.putAll(this.environment);
		Path java = Jdk25.executable((this.javaHome != null) ? this.javaHome : Jdk25.find());
		ChildProcess started = ChildProcess.start(java, (this.jar != null) ? this.jar : ServerJar.find(), settings,
				this.definition);
		this.process = started;
		String base = "http://localhost:" + port;
		started.awaitReady(base + "/readyz", this.startupTimeout);
		Addresses addresses = this.dropIn ? Addresses.CLASSLINK : Addresses.of(settings.get("ROLLCALL_ISSUER"));
		Connection ready = new Connection(base, addresses, settings.get("ROLLCALL_ADMIN_KEY"), this.definition);
		ready.complete();
		this.connection = ready;
	}

	/**
	 * Returns where ClassLink's host names are served over TLS.
	 * @throws IllegalStateException outside drop-in mode
	 */
	public int getDropInPort() {
		if (!this.dropIn) {
			throw new IllegalStateException("Call withDropIn() first.");
		}
		connection();
		return this.dropInPort;
	}

	/** Returns all that the server has said. */
	public synchronized String getLogs() {
		return (this.process != null) ? this.process.log() : "";
	}

	ChildProcess process() {
		return Objects.requireNonNull(this.process, "not started");
	}

	@Override
	public Connection connection() {
		Connection started = this.connection;
		if (started == null) {
			throw new IllegalStateException("Rollcall has not been started.");
		}
		return started;
	}

	/**
	 * Ends it and removes its data. Does nothing if it does not run.
	 */
	public synchronized void stop() {
		this.connection = null;
		ChildProcess running = this.process;
		this.process = null;
		if (running != null) {
			try {
				running.end();
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}
	}

	@Override
	public void close() {
		stop();
	}

}
