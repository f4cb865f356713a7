package org.rollcall.audit;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

import org.rollcall.platform.Actor;

/**
 * What of the record somebody wants to see. {@code null} leaves a question open.
 *
 * @param tenantId the district that it concerns; {@code null} for all that happened, also what concerns no district
 * @param userId whom it is about
 * @param clientId the app that it is about
 * @param kind such as {@code SignedIn}
 * @param from not before that
 * @param to before that
 * @param network an address, or a network as {@code 10.1.0.0/16}
 * @param actorKind what did it
 * @param actor who did it: a UserId, the name of an API key, a client id
 */
public record AuditFilter(@Nullable Integer tenantId, @Nullable Integer userId, @Nullable String clientId,
		@Nullable String kind, @Nullable Instant from, @Nullable Instant to, @Nullable String network,
		Actor.@Nullable Kind actorKind, @Nullable String actor) {

	/**
	 * Everything that concerns a district; {@code null} for everything.
	 */
	public static AuditFilter of(@Nullable Integer tenantId) {
		return new AuditFilter(tenantId, null, null, null, null, null, null, null, null);
	}

}
