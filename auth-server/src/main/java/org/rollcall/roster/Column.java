package org.rollcall.roster;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * A column of a OneRoster file: what may stand in it, and which column of which table it becomes.
 *
 * @param name the name in the file
 * @param kind what may stand in it
 * @param required whether something must
 * @param words what a {@link Kind#WORD} may be
 * @param target for references: the file that they point to
 * @param stored the column of the file's table; for {@link Kind#REFERENCES} the table that joins the two; null for columns
 * that are not kept
 */
record Column(String name, Kind kind, boolean required, List<String> words, @Nullable String target,
		@Nullable String stored) {

	private static final int LONGEST_TEXT = 500;

	private static final int LONGEST_PROSE = 10_000;

	// What the standard allows for a GUID.
	private static final int LONGEST_ID = 255;

	private static final LocalDate EARLIEST = LocalDate.of(1900, 1, 1);

	private static final LocalDate LATEST = LocalDate.of(2199, 12, 31);

	// More digits than any score has, and no exponent, with which nine characters could stand for a gigabyte.
	private static final Pattern NUMBER = Pattern.compile("-?\\d{1,15}(\\.\\d{1,10})?");

	private static final Pattern YEAR = Pattern.compile("(19|20|21)\\d\\d");

	private static final Pattern EMAIL = Pattern.compile("[^\\s@]+@[^\\s@]+");

	enum Kind {

		ID("%s"), TEXT("%s"), WORD("%s"), EMAIL("%s"), REFERENCE("%s"),

		/** As {@link #TEXT}, for what teachers write. */
		PROSE("%s"),

		NUMBER("%s::numeric"),

		BOOLEAN("%s::boolean"), DATE("%s::date"), DATE_TIME("%s::timestamptz"), YEAR("%s::integer"),

		TEXTS("string_to_array(coalesce(%s, ''), ',')"),

		/** A list of words. */
		WORDS("string_to_array(coalesce(%s, ''), ',')"),

		/** A list of references, kept in a table of its own. */
		REFERENCES("%s"),

		/** Neither looked at nor kept. */
		IGNORED("%s");

		private final String fromText;

		Kind(String fromText) {
			this.fromText = fromText;
		}

		/** The SQL expression that makes the column's value of its text. */
		String sql(String text) {
			return this.fromText.formatted(text);
		}

	}

	static Column of(Kind kind, String name) {
		return new Column(name, kind, false, List.of(), null, snakeCase(name));
	}

	static Column oneOf(String name, String... words) {
		return new Column(name, Kind.WORD, false, List.of(words), null, snakeCase(name));
	}

	static Column allOf(String name, String... words) {
		return new Column(name, Kind.WORDS, false, List.of(words), null, snakeCase(name));
	}

	static Column reference(String name, String target) {
		return new Column(name, Kind.REFERENCE, false, List.of(), target, snakeCase(name));
	}

	static Column references(String name, String target, String joinTable) {
		return new Column(name, Kind.REFERENCES, false, List.of(), target, joinTable);
	}

	static Column ignored(String name) {
		return new Column(name, Kind.IGNORED, false, List.of(), null, null);
	}

	Column asRequired() {
		return new Column(this.name, this.kind, true, this.words, this.target, this.stored);
	}

	Column storedAs(String stored) {
		return new Column(this.name, this.kind, this.required, this.words, this.target, stored);
	}

	/** Whether the column's value is a column of the file's table. */
	boolean isStoredInRow() {
		return this.stored != null && this.kind != Kind.REFERENCES;
	}

	boolean isReference() {
		return this.target != null;
	}

	/** A value of the file as it is kept: without surrounding blanks, lists without blanks and repetitions; null for nothing. */
	@Nullable String normalize(String value) {
		if (this.kind == Kind.IGNORED) {
			return null;
		}
		String stripped = value.strip();
		if (this.kind == Kind.TEXTS || this.kind == Kind.WORDS || this.kind == Kind.REFERENCES) {
			stripped = String.join(",", items(stripped));
		}
		return stripped.isEmpty() ? null : stripped;
	}

	/** The items of a list. */
	static Set<String> items(@Nullable String list) {
		if (list == null) {
			return Set.of();
		}
		return Arrays.stream(list.split(","))
			.map(String::strip)
			.filter(item -> !item.isEmpty())
			.collect(Collectors.toCollection(LinkedHashSet::new));
	}

	/**
	 * What is wrong with a normalized value.
	 * @return a reason in plain words, or null if nothing is
	 */
	@Nullable String faultOf(@Nullable String value) {
		if (value == null) {
			return this.required ? "must not be empty" : null;
		}
		if (value.chars().anyMatch((character) -> Character.isISOControl(character) && !isLineBreakOfProse(character))) {
			return "must not contain line breaks or control characters";
		}
		return switch (this.kind) {
			case ID, REFERENCE -> tooLong(value, LONGEST_ID);
			case REFERENCES -> items(value).stream().anyMatch(item -> item.length() > LONGEST_ID)
					? "must not contain a sourcedId of more than %d characters".formatted(LONGEST_ID) : null;
			case TEXT -> tooLong(value, LONGEST_TEXT);
			case PROSE -> tooLong(value, LONGEST_PROSE);
			case NUMBER -> NUMBER.matcher(value).matches() ? null : "must be a number like 92.5";
			case WORDS -> this.words.containsAll(items(value)) ? null
					: "must be a list of any of " + String.join(", ", this.words);
			case WORD -> this.words.contains(value) ? null : "must be one of " + String.join(", ", this.words);
			case EMAIL -> (EMAIL.matcher(value).matches() && value.length() <= LONGEST_TEXT) ? null
					: "must be an email address";
			case BOOLEAN -> (value.equals("true") || value.equals("false")) ? null : "must be true or false";
			case DATE -> isDate(value) ? null : "must be a date like 2026-08-31";
			case DATE_TIME -> isDateTime(value) ? null : "must be a time like 2026-08-31T07:30:00.000Z";
			case YEAR -> YEAR.matcher(value).matches() ? null : "must be a year like 2027";
			case TEXTS, IGNORED -> null;
		};
	}

	private boolean isLineBreakOfProse(int character) {
		return this.kind == Kind.PROSE && (character == '\n' || character == '\r' || character == '\t');
	}

	private static @Nullable String tooLong(String value, int longest) {
		return (value.length() > longest) ? "must not have more than %d characters".formatted(longest) : null;
	}

	private static boolean isDate(String value) {
		try {
			LocalDate date = LocalDate.parse(value);
			return !date.isBefore(EARLIEST) && !date.isAfter(LATEST);
		}
		catch (DateTimeParseException ex) {
			return false;
		}
	}

	private static boolean isDateTime(String value) {
		try {
			LocalDate date = OffsetDateTime.parse(value).toLocalDate();
			return !date.isBefore(EARLIEST) && !date.isAfter(LATEST);
		}
		catch (DateTimeParseException ex) {
			return false;
		}
	}

	private static String snakeCase(String name) {
		return name.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
	}

}
