package org.rollcall.roster.query;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What is asked of a roster.
 *
 * @param narrowings what the path leaves of the collection
 * @param filter what is asked for; {@code null} for everything
 * @param orders by what it is sorted; after that it is by sourcedId, so that pages never overlap
 * @param fields what is to be known of each; in the order of the answer
 * @param after the sourcedId behind which the page begins, if it is sorted by nothing else; {@code null} to count with {@code offset}
 */
public record RosterQuery(RosterType type, List<Narrowing> narrowings, @Nullable Filter filter, List<Order> orders,
		List<RosterField> fields, int limit, int offset, @Nullable String after) {

	/**
	 * @param field a field of the type, perhaps with {@code .sourcedId}
	 */
	public record Order(String field, boolean descending) {

	}

	/**
	 * Returns whether rows that the district no longer has are among what is asked for, marked as such. That is what OneRoster tells
	 * those who ask what changed; those who ask what there is are not told what is not.
	 */
	boolean includesRemoved() {
		return this.filter != null && this.filter.fields().anyMatch((field) -> field.equals("status") || field.equals("dateLastModified"));
	}

}
