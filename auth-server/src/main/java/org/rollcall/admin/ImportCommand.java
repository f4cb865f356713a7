package org.rollcall.admin;

import java.io.BufferedOutputStream;
import java.io.BufferedReader;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import org.springframework.http.HttpHeaders;
import org.springframework.web.util.UriUtils;

/**
 * {@code import} on the command line: uploads a roster, shows how far it is and what it would change, asks, and has it done.
 */
final class ImportCommand {

	private static final int FAILED = 1;

	private static final int TOO_MANY_LEAVING = 3;

	private static final Duration LONGEST_UPLOAD = Duration.ofMinutes(70);

	private static final long PAUSE = 300;

	private static final long LINES_EVERY = 10_000;

	private static final int MEGABYTE = 1_000_000;

	private final AdminConnection server;

	private final InputStream in;

	private final boolean terminal;

	private final PrintStream out;

	private final PrintStream err;

	private String said = "";

	private long saidAt;

	ImportCommand(AdminConnection server, InputStream in, boolean terminal, PrintStream out, PrintStream err) {
		this.server = server;
		this.in = in;
		this.terminal = terminal;
		this.out = out;
		this.err = err;
	}

	/**
	 * Returns what the arguments mean; nothing if they are wrong.
	 */
	static Optional<Options> parse(List<String> arguments) {
		Path file = null;
		String district = null;
		Path faults = null;
		boolean dryRun = false;
		boolean yes = false;
		boolean letGo = false;
		for (int at = 0; at < arguments.size(); at++) {
			String argument = arguments.get(at);
			boolean takesValue = argument.equals("--district") || argument.equals("--faults");
			if (takesValue && at + 1 == arguments.size()) {
				return Optional.empty();
			}
			switch (argument) {
				case "--district" -> district = arguments.get(++at);
				case "--faults" -> faults = Path.of(arguments.get(++at));
				case "--dry-run" -> dryRun = true;
				case "--yes" -> yes = true;
				case "--let-go" -> letGo = true;
				default -> {
					if (file != null || argument.startsWith("--")) {
						return Optional.empty();
					}
					file = Path.of(argument);
				}
			}
		}
		return (file != null && district != null) ? Optional.of(new Options(file, district, faults, dryRun, yes, letGo))
				: Optional.empty();
	}

	/**
	 * @return what the process should exit with
	 */
	int run(Options options) {
		if (!options.yes() && !options.dryRun() && !this.terminal) {
			throw new CommandFailedException("there is nobody to ask; say --yes, or --dry-run.");
		}
		String address = upload(options);
		JsonNode checked = await(address);
		return switch (checked.path("state").asString()) {
			case "faulty" -> tellFaults(address, checked, options);
			case "checked" -> decide(address, checked, options);
			default -> throw new CommandFailedException(problem(checked));
		};
	}

	private int decide(String address, JsonNode checked, Options options) {
		JsonNode preview = checked.path("preview");
		tell(preview, "would be ");
		if (options.dryRun()) {
			cancel(address);
			this.out.println("Nothing was imported.");
			return 0;
		}
		boolean beyond = preview.path("beyondGuard").asBoolean();
		String leaving = "%,d of %,d people would no longer be able to sign in".formatted(preview.path("peopleLeaving").asLong(),
				preview.path("peopleBefore").asLong());
		if (beyond && !options.letGo() && options.yes()) {
			this.err.println("rollcall: " + leaving + ". Say --let-go if that is right, or confirm it in the console, where it waits;"
					+ " nothing was imported.");
			return TOO_MANY_LEAVING;
		}
		if (!options.yes() && !isTrue((beyond && !options.letGo()) ? leaving + ". Import all the same?" : "Import?")) {
			cancel(address);
			this.out.println("Nothing was imported.");
			return FAILED;
		}
		HttpResponse<String> answer = this.server.send(this.server.request(address + "/confirm")
			.header(HttpHeaders.CONTENT_TYPE, "application/json")
			.POST(BodyPublishers.ofString("{\"letGo\": " + beyond + "}"))
			.build());
		if (answer.statusCode() != 202) {
			throw new CommandFailedException(AdminConnection.message(answer));
		}
		JsonNode done = await(address);
		if (!done.path("state").asString().equals("imported")) {
			throw new CommandFailedException(problem(done));
		}
		this.out.printf(Locale.ROOT, "Imported: %,d people new, %,d changed, %,d left.%n", done.path("preview").path("peopleCreated").asLong(),
				done.path("preview").path("peopleChanged").asLong(), done.path("preview").path("peopleLeaving").asLong());
		return 0;
	}

