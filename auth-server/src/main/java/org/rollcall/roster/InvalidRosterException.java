package org.rollcall.roster;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A roster has faults, so nothing of it was imported.
 */
public class InvalidRosterException extends RuntimeException {

	private static final int TOLD = 10;

	// Transient, for exceptions are serializable and faults are not; the message tells the first of them anyway.
	private final transient List<Fault> faults;

	private final int count;

	InvalidRosterException(String source, List<Fault> faults, int count) {
		super(message(source, faults, count));
		this.faults = List.copyOf(faults);
		this.count = count;
	}

	/** The faults in the order of the files and lines, the first hundred thousand if there are more. */
	public List<Fault> faults() {
		return this.faults;
	}

	/** How many faults there are. */
	public int count() {
		return this.count;
	}

	private static String message(String source, List<Fault> faults, int count) {
		String told = faults.stream().limit(TOLD).map(fault -> "\n  " + fault).collect(Collectors.joining());
		return "Nothing was imported from %s, for it has %s:%s%s".formatted(source,
				(count == 1) ? "a fault" : count + " faults", told,
				(count > TOLD) ? "\n  … and %d more".formatted(count - TOLD) : "");
	}

}
