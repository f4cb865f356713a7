package org.rollcall.oneroster;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

import org.rollcall.roster.query.Reference;
import org.rollcall.roster.query.RosterType;

/**
 * A version of OneRoster: what its fields are called, and how their values are written.
 */
interface Version {

	/**
	 * Returns which fields of the roster a field of an answer is made of; none if the version has no such field.
	 */
	List<String> fields(RosterType type, String name);

	/**
	 * Returns the field of the roster that a filter or a sort means, such as {@code class.sourcedId}; the same text if there is none.
	 */
	String path(RosterType type, String name);

	/**
	 * Writes a row as the version has it.
	 * @param row the values of the roster's fields
	 * @param href where a reference points
	 */
	Map<String, Object> write(RosterType type, Map<String, Object> row, Function<Reference, String> href);

	/**
	 * Returns the fields without which something is not taken that an app writes.
	 */
	Set<String> required(RosterType type);

}
