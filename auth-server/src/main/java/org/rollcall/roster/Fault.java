package org.rollcall.roster;

import org.jspecify.annotations.Nullable;

/**
 * Something in a roster's files that keeps it from being imported, told so that whoever made the files can mend it.
 *
 * @param file the file's name
 * @param line the line of the file, the first being 1; 0 if the file as a whole is meant. A record that goes over several
 * lines is where it begins
 * @param column the column's name; null if the line as a whole is meant
 * @param value the value found there, shortened; null if there is none to show
 * @param reason what is wrong, in plain words
 */
public record Fault(String file, int line, @Nullable String column, @Nullable String value, String reason) {

	private static final int SHOWN = 60;

	public Fault {
		if (value != null && value.codePointCount(0, value.length()) > SHOWN) {
			value = value.substring(0, value.offsetByCodePoints(0, SHOWN)) + "…";
		}
	}

	/** The whole fault as one sentence: {@code users.csv line 7, column role "Pupil": must be one of …}. */
	@Override
	public String toString() {
		return this.file + ((this.line > 0) ? " line " + this.line : "")
				+ ((this.column != null) ? ", column " + this.column : "")
				+ ((this.value != null) ? " \"" + this.value + "\"" : "") + ": " + this.reason;
	}

}
