package org.rollcall.roster;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A row of a roster's file: its values in the order of the file's columns, normalized, null for nothing.
 */
record Row(int line, List<@Nullable String> values) {

	@Nullable String get(int index) {
		return this.values.get(index);
	}

	/** The value of a required column, which validation has seen to be there. */
	String text(int index) {
		String value = this.values.get(index);
		if (value == null) {
			throw new IllegalStateException("Line %d has no value in column %d".formatted(this.line, index + 1));
		}
		return value;
	}

	/** Whether the row is not marked as deleted; a row without a status is active. */
	boolean isActive() {
		return !"tobedeleted".equals(get(RosterFile.STATUS));
	}

}
