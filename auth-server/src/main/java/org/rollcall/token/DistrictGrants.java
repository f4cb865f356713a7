package org.rollcall.token;

import java.sql.Timestamp;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiPredicate;

import org.jspecify.annotations.Nullable;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What apps hold of very many people at once, and its end.
 */
@Service
public class DistrictGrants {

	private final JdbcClient jdbc;

	private final InstantSource clock;

	private final ApplicationEventPublisher events;

	DistrictGrants(JdbcClient jdbc, InstantSource clock, ApplicationEventPublisher events) {
		this.jdbc = jdbc;
		this.clock = clock;
		this.events = events;
	}

	/**
	 * Ends what apps hold of some people of a district beyond what they may: the permission, and with it every token.
	 * @param clientId the app; {@code null} for all
	 * @param may tells by the client id and the scopes whether an app may hold as much
	 * @return how many permissions it was
	 */
	@Transactional
	public int endBeyond(int tenantId, Collection<Integer> userIds, @Nullable String clientId, BiPredicate<String, Set<String>> may) {
		Timestamp now = Timestamp.from(this.clock.instant());
		List<UUID> beyond = this.jdbc.sql("""
				select grant_id, client_id, scopes from authorization_grant
				where user_id = any (?) and (? or client_id = ?) and revoked_at is null and expires_at > ?""")
			.params(userIds.toArray(Integer[]::new), clientId == null, (clientId != null) ? clientId : "", now)
			.query((row, number) -> may.test(row.getString("client_id"), Tokens.scopes(row, "scopes")) ? null
					: row.getObject("grant_id", UUID.class))
			.list()
			.stream()
			.filter((grantId) -> grantId != null)
			.sorted()
			.toList();
		if (!beyond.isEmpty()) {
			this.jdbc.sql("""
					update authorization_grant set revoked_at = ?, revocation_reason = 'administrator'
					where grant_id = any (?) and revoked_at is null""").params(now, beyond.toArray(UUID[]::new)).update();
			this.events.publishEvent(new GrantsEnded(tenantId, clientId, beyond.size()));
		}
		return beyond.size();
	}

}
