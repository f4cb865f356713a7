package org.rollcall.platform;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.rollcall.platform.EmbeddedDatabase.Settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * A database that is copied from a prepared one: all that was in it is there, but for its password.
 */
class ClusterSeedTests {

	private static Path binaries;

	private static Path seed;

	@TempDir
	private Path folder;

	@BeforeAll
	static void prepare(@TempDir Path programs, @TempDir Path prepared) throws Exception {
		binaries = PostgresBinaries.find(null, programs).folder();
		seed = prepared;
		try (EmbeddedDatabase database = new EmbeddedDatabase(settings(prepared, null))) {
			execute(database, "create table prepared (id int)");
		}
		Path cluster = prepared.resolve("postgres");
		try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(prepared.resolve("postgres.zip")));
				Stream<Path> found = Files.walk(cluster)) {
			for (Path path : (Iterable<Path>) found.filter((path) -> !path.equals(cluster))::iterator) {
				String name = cluster.relativize(path).toString().replace('\\', '/');
				zip.putNextEntry(new ZipEntry(Files.isDirectory(path) ? name + "/" : name));
				if (Files.isRegularFile(path)) {
					Files.copy(path, zip);
				}
			}
		}
	}

	@Test
	void whatWasPreparedIsThereUnderAPasswordOfItsOwn() throws Exception {
		try (EmbeddedDatabase database = open()) {
			execute(database, "select id from prepared");
			assertThat(database.getPassword()).isEqualTo(read(this.folder)).isNotEqualTo(read(seed));
			assertThatExceptionOfType(SQLException.class)
				.isThrownBy(() -> DriverManager.getConnection(database.getJdbcUrl(), "postgres", read(seed)).close())
				.withMessageContaining("password authentication failed");
		}
		assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(this.folder.resolve("postgres"))))
			.isEqualTo("rwx------");
		assertThat(this.folder.resolve("postgres.unfinished")).doesNotExist();
	}

	@Test
	void aDatabaseThatIsThereIsNotTouched() throws Exception {
		try (EmbeddedDatabase database = open()) {
			execute(database, "insert into prepared values (1)");
		}
		String password = read(this.folder);
		try (EmbeddedDatabase database = open()) {
			execute(database, "do 'begin assert (select count(*) from prepared) = 1; end'");
			assertThat(database.getPassword()).isEqualTo(password);
		}
	}

	@Test
	void aCopyThatWasEndedHalfwayIsBegunAnew() throws Exception {
		Files.createDirectories(this.folder.resolve("postgres"));
		Files.writeString(this.folder.resolve("postgres/postgresql.conf"), "");
		Files.createFile(this.folder.resolve("postgres.unfinished"));
		try (EmbeddedDatabase database = open()) {
			execute(database, "select id from prepared");
		}
	}

	@Test
	void nothingIsUnpackedOutsideTheDataFolder(@TempDir Path other) throws IOException {
		try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(other.resolve("postgres.zip")))) {
			zip.putNextEntry(new ZipEntry("../elsewhere"));
		}
		assertThatExceptionOfType(IOException.class)
			.isThrownBy(() -> new ClusterSeed(other).copyTo(this.folder.resolve("postgres")))
			.withMessageContaining("../elsewhere");
		assertThat(this.folder.resolve("elsewhere")).doesNotExist();
	}

	@Test
	void aFolderWithoutOneIsRefusedInWords() {
		assertThatExceptionOfType(StartupProblem.class).isThrownBy(() -> ClusterSeed.in(this.folder.toString()))
			.withMessageContaining("There is no prepared database in " + this.folder)
			.satisfies((problem) -> assertThat(problem.action()).contains("ROLLCALL_EMBEDDED_DATABASE_SEED"));
		assertThat(ClusterSeed.in(" ")).isNull();
		assertThat(ClusterSeed.in(null)).isNull();
	}

	private EmbeddedDatabase open() {
		return new EmbeddedDatabase(settings(this.folder, ClusterSeed.in(seed.toString())));
	}

	private static Settings settings(Path folder, ClusterSeed seed) {
		return new Settings(folder, "rollcall", binaries, true, Duration.ofSeconds(60), seed);
	}

	private static String read(Path folder) throws IOException {
		return Files.readString(folder.resolve("postgres.password")).strip();
	}

	private static void execute(EmbeddedDatabase database, String sql) throws SQLException {
		try (Connection connection = DriverManager.getConnection(database.getJdbcUrl(), "postgres", database.getPassword());
				Statement statement = connection.createStatement()) {
			statement.execute(sql);
		}
	}

}
