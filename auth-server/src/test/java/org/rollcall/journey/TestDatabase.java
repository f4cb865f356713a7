package org.rollcall.journey;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

/**
 * One PostgreSQL for all tests of this JVM, and in it a database for whoever asks.
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
		try (Connection connection = Holder.POSTGRES.getPostgresDatabase().getConnection();
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
		return "jdbc:postgresql://localhost:" + Holder.POSTGRES.getPort() + "/" + name;
	}

	private static final class Holder {

		private static final EmbeddedPostgres POSTGRES = start();

		private static EmbeddedPostgres start() {
			try {
				return EmbeddedPostgres.start();
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}

	}

}
