package org.rollcall.token;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import org.rollcall.client.Client;
import org.rollcall.platform.ClassLinkIdentifier;
import org.rollcall.platform.Sha256;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The way from a permission to tokens, and from one refresh token to the next.
 *
 * <p>
 * Each step locks the family's grant and only then looks at the code or the token, so that of any number of equal requests,
 * on any number of nodes, exactly one succeeds; the purge takes the same order, so neither waits for the other in a circle. The others come second, and a second use is a replay: it ends the family (RFC 6749, section 4.1.2; RFC 9700,
 * section 4.14.2). A refusal must not undo that, so it does not roll back.
 */
@Service
public class Grants {

	private static final Duration CODE_LIFETIME = Duration.ofMinutes(5);

	private static final String ISSUE_CODE = """
			with family as (
				insert into authorization_grant (grant_id, client_id, user_id, redirect_uri, scopes, declined, nonce,
					code_challenge, auth_time, created_at, ends_at, expires_at)
				values (:grantId, :clientId, :userId, :redirectUri, :scopes, :declined, :nonce, :codeChallenge, :authTime, :now,
					:endsAt, :expiresAt) returning grant_id)
			insert into authorization_code (code_hash, grant_id, expires_at) select :hash, grant_id, :expiresAt from family""";

	private static final String LOCK_GRANT_OF_CODE = """
			select * from authorization_grant
			where grant_id = (select grant_id from authorization_code where code_hash = ?) for update""";

	private static final String CODE = "select expires_at, used_at from authorization_code where code_hash = ?";

	private static final String LOCK_GRANT_OF_REFRESH_TOKEN = """
			select * from authorization_grant
			where grant_id = (select grant_id from refresh_token where token_hash = ?) for update""";

	private static final String REFRESH_TOKEN = "select expires_at, used_at from refresh_token where token_hash = ?";

	private static final String ISSUE_TOKENS = """
			with access as (
				insert into access_token (token_hash, grant_id, scopes, issued_at, expires_at)
				values (:accessHash, :grantId, :scopes, :now, :accessExpiresAt)),
			refresh as (
				insert into refresh_token (token_hash, grant_id, issued_at, expires_at)
				select :refreshHash::bytea, :grantId, :now, :refreshExpiresAt where :refreshHash::bytea is not null)
			update authorization_grant set expires_at = greatest(expires_at, :accessExpiresAt, :refreshExpiresAt)
			where grant_id = :grantId""";

	private final JdbcClient jdbc;

	private final InstantSource clock;

	private final Revocation revocation;

	private final ScopeUses scopeUses;

	private final AccessTokenValues values;

	private final ApplicationEventPublisher events;

	Grants(JdbcClient jdbc, InstantSource clock, Revocation revocation, ScopeUses scopeUses, AccessTokenValues values,
			ApplicationEventPublisher events) {
		this.jdbc = jdbc;
		this.clock = clock;
		this.revocation = revocation;
		this.scopeUses = scopeUses;
		this.values = values;
		this.events = events;
	}

	/**
	 * Makes a code of a person's permission. It lives five minutes and can be used once (contract, section 2).
	 */
	@Transactional
	public String issueCode(Client client, GrantRequest request) {
		Instant now = this.clock.instant();
		String code = ClassLinkIdentifier.next(now);
		UUID grantId = UUID.randomUUID();
		this.jdbc.sql(ISSUE_CODE)
			.param("grantId", grantId)
			.param("clientId", client.clientId())
			.param("userId", request.userId())
			.param("redirectUri", request.redirectUri())
			.param("scopes", request.scopes().toArray(String[]::new))
			.param("declined", request.declined().toArray(String[]::new))
			.param("nonce", (request.nonce() != null) ? request.nonce() : UUID.randomUUID().toString())
			.param("codeChallenge", request.codeChallenge())
			.param("authTime", Timestamp.from(request.authTime()))
			.param("now", Timestamp.from(now))
			.param("endsAt", Timestamp.from(now.plus(CODE_LIFETIME).plus(client.grantLifetime())))
			.param("expiresAt", Timestamp.from(now.plus(CODE_LIFETIME)))
			.param("hash", Sha256.of(code))
			.update();
		Set<String> asked = new LinkedHashSet<>(request.scopes());
		asked.addAll(request.declined());
		this.scopeUses.note(client.clientId(), asked);
		this.events
			.publishEvent(new CodeIssued(grantId, client.clientId(), request.userId(), Set.copyOf(request.scopes())));
		return code;
	}

