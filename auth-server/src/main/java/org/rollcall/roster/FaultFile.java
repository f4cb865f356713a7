package org.rollcall.roster;

import java.io.PrintWriter;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * The faults of an import as a file.
 */
public enum FaultFile {

	/** For spreadsheets (RFC 4180). Begins with a byte order mark, without which they take UTF-8 for something else. */
	CSV {

		@Override
		public void begin(PrintWriter out) {
			out.write("\ufefffile,line,column,value,reason\r\n");
		}

		@Override
		public void write(Fault fault, PrintWriter out) {
			out.write(Stream.of(fault.file(), (fault.line() > 0) ? Integer.toString(fault.line()) : "", fault.column(), fault.value(),
					fault.reason()).map(FaultFile::cell).collect(Collectors.joining(",")) + "\r\n");
		}

	},

	/** One line for each, as compilers tell them. */
	TEXT {

		@Override
		public void begin(PrintWriter out) {
		}

		@Override
		public void write(Fault fault, PrintWriter out) {
			out.write(line(fault) + "\n");
		}

	};

	/**
	 * Writes what comes before the faults.
	 */
	public abstract void begin(PrintWriter out);

	public abstract void write(Fault fault, PrintWriter out);

	/**
	 * Returns a fault as {@code users.csv:7: role "Pupil": must be one of …}; what could move a terminal's cursor, or turn the
	 * line around, is left out.
	 */
	static String line(Fault fault) {
		String place = fault.file() + ((fault.line() > 0) ? ":" + fault.line() : "") + ": ";
		String what = Stream.of(fault.column(), (fault.value() != null) ? '"' + fault.value() + '"' : null)
			.filter((part) -> part != null)
			.collect(Collectors.joining(" "));
		return (place + (what.isEmpty() ? "" : what + ": ") + fault.reason()).replaceAll("[\\p{Cntrl}\\p{Cf}\u2028\u2029]", "\ufffd");
	}

	/**
	 * A spreadsheet computes what begins like a formula, and values come from outside: an apostrophe before it makes it text.
	 */
	private static String cell(@Nullable String value) {
		String text = (value != null) ? value : "";
		if (!text.isEmpty() && "=+-@\t\r\n".indexOf(text.charAt(0)) >= 0) {
			text = "'" + text;
		}
		return Stream.of(",", "\"", "\r", "\n", "'").anyMatch(text::contains) ? '"' + text.replace("\"", "\"\"") + '"' : text;
	}

}
