package org.rollcall.roster;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import org.rollcall.roster.Column.Kind;

/**
 * What must be true between the lines of a roster's files.
 */
class RosterRules {

	private final Roster roster;

	private final Faults faults;

	RosterRules(Roster roster, Faults faults) {
		this.roster = roster;
		this.faults = faults;
	}

	void check() {
		checkReferences();
		checkAncestors(RosterFile.ORGS);
		checkAncestors(RosterFile.ACADEMIC_SESSIONS);
		checkOrder(RosterFile.ACADEMIC_SESSIONS, "startDate", "endDate");
		checkOrder(RosterFile.ENROLLMENTS, "beginDate", "endDate");
		checkUsernames();
		// A roster without people would deactivate everybody: no district means that.
		checkNotEmpty(RosterFile.ORGS);
		checkNotEmpty(RosterFile.USERS);
	}

	private void checkReferences() {
		Map<RosterFile, Set<String>> known = new EnumMap<>(RosterFile.class);
		for (RosterFile file : RosterFile.values()) {
			Set<String> ids = new HashSet<>();
			this.roster.rows(file).forEach(row -> ids.add(String.valueOf(row.get(RosterFile.SOURCED_ID))));
			known.put(file, ids);
		}
		for (RosterFile file : RosterFile.values()) {
			for (int index = 0; index < file.columns().size(); index++) {
				String target = file.columns().get(index).target();
				// Where a file cannot be read, every reference to it would be one more fault that says nothing.
				if (target != null && this.roster.has(RosterFile.of(target))) {
					checkReferences(file, index, RosterFile.of(target), known.get(RosterFile.of(target)));
				}
			}
		}
	}

	private void checkReferences(RosterFile file, int index, RosterFile target, Set<String> known) {
		Column column = file.columns().get(index);
		for (Row row : this.roster.rows(file)) {
			String value = row.get(index);
			if (value == null) {
				continue;
			}
			for (String reference : (column.kind() == Kind.REFERENCES) ? Column.items(value) : Set.of(value)) {
				if (!known.contains(reference)) {
					this.faults.add(file.fileName(), row.line(), column.name(), reference, "is not in " + target.fileName());
				}
			}
		}
	}

	private void checkAncestors(RosterFile file) {
		int parentIndex = file.indexOf("parentSourcedId");
		Map<String, String> parents = new HashMap<>();
		for (Row row : this.roster.rows(file)) {
			String id = row.get(RosterFile.SOURCED_ID);
			String parent = row.get(parentIndex);
			if (id != null && parent != null) {
				parents.putIfAbsent(id, parent);
			}
		}
		Set<String> harmless = new HashSet<>();
		for (Row row : this.roster.rows(file)) {
			String id = row.get(RosterFile.SOURCED_ID);
			Set<String> way = new HashSet<>();
			String ancestor = id;
			while (ancestor != null && !harmless.contains(ancestor) && way.add(ancestor)) {
				ancestor = parents.get(ancestor);
			}
			if (ancestor == null || harmless.contains(ancestor)) {
				harmless.addAll(way);
			}
			else if (ancestor.equals(id)) {
				this.faults.add(file.fileName(), row.line(), "parentSourcedId", row.get(parentIndex),
						"makes %s its own ancestor".formatted(id));
			}
		}
	}

	private void checkOrder(RosterFile file, String first, String second) {
		int firstIndex = file.indexOf(first);
		int secondIndex = file.indexOf(second);
		for (Row row : this.roster.rows(file)) {
			String begin = row.get(firstIndex);
			String end = row.get(secondIndex);
			// Dates like 2026-08-31 are ordered as texts are.
			if (begin != null && end != null && end.compareTo(begin) < 0) {
				this.faults.add(file.fileName(), row.line(), second, end, "is before the %s %s".formatted(first, begin));
			}
		}
	}

	private void checkUsernames() {
		int usernameIndex = RosterFile.USERS.indexOf("username");
		Map<String, Integer> lines = new HashMap<>();
		for (Row row : this.roster.rows(RosterFile.USERS)) {
			String username = row.get(usernameIndex);
			Integer other = (username != null) ? lines.putIfAbsent(username.toLowerCase(Locale.ROOT), row.line()) : null;
			if (other != null) {
				this.faults.add(RosterFile.USERS.fileName(), row.line(), "username", username,
						"is already on line %d, upper and lower case being the same".formatted(other));
			}
		}
	}

	private void checkNotEmpty(RosterFile file) {
		List<Row> rows = this.roster.rows(file);
		if (this.roster.has(file) && rows.isEmpty()) {
			this.faults.add(file.fileName(), 0, null, null, "has no rows");
		}
	}

}