	private static String problem(JsonNode item) {
		return switch (item.path("state").asString()) {
			case "cancelled" -> "somebody cancelled the import, or uploaded another one; nothing was imported.";
			case "faulty" -> "the roster has changed since it was checked, and now there are faults; try again. Nothing was imported.";
			default -> clean(item.path("problem").asString("it failed. Nothing was imported."));
		};
	}

	private boolean isTrue(String question) {
		this.out.print(question + " [y/N] ");
		this.out.flush();
		try {
			String answer = new BufferedReader(new InputStreamReader(this.in, Charset.defaultCharset())).readLine();
			return answer != null && answer.strip().matches("(?i)y(es)?");
		}
		catch (IOException ex) {
			return false;
		}
	}

	private void cancel(String address) {
		this.server.send(this.server.request(address).DELETE().build());
	}

	private void tell(JsonNode preview, String would) {
		this.out.printf("%-22s %12s %12s %12s %12s%n", "file", "rows", "new", "changed", "removed");
		preview.path("files")
			.forEach((file) -> this.out.printf(Locale.ROOT, "%-22s %,12d %,12d %,12d %,12d%n",
					file.path("file").asString() + ".csv" + (file.path("mode").asString().equals("delta") ? " (delta)" : ""),
					file.path("rows").asLong(), file.path("created").asLong(), file.path("changed").asLong(), file.path("removed").asLong()));
		this.out.printf(Locale.ROOT, "People: %,d %snew, %,d changed, %,d of %,d leave.%n", preview.path("peopleCreated").asLong(), would,
				preview.path("peopleChanged").asLong(), preview.path("peopleLeaving").asLong(), preview.path("peopleBefore").asLong());
	}

	private int tellFaults(String address, JsonNode item, Options options) {
		HttpResponse<Stream<String>> lines = this.server.send(
				this.server.request(address + "/faults").header(HttpHeaders.ACCEPT, "text/plain").GET().build(), BodyHandlers.ofLines());
		try (Stream<String> body = lines.body()) {
			body.forEach((line) -> this.err.println(clean(line)));
		}
		Path file = options.faults();
		if (file != null) {
			HttpResponse<InputStream> csv = this.server.send(
					this.server.request(address + "/faults").header(HttpHeaders.ACCEPT, "text/csv").GET().build(), BodyHandlers.ofInputStream());
			try (InputStream body = csv.body()) {
				Files.write(file, body.readAllBytes());
			}
			catch (IOException ex) {
				throw new CommandFailedException(file + " cannot be written.");
			}
		}
		long count = item.path("faults").asLong();
		this.err.printf(Locale.ROOT, "rollcall: %s, so nothing was imported.%n", (count == 1) ? "one fault" : "%,d faults".formatted(count));
		return FAILED;
	}

	private JsonNode await(String address) {
		while (true) {
			HttpResponse<String> answer = this.server.send(this.server.request(address).GET().build());
			if (answer.statusCode() != 200) {
				throw new CommandFailedException(AdminConnection.message(answer));
			}
			JsonNode item = AdminConnection.json(answer);
			if (!item.path("progress").isObject()) {
				endOfLine();
				return item;
			}
			tellProgress(item.path("progress"));
			pause();
		}
	}

	private void tellProgress(JsonNode progress) {
		String phase = switch (progress.path("phase").asString()) {
			case "reading" -> "Reading";
			case "checking" -> "Comparing the files with each other";
			case "writing" -> "Writing";
			case "people" -> "Bringing accounts in line";
			default -> "Waiting";
		};
		String file = progress.path("file").asString("");
		String what = file.isEmpty() ? phase : phase + " " + file;
		StringBuilder text = new StringBuilder(what);
		if (progress.path("rows").asLong() > 0) {
			text.append(String.format(Locale.ROOT, ": %,d of about %,d rows, %,d a second", progress.path("rows").asLong(),
					progress.path("rowsTotal").asLong(), progress.path("rowsPerSecond").asLong()));
			if (progress.path("secondsLeft").isNumber()) {
				long left = progress.path("secondsLeft").asLong();
				text.append(", ").append((left < 60) ? left + " s left" : "%d min %d s left".formatted(left / 60, left % 60));
			}
		}
		say(what, text.toString());
	}

