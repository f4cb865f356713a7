package org.rollcall.session;

import java.time.Duration;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * How long the sign-ins of a district last. What is changed counts for those who sign in from then on.
 */
@Service
public class SessionLifetimes {

	public static final Duration SHORTEST = Duration.ofMinutes(15);

	public static final Duration LONGEST = Duration.ofDays(30);

	private final JdbcClient jdbc;

	private final ApplicationEventPublisher events;

	private final SessionProperties properties;

	SessionLifetimes(JdbcClient jdbc, ApplicationEventPublisher events, SessionProperties properties) {
		this.jdbc = jdbc;
		this.events = events;
		this.properties = properties;
	}

	/**
	 * Returns how long a sign-in lasts where a district says nothing about it.
	 */
	public Duration standard() {
		return this.properties.lifetime();
	}

	/**
	 * Returns what a district decided; nothing if it goes by the {@linkplain #standard() standard}.
	 */
	@Transactional(readOnly = true)
	public Optional<Duration> of(int tenantId) {
		return this.jdbc.sql("select seconds from session_lifetime where tenant_id = ?")
			.param(tenantId)
			.query(Integer.class)
			.optional()
			.map(Duration::ofSeconds);
	}

	/**
	 * Decides for a district; nothing happens if it is so already.
	 * @param lifetime from {@link #SHORTEST} to {@link #LONGEST}; {@code null} for the standard
	 */
	@Transactional
	public void decide(int tenantId, @Nullable Duration lifetime) {
		Duration before = of(tenantId).orElse(null);
		if (lifetime == null) {
			this.jdbc.sql("delete from session_lifetime where tenant_id = ?").param(tenantId).update();
		}
		else {
			this.jdbc.sql("""
					insert into session_lifetime (tenant_id, seconds) values (?, ?)
					on conflict (tenant_id) do update set seconds = excluded.seconds""")
				.params(tenantId, lifetime.toSeconds())
				.update();
		}
		if ((lifetime == null) ? before != null : !lifetime.equals(before)) {
			this.events.publishEvent(new SessionLifetimeChanged(tenantId, (before != null) ? before : standard(),
					(lifetime != null) ? lifetime : standard()));
		}
	}

}
