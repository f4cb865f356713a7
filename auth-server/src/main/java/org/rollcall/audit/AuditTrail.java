package org.rollcall.audit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

import org.rollcall.platform.Actor;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The record of what happens, for those who read it. Nobody writes here: what is {@linkplain org.rollcall.platform.Happening
 * published} is written down.
 */
@Service
public class AuditTrail {

	/** What an installation may choose for how long the record is kept. */
	public static final int FEWEST_DAYS = 30;

	/** See {@link #FEWEST_DAYS}. */
	public static final int MOST_DAYS = 3650;

	private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {
	};

	/** Rows that were written at the same moment may have changed places by as much. */
	private static final Duration DISORDER = Duration.ofMinutes(1);

	private final JdbcClient jdbc;

	private final JsonMapper json;

	private final ApplicationEventPublisher events;

	AuditTrail(JdbcClient jdbc, JsonMapper json, ApplicationEventPublisher events) {
		this.jdbc = jdbc;
		this.json = json;
		this.events = events;
	}

	/**
	 * Returns what happened, the latest first.
	 * @param before the {@code auditId} up to which, exclusively; {@code null} to begin with the latest
	 * @param size how many at most
	 */
	@Transactional(readOnly = true)
	public List<AuditEvent> read(AuditFilter filter, @Nullable Long before, int size) {
		List<String> conditions = new ArrayList<>();
		Map<String, Object> parameters = new LinkedHashMap<>();
		add(conditions, parameters, "tenant_id = :tenantId", "tenantId", filter.tenantId());
		add(conditions, parameters, "user_id = :userId", "userId", filter.userId());
		add(conditions, parameters, "client_id = :clientId", "clientId", filter.clientId());
		add(conditions, parameters, "kind = :kind", "kind", filter.kind());
		add(conditions, parameters, "address <<= cast(:network as inet)", "network", filter.network());
		add(conditions, parameters, "actor_kind = :actorKind", "actorKind",
				(filter.actorKind() != null) ? filter.actorKind().name().toLowerCase(Locale.ROOT) : null);
		add(conditions, parameters, "actor = :actor", "actor", filter.actor());
		add(conditions, parameters, "audit_id < :before", "before", before);
		addTimes(conditions, parameters, filter);
		return this.jdbc
			.sql("select * from audit_event" + (conditions.isEmpty() ? "" : " where " + String.join(" and ", conditions))
					+ " order by audit_id desc limit :size")
			.params(parameters)
			.param("size", size)
			.query(this::event)
			.list();
	}

	private static void add(List<String> conditions, Map<String, Object> parameters, String condition, String name,
			@Nullable Object value) {
		if (value != null) {
			conditions.add(condition);
			parameters.put(name, value);
		}
	}

	/**
	 * The order is that of the ids, so times are turned into ids first: a day of last year is found without reading all that
	 * happened since.
	 */
	private static void addTimes(List<String> conditions, Map<String, Object> parameters, AuditFilter filter) {
		if (filter.from() != null) {
			conditions.add("happened_at >= :from");
			conditions.add("audit_id >= (select min(audit_id) from (select audit_id from audit_event where happened_at >= :early"
					+ " order by happened_at limit 1000) first)");
			parameters.put("from", Timestamp.from(filter.from()));
			parameters.put("early", Timestamp.from(filter.from().minus(DISORDER)));
		}
		if (filter.to() != null) {
			conditions.add("happened_at < :to");
			conditions.add("audit_id <= (select max(audit_id) from (select audit_id from audit_event where happened_at < :late"
					+ " order by happened_at desc limit 1000) last)");
			parameters.put("to", Timestamp.from(filter.to()));
			parameters.put("late", Timestamp.from(filter.to().plus(DISORDER)));
		}
	}

	/**
	 * Returns every kind of which something happened, by name.
	 */
	@Transactional(readOnly = true)
	public List<String> kinds() {
		// one step in the index for each kind, instead of all rows
		return this.jdbc.sql("""
				with recursive kinds as (
					(select kind from audit_event order by kind limit 1)
					union all
					select (select e.kind from audit_event e where e.kind > kinds.kind order by e.kind limit 1) from kinds
					where kinds.kind is not null)
				select kind from kinds where kind is not null order by kind""").query(String.class).list();
	}

	/**
	 * Returns how often something happened, hour by hour. Where nothing did, there is no count.
	 * @param tenantId the district that it concerns
	 */
	@Transactional(readOnly = true)
	public List<Count> counts(int tenantId, Collection<String> kinds, Instant since) {
		return this.jdbc.sql("""
				select date_trunc('hour', happened_at at time zone 'UTC') at time zone 'UTC' as start, kind, count(*) as number
				from audit_event where tenant_id = :tenantId and kind in (:kinds) and happened_at >= :since
				group by 1, 2 order by 1, 2""")
			.param("tenantId", tenantId)
			.param("kinds", kinds)
			.param("since", Timestamp.from(since))
			.query((row, number) -> new Count(row.getTimestamp("start").toInstant(), row.getString("kind"), row.getInt("number")))
			.list();
	}

