package org.rollcall.token;

import java.sql.Timestamp;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.rollcall.client.Client;
import org.rollcall.client.KnownSecret;
import org.rollcall.client.OneRosterScope;
import org.rollcall.platform.Sha256;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Tokens that machines get for themselves, with nothing but their secret (RFC 6749, section 4.4).
 *
 * <p>
 * Only machines get them. What other apps are registered for is what people may allow them, one by one; with their secret alone
 * they would have it without anybody. A token is no good after the secret that it was got with: whoever ends a secret that
 * somebody has seen need not look for what was got with it.
 */
@Service
public class MachineTokens {

	private final JdbcClient jdbc;

	private final InstantSource clock;

	private final AccessTokenValues values;

	private final ScopeUses scopeUses;

	private final ApplicationEventPublisher events;

	MachineTokens(JdbcClient jdbc, InstantSource clock, AccessTokenValues values, ScopeUses scopeUses, ApplicationEventPublisher events) {
		this.jdbc = jdbc;
		this.clock = clock;
		this.values = values;
		this.scopeUses = scopeUses;
		this.events = events;
	}

	/**
	 * Gives a machine a token.
	 * @param secret with which it authenticated itself; {@code null} for a public app, which has none
	 * @param asked the scopes that it asks for; none for all that it is registered for
	 * @throws TokenRefusedException if it is no machine, or may not have a scope
	 */
	@Transactional
	public MachineToken issue(Client client, @Nullable KnownSecret secret, Set<String> asked) {
		if (secret == null) {
			throw new TokenRefusedException("unauthorized_client",
					"A public app has no secret, so nobody can know that it is the one who asks: client_credentials is for machines.");
		}
		if (!client.isMachine()) {
			throw new TokenRefusedException("unauthorized_client", "client_credentials is for apps of the kind machine; this one is "
					+ client.kind().value() + ". Send people to the authorization endpoint, or register a machine.");
		}
		Set<String> scopes = scopes(client, asked);
		Instant now = this.clock.instant();
		Instant lifetime = now.plus(client.lifetimes().accessToken());
		Instant expiresAt = (secret.endsAt() != null && secret.endsAt().isBefore(lifetime)) ? secret.endsAt() : lifetime;
		String value = this.values.next(client, scopes, now, expiresAt);
		this.jdbc.sql("insert into machine_token (token_hash, client_secret_id, scopes, issued_at, expires_at) values (?, ?, ?, ?, ?)")
			.params(Sha256.of(value), secret.id(), scopes.toArray(String[]::new), Timestamp.from(now), Timestamp.from(expiresAt))
			.update();
		this.scopeUses.note(client.clientId(), scopes);
		this.events.publishEvent(new MachineTokenIssued(client.clientId(), client.tenantId(), scopes));
		return new MachineToken(value, now, expiresAt, scopes);
	}

	private static Set<String> scopes(Client client, Set<String> asked) {
		if (client.scopes().isEmpty()) {
			throw new TokenRefusedException("invalid_scope", "The app is registered for no scope, so a token would be good for nothing.");
		}
		Set<String> excess = new LinkedHashSet<>(asked);
		excess.removeIf((scope) -> client.scopes().contains(scope) || OneRosterScope.isCovered(scope, client.scopes()));
		if (!excess.isEmpty()) {
			throw new TokenRefusedException("invalid_scope", "The app is not registered for the scope: " + String.join(" ", excess));
		}
		if (asked.isEmpty()) {
			return client.scopes();
		}
		Set<String> scopes = new LinkedHashSet<>(client.scopes());
		scopes.retainAll(asked);
		scopes.addAll(asked);
		return scopes;
	}

}
