package org.rollcall.admin;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code export} and {@code apply} on the command line: the admin API of a server that runs, for people at a terminal.
 */
public final class AdminCommand {

	private static final Set<String> COMMANDS = Set.of("export", "apply");

	private static final String USAGE = """
			rollcall export                    writes what the server at ROLLCALL_URL holds, as a rollcall.yaml
			rollcall apply FILE [--dry-run]    brings it in line with a rollcall.yaml, or tells what would change

			ROLLCALL_URL        the server (default: http://localhost:9000)
			ROLLCALL_ADMIN_KEY  its key (default: the file admin-key in ROLLCALL_DATA_DIRECTORY, or in data)
			""";

	private static final int FAILED = 1;

	private static final int MISUSED = 2;

	private final Map<String, String> environment;

	private final PrintStream out;

	private final PrintStream err;

	AdminCommand(Map<String, String> environment, PrintStream out, PrintStream err) {
		this.environment = environment;
		this.out = out;
		this.err = err;
	}

	/**
	 * Returns whether the arguments are for this and not for the server.
	 */
	public static boolean isMeant(String... arguments) {
		return arguments.length > 0 && COMMANDS.contains(arguments[0]);
	}

	/**
	 * Runs a command.
	 * @return what the process should exit with: 0 if it worked, 1 if it did not, 2 if the arguments are wrong
	 */
	public static int run(String... arguments) {
		// a file is in UTF-8 whatever the terminal is in
		PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
		return new AdminCommand(System.getenv(), out, System.err).execute(List.of(arguments));
	}

	int execute(List<String> arguments) {
		try {
			if (arguments.equals(List.of("export"))) {
				return export();
			}
			boolean dryRun = arguments.contains("--dry-run");
			List<String> files = arguments.stream().skip(1).filter((argument) -> !argument.startsWith("--")).toList();
			boolean known = arguments.stream().filter((argument) -> argument.startsWith("--")).allMatch("--dry-run"::equals);
			if (!arguments.getFirst().equals("apply") || files.size() != 1 || !known) {
				this.err.print(USAGE);
				return MISUSED;
			}
			return apply(Path.of(files.getFirst()), dryRun);
		}
		catch (InvalidPathException ex) {
			this.err.println("rollcall: the name of the file cannot be read in this locale; set LC_ALL=C.UTF-8.");
			return FAILED;
		}
		catch (Problem ex) {
			this.err.println("rollcall: " + ex.getMessage());
			return FAILED;
		}
	}

	private int export() {
		HttpResponse<String> answer = send(request("/admin/v1/config").GET().build());
		if (answer.statusCode() != 200) {
			throw new Problem(message(answer));
		}
		this.out.print(answer.body());
		return 0;
	}

	private int apply(Path file, boolean dryRun) {
		HttpResponse<String> answer = send(request("/admin/v1/config" + (dryRun ? "?dryRun=true" : ""))
			.header("Content-Type", "application/yaml")
			.PUT(BodyPublishers.ofString(read(file)))
			.build());
		if (answer.statusCode() == 400) {
			JsonNode faults = json(answer).path("faults");
			faults.forEach((fault) -> this.err.printf("%s:%d:%d: %s%s%n", file, fault.path("line").asInt(),
					fault.path("column").asInt(),
					fault.path("path").asString().isEmpty() ? "" : fault.path("path").asString() + ": ",
					fault.path("message").asString()));
			this.err.println("rollcall: nothing of " + file + " was applied.");
			return FAILED;
		}
		if (answer.statusCode() != 200) {
			throw new Problem(message(answer));
		}
		JsonNode changes = json(answer).path("changes");
		changes.forEach((change) -> this.out.printf("%s %s %s%n", change.path("kind").asString(), change.path("name").asString(),
				change.path("change").asString()));
		this.out.println(changes.isEmpty() ? "Everything is as the file says."
				: changes.size() + (dryRun ? " would change; nothing was applied." : " changed."));
		return 0;
	}

	private static String read(Path file) {
		try {
			return Files.readString(file);
		}
		catch (IOException ex) {
			throw new Problem(file + (Files.exists(file) ? " cannot be read as text in UTF-8." : " does not exist."));
		}
	}

	private HttpRequest.Builder request(String path) {
		try {
			return HttpRequest.newBuilder(URI.create(url() + path))
				.header(AdminKeyFilter.HEADER, key())
				.timeout(Duration.ofMinutes(5));
		}
		catch (IllegalArgumentException ex) {
			throw new Problem("ROLLCALL_URL is '" + url() + "', which is not an address such as http://localhost:9000.");
		}
	}

	private String url() {
		String url = this.environment.getOrDefault("ROLLCALL_URL", "http://localhost:9000");
		return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
	}

	private String key() {
		String key = this.environment.get("ROLLCALL_ADMIN_KEY");
		if (key != null && !key.isBlank()) {
			return key.strip();
		}
		Path file = Path.of(this.environment.getOrDefault("ROLLCALL_DATA_DIRECTORY", "data"), AdminApiKeys.FILE);
		try {
			return Files.readString(file).strip();
		}
		catch (IOException ex) {
			throw new Problem("there is no key: set ROLLCALL_ADMIN_KEY, or ROLLCALL_DATA_DIRECTORY so that " + AdminApiKeys.FILE
					+ " is in it (" + file.toAbsolutePath() + " cannot be read).");
		}
	}

	private HttpResponse<String> send(HttpRequest request) {
		try (HttpClient client = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build()) {
			return client.send(request, BodyHandlers.ofString());
		}
		catch (IOException ex) {
			throw new Problem("nothing answers at " + url() + "; start the server, or name it in ROLLCALL_URL.");
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new Problem("interrupted.");
		}
	}

	private static JsonNode json(HttpResponse<String> answer) {
		try {
			return JsonMapper.shared().readTree(answer.body());
		}
		catch (JacksonException ex) {
			throw new Problem("the answer is not one of Rollcall's (status " + answer.statusCode() + ").");
		}
	}

	private static String message(HttpResponse<String> answer) {
		@Nullable String message = json(answer).path("message").asString(null);
		return (message != null) ? message : "the answer is not one of Rollcall's (status " + answer.statusCode() + ").";
	}

	private static final class Problem extends RuntimeException {

		Problem(String sentence) {
			super(sentence);
		}

	}

}