	/**
	 * In a terminal one line changes; elsewhere there is one for whatever is new, and one now and then.
	 */
	private void say(String what, String text) {
		if (this.terminal) {
			this.out.print("\r" + text + " ".repeat(Math.max(0, this.said.length() - text.length())));
			this.out.flush();
			this.said = text;
			return;
		}
		long now = System.nanoTime() / 1_000_000;
		if (!what.equals(this.said) || now - this.saidAt > LINES_EVERY) {
			this.out.println(text);
			this.said = what;
			this.saidAt = now;
		}
	}

	private void endOfLine() {
		if (this.terminal && !this.said.isEmpty()) {
			this.out.print("\r" + " ".repeat(this.said.length()) + "\r");
			this.said = "";
		}
	}

	private static void pause() {
		try {
			Thread.sleep(PAUSE);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new CommandFailedException("interrupted; look in the console how far the import is.");
		}
	}

	private String upload(Options options) {
		Path file = options.file();
		if (!Files.exists(file)) {
			throw new CommandFailedException(file + " does not exist.");
		}
		AtomicReference<@Nullable IOException> failure = new AtomicReference<>();
		String name = file.toAbsolutePath().normalize().getFileName() + (Files.isDirectory(file) ? ".zip" : "");
		HttpRequest request = this.server
			.request("/admin/v1/rosters/" + UriUtils.encode(options.district(), StandardCharsets.UTF_8) + "/imports?name="
					+ UriUtils.encode(name, StandardCharsets.UTF_8))
			.header(HttpHeaders.CONTENT_TYPE, RostersController.ZIP)
			.version(Version.HTTP_1_1)
			.timeout(LONGEST_UPLOAD)
			// what is refused is not sent
			.expectContinue(true)
			.POST(BodyPublishers.ofInputStream(() -> new Counted(Files.isDirectory(file) ? zipped(file, failure) : opened(file))))
			.build();
		HttpResponse<String> answer;
		try {
			answer = this.server.send(request);
		}
		catch (CommandFailedException ex) {
			IOException cause = failure.get();
			throw (cause != null) ? new CommandFailedException(file + " cannot be read: " + cause.getMessage()) : ex;
		}
		endOfLine();
		if (answer.statusCode() != 202) {
			throw new CommandFailedException(AdminConnection.message(answer));
		}
		return answer.headers().firstValue(HttpHeaders.LOCATION).orElseThrow();
	}

	private static InputStream opened(Path file) {
		try {
			return Files.newInputStream(file);
		}
		catch (IOException ex) {
			throw new CommandFailedException(file + " cannot be read.");
		}
	}

	/**
	 * A folder as a zip, made while it is sent. One that cannot be read is not sent to its end.
	 */
	private static InputStream zipped(Path folder, AtomicReference<@Nullable IOException> failure) {
		try {
			PipedOutputStream target = new PipedOutputStream();
			PipedInputStream source = new PipedInputStream(target, 1 << 16);
			Thread.ofPlatform().daemon().name("zip").start(() -> {
				try (Stream<Path> files = Files.list(folder)) {
					ZipOutputStream zip = new ZipOutputStream(new BufferedOutputStream(target, 1 << 15));
					for (Path file : files.filter((one) -> one.getFileName().toString().endsWith(".csv")).sorted().toList()) {
						zip.putNextEntry(new ZipEntry(file.getFileName().toString()));
						Files.copy(file, zip);
						zip.closeEntry();
					}
					zip.close();
				}
				catch (IOException ex) {
					failure.set(ex);
				}
			});
			return source;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** What comes from a file is not to move the cursor, nor to turn a line around. */
	private static String clean(String text) {
		return text.replaceAll("[\\p{Cntrl}\\p{Cf}]", "\ufffd");
	}

	/**
	 * What was asked for.
	 *
	 * @param faults where faults are kept as CSV, {@code null} for nowhere
	 */
	record Options(Path file, String district, @Nullable Path faults, boolean dryRun, boolean yes, boolean letGo) {

	}

	/** Tells how much was sent. */
	private final class Counted extends FilterInputStream {

		private final AtomicLong sent = new AtomicLong();

		private Counted(InputStream in) {
			super(in);
		}

		@Override
		public int read(byte[] buffer, int offset, int length) throws IOException {
			int read = super.read(buffer, offset, length);
			long before = this.sent.get() / MEGABYTE;
			long now = this.sent.addAndGet(Math.max(read, 0)) / MEGABYTE;
			if (now > before) {
				say("Uploading", "Uploading: %,d MB".formatted(now));
			}
			return read;
		}

	}

}
