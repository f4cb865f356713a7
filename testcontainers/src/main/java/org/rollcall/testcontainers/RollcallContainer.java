package org.rollcall.testcontainers;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.model.Bind;
import com.github.dockerjava.api.model.ExposedPort;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.Ports;
import com.github.dockerjava.api.model.Ports.Binding;
import org.jspecify.annotations.Nullable;
import org.testcontainers.containers.ContainerLaunchException;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.Network;
import org.testcontainers.images.builder.Transferable;
import org.testcontainers.utility.DockerImageName;
import org.testcontainers.utility.MountableFile;

/**
 * Rollcall in a container. With nothing configured it has the demo districts in it ({@code tina.teacher},
 * {@code sam.student} and so on in {@code lincolnusd}; the app {@code Lincoln Reader}).
 *
 * <p>
 * The issuer, which is part of every token, is right from the first moment, because the port is chosen before the start: one
 * from 20000 to 29999, and another if somebody has just taken it. With {@link #withReuse} it follows from what is configured,
 * so that a second run finds the container of the first.
 */
public class RollcallContainer extends GenericContainer<RollcallContainer> implements Rollcall {

	/** Serves everything over HTTP. */
	public static final int PORT = 9000;

	/** Serves ClassLink's host names over TLS, in drop-in mode. */
	public static final int DROP_IN_PORT = 443;

	private static final DockerImageName IMAGE = DockerImageName.parse("rollcall");

	private static final String DATA = "/var/lib/rollcall";

	private static final String CONFIG = "/etc/rollcall/rollcall.yaml";

	/** Everybody may know it: it opens a server that lives for a test, and must be the same in each run for reuse. */
	private static final String ADMIN_KEY = "rollcall-testcontainers-admin-key";

	private static final String[] CLASSLINK_HOSTS = { "launchpad.classlink.com", "nodeapi.classlink.com", "api.classlink.com",
			"oneroster-proxy.classlink.io", "oneroster-proxy.apis.classlink.com", "login.classlink.com",
			"myapps.classlink.com" };

	private static final int PORTS_TRIED = 5;

	/** It takes a second or two; a build machine that does ten things at once may need more. */
	private static final Duration STARTUP_TIMEOUT = Duration.ofMinutes(2);

	private final Definition definition = new Definition();

	private boolean dropIn;

	private @Nullable String issuer;

	private @Nullable String backChannelUrl;

	private int hostPort;

	private @Nullable Connection connection;

	/**
	 * Uses the image that the system property {@code rollcall.image} or the environment variable {@code ROLLCALL_IMAGE} names,
	 * or {@code rollcall:latest}.
	 */
	public RollcallContainer() {
		this(defaultImage());
	}

	/**
	 * @param image such as {@code rollcall:0.1.0}
	 */
	public RollcallContainer(String image) {
		this(DockerImageName.parse(image).asCompatibleSubstituteFor(IMAGE));
	}

	/**
	 * @param image {@code rollcall}, or a compatible substitute for it
	 */
	@SuppressWarnings("this-escape") // as Testcontainers' own modules do
	public RollcallContainer(DockerImageName image) {
		super(image);
		image.assertCompatibleWith(IMAGE);
		addExposedPorts(PORT);
		waitingFor(new ReadyCheck(PORT).withStartupTimeout(STARTUP_TIMEOUT));
		withCreateContainerCmdModifier(this::bindPort);
		withCreateContainerCmdModifier(RollcallContainer::keepDataInMemory);
	}

	static String defaultImage() {
		return System.getProperty("rollcall.image", System.getenv().getOrDefault("ROLLCALL_IMAGE", "rollcall:latest"));
	}

	/**
	 * Starts from a {@code rollcall.yaml}, instead of the demo.
	 * @param config YAML, or where it is: {@code classpath:} or {@code file:} and a path
	 */
	public RollcallContainer withConfig(String config) {
		this.definition.config(config);
		return this;
	}

