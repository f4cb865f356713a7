package org.rollcall.testcontainers;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds a Java 25 or newer, which the server needs and the tests do not.
 */
final class Jdk25 {

	private static final int NEEDED = 25;

	private static final Pattern VERSION = Pattern.compile("^JAVA_VERSION=\"(\\d+)", Pattern.MULTILINE);

	private static final String[] FOLDERS = { "/usr/lib/jvm", "/opt/java", "/opt", System.getProperty("user.home") + "/.sdkman/candidates/java",
			System.getProperty("user.home") + "/.jdks", "/Library/Java/JavaVirtualMachines", "C:/Program Files/Java",
			"C:/Program Files/Eclipse Adoptium" };

	private Jdk25() {
	}

	/**
	 * Looks where {@code rollcall.java-home}, {@code ROLLCALL_JAVA_HOME}, {@code JDK_25} or {@code JAVA_HOME} points, at the Java
	 * that runs the tests, and where Javas are usually installed.
	 * @return its home
	 * @throws IllegalStateException if there is none
	 */
	static Path find() {
		for (Path home : candidates()) {
			if (version(home).filter((version) -> version >= NEEDED).isPresent()) {
				return home;
			}
		}
		throw new IllegalStateException("The Rollcall server needs a Java " + NEEDED + ", and there is none here. Install one, or say"
				+ " where it is: RollcallServer.withJavaHome, -Drollcall.java-home=…, or ROLLCALL_JAVA_HOME=…");
	}

	/**
	 * @throws IllegalArgumentException if it is not the home of a Java 25 or newer
	 */
	static Path check(Path home) {
		int version = version(home).orElseThrow(
				() -> new IllegalArgumentException("There is no Java at " + home + ": it has no bin/java and release file."));
		if (version < NEEDED) {
			throw new IllegalArgumentException(
					"The Java at " + home + " is a Java " + version + "; the Rollcall server needs a Java " + NEEDED + ".");
		}
		return home;
	}

	private static List<Path> candidates() {
		List<Path> candidates = new ArrayList<>();
		String property = System.getProperty("rollcall.java-home");
		if (property != null) {
			candidates.add(check(Path.of(property)));
		}
		for (String variable : new String[] { "ROLLCALL_JAVA_HOME", "JDK_25", "JAVA_HOME" }) {
			String home = System.getenv(variable);
			if (home != null && !home.isBlank()) {
				candidates.add(Path.of(home));
			}
		}
		candidates.add(Path.of(System.getProperty("java.home")));
		for (String folder : FOLDERS) {
			candidates.addAll(homesIn(Path.of(folder)));
		}
		return candidates;
	}

	private static List<Path> homesIn(Path folder) {
		List<Path> homes = new ArrayList<>();
		if (Files.isDirectory(folder)) {
			try (DirectoryStream<Path> children = Files.newDirectoryStream(folder)) {
				children.forEach((child) -> {
					homes.add(child);
					homes.add(child.resolve("Contents/Home"));
				});
			}
			catch (IOException ex) {
				return List.of();
			}
		}
		return homes;
	}

	private static Optional<Integer> version(Path home) {
		Path release = home.resolve("release");
		if (!Files.isReadable(release) || !Files.isRegularFile(executable(home))) {
			return Optional.empty();
		}
		try {
			Matcher version = VERSION.matcher(Files.readString(release));
			return version.find() ? Optional.of(Integer.valueOf(version.group(1))) : Optional.empty();
		}
		catch (IOException ex) {
			return Optional.empty();
		}
	}

	static Path executable(Path home) {
		boolean windows = System.getProperty("os.name").startsWith("Windows");
		return home.resolve("bin").resolve(windows ? "java.exe" : "java");
	}

}