	/**
	 * Gives an app its tokens for a code.
	 * @param check throws {@link TokenRefusedException} if the app may have no tokens for the grant; the code is then not used up
	 * @throws TokenRefusedException if the code is unknown, another app's, used before, too old, or came with the wrong
	 * {@code redirect_uri} or {@code code_verifier}
	 */
	@Transactional(noRollbackFor = TokenRefusedException.class)
	public IssuedTokens redeem(Client client, CodeRedemption redemption, Consumer<Grant> check) {
		Locked locked = lock(LOCK_GRANT_OF_CODE, CODE, redemption.code(),
				"The code is not known here: a code lives five minutes, and another server's is no good.");
		if (!locked.grant().clientId().equals(client.clientId())) {
			throw refused("The code was issued to another app than the one that presents it.");
		}
		if (locked.usedAt() != null) {
			this.revocation.revoke(locked.grant().id(), Revocation.Reason.CODE_REPLAY);
			throw refused("The code was used before. A code is good once; the tokens that it gave have been revoked now.");
		}
		Instant now = this.clock.instant();
		checkAlive(locked, now, "The code has expired: it lives five minutes.");
		if (!redemption.cameTo(locked.redirectUri())) {
			throw refused("The redirect_uri is not the one of the authorization request, which was '"
					+ locked.redirectUri() + "'. They must be equal, letter by letter; it may also be left out.");
		}
		Pkce.check(locked.codeChallenge(), redemption.codeVerifier());
		check.accept(locked.grant());
		this.jdbc.sql("update authorization_code set used_at = ? where code_hash = ?")
			.params(Timestamp.from(now), Sha256.of(redemption.code()))
			.update();
		return issue(client, locked.grant(), locked.grant().scopes(), "authorization_code", now);
	}

	/**
	 * Gives an app new tokens for a refresh token, which is used up by it.
	 * @param scopes what the new access token shall be good for; empty for all that was granted
	 * @param check throws {@link TokenRefusedException} if the app may have no tokens for the grant; the refresh token is then not
	 * used up
	 * @throws TokenRefusedException if the refresh token is unknown, another app's, used before or ended, or if a scope was
	 * not granted
	 */
	@Transactional(noRollbackFor = TokenRefusedException.class)
	public IssuedTokens refresh(Client client, String refreshToken, Set<String> scopes, Consumer<Grant> check) {
		Locked locked = lock(LOCK_GRANT_OF_REFRESH_TOKEN, REFRESH_TOKEN, refreshToken,
				"The refresh token is not known here, or has ended long ago: the person has to sign in again.");
		if (!locked.grant().clientId().equals(client.clientId())) {
			throw refused("The refresh token was issued to another app than the one that presents it.");
		}
		if (locked.usedAt() != null) {
			this.revocation.revoke(locked.grant().id(), Revocation.Reason.REFRESH_TOKEN_REPLAY);
			throw refused("The refresh token was used before. Each is good once, and its answer carries the next; because a"
					+ " second use may be a thief's, all tokens of this sign-in have been revoked now.");
		}
		Instant now = this.clock.instant();
		checkAlive(locked, now, "The refresh token has expired: the person has to sign in again.");
		if (!locked.grant().scopes().containsAll(scopes)) {
			Set<String> excess = new LinkedHashSet<>(scopes);
			excess.removeAll(locked.grant().scopes());
			throw new TokenRefusedException("invalid_scope",
					"These scopes were not granted: " + String.join(" ", excess) + ". A refresh can narrow, never widen.");
		}
		check.accept(locked.grant());
		this.jdbc.sql("update refresh_token set used_at = ? where token_hash = ?")
			.params(Timestamp.from(now), Sha256.of(refreshToken))
			.update();
		return issue(client, locked.grant(), scopes.isEmpty() ? locked.grant().scopes() : scopes, "refresh_token", now);
	}

