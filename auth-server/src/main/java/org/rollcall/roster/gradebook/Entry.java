package org.rollcall.roster.gradebook;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Reads what an app sent, field by field, and remembers everything that is wrong with it. The limits are those that an import has.
 */
final class Entry {

	private static final int LONGEST_ID = 255;

	private static final int LONGEST_TEXT = 500;

	private static final int LONGEST_PROSE = 10_000;

	private static final int MOST_DIGITS = 15;

	private static final int MOST_DECIMALS = 10;

	private static final LocalDate EARLIEST = LocalDate.of(1900, 1, 1);

	private static final LocalDate LATEST = LocalDate.of(2199, 12, 31);

	private final Map<String, @Nullable Object> fields;

	private final Set<String> required;

	private final List<String> faults = new ArrayList<>();

	/**
	 * @param fields texts, numbers, truth values, lists and maps
	 * @param required the fields that must be there
	 */
	Entry(Map<String, @Nullable Object> fields, Set<String> required) {
		this.fields = fields;
		this.required = required;
	}

	void fault(String field, String reason) {
		this.faults.add(field + ": " + reason);
	}

	/**
	 * @throws InvalidEntryException if anything was wrong
	 */
	void demandFaultless() {
		if (!this.faults.isEmpty()) {
			throw new InvalidEntryException(this.faults);
		}
	}

	boolean has(String name) {
		Object value = this.fields.get(name);
		return value != null && !(value instanceof String text && text.isBlank());
	}

	/** The sourcedId may be left out of what is sent; what counts is where it is sent to. */
	void sourcedId(String addressed) {
		if (has("sourcedId") && !addressed.equals(this.fields.get("sourcedId"))) {
			fault("sourcedId", "is not the one in the address, '%s'".formatted(addressed));
		}
		if (addressed.isBlank() || addressed.length() > LONGEST_ID) {
			fault("sourcedId", "must have 1 to %d characters".formatted(LONGEST_ID));
		}
		if (hasUnwritable(addressed, false)) {
			fault("sourcedId", "must not contain line breaks or control characters");
		}
	}

	@Nullable String text(String name) {
		return text(name, LONGEST_TEXT, false);
	}

	@Nullable String prose(String name) {
		return text(name, LONGEST_PROSE, true);
	}

	private @Nullable String text(String name, int longest, boolean lines) {
		if (isMissing(name)) {
			return null;
		}
		if (!(this.fields.get(name) instanceof String text)) {
			fault(name, "must be a text");
			return null;
		}
		if (text.strip().length() > longest) {
			fault(name, "must not have more than %d characters".formatted(longest));
		}
		if (hasUnwritable(text, lines)) {
			fault(name, "must not contain line breaks or control characters");
		}
		return text.strip();
	}

	@Nullable String word(String name, Collection<String> words) {
		if (isMissing(name)) {
			return null;
		}
		if (this.fields.get(name) instanceof String word && words.contains(word)) {
			return word;
		}
		fault(name, "must be one of " + String.join(", ", words));
		return null;
	}

	/** A number, or a text that is one. */
	@Nullable BigDecimal number(String name) {
		if (isMissing(name)) {
			return null;
		}
		Object value = this.fields.get(name);
		try {
			BigDecimal number = new BigDecimal((value instanceof String || value instanceof Number) ? value.toString().strip() : "");
			if (Math.abs((long) number.scale()) <= 2 * MOST_DIGITS) {
				number = number.stripTrailingZeros();
				if (number.precision() - number.scale() <= MOST_DIGITS && number.scale() <= MOST_DECIMALS) {
					return number;
				}
			}
			fault(name, "must not have more than %d digits before the point and %d behind it".formatted(MOST_DIGITS, MOST_DECIMALS));
		}
		catch (NumberFormatException ex) {
			fault(name, "must be a number like 92.5");
		}
		return null;
	}

	/** A day, as a date or as a time on that day. */
	@Nullable LocalDate date(String name) {
		if (isMissing(name)) {
			return null;
		}
		if (this.fields.get(name) instanceof String text) {
			try {
				LocalDate date = date(name, text.strip());
				if (!date.isBefore(EARLIEST) && !date.isAfter(LATEST)) {
					return date;
				}
			}
			catch (DateTimeParseException ex) {
				// the same words for both
			}
		}
		fault(name, "must be a date like 2026-08-31 or a time like 2026-08-31T07:30:00.000Z");
		return null;
	}

	private static LocalDate date(String name, String text) {
		if (text.indexOf('T') < 0) {
			return LocalDate.parse(text);
		}
		try {
			return OffsetDateTime.parse(text).toLocalDate();
		}
		catch (DateTimeParseException ex) {
			return LocalDateTime.parse(text).toLocalDate();
		}
	}

	/** The sourcedId of a reference; where it leads is not looked at. */
	@Nullable String reference(String name) {
		if (isMissing(name)) {
			return null;
		}
		if (this.fields.get(name) instanceof Map<?, ?> reference && reference.get("sourcedId") instanceof String sourcedId && !sourcedId.isBlank()) {
			return sourcedId;
		}
		fault(name, "must be a reference like {\"sourcedId\": \"…\"}");
		return null;
	}

	@Nullable Map<?, ?> metadata() {
		Object metadata = this.fields.get("metadata");
		if (metadata == null) {
			return null;
		}
		if (!(metadata instanceof Map<?, ?> map)) {
			fault("metadata", "must be an object");
			return null;
		}
		int[] characters = { 0 };
		if (!isWritable(map, characters)) {
			fault("metadata", "must not contain control characters, or numbers of more than %d digits".formatted(MOST_DIGITS));
		}
		else if (characters[0] > LONGEST_PROSE) {
			fault("metadata", "must not have more than %d characters".formatted(LONGEST_PROSE));
		}
		return map.isEmpty() ? null : map;
	}

	private static boolean isWritable(@Nullable Object value, int[] characters) {
		characters[0]++;
		return switch (value) {
			case Map<?, ?> map -> map.entrySet()
				.stream()
				.allMatch((entry) -> isWritable(entry.getKey(), characters) && isWritable(entry.getValue(), characters));
			case Collection<?> list -> list.stream().allMatch((item) -> isWritable(item, characters));
			case String text -> {
				characters[0] += text.length();
				yield !hasUnwritable(text, true);
			}
			case Number number -> {
				BigDecimal decimal = new BigDecimal(number.toString());
				yield Math.abs((long) decimal.scale()) <= 2 * MOST_DIGITS && decimal.precision() <= 2 * MOST_DIGITS;
			}
			case null, default -> true;
		};
	}

	private boolean isMissing(String name) {
		if (has(name)) {
			return false;
		}
		if (this.required.contains(name)) {
			fault(name, "must not be missing or empty");
		}
		return true;
	}

	// Half of a surrogate pair is no character, and PostgreSQL takes none.
	private static boolean hasUnwritable(String text, boolean lines) {
		return text.codePoints()
			.anyMatch((character) -> (Character.isISOControl(character) && !(lines && (character == '\n' || character == '\r' || character == '\t')))
					|| Character.getType(character) == Character.SURROGATE);
	}

}
