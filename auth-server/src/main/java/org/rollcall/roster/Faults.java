package org.rollcall.roster;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Collects the faults of a roster: all are counted, a hundred thousand are kept, for a file in the wrong format has one in every
 * line.
 */
class Faults {

	private static final int KEPT = 100_000;

	private final List<Fault> faults = new ArrayList<>();

	private int count;

	void add(String file, int line, @Nullable String column, @Nullable String value, String reason) {
		if (this.count++ < KEPT) {
			this.faults.add(new Fault(file, line, column, value, reason));
		}
	}

	boolean isEmpty() {
		return this.count == 0;
	}

	InvalidRosterException toException(String source) {
		List<String> files = new ArrayList<>(this.faults.stream().map(Fault::file).distinct().toList());
		this.faults.sort(Comparator.comparingInt((Fault fault) -> files.indexOf(fault.file())).thenComparingInt(Fault::line));
		return new InvalidRosterException(source, this.faults, this.count);
	}

}
