package org.rollcall.directory;

import org.jspecify.annotations.Nullable;

/**
 * Whom one looks for in a district.
 *
 * @param text the beginnings of parts of names, of the login id or of the address, in any case and order and with any accents;
 * everybody matches an empty one
 * @param org the sourcedId of a school, or {@code null} for all
 * @param role a role, or {@code null} for all
 * @param active whether the person may sign in; {@code null} for both
 */
public record PeopleQuery(int tenantId, String text, @Nullable String org, @Nullable Role role, @Nullable Boolean active) {

	/**
	 * No text in PostgreSQL holds a NUL, and it refuses to be asked for one.
	 */
	public PeopleQuery {
		text = text.replace("\0", "");
		org = (org != null) ? org.replace("\0", "") : null;
	}

}
