package org.rollcall.platform;

import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Something that happened in one of the rooms, published as an application event. Whoever keeps a record of what happens
 * listens for this type and needs to know none of the rooms. The name of the implementing class, such as
 * {@code SignedIn}, is the kind by which people filter.
 */
public interface Happening {

	/**
	 * Returns what happened in one sentence, for the log. It names ids, never a secret, a code or a token.
	 */
	String sentence();

	/**
	 * Returns the TenantId of the district that it concerns; {@code null} if it follows from the person, or if it concerns
	 * none.
	 */
	default @Nullable Integer concernedDistrict() {
		return null;
	}

	/**
	 * Returns the UserId of whom it is about, or {@code null}.
	 */
	default @Nullable Integer concernedPerson() {
		return null;
	}

	/**
	 * Returns the client id of the app that it is about, or {@code null}.
	 */
	default @Nullable String concernedApp() {
		return null;
	}

	/**
	 * Returns what a change found, by the names of what changed; empty for what is no change. Never a secret.
	 */
	default Map<String, Object> before() {
		return Map.of();
	}

	/**
	 * Returns what a change left, by the names of what changed; empty for what is no change. Never a secret.
	 */
	default Map<String, Object> after() {
		return Map.of();
	}

	/**
	 * Returns what else there is to know, by name, such as why something was refused. Never a secret.
	 */
	default Map<String, Object> details() {
		return Map.of();
	}

	/**
	 * Returns whether anybody on the internet can make it happen as often as they like. Of such the record keeps no more than
	 * it can hold.
	 */
	default boolean isAnybodys() {
		return false;
	}

}