	/**
	 * Returns what apps were refused, by app and error code, the most frequent first.
	 * @param tenantId the district that it concerns; what concerns none counts as well, as far as it is about one of the apps
	 * @param clientIds of the apps whose troubles are asked for
	 */
	@Transactional(readOnly = true)
	public List<Refusals> refusals(int tenantId, Collection<String> clientIds, Instant since) {
		if (clientIds.isEmpty()) {
			return List.of();
		}
		return this.jdbc.sql("""
				select client_id, kind, coalesce(details ->> 'error', '') as error, count(*) as number, max(happened_at) as last_at,
					bool_or(tenant_id is not null) as of_district,
					(array_agg(coalesce(details ->> 'reason', sentence) order by audit_id desc))[1] as last_reason
				from audit_event
				where kind in ('TokenRefused', 'AuthorizationRefused') and happened_at >= :since
					and audit_id >= (select min(audit_id) from (select audit_id from audit_event where happened_at >= :early
						order by happened_at limit 1000) first)
					and (tenant_id = :tenantId or tenant_id is null) and client_id in (:clientIds)
				group by 1, 2, 3 order by number desc, client_id, error""")
			.param("tenantId", tenantId)
			.param("clientIds", clientIds)
			.param("since", Timestamp.from(since))
			.param("early", Timestamp.from(since.minus(DISORDER)))
			.query((row, number) -> new Refusals(row.getString("client_id"), row.getString("kind"), row.getString("error"),
					row.getInt("number"), row.getTimestamp("last_at").toInstant(), row.getString("last_reason"), row.getBoolean("of_district")))
			.list();
	}

	/**
	 * Returns who of a district was kept from signing in because of wrong passwords before, the most often refused first.
	 */
	@Transactional(readOnly = true)
	public List<LockedOut> lockedOut(int tenantId, Instant since, int most) {
		return this.jdbc.sql("""
				select user_id, count(*) as number, max(happened_at) as last_at from audit_event
				where tenant_id = ? and kind = 'SignInRefused' and happened_at >= ? and user_id is not null
					and details ->> 'throttled' = 'true'
				group by user_id order by number desc, user_id limit ?""")
			.params(tenantId, Timestamp.from(since), most)
			.query((row, number) -> new LockedOut(row.getInt("user_id"), row.getInt("number"),
					row.getTimestamp("last_at").toInstant()))
			.list();
	}

	/**
	 * Returns for how many days the record is kept.
	 */
	@Transactional(readOnly = true)
	public int daysKept() {
		return this.jdbc.sql("select days from audit_retention").query(Integer.class).single();
	}

	/**
	 * Keeps the record for that many days from now on; what is older goes within minutes.
	 * @param known what whoever changes it believes it to be
	 * @return whether it was that, and is changed; if not, nothing is
	 * @throws IllegalArgumentException if it is less than {@link #FEWEST_DAYS} or more than {@link #MOST_DAYS}
	 */
	@Transactional
	public boolean keep(int days, int known) {
		if (days < FEWEST_DAYS || days > MOST_DAYS) {
			throw new IllegalArgumentException("The record is kept for " + FEWEST_DAYS + " to " + MOST_DAYS + " days");
		}
		if (this.jdbc.sql("update audit_retention set days = ? where days = ?").params(days, known).update() == 0) {
			return false;
		}
		if (days != known) {
			this.events.publishEvent(new AuditRetentionChanged(known, days));
		}
		return true;
	}

	private AuditEvent event(ResultSet row, int number) throws SQLException {
		Actor actor = new Actor(Actor.Kind.valueOf(row.getString("actor_kind").toUpperCase(Locale.ROOT)), row.getString("actor"),
				row.getString("address"));
		return new AuditEvent(row.getLong("audit_id"), row.getTimestamp("happened_at").toInstant(), row.getString("kind"),
				row.getObject("tenant_id", Integer.class), actor, row.getObject("user_id", Integer.class), row.getString("client_id"),
				row.getString("sentence"), object(row.getString("before")), object(row.getString("after")),
				object(row.getString("details")));
	}

	private Map<String, Object> object(@Nullable String json) {
		return (json != null) ? this.json.readValue(json, OBJECT) : Map.of();
	}

	/**
	 * How often something happened.
	 *
	 * @param start when the hour began
	 */
	public record Count(Instant start, String kind, int number) {

	}

	/**
	 * How often an app was refused something.
	 *
	 * @param error the protocol's code, such as {@code invalid_client}
	 * @param lastReason why, in words, the last time
	 * @param ofDistrict whether it is in the district's own record; else it is in the server's only
	 */
	public record Refusals(String clientId, String kind, String error, int number, Instant lastAt, String lastReason,
			boolean ofDistrict) {

	}

	/**
	 * Somebody who tried too often.
	 */
	public record LockedOut(int userId, int number, Instant lastAt) {

	}

}
