package org.rollcall.testcontainers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * A server's process, with a temporary folder for its data, its configuration and its log.
 */
final class ChildProcess {

	private static final int PAUSE = 20;

	private static final int SECONDS_TO_STOP = 20;

	private final Process process;

	private final Path folder;

	private final Thread hook;

	private ChildProcess(Process process, Path folder) {
		this.process = process;
		this.folder = folder;
		this.hook = new Thread(this::endQuietly, "rollcall-stop");
		Runtime.getRuntime().addShutdownHook(this.hook);
	}

	static ChildProcess start(Path java, Path jar, Map<String, String> settings, Definition definition) {
		Path folder = null;
		try {
			folder = Files.createTempDirectory("rollcall-");
			ProcessBuilder builder = new ProcessBuilder(command(java, jar)).redirectErrorStream(true)
				.redirectOutput(log(folder).toFile())
				.directory(folder.toFile());
			Map<String, String> environment = builder.environment();
			// what is set for the tests is not meant for the server
			environment.keySet().removeIf((name) -> name.startsWith("SPRING_") || name.startsWith("SERVER_")
					|| name.startsWith("ROLLCALL_") || name.equals("JAVA_TOOL_OPTIONS") || name.equals("JDK_JAVA_OPTIONS"));
			environment.put("ROLLCALL_DATA_DIRECTORY", folder.resolve("data").toString());
			environment.put("ROLLCALL_STOP_WITH_PROCESS", Long.toString(ProcessHandle.current().pid()));
			Path config = config(folder, definition);
			if (config != null) {
				environment.put("ROLLCALL_CONFIG", config.toString());
			}
			environment.putAll(settings);
			return new ChildProcess(builder.start(), folder);
		}
		catch (IOException ex) {
			delete(folder);
			throw new UncheckedIOException("Rollcall cannot be started: " + ex.getMessage(), ex);
		}
	}

	/**
	 * For a short start rather than for a long life.
	 */
	private static List<String> command(Path java, Path jar) {
		List<String> command = new ArrayList<>(
				List.of(java.toString(), "-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
		Path cache = jar.resolveSibling("rollcall.aot");
		if (Files.exists(cache)) {
			// made by deploy/aot-cache; Java goes without it where it does not fit
			command.addAll(List.of("-Xlog:aot*=off", "-XX:AOTCache=" + cache));
		}
		command.addAll(List.of("-jar", jar.toString()));
		return command;
	}

	/** A file or folder is read where it is, so that what it refers to is found. */
	private static @Nullable Path config(Path folder, Definition definition) throws IOException {
		if (definition.configPath().isPresent()) {
			Path path = definition.configPath().get();
			return Files.isDirectory(path) ? path.resolve("rollcall.yaml") : path;
		}
		return definition.configContent().isPresent()
				? Files.writeString(folder.resolve("rollcall.yaml"), definition.configContent().get()) : null;
	}

	Path folder() {
		return this.folder;
	}

	boolean isAlive() {
		return this.process.isAlive();
	}

	void awaitReady(String url, Duration timeout) {
		long end = System.nanoTime() + timeout.toNanos();
		while (!Http.isOk(url)) {
			if (!this.process.isAlive()) {
				throw StartupFailure.of(log());
			}
			if (System.nanoTime() > end) {
				throw new StartupFailure("Rollcall was not ready within " + timeout.toSeconds() + " seconds. It said:\n" + log());
			}
			pause();
		}
	}

	private static void pause() {
		try {
			Thread.sleep(PAUSE);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new RollcallException("Interrupted while waiting for Rollcall", ex);
		}
	}

	private static Path log(Path folder) {
		return folder.resolve("rollcall.log");
	}

	String log() {
		try {
			return Files.readString(log(this.folder));
		}
		catch (IOException ex) {
			return "";
		}
	}

	void end() throws IOException {
		forgetHook();
		List<ProcessHandle> children = this.process.descendants().toList();
		this.process.destroy();
		try {
			if (!this.process.waitFor(SECONDS_TO_STOP, TimeUnit.SECONDS)) {
				this.process.destroyForcibly().waitFor();
			}
		}
		catch (InterruptedException ex) {
			this.process.destroyForcibly();
			Thread.currentThread().interrupt();
		}
		// PostgreSQL, where the server was not let end it: on Windows there is no other end than by force
		children.stream().filter(ProcessHandle::isAlive).forEach(ProcessHandle::destroyForcibly);
		delete(this.folder);
	}

	private void forgetHook() {
		try {
			Runtime.getRuntime().removeShutdownHook(this.hook);
		}
		catch (IllegalStateException ex) {
			// the hook is under way; to end something twice does no harm
		}
	}

	private void endQuietly() {
		try {
			end();
		}
		catch (IOException | RuntimeException ex) {
			System.err.println("Rollcall's folder " + this.folder + " could not be removed: " + ex);
		}
	}

	private static void delete(@Nullable Path folder) {
		if (folder == null) {
			return;
		}
		try (Stream<Path> files = Files.walk(folder)) {
			for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
				Files.deleteIfExists(file);
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
