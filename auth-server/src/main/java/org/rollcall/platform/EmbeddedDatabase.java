package org.rollcall.platform;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

import javax.sql.DataSource;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;

/**
 * A PostgreSQL that lives and dies with this server, in a folder that outlives both. It is durable ({@code fsync} and
 * {@code synchronous_commit} are on, although the library's default is off), listens on the loopback interface only, and
 * asks for a password that lies in the data folder, readable by its owner alone.
 */
class EmbeddedDatabase implements JdbcConnectionDetails, AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(EmbeddedDatabase.class);

	private static final String SUPERUSER = "postgres";

	private final DataDirectoryLock lock;

	private final EmbeddedPostgres postgres;

	private final String database;

	private final String password;

	EmbeddedDatabase(Path dataDirectory, String database) {
		this(dataDirectory, database, Duration.ofSeconds(60));
	}

	EmbeddedDatabase(Path dataDirectory, String database, Duration startupWait) {
		this.database = database;
		Path folder = dataDirectory.toAbsolutePath().normalize();
		Path data = folder.resolve("postgres");
		this.lock = DataDirectoryLock.acquire(folder);
		try {
			OrphanedPostmaster.in(data).ifPresent(OrphanedPostmaster::end);
			UnfinishedCluster unfinished = UnfinishedCluster.of(data);
			unfinished.begin();
			this.password = password(folder.resolve("postgres.password"), data);
			this.postgres = start(folder, data, startupWait);
			unfinished.end();
			createDatabase();
		}
		catch (IOException | RuntimeException ex) {
			leaveNothingRunning(data);
			this.lock.close();
			if (ex instanceof StartupProblem problem) {
				throw problem;
			}
			throw new StartupProblem("The embedded PostgreSQL in " + folder + " did not start: " + reason(ex),
					"Look into " + folder.resolve("postgres") + "; to begin anew, move that folder away and start again.", ex);
		}
	}

	private EmbeddedPostgres start(Path folder, Path data, Duration startupWait) throws IOException {
		Path binaries = folder.resolve("postgres-binaries");
		SecretFile.createFolder(binaries);
		EmbeddedPostgres postgres = EmbeddedPostgres.builder()
			.setDataDirectory(data)
			.setOverrideWorkingDirectory(binaries.toFile())
			.setCleanDataDirectory(false)
			.setRegisterShutdownHook(false)
			.setPGStartupWait(startupWait)
			.setLocaleConfig("locale-provider", "builtin")
			.setLocaleConfig("locale", "C.UTF-8")
			.setLocaleConfig("auth", "scram-sha-256")
			.setLocaleConfig("pwfile", folder.resolve("postgres.password").toString())
			.setServerConfig("fsync", "on")
			.setServerConfig("synchronous_commit", "on")
			.setServerConfig("max_connections", "100")
			.setServerConfig("listen_addresses", "127.0.0.1")
			.setServerConfig("unix_socket_directories", "")
			.setConnectConfig("password", this.password)
			.start();
		// the library opens it to everybody, who could then put a program of theirs in
		SecretFile.closeFolder(binaries);
		return postgres;
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

	private void createDatabase() {
		DataSource server = this.postgres.getPostgresDatabase();
		try (Connection connection = server.getConnection();
				Statement statement = connection.createStatement();
				ResultSet known = statement
					.executeQuery("select 1 from pg_database where datname = '" + this.database + "'")) {
			if (!known.next()) {
				statement.execute("create database " + this.database);
			}
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex.getMessage(), ex);
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
		return "jdbc:postgresql://127.0.0.1:" + this.postgres.getPort() + "/" + this.database;
	}

	@Override
	public void close() {
		try {
			this.postgres.close();
		}
		catch (IOException ex) {
			logger.warn("The embedded PostgreSQL did not stop cleanly; the next start ends it: {}", ex.getMessage());
		}
		finally {
			this.lock.close();
		}
	}

}
