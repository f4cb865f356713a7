package org.rollcall.platform;

import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tukaani.xz.XZInputStream;

/**
 * PostgreSQL's programs: where somebody put them, else unpacked from the class path into the data folder, once.
 */
record PostgresBinaries(Path folder) {

	private static final Logger logger = LoggerFactory.getLogger(PostgresBinaries.class);

	private static final boolean WINDOWS = System.getProperty("os.name").startsWith("Windows");

	/**
	 * @param given where they are, or {@code null} to have them unpacked below {@code dataDirectory}
	 * @throws StartupProblem if there are none in the given folder, or none for this system on the class path
	 */
	static PostgresBinaries find(@Nullable Path given, Path dataDirectory) throws IOException {
		if (given == null) {
			return unpacked(dataDirectory.resolve("postgres-binaries"));
		}
		PostgresBinaries binaries = new PostgresBinaries(given.toAbsolutePath().normalize());
		if (!Files.isExecutable(binaries.program("pg_ctl"))) {
			throw new StartupProblem("There is no PostgreSQL in " + given + ": " + binaries.program("pg_ctl")
					+ " is not there, or may not be run.",
					"Name the folder of a PostgreSQL 18 that has bin, lib and share in it with"
							+ " ROLLCALL_EMBEDDED_DATABASE_BINARIES, or leave that out to use the one that comes along.");
		}
		return binaries;
	}

	/**
	 * The folder is named for the checksum that the jar's directory has of the archive, so nothing is read to know that it is
	 * there. The lock of the data folder is ours: what an older Rollcall unpacked is nobody's any more.
	 */
	private static PostgresBinaries unpacked(Path parent) throws IOException {
		SecretFile.createFolder(parent);
		SecretFile.closeFolder(parent);
		URL archive = archive();
		Path folder = parent.resolve("postgres-" + fingerprint(archive));
		if (!Files.isDirectory(folder)) {
			logger.debug("Unpacking PostgreSQL to {}", folder);
			empty(parent);
			Path unfinished = Files.createDirectory(parent.resolve("unfinished"));
			try (InputStream in = archive.openStream()) {
				unpack(in, unfinished);
			}
			Files.move(unfinished, folder, StandardCopyOption.ATOMIC_MOVE);
		}
		return new PostgresBinaries(folder);
	}

	private static URL archive() {
		String name = "/postgres-" + system() + "-" + machine() + ".txz";
		URL archive = PostgresBinaries.class.getResource(name);
		if (archive == null) {
			throw new StartupProblem("This Rollcall was built without a PostgreSQL for " + System.getProperty("os.name") + " on "
					+ System.getProperty("os.arch") + ".",
					"Build it on such a machine, name the folder of a PostgreSQL 18 with ROLLCALL_EMBEDDED_DATABASE_BINARIES,"
							+ " or an external PostgreSQL with SPRING_DATASOURCE_URL.");
		}
		return archive;
	}

	private static String system() {
		String system = System.getProperty("os.name");
		return WINDOWS ? "windows" : system.startsWith("Mac") ? "darwin" : system.toLowerCase(Locale.ROOT);
	}

	private static String machine() {
		return switch (System.getProperty("os.arch")) {
			case "amd64" -> "x86_64";
			case "aarch64" -> "arm_64";
			case String other -> other;
		};
	}

	private static String fingerprint(URL archive) throws IOException {
		URLConnection connection = archive.openConnection();
		return Long.toHexString((connection instanceof JarURLConnection jar) ? jar.getJarEntry().getCrc()
				: connection.getContentLengthLong());
	}

	private static void unpack(InputStream archive, Path target) throws IOException {
		try (TarArchiveInputStream tar = new TarArchiveInputStream(new XZInputStream(archive))) {
			for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
				Path path = target.resolve(entry.getName()).normalize();
				if (!path.startsWith(target)) {
					throw new IOException("The archive of PostgreSQL has a file outside its folder: " + entry.getName());
				}
				if (entry.isDirectory()) {
					Files.createDirectories(path);
					continue;
				}
				Files.createDirectories(path.getParent());
				if (entry.isSymbolicLink()) {
					Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
					continue;
				}
				Files.copy(tar, path);
				if (!WINDOWS) {
					Files.setPosixFilePermissions(path,
							PosixFilePermissions.fromString(((entry.getMode() & 0100) != 0) ? "rwxr-xr-x" : "rw-r--r--"));
				}
			}
		}
	}

	private static void empty(Path folder) throws IOException {
		try (Stream<Path> paths = Files.walk(folder)) {
			for (Path path : paths.filter((path) -> !path.equals(folder)).sorted(Comparator.reverseOrder()).toList()) {
				Files.delete(path);
			}
		}
	}

	/**
	 * Returns the command that runs a program. PostgreSQL does not run as root, so root becomes somebody else for it.
	 */
	List<String> command(String program, List<String> arguments) {
		List<String> command = new ArrayList<>();
		if (!WINDOWS && "root".equals(System.getProperty("user.name"))) {
			command.addAll(List.of("unshare", "-U"));
		}
		command.add(program(program).toString());
		command.addAll(arguments);
		return command;
	}

	private Path program(String name) {
		return this.folder.resolve("bin").resolve(WINDOWS ? name + ".exe" : name);
	}

}