	private Locked lock(String lockGrant, String select, String value, String otherwise) {
		if (!ClassLinkIdentifier.hasForm(value)) {
			throw refused(otherwise);
		}
		byte[] hash = Sha256.of(value);
		LockedGrant grant = this.jdbc.sql(lockGrant)
			.param(hash)
			.query(Grants::lockedGrant)
			.optional()
			.orElseThrow(() -> refused(otherwise));
		return this.jdbc.sql(select)
			.param(hash)
			.query((row, number) -> new Locked(grant.grant(), grant.redirectUri(), grant.codeChallenge(),
					Tokens.instant(row, "expires_at"), instantOrNull(row, "used_at"), grant.revokedAt()))
			.optional()
			.orElseThrow(() -> refused(otherwise));
	}

	private static void checkAlive(Locked locked, Instant now, String expired) {
		if (locked.revokedAt() != null) {
			throw refused("This sign-in was revoked, and with it all that belongs to it: the person has to sign in again.");
		}
		if (!now.isBefore(locked.expiresAt())) {
			throw refused(expired);
		}
	}

	private IssuedTokens issue(Client client, Grant grant, Set<String> scopes, String grantType, Instant now) {
		String refreshToken = client.isExact() ? null : ClassLinkIdentifier.next(now);
		Instant accessExpiresAt = earlier(now.plus(client.lifetimes().accessToken()), grant.endsAt());
		String accessToken = this.values.next(client, grant, scopes, now, accessExpiresAt);
		Instant refreshExpiresAt = earlier(now.plus(client.lifetimes().refreshToken()), grant.endsAt());
		this.jdbc.sql(ISSUE_TOKENS)
			.param("accessHash", Sha256.of(accessToken))
			.param("refreshHash", (refreshToken != null) ? Sha256.of(refreshToken) : null)
			.param("grantId", grant.id())
			.param("scopes", scopes.toArray(String[]::new))
			.param("now", Timestamp.from(now))
			.param("accessExpiresAt", Timestamp.from(accessExpiresAt))
			.param("refreshExpiresAt", Timestamp.from((refreshToken != null) ? refreshExpiresAt : accessExpiresAt))
			.update();
		this.events.publishEvent(new TokensIssued(grant.id(), client.clientId(), grant.userId(), grantType));
		return new IssuedTokens(grant, accessToken, now, accessExpiresAt, scopes, refreshToken);
	}

	private static Instant earlier(Instant one, Instant other) {
		return one.isBefore(other) ? one : other;
	}

	private static LockedGrant lockedGrant(ResultSet row, int number) throws SQLException {
		Grant grant = new Grant(row.getObject("grant_id", UUID.class), row.getString("client_id"), row.getInt("user_id"),
				Tokens.scopes(row, "scopes"), Tokens.scopes(row, "declined"), row.getString("nonce"),
				Tokens.instant(row, "auth_time"), Tokens.instant(row, "ends_at"));
		return new LockedGrant(grant, row.getString("redirect_uri"), row.getString("code_challenge"),
				instantOrNull(row, "revoked_at"));
	}

	private static @Nullable Instant instantOrNull(ResultSet row, String column) throws SQLException {
		Timestamp timestamp = row.getTimestamp(column);
		return (timestamp != null) ? timestamp.toInstant() : null;
	}

	private static TokenRefusedException refused(String description) {
		return new TokenRefusedException("invalid_grant", description);
	}

	private record LockedGrant(Grant grant, String redirectUri, @Nullable String codeChallenge,
			@Nullable Instant revokedAt) {

	}

	private record Locked(Grant grant, String redirectUri, @Nullable String codeChallenge, Instant expiresAt,
			@Nullable Instant usedAt, @Nullable Instant revokedAt) {

	}

}
