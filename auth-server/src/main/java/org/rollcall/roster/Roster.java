package org.rollcall.roster;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The rows of a roster's files. A file that is not there, or that cannot be read as a whole, has none.
 */
class Roster {

	private final Map<RosterFile, List<Row>> rows = new EnumMap<>(RosterFile.class);

	void put(RosterFile file, List<Row> rows) {
		this.rows.put(file, rows);
	}

	/** Whether the file is there and could be read. */
	boolean has(RosterFile file) {
		return this.rows.containsKey(file);
	}

	List<Row> rows(RosterFile file) {
		return this.rows.getOrDefault(file, List.of());
	}

	int count(RosterFile file) {
		return rows(file).size();
	}

}
