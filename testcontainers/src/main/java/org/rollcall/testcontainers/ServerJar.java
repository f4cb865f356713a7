package org.rollcall.testcontainers;

import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.Optional;
import java.util.jar.Manifest;

import org.jspecify.annotations.Nullable;

/**
 * Finds {@code rollcall.jar}.
 */
final class ServerJar {

	private static final String START_CLASS = "org.rollcall.RollcallApplication";

	private ServerJar() {
	}

	/**
	 * Looks where the system property {@code rollcall.jar} or the environment variable {@code ROLLCALL_JAR} points, then on the
	 * class path.
	 * @throws IllegalStateException if there is none
	 */
	static Path find() {
		String named = System.getProperty("rollcall.jar", System.getenv("ROLLCALL_JAR"));
		if (named != null && !named.isBlank()) {
			return check(Path.of(named));
		}
		return onClassPath().orElseThrow(() -> new IllegalStateException(
				"There is no rollcall.jar. Put org.rollcall:rollcall-auth-server on the test class path (without what it depends on:"
						+ " an exclusion of *), or say where it is: RollcallServer.withJar, -Drollcall.jar=…, or ROLLCALL_JAR=…"));
	}

	/**
	 * @throws IllegalArgumentException if it cannot be read
	 */
	static Path check(Path jar) {
		if (!Files.isReadable(jar) || Files.isDirectory(jar)) {
			throw new IllegalArgumentException("There is no rollcall.jar at " + jar.toAbsolutePath() + " that can be read.");
		}
		return jar.toAbsolutePath().normalize();
	}

	/** The class path may itself be written in the manifest of a jar, so that no list of it is complete. */
	private static Optional<Path> onClassPath() {
		try {
			ClassLoader loader = ServerJar.class.getClassLoader();
			for (Enumeration<URL> manifests = loader.getResources("META-INF/MANIFEST.MF"); manifests.hasMoreElements();) {
				Path jar = jarOfServer(manifests.nextElement());
				if (jar != null) {
					return Optional.of(jar);
				}
			}
			return Optional.empty();
		}
		catch (IOException ex) {
			throw new IllegalStateException("The class path cannot be read: " + ex.getMessage(), ex);
		}
	}

	private static @Nullable Path jarOfServer(URL url) throws IOException {
		URLConnection connection = url.openConnection();
		connection.setUseCaches(false);
		try (InputStream stream = connection.getInputStream()) {
			String startClass = new Manifest(stream).getMainAttributes().getValue("Start-Class");
			return (START_CLASS.equals(startClass) && connection instanceof JarURLConnection jar)
					? Path.of(URI.create(jar.getJarFileURL().toString())) : null;
		}
	}

}
