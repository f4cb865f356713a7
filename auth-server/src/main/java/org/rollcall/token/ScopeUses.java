package org.rollcall.token;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.rollcall.platform.StateRestored;

import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * When apps last asked for which scope, and were answered with a code. To the hour, so that of the many sign-ins of an app few
 * write anything.
 */
@Service
public class ScopeUses {

	private static final Duration PRECISION = Duration.ofHours(1);

	private final JdbcClient jdbc;

	private final InstantSource clock;

	/** What this node noted lately, by app and scope; there are no more of them than apps are registered for. */
	private final Map<String, Instant> noted = new ConcurrentHashMap<>();

	ScopeUses(JdbcClient jdbc, InstantSource clock) {
		this.jdbc = jdbc;
		this.clock = clock;
	}

	/**
	 * Notes that an app asked for some scopes.
	 */
	void note(String clientId, Collection<String> scopes) {
		Instant now = this.clock.instant();
		List<String> news = scopes.stream().filter((scope) -> isNews(clientId + " " + scope, now)).sorted().toList();
		if (news.isEmpty()) {
			return;
		}
		this.jdbc.sql("""
				insert into scope_use as known (client_id, scope, last_asked_at) select ?, scope, ? from unnest(?::text[]) as asked (scope)
				on conflict (client_id, scope) do update set last_asked_at = greatest(known.last_asked_at, excluded.last_asked_at)""")
			.params(clientId, Timestamp.from(now), news.toArray(String[]::new))
			.update();
		news.forEach((scope) -> this.noted.put(clientId + " " + scope, now));
	}

	private boolean isNews(String key, Instant now) {
		Instant last = this.noted.get(key);
		return last == null || last.isBefore(now.minus(PRECISION));
	}

	/**
	 * Returns what apps asked for since then, each scope once.
	 */
	@Transactional(readOnly = true)
	public List<ScopeUse> since(Instant instant) {
		return this.jdbc.sql("select client_id, scope from scope_use where last_asked_at >= ?")
			.param(Timestamp.from(instant))
			.query(ScopeUse.class)
			.list();
	}

	@EventListener
	void forget(StateRestored restored) {
		this.noted.clear();
	}

	/**
	 * An app, and a scope that it asked for.
	 */
	public record ScopeUse(String clientId, String scope) {

	}

}
