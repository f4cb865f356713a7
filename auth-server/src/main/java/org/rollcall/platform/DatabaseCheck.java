package org.rollcall.platform;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.regex.Pattern;

import javax.sql.DataSource;

import org.postgresql.Driver;

/**
 * A look at the database before anything is changed in it: is it there, is it new enough, and is it ours?
 */
final class DatabaseCheck {

	private static final int OLDEST_VERSION = 15;

	private static final Pattern URL = Pattern.compile("jdbc:postgresql:[^@?]*(\\?.*)?");

	private DatabaseCheck() {
	}

	/**
	 * The address is not repeated: where it has another form, there is often a password in it, and the driver would log it.
	 * @param url empty for the embedded database
	 */
	static void checkUrl(String url) {
		if (!url.isBlank() && !(URL.matcher(url).matches() && new Driver().acceptsURL(url))) {
			throw new StartupProblem("The address in SPRING_DATASOURCE_URL is not a JDBC address of a PostgreSQL database.",
					"Write it like SPRING_DATASOURCE_URL=jdbc:postgresql://db.example.org/rollcall, and the user and the password"
							+ " into SPRING_DATASOURCE_USERNAME and SPRING_DATASOURCE_PASSWORD.");
		}
	}

	static void check(DataSource dataSource) {
		try (Connection connection = dataSource.getConnection(); Statement statement = connection.createStatement()) {
			checkVersion(connection);
			checkSchema(connection, statement);
		}
		catch (SQLException ex) {
			throw new StartupProblem("The database cannot be reached: " + ex.getMessage(),
					"Check SPRING_DATASOURCE_URL, SPRING_DATASOURCE_USERNAME and SPRING_DATASOURCE_PASSWORD, and that the"
							+ " server accepts connections from here.",
					ex);
		}
	}

	private static void checkVersion(Connection connection) throws SQLException {
		int version = connection.getMetaData().getDatabaseMajorVersion();
		if (version < OLDEST_VERSION) {
			throw new StartupProblem("The database is PostgreSQL " + connection.getMetaData().getDatabaseProductVersion()
					+ "; Rollcall needs " + OLDEST_VERSION + " or newer.",
					"Upgrade the server, or leave SPRING_DATASOURCE_URL out to use the embedded PostgreSQL 18.");
		}
	}

	private static void checkSchema(Connection connection, Statement statement) throws SQLException {
		try (ResultSet tables = statement.executeQuery("""
				select current_schema(), count(*) filter (where tablename = 'flyway_schema_history'),
					count(*) filter (where tablename in ('district', 'person')), count(*), min(tablename)
				from pg_tables where schemaname = current_schema()""")) {
			tables.next();
			boolean migratedByFlyway = tables.getInt(2) > 0;
			boolean ours = tables.getInt(3) == 2;
			boolean empty = tables.getInt(4) == 0;
			boolean onlyHistory = migratedByFlyway && tables.getInt(4) == 1;
			if (!empty && !onlyHistory && !(migratedByFlyway && ours)) {
				throw new StartupProblem(
						"The database '" + connection.getCatalog() + "' (schema '" + tables.getString(1)
								+ "') already holds tables of another application, such as '" + tables.getString(5) + "'.",
						"Create an empty database for Rollcall and name it in SPRING_DATASOURCE_URL; nothing was changed here.");
			}
		}
	}

}
