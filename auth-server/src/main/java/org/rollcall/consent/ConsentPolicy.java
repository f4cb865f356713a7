package org.rollcall.consent;

import java.util.Collection;
import java.util.Collections;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What a district decided about an app for its people.
 *
 * @param scopes what the app gets of everybody without asking; empty but for {@link Kind#GRANTED}
 */
public record ConsentPolicy(Kind kind, SortedSet<String> scopes) {

	/** Each person decides: how it begins. */
	public static final ConsentPolicy ASK = new ConsentPolicy(Kind.ASK, Collections.emptySortedSet());

	/** Nobody of the district gets to the app. */
	public static final ConsentPolicy FORBIDDEN = new ConsentPolicy(Kind.FORBIDDEN, Collections.emptySortedSet());

	public ConsentPolicy {
		if ((kind == Kind.GRANTED) == scopes.isEmpty()) {
			throw new IllegalArgumentException("A district grants some scopes, or decides otherwise");
		}
	}

	/**
	 * The district says yes for its people.
	 * @param scopes to what, one at least
	 */
	public static ConsentPolicy granted(Collection<String> scopes) {
		return new ConsentPolicy(Kind.GRANTED, Collections.unmodifiableSortedSet(new TreeSet<>(scopes)));
	}

	/**
	 * Returns the policy in one line, by which two can be told apart.
	 */
	public String value() {
		return this.kind.value() + (this.scopes.isEmpty() ? "" : " " + String.join(" ", this.scopes));
	}

	/**
	 * Who decides.
	 */
	public enum Kind {

		ASK, GRANTED, FORBIDDEN;

		/** As it is kept, for example {@code "granted"}. */
		public String value() {
			return name().toLowerCase(Locale.ROOT);
		}

	}

}