	/**
	 * Starts from a {@code rollcall.yaml}, instead of the demo.
	 * @param path the file, or a folder with a {@code rollcall.yaml} and all that it refers to, such as a roster
	 */
	public RollcallContainer withConfig(Path path) {
		this.definition.config(path);
		return this;
	}

	/** Starts with the demo districts, also if more is configured. */
	public RollcallContainer withDemo() {
		this.definition.demo();
		return this;
	}

	/** Adds a district. */
	public RollcallContainer withDistrict(District district) {
		this.definition.add(district);
		return this;
	}

	/** Adds a person. */
	public RollcallContainer withPerson(Person person) {
		this.definition.add(person);
		return this;
	}

	/**
	 * Adds an app. The first one is what {@code signIn(person)} signs in to. A client id and a secret that are left out are made
	 * of its name; {@link #getClient()} has them.
	 */
	public RollcallContainer withClient(Client client) {
		this.definition.add(client);
		return this;
	}

	/**
	 * Plays ClassLink under ClassLink's own host names over TLS, for apps in containers of the same network
	 * ({@link #withNetwork}), which have to trust {@link #getCaCertificate()}.
	 */
	public RollcallContainer withDropIn() {
		this.dropIn = true;
		withEnv("ROLLCALL_DROP_IN", "true");
		withEnv("ROLLCALL_DROP_IN_PORT", Integer.toString(DROP_IN_PORT));
		addExposedPorts(DROP_IN_PORT);
		return withNetworkAliases(CLASSLINK_HOSTS);
	}

	/**
	 * Is for apps in containers of the same network, with the browser (or the test) on the host: what apps' servers call is named
	 * {@code http://<alias>:9000} in discovery, while issuer and sign-in stay what the host sees.
	 */
	public RollcallContainer withAppsIn(Network network, String alias) {
		this.backChannelUrl = "http://" + alias + ":" + PORT;
		withEnv("ROLLCALL_BACK_CHANNEL_URL", this.backChannelUrl);
		return withNetwork(network).withNetworkAliases(alias);
	}

	/**
	 * Sets the issuer: for browsers in containers too, {@code http://rollcall:9000} with {@code rollcall} as a network alias.
	 */
	public RollcallContainer withIssuer(String issuer) {
		this.issuer = issuer;
		return this;
	}

	/**
	 * Uses a PostgreSQL (15 or newer) that the container reaches at this URL, instead of its own.
	 */
	public RollcallContainer withExternalPostgres(String jdbcUrl, String username, String password) {
		return withEnv("SPRING_DATASOURCE_URL", jdbcUrl).withEnv("SPRING_DATASOURCE_USERNAME", username)
			.withEnv("SPRING_DATASOURCE_PASSWORD", password);
	}

	/**
	 * Uses the PostgreSQL of another container, which is started first.
	 * @param postgres in a network, which this container joins
	 */
	public RollcallContainer withExternalPostgres(GenericContainer<?> postgres, String database, String username,
			String password) {
		Network network = postgres.getNetwork();
		if (network == null) {
			throw new IllegalArgumentException(
					"Put the PostgreSQL into a network first: postgres.withNetwork(Network.newNetwork())");
		}
		List<String> aliases = postgres.getNetworkAliases();
		dependsOn(postgres);
		return withNetwork(network).withExternalPostgres(
				"jdbc:postgresql://" + aliases.get(aliases.size() - 1) + ":5432/" + database, username, password);
	}

	@Override
	protected void configure() {
		this.definition.environment(ADMIN_KEY).forEach((name, value) -> getEnvMap().putIfAbsent(name, value));
		this.definition.configPath().filter(Files::isDirectory).ifPresent((folder) -> {
			withEnv("ROLLCALL_CONFIG", CONFIG);
			withCopyFileToContainer(MountableFile.forHostPath(folder), Path.of(CONFIG).getParent().toString());
		});
		this.definition.configContent().ifPresent((config) -> {
			withEnv("ROLLCALL_CONFIG", CONFIG);
			withCopyToContainer(Transferable.of(config), CONFIG);
		});
	}

