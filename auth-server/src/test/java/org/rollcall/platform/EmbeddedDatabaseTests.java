package org.rollcall.platform;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.rollcall.journey.FreshServer;
import org.rollcall.platform.EmbeddedDatabase.Settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * An embedded database that an earlier, killed run left running, locked or half done: the next start takes it over or ends
 * it, and never fails.
 */
class EmbeddedDatabaseTests {

	private static Path binaries;

	/** What a run left that ended well, to be copied: making it anew takes seconds each time. */
	private static Path ended;

	@TempDir
	private Path folder;

	@BeforeAll
	static void runOnce(@TempDir Path programs, @TempDir Path folder) throws IOException {
		binaries = PostgresBinaries.find(null, programs).folder();
		new EmbeddedDatabase(new Settings(folder, "rollcall", binaries, true, Duration.ofSeconds(60))).close();
		ended = folder;
	}

	@AfterEach
	void endPostmaster() throws IOException {
		OrphanedPostmaster.in(data()).ifPresent(OrphanedPostmaster::end);
	}

	@Test
	void itIsDurableListensOnTheLoopbackOnlyAndAsksForItsPassword() throws Exception {
		try (EmbeddedDatabase database = open()) {
			assertThat(query(database, "show fsync")).isEqualTo("on");
			assertThat(query(database, "show synchronous_commit")).isEqualTo("on");
			assertThat(query(database, "show full_page_writes")).isEqualTo("on");
			assertThat(query(database, "show listen_addresses")).isEqualTo("127.0.0.1");
			assertThat(query(database, "show server_version_num")).startsWith("18");
			assertThatExceptionOfType(SQLException.class)
				.isThrownBy(() -> DriverManager.getConnection(database.getJdbcUrl(), "postgres", "guess").close())
				.withMessageContaining("password authentication failed");
		}
	}

