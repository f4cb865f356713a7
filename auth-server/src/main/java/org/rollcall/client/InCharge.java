package org.rollcall.client;

import org.jspecify.annotations.Nullable;

/**
 * Knows whether somebody still looks after what they made a token for: a token is no better than whoever answers for it.
 */
@FunctionalInterface
public interface InCharge {

	/**
	 * Returns whether a person looks after a district.
	 * @param tenantId {@code null} for the whole server
	 */
	boolean isInCharge(int userId, @Nullable Integer tenantId);

}
