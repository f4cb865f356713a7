package org.rollcall.oneroster;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

import org.rollcall.roster.query.Reference;
import org.rollcall.roster.query.RosterField;
import org.rollcall.roster.query.RosterType;

import org.springframework.http.HttpStatus;

/**
 * A version of OneRoster: what its fields are called, and how their values are written.
 */
interface Version {

	/**
	 * Returns the path under which a type is found.
	 */
	String root(RosterType type);

	/**
	 * Returns the fields of the roster that an answer is made of.
	 */
	List<RosterField> fields(RosterType type);

	/**
	 * Returns which fields of the roster a field of an answer is made of; none if the version has no such field.
	 */
	List<String> fields(RosterType type, String name);

	/**
	 * Returns the field of the roster that a filter or a sort means, such as {@code class.sourcedId}; nothing if there is none.
	 */
	Optional<String> path(RosterType type, String name);

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

	/**
	 * Returns with which status something is refused that an app wrote wrongly, though in good JSON.
	 */
	HttpStatus invalidEntry();

}