	@Override
	public void start() {
		if (getContainerId() != null) {
			return;
		}
		// before the host's name is asked for: within a container Testcontainers would take the same two locks in the other order
		// for that, and starts side by side would wait for each other for ever
		this.dockerClient.authConfig();
		for (int attempt = 1;; attempt++) {
			try {
				choosePort(attempt);
				super.start();
				return;
			}
			catch (ContainerLaunchException ex) {
				if (attempt == PORTS_TRIED || !HostPort.isTaken(ex)) {
					throw explained(ex);
				}
				logger().info("Port {} was taken; trying another", this.hostPort);
			}
		}
	}

	private void choosePort(int attempt) {
		this.hostPort = isShouldBeReused() ? HostPort.of(seed() + attempt - 1) : HostPort.free();
		if (!this.dropIn) {
			withEnv("ROLLCALL_ISSUER", addresses().issuer());
		}
	}

	/** What the port follows from: the same before and after a start, and in the next run. */
	int seed() {
		Map<String, String> environment = new TreeMap<>(getEnvMap());
		environment.keySet().removeAll(this.definition.environment(ADMIN_KEY).keySet());
		environment.keySet().removeAll(Set.of("ROLLCALL_ISSUER", "ROLLCALL_CONFIG"));
		return 31 * environment.hashCode() + this.definition.fingerprint();
	}

	private Addresses addresses() {
		if (this.dropIn) {
			return Addresses.CLASSLINK;
		}
		Addresses addresses = Addresses.of((this.issuer != null) ? this.issuer : "http://" + getHost() + ":" + this.hostPort);
		return (this.backChannelUrl != null) ? addresses.withBack(this.backChannelUrl) : addresses;
	}

	private void bindPort(CreateContainerCmd command) {
		HostConfig host = command.getHostConfig();
		Ports ports = new Ports();
		if (host.getPortBindings() != null) {
			host.getPortBindings().getBindings().forEach((port, bindings) -> {
				if (port.getPort() != PORT) {
					for (Binding binding : bindings) {
						ports.bind(port, binding);
					}
				}
			});
		}
		ports.bind(ExposedPort.tcp(PORT), Binding.bindPort(this.hostPort));
		host.withPortBindings(ports);
		if (this.dropIn) {
			// the server is not root
			host.withSysctls(Map.of("net.ipv4.ip_unprivileged_port_start", "0"));
		}
	}

	/** Nobody will miss the data, and no disk is waited for. A mount of somebody's own at that place stays. */
	private static void keepDataInMemory(CreateContainerCmd command) {
		HostConfig host = Objects.requireNonNull(command.getHostConfig());
		Bind[] binds = host.getBinds();
		if (binds == null || Arrays.stream(binds).noneMatch((bind) -> bind.getVolume().getPath().equals(DATA))) {
			Map<String, String> inMemory = new TreeMap<>((host.getTmpFs() != null) ? host.getTmpFs() : Map.of());
			inMemory.putIfAbsent(DATA, "mode=1777");
			host.withTmpFs(inMemory);
		}
	}

	@Override
	protected void containerIsStarted(InspectContainerResponse container, boolean reused) {
		this.connection = new Connection("http://" + getHost() + ":" + getMappedPort(PORT), addresses(), ADMIN_KEY,
				this.definition);
		this.connection.complete();
	}

	/** What the server said is worth more than that Testcontainers could not start it. */
	private static ContainerLaunchException explained(ContainerLaunchException failure) {
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			if (cause instanceof StartupFailure || cause instanceof RollcallException) {
				return new ContainerLaunchException(String.valueOf(cause.getMessage()), failure);
			}
		}
		return failure;
	}

	@Override
	public Connection connection() {
		Connection started = this.connection;
		if (started == null || getContainerId() == null) {
			throw new IllegalStateException("Rollcall has not been started.");
		}
		return started;
	}

}
