package org.rollcall.roster.gradebook;

import java.util.List;

/**
 * Something that the gradebook does not take.
 */
public class InvalidEntryException extends RuntimeException {

	private final List<String> faults;

	InvalidEntryException(List<String> faults) {
		super(String.join("; ", faults), null, false, false);
		this.faults = List.copyOf(faults);
	}

	/**
	 * Returns everything that is wrong, each with its field: {@code score: must be a number like 92.5}.
	 */
	public List<String> faults() {
		return this.faults;
	}

}
