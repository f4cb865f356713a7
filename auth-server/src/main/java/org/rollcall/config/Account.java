package org.rollcall.config;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

import org.rollcall.platform.Happening;

/**
 * How the record tells of one thing that was written.
 *
 * @param state how it stands, nothing if it is not there
 */
record Account<S>(Supplier<Optional<S>> state, Telling<S> telling) {

	/**
	 * Tells what changed in a district, and no more.
	 * @param tenantId of the district, once it is there
	 */
	static Account<Integer> of(Supplier<Optional<Integer>> tenantId) {
		return new Account<>(tenantId, (before, after, changes) -> new ConfigApplied(ConfigApplied.REQUEST, changes, after));
	}

	/**
	 * What to say of how a thing was and is.
	 */
	@FunctionalInterface
	interface Telling<S> {

		Happening tell(Optional<S> before, S after, List<ConfigChange> changes);

	}

}
