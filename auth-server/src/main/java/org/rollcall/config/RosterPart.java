package org.rollcall.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import org.rollcall.directory.District;
import org.rollcall.directory.Districts;
import org.rollcall.directory.Organizations;
import org.rollcall.directory.RegisteredPerson;
import org.rollcall.directory.Registrar;
import org.rollcall.directory.RosterOrigin;
import org.rollcall.password.Passwords;
import org.rollcall.roster.Fault;
import org.rollcall.roster.ImportOptions;
import org.rollcall.roster.ImportReport;
import org.rollcall.roster.InvalidRosterException;
import org.rollcall.roster.RosterImport;
import org.rollcall.roster.RosterSource;
import org.rollcall.roster.Rosters;

import org.springframework.stereotype.Component;

/**
 * The {@code roster} of a district. One that was imported before, and that nobody replaced since, is not imported again.
 */
@Component
class RosterPart {

	private static final String ROSTER = "roster";

	private final Districts districts;

	private final Organizations organizations;

	private final RosterImport rosterImport;

	private final Rosters rosters;

	private final Registrar registrar;

	private final Passwords passwords;

	RosterPart(Districts districts, Organizations organizations, RosterImport rosterImport, Rosters rosters,
			Registrar registrar, Passwords passwords) {
		this.districts = districts;
		this.organizations = organizations;
		this.rosterImport = rosterImport;
		this.rosters = rosters;
		this.registrar = registrar;
		this.passwords = passwords;
	}

	void apply(Section district, ConfigDocument document, Changes changes) {
		Section roster = district.section(ROSTER);
		if (roster == null) {
			if (district.has("password") || district.has("passwordHash")) {
				district.fault(district.has("password") ? "password" : "passwordHash",
						"This is for the people of a roster, and the district names none.");
			}
			return;
		}
		if (district.has("passwordHash")) {
			passwordHash(district);
		}
		int tenantId = this.districts.findByCustomUrl(district.text("customUrl", "")).orElseThrow().tenantId();
		Origin origin = origin(roster, document);
		if (origin == null) {
			return;
		}
		try {
			RosterOrigin declared = new RosterOrigin(origin.name(), origin.source().digest());
			document.references().note(declared.digest());
			Optional<RosterOrigin> known = this.organizations.rosterOrigin(tenantId);
			if (known.filter(declared::equals).isPresent()) {
				return;
			}
			boolean empty = !this.rosters.exists(tenantId);
			ImportReport report = this.rosterImport.run(tenantId, origin.source(),
					ImportOptions.unguarded().withInitialPasswordHash(passwordHash(district)));
			this.organizations.noteRoster(tenantId, declared);
			if (empty) {
				changes.created(ROSTER, district.text("customUrl", ""));
			}
			else if (!report.changedNothing()) {
				changes.updated(ROSTER, district.text("customUrl", ""));
			}
		}
		catch (InvalidRosterException ex) {
			tell(ex, roster);
		}
		catch (IOException ex) {
			district.fault(ROSTER, "The roster cannot be read: " + ex.getMessage() + ".");
		}
	}

	private @Nullable Origin origin(Section roster, ConfigDocument document) {
		List<String> set = roster.values().keySet().stream().sorted().toList();
		if (set.isEmpty()) {
			document.faults().add(roster.place(), "A roster needs a folder, the name of a demo, or rows.");
			return null;
		}
		if (set.size() > 1 && (set.contains("folder") || set.contains("demo"))) {
			document.faults().add(roster.place(), "A roster comes from one place: a folder, a demo, or rows of its own.");
			return null;
		}
		String demo = roster.text("demo");
		if (demo != null) {
			return new Origin("demo:" + demo, RosterSource.classpath("db/demo/" + demo));
		}
		String folder = roster.text("folder");
		if (folder == null) {
			return new Origin("inline", RosterSource.inline("the roster", rows(roster)));
		}
		try {
			Path path = document.references().path(folder);
			if (!Files.isDirectory(path)) {
				roster.fault("folder", "There is no folder " + path + ".");
				return null;
			}
			return new Origin("folder:" + path, RosterSource.folder(path));
		}
		catch (References.UnknownReferenceException ex) {
			roster.fault("folder", ex.sentence());
			return null;
		}
	}

