package org.rollcall.client;

import org.jspecify.annotations.Nullable;

/**
 * An app in a list.
 *
 * @param tenantId the district that looks after it; {@code null} for one that the operator looks after
 * @param enabled whether people can sign in to it
 * @param logo the hash of its logo, {@code null} if it has none
 */
public record AppSummary(String clientId, String name, AppKind kind, @Nullable Integer tenantId, boolean enabled,
		@Nullable String logo) {

}
