package org.rollcall.adversity;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

import org.rollcall.RollcallApplication;
import org.rollcall.journey.Http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A server in a process of its own, which can be killed.
 */
final class ChildServer implements AutoCloseable {

	private final Process process;

	private final Path log;

	private ChildServer(Process process, Path log) {
		this.process = process;
		this.log = log;
	}

	static ChildServer launch(Path log, String... arguments) throws IOException {
		List<String> command = new ArrayList<>(List.of(ProcessHandle.current().info().command().orElseThrow(), "-cp",
				System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")), "-Xmx512m",
				RollcallApplication.class.getName()));
		command.addAll(List.of(arguments));
		return new ChildServer(
				new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start(), log);
	}

	ChildServer awaitReady(String base) {
		try {
			await().atMost(Duration.ofSeconds(120)).until(() -> !this.process.isAlive() || answers(base));
			assertThat(this.process.isAlive()).as(log()).isTrue();
			return this;
		}
		catch (RuntimeException | AssertionError ex) {
			close();
			throw ex;
		}
	}

	private static boolean answers(String base) {
		try {
			return new Http(base).get("/.well-known/openid-configuration").status() == 200;
		}
		catch (UncheckedIOException ex) {
			return false;
		}
	}

	String log() {
		try {
			return Files.readString(this.log);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Waits until the process ends by itself, and returns its exit code.
	 */
	int awaitEnd() throws InterruptedException {
		if (!this.process.waitFor(120, TimeUnit.SECONDS)) {
			throw new AssertionError("still running");
		}
		return this.process.exitValue();
	}

	/**
	 * Kills it, as {@code kill -9} does.
	 */
	void kill() {
		this.process.destroyForcibly().onExit().join();
	}

	/**
	 * Ends it in good order, and what it left behind.
	 */
	@Override
	public void close() {
		this.process.destroy();
		try {
			if (!this.process.waitFor(30, TimeUnit.SECONDS)) {
				kill();
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	/**
	 * Ends the PostgreSQL of a killed server.
	 */
	static void endPostmaster(Path data) throws IOException {
		postmaster(data).ifPresent((postmaster) -> {
			postmaster.destroyForcibly();
			await().until(() -> postmaster.info().command().isEmpty());
		});
	}

	/**
	 * Returns the PostgreSQL that runs on a server's data folder.
	 */
	static Optional<ProcessHandle> postmaster(Path data) throws IOException {
		Path file = data.resolve("postgres").resolve("postmaster.pid");
		return Files.exists(file)
				? ProcessHandle.of(Long.parseLong(Files.readAllLines(file).getFirst().strip())).filter(ProcessHandle::isAlive)
				: Optional.empty();
	}

}
