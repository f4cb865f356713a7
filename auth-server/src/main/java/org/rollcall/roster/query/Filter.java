package org.rollcall.roster.query;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * A filter of OneRoster 1.1 (section 3.4.3): comparisons with {@code AND} and {@code OR} between them, of which {@code AND} binds closer.
 *
 * @param anyOf of one of these each comparison must hold
 */
public record Filter(List<List<Comparison>> anyOf) {

	private static final int MOST_COMPARISONS = 50;

	/**
	 * @param field a field's name, perhaps with a dot and what is meant of it, such as {@code class.sourcedId}
	 * @param value what stood between the quotes
	 */
	public record Comparison(String field, Predicate predicate, String value) {

	}

	/**
	 * How a field is compared with a value.
	 */
	public enum Predicate {

		// Those with two characters first, for they begin like others.
		NOT_EQUAL("!="), AT_LEAST(">="), AT_MOST("<="), EQUAL("="), GREATER(">"), LESS("<"), CONTAINS("~");

		private final String symbol;

		Predicate(String symbol) {
			this.symbol = symbol;
		}

		/**
		 * Returns it as it is written.
		 */
		public String symbol() {
			return this.symbol;
		}

	}

	/**
	 * Reads a filter.
	 * @throws InvalidFilterException if it is none, with the place
	 */
	public static Filter parse(String text) {
		return new Parser(text).filter();
	}

	/**
	 * Returns all fields that it speaks of.
	 */
	public Stream<String> fields() {
		return this.anyOf.stream().flatMap(List::stream).map(Comparison::field);
	}

	/**
	 * Returns the same filter with other names for the fields.
	 */
	public Filter rename(UnaryOperator<String> names) {
		return new Filter(this.anyOf.stream()
			.map((all) -> all.stream().map((one) -> new Comparison(names.apply(one.field()), one.predicate(), one.value())).toList())
			.toList());
	}

	private static final class Parser {

		private final String text;

		private int position;

		private Parser(String text) {
			this.text = text;
		}

		private Filter filter() {
			List<List<Comparison>> anyOf = new ArrayList<>();
			List<Comparison> all = new ArrayList<>();
			anyOf.add(all);
			int count = 0;
			while (true) {
				if (++count > MOST_COMPARISONS) {
					throw new InvalidFilterException("it has more than " + MOST_COMPARISONS + " comparisons");
				}
				all.add(comparison());
				skipBlanks();
				if (this.position == this.text.length()) {
					return new Filter(anyOf);
				}
				if (word("OR")) {
					all = new ArrayList<>();
					anyOf.add(all);
				}
				else if (!word("AND")) {
					throw fault("AND or OR");
				}
			}
		}

		private Comparison comparison() {
			skipBlanks();
			int begin = this.position;
			while (this.position < this.text.length() && isOfName(this.text.charAt(this.position))) {
				this.position++;
			}
			if (this.position == begin) {
				throw fault("the name of a field");
			}
			String field = this.text.substring(begin, this.position);
			skipBlanks();
			Predicate predicate = predicate();
			skipBlanks();
			return new Comparison(field, predicate, value());
		}

		private Predicate predicate() {
			for (Predicate predicate : Predicate.values()) {
				if (this.text.startsWith(predicate.symbol(), this.position)) {
					this.position += predicate.symbol().length();
					return predicate;
				}
			}
			throw fault("one of = != > >= < <= ~");
		}

		// A quote within the value is doubled, as in SQL; the standard has no way to write one.
		private String value() {
			if (this.position == this.text.length() || this.text.charAt(this.position) != '\'') {
				throw fault("a value in single quotes");
			}
			StringBuilder value = new StringBuilder();
			while (++this.position < this.text.length()) {
				char character = this.text.charAt(this.position);
				if (character != '\'') {
					value.append(character);
				}
				else if (this.text.startsWith("''", this.position)) {
					value.append(character);
					this.position++;
				}
				else {
					this.position++;
					return value.toString();
				}
			}
			throw new InvalidFilterException("the quote of the last value is not closed");
		}

		private boolean word(String word) {
			int end = this.position + word.length();
			if (this.text.regionMatches(true, this.position, word, 0, word.length()) && end < this.text.length()
					&& Character.isWhitespace(this.text.charAt(end))) {
				this.position = end;
				return true;
			}
			return false;
		}

		private void skipBlanks() {
			while (this.position < this.text.length() && Character.isWhitespace(this.text.charAt(this.position))) {
				this.position++;
			}
		}

		private static boolean isOfName(char character) {
			return Character.isLetterOrDigit(character) || character == '.' || character == '_' || character == '-' || character == ':';
		}

		private InvalidFilterException fault(String expected) {
			String found = (this.position == this.text.length()) ? "it ends there"
					: "there is '" + this.text.substring(this.position, Math.min(this.text.length(), this.position + 20)) + "'";
			return new InvalidFilterException("at character %d there should be %s, but %s".formatted(this.position + 1, expected, found));
		}

	}

}