	@Test
	void itsPasswordIsItsOwnersAlone() throws Exception {
		open().close();
		Path password = this.folder.resolve("postgres.password");
		assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(password))).isEqualTo("rw-------");
		assertThat(Files.readString(password)).matches("[0-9a-f]{32}");
		assertThat(this.folder.resolve("postgres.unfinished")).doesNotExist();
	}

	@Test
	void afterAGoodEndEverythingIsThere() throws Exception {
		try (EmbeddedDatabase database = open()) {
			execute(database, "create table kept as select 42 answer");
		}
		assertThat(data().resolve("postmaster.pid")).doesNotExist();
		try (EmbeddedDatabase database = open()) {
			assertThat(query(database, "select answer from kept")).isEqualTo("42");
		}
	}

	@Test
	void aPostmasterThatWasLeftRunningIsEndedAndItsDataIsKept() throws Exception {
		long pid = leaveRunning("create table kept as select 42 answer");
		try (EmbeddedDatabase database = open()) {
			assertThat(Files.readAllLines(data().resolve("postmaster.pid")).getFirst()).isNotEqualTo(Long.toString(pid));
			assertThat(query(database, "select answer from kept")).isEqualTo("42");
		}
	}

	@Test
	void aPostmasterThatWasKilledAsWellIsRecoveredFrom() throws Exception {
		ProcessHandle postmaster = ProcessHandle.of(leaveRunning("create table kept as select 42 answer")).orElseThrow();
		postmaster.destroyForcibly();
		await().until(() -> postmaster.info().command().isEmpty());
		assertThat(data().resolve("postmaster.pid")).exists();
		try (EmbeddedDatabase database = open()) {
			assertThat(query(database, "select answer from kept")).isEqualTo("42");
		}
	}

	@Test
	void aPostmasterThatHasEndedAndThatNobodyWaitsForHasEnded() throws Exception {
		Path pidFile = Files.createFile(this.folder.resolve("postmaster.pid"));
		Process likeIt = new ProcessBuilder("sh", "-c", "trap '' INT; echo; sleep 1; rm " + pidFile + "; exec sleep 600").start();
		try {
			likeIt.inputReader().readLine();
			new OrphanedPostmaster(pidFile, likeIt.toHandle()).end();
			assertThat(likeIt.isAlive()).isTrue();
		}
		finally {
			likeIt.destroyForcibly();
		}
	}

	@Test
	void aPidThatIsNowAnotherProcesssDoesNotMatterAndThatProcessLives() throws Exception {
		anEarlierRun();
		Process other = new ProcessBuilder("sleep", "600").start();
		try {
			Files.write(data().resolve("postmaster.pid"), List.of(Long.toString(other.pid()), data().toString(), "0", "1"));
			open().close();
			assertThat(other.isAlive()).isTrue();
		}
		finally {
			other.destroyForcibly();
		}
	}

	@Test
	void aPidThatIsNowAnotherPostgresIsLeftAlone(@TempDir Path elsewhere) throws Exception {
		anEarlierRun();
		try (EmbeddedDatabase other = new EmbeddedDatabase(Settings.of(elsewhere, "other"))) {
			List<String> pidFile = Files.readAllLines(elsewhere.resolve("postgres").resolve("postmaster.pid"));
			Files.write(data().resolve("postmaster.pid"), List.of(pidFile.getFirst(), data().toString(), "0", "1"));
			open().close();
			assertThat(query(other, "select 42")).isEqualTo("42");
		}
	}

	@Test
	void aPidFileThatMeansNothingDoesNotMatter() throws Exception {
		anEarlierRun();
		for (String content : List.of("", "no number\n", "99999999999999999999\n", "4194305\n")) {
			Files.writeString(data().resolve("postmaster.pid"), content);
			try (EmbeddedDatabase database = open()) {
				assertThat(query(database, "select 42")).isEqualTo("42");
			}
		}
	}

	@Test
	void anInitdbThatEndedEarlyIsBegunAnew() throws Exception {
		Files.createDirectories(data().resolve("base"));
		Files.writeString(data().resolve("PG_VERSION"), "18\n");
		try (EmbeddedDatabase database = open()) {
			assertThat(query(database, "select 42")).isEqualTo("42");
		}
	}

	@Test
	void anInitdbThatEndedLateIsBegunAnew() throws Exception {
		anEarlierRun();
		Files.createFile(this.folder.resolve("postgres.unfinished"));
		Files.delete(data().resolve("global").resolve("pg_control"));
		try (EmbeddedDatabase database = open()) {
			assertThat(query(database, "select 42")).isEqualTo("42");
		}
	}

	@Test
	void aDamagedDatabaseIsNeverThrownAwayButNamed() throws Exception {
		anEarlierRun();
		Files.delete(data().resolve("global").resolve("pg_control"));
		assertThatExceptionOfType(StartupProblem.class)
			.isThrownBy(() -> open(new Settings(this.folder, "rollcall", binaries, true, Duration.ofSeconds(2))))
			.withMessageContaining(this.folder.toString())
			.satisfies((problem) -> assertThat(problem.action()).contains("move that folder away"));
		assertThat(data().resolve("PG_VERSION")).exists();
	}

	@Test
	void aSecondServerOnTheSameFolderIsToldSo() throws Exception {
		anEarlierRun();
		try (EmbeddedDatabase first = open()) {
			assertThatExceptionOfType(StartupProblem.class).isThrownBy(this::open)
				.withMessage("Another Rollcall is running on the data folder " + this.folder + ".")
				.satisfies((problem) -> assertThat(problem.action()).contains("ROLLCALL_DATA_DIRECTORY"));
			assertThat(query(first, "select 42")).isEqualTo("42");
		}
	}

	@Test
	void aLockFileWithoutAProcessIsNoLock() throws Exception {
		Path file = this.folder.resolve("rollcall.lock");
		try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
				FileLock lock = channel.lock()) {
			assertThat(lock.isValid()).isTrue();
			assertThatExceptionOfType(StartupProblem.class).isThrownBy(this::open);
		}
		assertThat(file).exists();
		open().close();
	}

	@Test
	void aFileInThePlaceOfTheFolderIsNamed() throws Exception {
		Path file = Files.createFile(this.folder.resolve("file"));
		assertThatExceptionOfType(StartupProblem.class).isThrownBy(() -> open(Settings.of(file, "rollcall")))
			.withMessage("The data folder " + file + " is a file.");
	}

	@Test
	void aFolderThatCannotBeWrittenToIsNamed() {
		assertThatExceptionOfType(StartupProblem.class)
			.isThrownBy(() -> open(Settings.of(Path.of("/proc/rollcall"), "rollcall")))
			.withMessage("The data folder /proc/rollcall cannot be written to.")
			.satisfies((problem) -> assertThat(problem.action()).contains("ROLLCALL_DATA_DIRECTORY"));
	}

	@Test
	void aPasswordFileThatIsLostIsNamedWithTheFolder() throws Exception {
		anEarlierRun();
		Files.delete(this.folder.resolve("postgres.password"));
		assertThatExceptionOfType(StartupProblem.class).isThrownBy(this::open)
			.withMessage("The password of the embedded PostgreSQL, " + this.folder.resolve("postgres.password")
					+ ", is missing.");
		assertThat(data().resolve("PG_VERSION")).exists();
	}

	@Test
	void forATestRunItNeedNotBeDurable() throws Exception {
		for (boolean durable : List.of(false, true)) {
			try (EmbeddedDatabase database = open(new Settings(this.folder, "rollcall", binaries, durable, Duration.ofSeconds(60)))) {
				String expected = durable ? "on" : "off";
				assertThat(query(database, "show fsync")).isEqualTo(expected);
				assertThat(query(database, "show synchronous_commit")).isEqualTo(expected);
				assertThat(query(database, "show full_page_writes")).isEqualTo(expected);
			}
		}
	}

	@Test
	void itsProgramsAreUnpackedOnceAndThoseOfAnOlderRollcallAreRemoved() throws Exception {
		openWithoutPrograms().close();
		Path binaries = this.folder.resolve("postgres-binaries");
		Path older = Files.createDirectories(binaries.resolve("PG-older").resolve("bin"));
		FileTime unpacked = Files.getLastModifiedTime(unpacked().resolve("bin"));
		openWithoutPrograms().close();
		assertThat(Files.getLastModifiedTime(unpacked().resolve("bin"))).isEqualTo(unpacked);
		Files.move(unpacked(), binaries.resolve("postgres-of-another-build"));
		openWithoutPrograms().close();
		assertThat(older).doesNotExist();
		assertThat(unpacked()).isDirectory();
		assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(binaries))).isEqualTo("rwx------");
	}

	@Test
	void anUnpackingThatWasEndedHalfwayIsBegunAnew() throws Exception {
		Files.createDirectories(this.folder.resolve("postgres-binaries").resolve("unfinished").resolve("bin"));
		openWithoutPrograms().close();
		assertThat(unpacked()).isDirectory();
	}

	@Test
	void itTakesTheProgramsThatAreGiven(@TempDir Path elsewhere) throws Exception {
		openWithoutPrograms().close();
		Path given = Files.move(unpacked(), elsewhere.resolve("postgres"));
		try (EmbeddedDatabase database = open(new Settings(this.folder, "rollcall", given, true, Duration.ofSeconds(60)))) {
			assertThat(query(database, "select 42")).isEqualTo("42");
			assertThat(this.folder.resolve("postgres-binaries")).isEmptyDirectory();
		}
	}

	@Test
	void programsThatAreNotThereAreNamed() {
		assertThatExceptionOfType(StartupProblem.class)
			.isThrownBy(() -> open(new Settings(this.folder, "rollcall", Path.of("/nowhere"), true, Duration.ofSeconds(60))))
			.withMessage("There is no PostgreSQL in /nowhere: /nowhere/bin/pg_ctl is not there, or may not be run.")
			.satisfies((problem) -> assertThat(problem.action()).contains("ROLLCALL_EMBEDDED_DATABASE_BINARIES"));
	}

	@Test
	void whatPostgresqlSaysAgainstStartingIsSaid() throws Exception {
		anEarlierRun();
		Files.writeString(data().resolve("postgresql.auto.conf"), "shared_preload_libraries = 'no_such_library'\n");
		assertThatExceptionOfType(StartupProblem.class).isThrownBy(this::open)
			.withMessageContaining("could not access file \"no_such_library\"")
			.satisfies((problem) -> assertThat(problem.action()).contains("postgres.log"));
		assertThat(data().resolve("postmaster.pid")).doesNotExist();
	}

	/**
	 * What a server leaves that ended in good order.
	 */
	private void anEarlierRun() throws IOException {
		try (Stream<Path> files = Files.walk(ended)) {
			for (Path file : files.filter((path) -> !path.equals(ended)).toList()) {
				Files.copy(file, this.folder.resolve(ended.relativize(file).toString()), StandardCopyOption.COPY_ATTRIBUTES);
			}
		}
	}

	/**
	 * What {@code kill -9} of the server leaves: PostgreSQL runs, and nobody holds the lock.
	 */
	private long leaveRunning(String sql) throws Exception {
		anEarlierRun();
		String password;
		Path pgCtl;
		try (EmbeddedDatabase database = open()) {
			password = database.getPassword();
			pgCtl = pgCtl();
		}
		int port = FreshServer.freePort();
		List<String> command = new ArrayList<>();
		if ("root".equals(System.getProperty("user.name"))) {
			// PostgreSQL does not run as root
			command.addAll(List.of("unshare", "-U"));
		}
		command.addAll(List.of(pgCtl.toString(), "-D", data().toString(), "-o",
				"-p " + port + " -c listen_addresses=127.0.0.1 -c unix_socket_directories=", "-w", "-l",
				this.folder.resolve("postgres.log").toString(), "start"));
		assertThat(new ProcessBuilder(command).redirectErrorStream(true)
			.redirectOutput(this.folder.resolve("pg_ctl.log").toFile())
			.start()
			.waitFor()).isZero();
		try (Connection connection = DriverManager.getConnection("jdbc:postgresql://127.0.0.1:" + port + "/rollcall", "postgres",
				password); Statement statement = connection.createStatement()) {
			statement.execute(sql);
		}
		return Long.parseLong(Files.readAllLines(data().resolve("postmaster.pid")).getFirst().strip());
	}

	private Path pgCtl() throws IOException {
		return Path.of(OrphanedPostmaster.in(data()).orElseThrow().process().info().command().orElseThrow())
			.resolveSibling("pg_ctl");
	}

	private EmbeddedDatabase open() {
		return open(new Settings(this.folder, "rollcall", binaries, true, Duration.ofSeconds(60)));
	}

	private EmbeddedDatabase openWithoutPrograms() {
		return open(Settings.of(this.folder, "rollcall"));
	}

	private static EmbeddedDatabase open(Settings settings) {
		return new EmbeddedDatabase(settings);
	}

	private Path unpacked() throws IOException {
		try (Stream<Path> folders = Files.list(this.folder.resolve("postgres-binaries"))) {
			return folders.filter((folder) -> !folder.endsWith("PG-older")).reduce((one, two) -> {
				throw new AssertionError(one + " and " + two);
			}).orElseThrow();
		}
	}

	private Path data() {
		return this.folder.resolve("postgres");
	}

	private static String query(EmbeddedDatabase database, String sql) throws SQLException {
		try (Connection connection = connect(database);
				Statement statement = connection.createStatement();
				ResultSet result = statement.executeQuery(sql)) {
			result.next();
			return result.getString(1);
		}
	}

	private static void execute(EmbeddedDatabase database, String sql) throws SQLException {
		try (Connection connection = connect(database); Statement statement = connection.createStatement()) {
			statement.execute(sql);
		}
	}

	private static Connection connect(EmbeddedDatabase database) throws SQLException {
		return DriverManager.getConnection(database.getJdbcUrl(), database.getUsername(), database.getPassword());
	}

}
