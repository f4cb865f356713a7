package org.rollcall.config;

import org.jspecify.annotations.Nullable;

/**
 * What is the same before and after a change, because whoever makes the change has no right to another one. It is looked at in the
 * change's own transaction.
 */
@FunctionalInterface
public interface Guard {

	/** Whoever makes the change may change everything. */
	Guard NONE = () -> null;

	/**
	 * Returns how it stands.
	 */
	@Nullable Object standing();

}
