package org.rollcall.journey;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.testcontainers.postgresql.PostgreSQLContainer;
import org.testcontainers.utility.DockerImageName;

/**
 * One PostgreSQL for all tests of this JVM, and in it a database for whoever asks: an embedded one, or with
 * {@code -Drollcall.test.postgres=container} one in a container, of the image {@code -Drollcall.test.postgres.image}. An image
 * that is here already is not pulled.
 */
public final class TestDatabase {

	private static final AtomicInteger NUMBER = new AtomicInteger();

	private TestDatabase() {
	}

	/**
	 * Returns the JDBC URL of a new, empty database; the user is {@code postgres}, without a password.
	 */
	public static String create() {
		String name = "test_" + NUMBER.incrementAndGet();
		try (Connection connection = DriverManager.getConnection(url("postgres"), "postgres", "");
				Statement statement = connection.createStatement()) {
			statement.execute("create database " + name);
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
		return url(name);
	}

	/**
	 * Returns the JDBC URL of a database that exists.
	 */
	static String url(String name) {
		return "jdbc:postgresql://localhost:" + Holder.PORT + "/" + name;
	}

	private static final class Holder {

		private static final int PORT = start(System.getProperty("rollcall.test.postgres", "embedded"));

		private static int start(String where) {
			return switch (where) {
				case "embedded" -> embedded();
				case "container" -> container();
				default -> throw new IllegalArgumentException(
						"rollcall.test.postgres is '" + where + "'; it may be 'embedded' or 'container'");
			};
		}

		private static int embedded() {
			try {
				return EmbeddedPostgres.start().getPort();
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}

		@SuppressWarnings("resource") // it ends with this JVM
		private static int container() {
			String image = System.getProperty("rollcall.test.postgres.image", "postgres:15");
			PostgreSQLContainer postgres = new PostgreSQLContainer(
					DockerImageName.parse(image).asCompatibleSubstituteFor("postgres"))
				.withUsername("postgres")
				.withDatabaseName("postgres")
				.withEnv("POSTGRES_HOST_AUTH_METHOD", "trust")
				.withCommand("postgres", "-c", "fsync=off", "-c", "max_connections=300");
			postgres.start();
			return postgres.getFirstMappedPort();
		}

	}

}
