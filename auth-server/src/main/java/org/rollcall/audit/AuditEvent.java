package org.rollcall.audit;

import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.rollcall.platform.Actor;

/**
 * Something that happened, as it was written down.
 *
 * @param auditId the larger, the later
 * @param kind such as {@code SignedIn}
 * @param tenantId the district that it concerns; {@code null} for what concerns the server as a whole
 * @param actor who did it, and from where
 * @param userId whom it is about, or {@code null}
 * @param clientId the app that it is about, or {@code null}
 * @param sentence what happened, in English
 * @param before what a change found, by the names of what changed
 * @param after what a change left
 * @param details what else there is to know, such as why something was refused
 */
public record AuditEvent(long auditId, Instant happenedAt, String kind, @Nullable Integer tenantId, Actor actor,
		@Nullable Integer userId, @Nullable String clientId, String sentence, Map<String, Object> before,
		Map<String, Object> after, Map<String, Object> details) {

	/**
	 * Returns the UserIds of those whom it names: whom it is about, and who did it.
	 */
	public Set<Integer> people() {
		Set<Integer> userIds = new HashSet<>();
		if (this.userId != null) {
			userIds.add(this.userId);
		}
		if (this.actor.kind() == Actor.Kind.PERSON && this.actor.name() != null) {
			userIds.add(Integer.valueOf(this.actor.name()));
		}
		return userIds;
	}

}