	private static Map<String, List<Map<String, String>>> rows(Section roster) {
		Map<String, List<Map<String, String>>> tables = new HashMap<>();
		roster.values().keySet().forEach((table) -> tables.put(table, roster.sections(table).stream().map((row) -> {
			Map<String, String> values = new HashMap<>();
			row.values().forEach((column, value) -> values.put(column, (String) value));
			return values;
		}).toList()));
		return tables;
	}

	private @Nullable String passwordHash(Section district) {
		return new PasswordHashes(this.passwords).of(district, null).orElse(null);
	}

	/** A row of the document is shown where it stands, a line of a file by its name. */
	private static void tell(InvalidRosterException ex, Section roster) {
		for (Fault fault : ex.faults()) {
			String table = fault.file().replace(".csv", "");
			List<Section> rows = roster.has(table) && !roster.has("folder") ? roster.sections(table) : List.of();
			if (fault.line() >= 2 && fault.line() - 2 < rows.size()) {
				Section row = rows.get(fault.line() - 2);
				String column = (fault.column() != null) ? fault.column() : "";
				row.fault(column, (column.isEmpty() ? "This row" : "'" + column + "'")
						+ ((fault.value() != null) ? " (" + fault.value() + ") " : " ") + inRows(fault.reason()) + ".");
			}
			else {
				roster.faults().add(roster.place(), fault + ".");
			}
		}
	}

	private static String inRows(String reason) {
		java.util.regex.Matcher line = java.util.regex.Pattern.compile("line (\\d+)").matcher(reason);
		return line.replaceAll((match) -> "row " + (Integer.parseInt(match.group(1)) - 1));
	}

	/**
	 * Adds the roster to a district that is written down, and the password that most of its people have in common.
	 */
	void export(District district, Map<String, Object> item) {
		Map<String, List<Map<String, String>>> rows = this.rosters.rows(district.tenantId());
		if (rows.isEmpty()) {
			return;
		}
		commonPasswordHash(this.registrar.all(district.tenantId())).ifPresent((hash) -> item.put("passwordHash", hash));
		Optional<RosterOrigin> origin = this.organizations.rosterOrigin(district.tenantId())
			.filter((known) -> known.source().startsWith("demo:"));
		item.put(ROSTER, origin.isPresent() ? Map.of("demo", origin.get().source().substring("demo:".length()))
				: new LinkedHashMap<>(rows));
	}

	/**
	 * Returns whether the district has a roster.
	 */
	boolean isThere(District district) {
		return this.rosters.exists(district.tenantId());
	}

	/**
	 * Returns the sourcedIds of the people who are in the district's roster now.
	 */
	Set<String> sourcedIds(District district) {
		return this.rosters.rows(district.tenantId())
			.getOrDefault("users", List.of())
			.stream()
			.map((user) -> user.getOrDefault("sourcedId", ""))
			.collect(Collectors.toSet());
	}

	/**
	 * Returns the hash that most rostered people have, unless one of them has none: that one would get it.
	 */
	static Optional<String> commonPasswordHash(List<RegisteredPerson> people) {
		Map<String, Integer> counts = new TreeMap<>();
		for (RegisteredPerson person : people) {
			if (person.rostered()) {
				String hash = person.registration().passwordHash();
				if (hash == null) {
					return Optional.empty();
				}
				counts.merge(hash, 1, Integer::sum);
			}
		}
		return counts.entrySet().stream().max(Map.Entry.comparingByValue()).map(Map.Entry::getKey);
	}

	private record Origin(String name, RosterSource source) {

	}

}
