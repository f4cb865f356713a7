package org.rollcall.share;

import java.security.SecureRandom;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.rollcall.client.OneRosterScope;
import org.rollcall.client.Scope;
import org.rollcall.platform.Sha256;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Access tokens for a single share, got with its consumer key and its secret as client_id and client_secret. What one opens is asked
 * of the share each time: renewed or ended, it opens nothing any more; changed, it opens no more than is shared now.
 */
@Service
public class ShareTokens {

	/** So that nobody needs to look for it among other tokens. */
	private static final String PREFIX = "rst_";

	private static final int LENGTH = PREFIX.length() + 32;

	private static final SecureRandom RANDOM = new SecureRandom();

	private final JdbcClient jdbc;

	private final RosterShares shares;

	private final InstantSource clock;

	private final ApplicationEventPublisher events;

	ShareTokens(JdbcClient jdbc, RosterShares shares, InstantSource clock, ApplicationEventPublisher events) {
		this.jdbc = jdbc;
		this.shares = shares;
		this.clock = clock;
		this.events = events;
	}

	/**
	 * Makes a token.
	 * @param asked the scopes that it is to be good for; none for all that is shared
	 * @throws NotSharedException if a scope is not shared
	 */
	@Transactional
	public IssuedShareToken issue(RosterShare share, Set<String> asked, Duration lifetime) {
		Set<String> excess = new LinkedHashSet<>(asked);
		Set<String> covered = Scope.covered(share.scopes(), asked);
		covered.retainAll(Scope.roster());
		excess.removeIf((scope) -> covered.contains(scope) || OneRosterScope.isCovered(scope, share.scopes()));
		if (!excess.isEmpty()) {
			throw new NotSharedException(excess);
		}
		Set<String> scopes = asked.isEmpty() ? share.scopes() : asked;
		byte[] random = new byte[16];
		RANDOM.nextBytes(random);
		String value = PREFIX + HexFormat.of().formatHex(random);
		Instant now = this.clock.instant();
		this.jdbc.sql("insert into share_token (token_hash, share_id, generation, scopes, issued_at, expires_at) values (?, ?, ?, ?, ?, ?)")
			.params(Sha256.of(value), share.shareId(), share.generation(), scopes.toArray(String[]::new), Timestamp.from(now),
					Timestamp.from(now.plus(lifetime)))
			.update();
		this.events.publishEvent(new ShareTokenIssued(share.shareId(), share.tenantId(), share.clientId(), scopes));
		return new IssuedShareToken(value, now, now.plus(lifetime), scopes);
	}

	/**
	 * Tells whether something could be one of these tokens.
	 */
	public static boolean hasForm(String value) {
		return value.length() == LENGTH && value.startsWith(PREFIX);
	}

	/**
	 * Returns what a token opens, if it is still good.
	 */
	@Transactional(readOnly = true)
	public Optional<ShareToken> find(String value) {
		return this.jdbc.sql("""
				select s.consumer_key, t.scopes from share_token t join roster_share s using (share_id, generation)
				where t.token_hash = ? and t.expires_at > ?""")
			.params(Sha256.of(value), Timestamp.from(this.clock.instant()))
			.query((row, number) -> new Row(row.getString("consumer_key"), Set.copyOf(List.of((String[]) row.getArray("scopes").getArray()))))
			.optional()
			.flatMap((row) -> this.shares.findByConsumerKey(row.consumerKey).map((share) -> new ShareToken(share, row.scopes)));
	}

	private record Row(String consumerKey, Set<String> scopes) {

	}

	/**
	 * A new token. Its value is here and in the answer only; the database has its hash.
	 */
	public record IssuedShareToken(String value, Instant issuedAt, Instant expiresAt, Set<String> scopes) {

		@Override
		public String toString() {
			return "IssuedShareToken[expiresAt=" + this.expiresAt + "]";
		}

	}

	/**
	 * A token that is good.
	 *
	 * @param share as it is now
	 * @param scopes what the token was asked for
	 */
	public record ShareToken(RosterShare share, Set<String> scopes) {

	}

	/**
	 * Somebody asked for more than is shared.
	 */
	public static final class NotSharedException extends RuntimeException {

		private final Set<String> scopes;

		private NotSharedException(Set<String> scopes) {
			super("The district does not share: " + String.join(" ", scopes), null, false, false);
			this.scopes = Set.copyOf(scopes);
		}

		/**
		 * Returns what is not shared.
		 */
		public Set<String> scopes() {
			return this.scopes;
		}

	}

}
