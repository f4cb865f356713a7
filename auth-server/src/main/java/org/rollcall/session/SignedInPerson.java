package org.rollcall.session;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import org.springframework.security.authentication.AbstractAuthenticationToken;

/**
 * A person who is signed in, in one browser. Its name is the UserId.
 */
public final class SignedInPerson extends AbstractAuthenticationToken {

	private final UUID sessionId;

	private final int userId;

	private final Instant authTime;

	private final Instant confirmedAt;

	SignedInPerson(UUID sessionId, int userId, Instant authTime, @Nullable Instant confirmedAt) {
		super(List.of());
		this.sessionId = sessionId;
		this.userId = userId;
		this.authTime = authTime;
		this.confirmedAt = (confirmedAt != null) ? confirmedAt : authTime;
		setAuthenticated(true);
	}

	/**
	 * Returns the id of the session, which is not what the cookie holds.
	 */
	public UUID sessionId() {
		return this.sessionId;
	}

	public int userId() {
		return this.userId;
	}

	/**
	 * Returns when the person typed the password (OpenID Connect Core, section 2: {@code auth_time}).
	 */
	public Instant authTime() {
		return this.authTime;
	}

	/**
	 * Returns when the person typed the password last, be it to {@linkplain Sessions#confirm confirm} who they are.
	 */
	public Instant confirmedAt() {
		return this.confirmedAt;
	}

	@Override
	public Object getCredentials() {
		return "";
	}

	@Override
	public Object getPrincipal() {
		return this.userId;
	}

	@Override
	public String getName() {
		return Integer.toString(this.userId);
	}

}
