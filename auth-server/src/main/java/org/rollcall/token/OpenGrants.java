package org.rollcall.token;

import java.sql.Timestamp;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What apps hold of a person: the permissions from which they still have tokens, or may get some.
 */
@Service
public class OpenGrants {

	private static final String OPEN = " from authorization_grant where user_id = ? and revoked_at is null and expires_at > ?";

	private final JdbcClient jdbc;

	private final InstantSource clock;

	private final Revocation revocation;

	OpenGrants(JdbcClient jdbc, InstantSource clock, Revocation revocation) {
		this.jdbc = jdbc;
		this.clock = clock;
		this.revocation = revocation;
	}

	/**
	 * Returns a person's open permissions, the newest first.
	 */
	@Transactional(readOnly = true)
	public List<OpenGrant> of(int userId) {
		return this.jdbc.sql("select *" + OPEN + " order by created_at desc, grant_id")
			.params(userId, Timestamp.from(this.clock.instant()))
			.query((row, number) -> new OpenGrant(row.getObject("grant_id", UUID.class), row.getString("client_id"),
					Tokens.scopes(row, "scopes"), Tokens.instant(row, "created_at"), Tokens.instant(row, "expires_at")))
			.list();
	}

	/**
	 * Takes everything back that apps hold of a person, at once.
	 * @param clientId of this app alone; {@code null} for all
	 * @param byAdministrator whether it is somebody else who does this, and not the person
	 * @return from how many permissions
	 */
	@Transactional
	public int revoke(int userId, @Nullable String clientId, boolean byAdministrator) {
		List<UUID> open = this.jdbc
			.sql("select grant_id" + OPEN + " and (?::text is null or client_id = ?) order by grant_id for update")
			.params(userId, Timestamp.from(this.clock.instant()), clientId, clientId)
			.query(UUID.class)
			.list();
		open.forEach((grantId) -> this.revocation.revoke(grantId,
				byAdministrator ? Revocation.Reason.ADMINISTRATOR : Revocation.Reason.PERSON));
		return open.size();
	}

	/**
	 * One of them.
	 *
	 * @param expiresAt when the last of its codes and tokens ends
	 */
	public record OpenGrant(UUID grantId, String clientId, Set<String> scopes, Instant createdAt, Instant expiresAt) {

	}

}
