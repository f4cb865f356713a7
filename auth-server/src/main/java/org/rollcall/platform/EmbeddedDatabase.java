package org.rollcall.platform;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.core.env.PropertyResolver;

/**
 * A PostgreSQL that lives and dies with this server, in a folder that outlives both. It is durable unless that is switched
 * off, listens on the loopback interface only, and asks for a password that lies in the data folder, readable by its owner
 * alone.
 */
class EmbeddedDatabase implements JdbcConnectionDetails, AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(EmbeddedDatabase.class);

	private static final String SUPERUSER = "postgres";

	private static final String UNKNOWN_DATABASE = "3D000";

	private final DataDirectoryLock lock;

	private final PostgresCluster cluster;

	private final int port;

	private final String database;

	private final String password;

	/**
	 * Starts it, and makes it first where there is none.
	 * @throws StartupProblem if it does not start; then nothing of it is left running
	 */
	EmbeddedDatabase(Settings settings) {
		this.database = settings.name();
		Path folder = settings.folder();
		Path data = settings.data();
		this.lock = DataDirectoryLock.acquire(folder);
		try {
			// Spring leaves a context open that waits for something when the process ends
			SpringApplication.getShutdownHandlers().add(() -> {
				if (this.lock.isHeld()) {
					leaveNothingRunning(data);
				}
			});
			OrphanedPostmaster.in(data).ifPresent(OrphanedPostmaster::end);
			UnfinishedCluster unfinished = UnfinishedCluster.of(data);
			unfinished.begin();
			Path passwordFile = folder.resolve("postgres.password");
			this.password = password(passwordFile, data);
			this.cluster = new PostgresCluster(PostgresBinaries.find(settings.binaries(), folder), data, settings.durable());
			ClusterSeed seed = this.cluster.exists() ? null : settings.seed();
			if (seed != null) {
				seed.copyTo(data);
			}
			else if (!this.cluster.exists()) {
				this.cluster.create(SUPERUSER, passwordFile);
			}
			this.port = this.cluster.start(settings.startupWait());
			open(seed);
			if (seed != null) {
				this.cluster.sync();
			}
			unfinished.end();
		}
		catch (IOException | SQLException | RuntimeException ex) {
			leaveNothingRunning(data);
			this.lock.close();
			if (ex instanceof StartupProblem problem) {
				throw problem;
			}
			throw new StartupProblem("The embedded PostgreSQL in " + folder + " did not start: " + reason(ex),
					"Look into " + data + " and " + folder.resolve("postgres.log") + "; to begin anew, move that folder away and"
							+ " start again.",
					ex);
		}
	}

	private static void leaveNothingRunning(Path data) {
		try {
			OrphanedPostmaster.in(data).ifPresent(OrphanedPostmaster::end);
		}
		catch (IOException | StartupProblem ex) {
			logger.debug("The next start ends it: {}", ex.getMessage());
		}
	}

	private static String password(Path file, Path data) throws IOException {
		if (Files.exists(file) && !Files.readString(file).isBlank()) {
			return Files.readString(file).strip();
		}
		if (Files.exists(data.resolve("postgresql.conf"))) {
			throw new StartupProblem("The password of the embedded PostgreSQL, " + file + ", is missing.",
					"Put the file back; to begin anew without it, move " + data + " away and start again.");
		}
		String password = ClassLinkIdentifier.secret();
		SecretFile.write(file, password);
		return password;
	}

	/**
	 * What others know of a seed ends here, before the first table is opened.
	 */
	private void open(@Nullable ClusterSeed seed) throws IOException, SQLException {
		try (Connection connection = connect((seed != null) ? seed.password() : this.password);
				Statement statement = connection.createStatement()) {
			if (seed != null) {
				statement.execute("alter role " + SUPERUSER + " password '" + this.password + "'");
			}
			if (!connection.getCatalog().equals(this.database)) {
				statement.execute("create database " + this.database);
			}
		}
	}

	/**
	 * To the database itself, which is nearly always there, else to the one that every cluster has.
	 */
	private Connection connect(String password) throws SQLException {
		try {
			return DriverManager.getConnection(url(this.database), SUPERUSER, password);
		}
		catch (SQLException ex) {
			if (!UNKNOWN_DATABASE.equals(ex.getSQLState())) {
				throw ex;
			}
			return DriverManager.getConnection(url("template1"), SUPERUSER, password);
		}
	}

	private static String reason(Throwable failure) {
		Throwable cause = failure;
		while (cause.getCause() != null) {
			cause = cause.getCause();
		}
		return (cause.getMessage() != null) ? cause.getMessage() : cause.toString();
	}

	@Override
	public String getUsername() {
		return SUPERUSER;
	}

	@Override
	public String getPassword() {
		return this.password;
	}

	@Override
	public String getJdbcUrl() {
		return url(this.database);
	}

	private String url(String name) {
		return "jdbc:postgresql://127.0.0.1:" + this.port + "/" + name;
	}

	@Override
	public void close() {
		try {
			this.cluster.stop();
		}
		catch (IOException ex) {
			logger.warn("The embedded PostgreSQL did not stop cleanly; the next start ends it: {}", ex.getMessage());
		}
		finally {
			this.lock.close();
		}
	}

	/**
	 * How it is set up.
	 *
	 * @param dataDirectory where it lives
	 * @param name of the database in it. The demo has one of its own, so that its people and their well-known password cannot
	 * appear in a server that is started without it
	 * @param binaries where PostgreSQL's programs are; {@code null} to unpack those that come along
	 * @param durable whether what was committed outlives a failure of the machine
	 * @param startupWait how long it may take to start
	 * @param seed what it is copied from where there is none; {@code null} to have it made
	 */
	record Settings(Path dataDirectory, String name, @Nullable Path binaries, boolean durable, Duration startupWait,
			@Nullable ClusterSeed seed) {

		Settings(Path dataDirectory, String name, @Nullable Path binaries, boolean durable, Duration startupWait) {
			this(dataDirectory, name, binaries, durable, startupWait, null);
		}

		static Settings of(Path dataDirectory, String name) {
			return new Settings(dataDirectory, name, null, true, Duration.ofSeconds(60));
		}

		static Settings from(PropertyResolver properties) {
			String binaries = properties.getProperty("rollcall.embedded-database.binaries", "");
			return new Settings(Path.of(properties.getProperty("rollcall.data-directory", "data")),
					properties.getProperty("rollcall.embedded-database.name", "rollcall"),
					binaries.isBlank() ? null : Path.of(binaries.strip()),
					durable(properties.getProperty("rollcall.embedded-database.durable", "true").strip()), Duration.ofSeconds(60),
					ClusterSeed.in(properties.getProperty("rollcall.embedded-database.seed")));
		}

		private static boolean durable(String value) {
			if (!value.equals("true") && !value.equals("false")) {
				throw new StartupProblem("rollcall.embedded-database.durable is '" + value + "', which is neither true nor false.",
						"Leave it out: true is the default, and false is for test runs whose data nobody will miss.");
			}
			return value.equals("true");
		}

		Path folder() {
			return this.dataDirectory.toAbsolutePath().normalize();
		}

		Path data() {
			return folder().resolve("postgres");
		}

		/**
		 * Whether there is a database that was made in full, or could be copied, so that a start is quick and can be undone quickly.
		 */
		boolean exists() {
			return this.seed != null
					|| Files.exists(data().resolve("postgresql.conf")) && !Files.exists(UnfinishedCluster.of(data()).mark());
		}

	}

}
