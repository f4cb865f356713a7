package org.rollcall.platform;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The PostgreSQL that a killed server left running on its data folder. Nobody uses it any more (the folder's lock is ours),
 * and no other can start there until it has ended.
 */
record OrphanedPostmaster(Path pidFile, ProcessHandle process) {

	private static final Logger logger = LoggerFactory.getLogger(OrphanedPostmaster.class);

	/**
	 * Finds what runs on {@code data}. A pid file whose process is gone, or is now somebody else's, is removed: PostgreSQL
	 * would refuse to start for it.
	 */
	static Optional<OrphanedPostmaster> in(Path data) throws IOException {
		Path pidFile = data.resolve("postmaster.pid");
		if (!Files.exists(pidFile)) {
			return Optional.empty();
		}
		Optional<ProcessHandle> running = pid(pidFile).flatMap(ProcessHandle::of)
			.filter(ProcessHandle::isAlive)
			.filter((process) -> isOn(process, "postgres", data));
		if (running.isEmpty()) {
			Files.delete(pidFile);
		}
		return running.map((process) -> new OrphanedPostmaster(pidFile, process));
	}

	/**
	 * Tells whether {@code process} runs {@code program} on {@code data}. A number alone says little: after a restart of the
	 * machine it may be the number of another PostgreSQL. Where the system hides arguments, the program has to do.
	 */
	static boolean isOn(ProcessHandle process, String program, Path data) {
		ProcessHandle.Info info = process.info();
		return info.command().filter((command) -> command.contains(program)).isPresent()
				&& info.arguments()
					.map((arguments) -> Arrays.stream(arguments).anyMatch((argument) -> isSame(argument, data)))
					.orElse(true);
	}

	private static boolean isSame(String argument, Path data) {
		try {
			return argument.equals(data.toString())
					|| argument.startsWith("/") && Files.isSameFile(Path.of(argument), data);
		}
		catch (IOException | InvalidPathException ex) {
			return false;
		}
	}

	private static Optional<Long> pid(Path pidFile) throws IOException {
		List<String> lines = Files.readAllLines(pidFile);
		try {
			return lines.isEmpty() ? Optional.empty() : Optional.of(Long.valueOf(lines.getFirst().strip()));
		}
		catch (NumberFormatException ex) {
			return Optional.empty();
		}
	}

	/**
	 * Ends it in PostgreSQL's own order: fast (open transactions are rolled back, everything is written), then immediate
	 * (the next start recovers from the log). Neither loses what was committed.
	 */
	void end() {
		logger.info("An earlier run left its PostgreSQL (pid {}) running; ending it", this.process.pid());
		if (!ends("-INT", 20) && !ends("-QUIT", 10)) {
			throw new StartupProblem(
					"An earlier run left a PostgreSQL running (pid " + this.process.pid() + ") that does not end.",
					"End that process and start again.");
		}
	}

	private boolean ends(String signal, int seconds) {
		try {
			new ProcessBuilder("kill", signal, Long.toString(this.process.pid())).start().waitFor();
		}
		catch (IOException ex) {
			this.process.destroy();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
		long start = System.nanoTime();
		while (!hasEnded()) {
			if (System.nanoTime() - start > TimeUnit.SECONDS.toNanos(seconds)) {
				return false;
			}
			LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
		}
		return true;
	}

	/**
	 * Its file is the last that it takes away. A process that nobody waits for, as in a container without an init, still counts as
	 * alive then.
	 */
	private boolean hasEnded() {
		return !Files.exists(this.pidFile) || !this.process.isAlive();
	}

}
