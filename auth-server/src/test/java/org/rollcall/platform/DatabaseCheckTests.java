package org.rollcall.platform;

import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;

import javax.sql.DataSource;

import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

import org.rollcall.journey.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * A look at the database before anything is changed in it.
 */
class DatabaseCheckTests {

	@Test
	void aPostgresqlThatIsTooOldIsNamedWithWhatIsNeeded() {
		assertThatExceptionOfType(StartupProblem.class).isThrownBy(() -> DatabaseCheck.check(postgresql(14, "14.19")))
			.withMessage("The database is PostgreSQL 14.19; Rollcall needs 15 or newer.")
			.satisfies((problem) -> assertThat(problem.action()).contains("Upgrade"));
	}

	@Test
	void anEmptyDatabaseIsGood() {
		assertThatCode(() -> DatabaseCheck.check(database())).doesNotThrowAnyException();
	}

	@Test
	void tablesOfAnotherApplicationAreNamedAndLeftAlone() throws Exception {
		DataSource database = database("create table customers (id int)", "insert into customers values (42)");
		assertThatForeign(database, "customers");
		assertThat(tables(database)).isEqualTo("customers");
	}

	@Test
	void anotherApplicationThatUsesFlywayIsAnotherApplication() throws Exception {
		DataSource database = database("create table flyway_schema_history (installed_rank int)", "create table customers (id int)");
		assertThatForeign(database, "customers");
		assertThat(tables(database)).isEqualTo("customers,flyway_schema_history");
	}

	@Test
	void tablesThatOnlyHaveOurNamesAreAnotherApplications() throws Exception {
		assertThatForeign(database("create table person (id int)", "create table district (id int)"), "district");
	}

	private static void assertThatForeign(DataSource database, String table) {
		assertThatExceptionOfType(StartupProblem.class).isThrownBy(() -> DatabaseCheck.check(database))
			.withMessageContaining("already holds tables of another application, such as '" + table + "'")
			.satisfies((problem) -> assertThat(problem.action()).contains("nothing was changed here"));
	}

	private static DataSource database(String... statements) throws SQLException {
		PGSimpleDataSource database = new PGSimpleDataSource();
		database.setUrl(TestDatabase.create());
		database.setUser("postgres");
		try (Connection connection = database.getConnection(); Statement statement = connection.createStatement()) {
			for (String sql : statements) {
				statement.execute(sql);
			}
		}
		return database;
	}

	private static String tables(DataSource database) throws SQLException {
		try (Connection connection = database.getConnection();
				Statement statement = connection.createStatement();
				var tables = statement.executeQuery(
						"select string_agg(tablename, ',' order by tablename) from pg_tables where schemaname = 'public'")) {
			tables.next();
			return tables.getString(1);
		}
	}

	private static DataSource postgresql(int major, String version) {
		DatabaseMetaData metaData = fake(DatabaseMetaData.class,
				Map.of("getDatabaseMajorVersion", major, "getDatabaseProductVersion", version));
		Connection connection = fake(Connection.class,
				Map.of("getMetaData", metaData, "createStatement", fake(Statement.class, Map.of())));
		return fake(DataSource.class, Map.of("getConnection", connection));
	}

	private static <T> T fake(Class<T> type, Map<String, Object> answers) {
		return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] { type },
				(proxy, method, arguments) -> answers.get(method.getName())));
	}

}
