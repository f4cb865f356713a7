package org.rollcall.platform;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

/**
 * The folder of a PostgreSQL, with the programs that make it, start a server on it and stop that.
 *
 * @param binaries the programs
 * @param data the folder; its owner alone may read it
 * @param durable whether what was committed outlives a failure of the machine; without, everything is faster
 */
record PostgresCluster(PostgresBinaries binaries, Path data, boolean durable) {

	/** How often the server is asked for; it takes a tenth of a second to start. */
	private static final long POLL_MILLISECONDS = 2;

	/** Where the status stands in the file that PostgreSQL keeps of its postmaster. */
	private static final int STATUS_LINE = 7;

	private static final int ATTEMPTS = 3;

	/** The password is random, 128 bits of it: to stretch it would slow down every connection and nobody's guesses. */
	private static final String SCRAM_ITERATIONS = "scram_iterations=1";

	boolean exists() {
		return Files.exists(this.data.resolve("postgresql.conf"));
	}

	/**
	 * Makes the folder.
	 * @param passwordFile holds the superuser's password
	 */
	void create(String superuser, Path passwordFile) throws IOException {
		List<String> arguments = new ArrayList<>(List.of("-D", this.data.toString(), "-U", superuser, "-A", "scram-sha-256",
				"--pwfile", passwordFile.toString(), "-E", "UTF-8", "--locale-provider", "builtin", "--locale", "C.UTF-8",
				"--no-instructions", "--set", SCRAM_ITERATIONS));
		if (!this.durable) {
			arguments.add("--no-sync");
		}
		Path output = this.data.resolveSibling("postgres.log");
		Files.deleteIfExists(output);
		finish(launch("initdb", arguments, output), "initdb", output);
	}

	/**
	 * Makes sure that the folder outlives a failure of the machine, if it is to be durable.
	 */
	void sync() throws IOException {
		if (this.durable) {
			Path output = this.data.resolveSibling("postgres.sync.log");
			finish(launch("initdb", List.of("-D", this.data.toString(), "--sync-only", "--sync-method", "syncfs"), output), "initdb",
					output);
			Files.deleteIfExists(output);
		}
	}

	/**
	 * Starts a server on the folder and returns its port as soon as it takes connections. It has a session of its own: a
	 * Ctrl-C is for Rollcall, which then stops it in good order.
	 */
	int start(Duration wait) throws IOException {
		Path log = this.data.resolveSibling("postgres.log");
		for (int attempt = 1;; attempt++) {
			Files.deleteIfExists(log);
			int port = freePort();
			Process start = launch("pg_ctl", List.of("start", "-w", "-t", Long.toString(wait.toSeconds()), "-D",
					this.data.toString(), "-l", log.toString(), "-o", options(port)), null);
			if (becomesReady(start)) {
				return port;
			}
			String said = Files.exists(log) ? Files.readString(log) : "";
			if (attempt == ATTEMPTS || !said.contains("could not bind")) {
				throw new IOException(lastWords(said, "pg_ctl ended with " + start.exitValue()));
			}
		}
	}

	/**
	 * PostgreSQL writes its status into a file, which is looked at more often than {@code pg_ctl} does.
	 */
	private boolean becomesReady(Process start) throws IOException {
		try {
			while (!start.waitFor(POLL_MILLISECONDS, TimeUnit.MILLISECONDS)) {
				if (isReady()) {
					return true;
				}
			}
			return start.exitValue() == 0 && isReady();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IOException("interrupted", ex);
		}
	}

	private boolean isReady() throws IOException {
		try {
			List<String> lines = Files.readAllLines(this.data.resolve("postmaster.pid"));
			return lines.size() > STATUS_LINE && lines.get(STATUS_LINE).strip().equals("ready");
		}
		catch (NoSuchFileException ex) {
			// It is not there yet, or PostgreSQL has given up and taken it away.
			return false;
		}
	}

	/**
	 * Stops the server: open transactions are rolled back, everything is written.
	 */
	void stop() throws IOException {
		Path output = this.data.resolveSibling("postgres.stop.log");
		finish(launch("pg_ctl", List.of("stop", "-w", "-m", "fast", "-D", this.data.toString()), output), "pg_ctl", output);
		Files.deleteIfExists(output);
	}

	/**
	 * One server for one pool: what PostgreSQL keeps ready for many clients, replicas and parallel queries would only cost
	 * memory.
	 */
	private String options(int port) {
		String durability = this.durable ? "on" : "off";
		return String.join(" ", "-p", Integer.toString(port), "-c", "listen_addresses=127.0.0.1", "-c",
				"unix_socket_directories=", "-c", "max_connections=50", "-c", "shared_buffers=32MB", "-c", "io_method=sync", "-c",
				"max_logical_replication_workers=0", "-c", "max_parallel_workers_per_gather=0", "-c", SCRAM_ITERATIONS, "-c", "fsync=" + durability, "-c",
				"synchronous_commit=" + durability, "-c", "full_page_writes=" + durability);
	}

	private Process launch(String program, List<String> arguments, @Nullable Path output)
			throws IOException {
		ProcessBuilder builder = new ProcessBuilder(this.binaries.command(program, arguments)).redirectErrorStream(true);
		builder.redirectOutput((output != null) ? ProcessBuilder.Redirect.appendTo(output.toFile())
				: ProcessBuilder.Redirect.DISCARD);
		return builder.start();
	}

	private static void finish(Process process, String program, Path output) throws IOException {
		try {
			if (process.waitFor() != 0) {
				throw new IOException(lastWords(Files.readString(output), program + " ended with " + process.exitValue()));
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IOException("interrupted", ex);
		}
	}

	private static String lastWords(String said, String otherwise) {
		return said.lines()
			.filter((line) -> line.contains("FATAL:") || line.contains("PANIC:") || line.contains("error:"))
			.reduce((first, last) -> last)
			.map((line) -> line.replaceFirst("^.*?(FATAL|PANIC|error): *", ""))
			.orElse(otherwise);
	}

	private static int freePort() throws IOException {
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			return socket.getLocalPort();
		}
	}

}
