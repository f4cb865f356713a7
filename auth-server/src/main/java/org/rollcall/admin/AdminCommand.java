package org.rollcall.admin;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

import tools.jackson.databind.JsonNode;

/**
 * {@code export}, {@code apply} and {@code import} on the command line: the admin API of a server that runs, for people at a terminal.
 */
public final class AdminCommand {

	private static final Set<String> COMMANDS = Set.of("export", "apply", "import");

	private static final String USAGE = """
			rollcall export                    writes what the server at ROLLCALL_URL holds, as a rollcall.yaml
			rollcall apply FILE [--dry-run]    brings it in line with a rollcall.yaml, or tells what would change
			rollcall import FILE --district NAME [--dry-run] [--yes] [--let-go] [--faults FILE.csv]
			                                   imports a roster: a zip or a folder of OneRoster 1.1 CSV files. It is checked first, and
			                                   you are shown what would change and asked. NAME is as in the district's address.
			                                   --dry-run only shows it, --yes asks nothing, --let-go says that as many people may
			                                   leave as would, --faults also keeps the faults as CSV

			ROLLCALL_URL        the server (default: http://localhost:9000)
			ROLLCALL_ADMIN_KEY  its key (default: the file admin-key in ROLLCALL_DATA_DIRECTORY, or in data)
			""";

	private static final int FAILED = 1;

	private static final int MISUSED = 2;

	private final AdminConnection server;

	private final InputStream in;

	private final boolean terminal;

	private final PrintStream out;

	private final PrintStream err;

	AdminCommand(Map<String, String> environment, PrintStream out, PrintStream err) {
		this(environment, InputStream.nullInputStream(), false, out, err);
	}

	/**
	 * @param terminal whether somebody sits there who sees lines change and can be asked
	 */
	AdminCommand(Map<String, String> environment, InputStream in, boolean terminal, PrintStream out, PrintStream err) {
		this.server = new AdminConnection(environment);
		this.in = in;
		this.terminal = terminal;
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
		boolean terminal = System.console() != null && System.console().isTerminal();
		return new AdminCommand(System.getenv(), System.in, terminal, out, System.err).execute(List.of(arguments));
	}

	int execute(List<String> arguments) {
		try {
			if (arguments.equals(List.of("export"))) {
				return export();
			}
			if (arguments.getFirst().equals("import")) {
				return ImportCommand.parse(arguments.subList(1, arguments.size()))
					.map((options) -> new ImportCommand(this.server, this.in, this.terminal, this.out, this.err).run(options))
					.orElseGet(this::misused);
			}
			boolean dryRun = arguments.contains("--dry-run");
			List<String> files = arguments.stream().skip(1).filter((argument) -> !argument.startsWith("--")).toList();
			boolean known = arguments.stream().filter((argument) -> argument.startsWith("--")).allMatch("--dry-run"::equals);
			if (!arguments.getFirst().equals("apply") || files.size() != 1 || !known) {
				return misused();
			}
			return apply(Path.of(files.getFirst()), dryRun);
		}
		catch (InvalidPathException ex) {
			this.err.println("rollcall: the name of the file cannot be read in this locale; set LC_ALL=C.UTF-8.");
			return FAILED;
		}
		catch (CommandFailedException ex) {
			this.err.println("rollcall: " + ex.getMessage());
			return FAILED;
		}
	}

	private int misused() {
		this.err.print(USAGE);
		return MISUSED;
	}

	private int export() {
		HttpResponse<String> answer = this.server.send(this.server.request("/admin/v1/config").GET().build());
		if (answer.statusCode() != 200) {
			throw new CommandFailedException(AdminConnection.message(answer));
		}
		this.out.print(answer.body());
		return 0;
	}

	private int apply(Path file, boolean dryRun) {
		HttpResponse<String> answer = this.server.send(this.server.request("/admin/v1/config" + (dryRun ? "?dryRun=true" : ""))
			.header("Content-Type", "application/yaml")
			.PUT(BodyPublishers.ofString(read(file)))
			.build());
		if (answer.statusCode() == 400) {
			JsonNode faults = AdminConnection.json(answer).path("faults");
			faults.forEach((fault) -> this.err.printf("%s:%d:%d: %s%s%n", file, fault.path("line").asInt(),
					fault.path("column").asInt(),
					fault.path("path").asString().isEmpty() ? "" : fault.path("path").asString() + ": ",
					fault.path("message").asString()));
			this.err.println("rollcall: nothing of " + file + " was applied.");
			return FAILED;
		}
		if (answer.statusCode() != 200) {
			throw new CommandFailedException(AdminConnection.message(answer));
		}
		JsonNode changes = AdminConnection.json(answer).path("changes");
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
			throw new CommandFailedException(file + (Files.exists(file) ? " cannot be read as text in UTF-8." : " does not exist."));
		}
	}

}
