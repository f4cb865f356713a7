package org.rollcall.roster.query;

import org.jspecify.annotations.Nullable;

/**
 * A field of a {@link RosterType}, and where its value is. In the SQL, {@code t} is the row that has it, and {@code j} one of those
 * that a list is made of.
 *
 * @param name as OneRoster 1.1 has it
 * @param target what references point at; {@code null} for fields that are none
 * @param value the SQL of the value, or of each value of a list that is made of other rows
 * @param from for lists that are made of other rows: which, in which order
 */
public record RosterField(String name, Shape shape, @Nullable RosterType target, String value, @Nullable Rows from) {

	/**
	 * What a field's values are, and with it how they are compared.
	 */
	public enum Shape {

		/** Compared letter by letter. */
		ID,

		/** One of a few words that the standard has; compared letter by letter. */
		WORD,

		/** Compared without regard to case. */
		TEXT,

		/** True or false; OneRoster writes them as strings. */
		FLAG,

		NUMBER,

		YEAR, DATE, TIME,

		/** A list of texts. */
		TEXTS,

		/** Pairs of a type and an identifier. */
		USER_IDS,

		/** Names and values beyond the standard. */
		METADATA,

		REFERENCE, REFERENCES

	}

	/**
	 * The rows that a list is made of.
	 *
	 * @param where what stands behind {@code from}
	 */
	record Rows(String where, String order) {

	}

	static RosterField of(Shape shape, String name, String column) {
		return new RosterField(name, shape, null, "t." + column, null);
	}

	static RosterField reference(String name, RosterType target, String column) {
		return new RosterField(name, Shape.REFERENCE, target, "t." + column, null);
	}

	static RosterField references(String name, RosterType target, String value, String where, String order) {
		return new RosterField(name, Shape.REFERENCES, target, value, new Rows(where, order));
	}

	boolean isList() {
		return this.shape == Shape.TEXTS || this.shape == Shape.USER_IDS || this.shape == Shape.REFERENCES;
	}

}
