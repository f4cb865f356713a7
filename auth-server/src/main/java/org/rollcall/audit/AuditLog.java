package org.rollcall.audit;

import java.sql.Timestamp;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

import org.rollcall.platform.Actor;
import org.rollcall.platform.Happening;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * Writes down what happens: as a row of {@code audit_event}, and as a sentence in the log {@code rollcall.audit}.
 */
@Component
class AuditLog {

	private static final Logger logger = LoggerFactory.getLogger("rollcall.audit");

	private static final JsonMapper JSON = JsonMapper.shared();

	private final JdbcClient jdbc;

	private final InstantSource clock;

	AuditLog(JdbcClient jdbc, InstantSource clock) {
		this.jdbc = jdbc;
		this.clock = clock;
	}

	/**
	 * In the transaction of what happened: no change without its row, and no row of what was rolled back. The district of a
	 * person is looked up here, because most events know the person only.
	 */
	@TransactionalEventListener(phase = TransactionPhase.BEFORE_COMMIT, fallbackExecution = true)
	void keep(Happening happening) {
		Actor actor = Actor.current();
		Instant now = this.clock.instant();
		this.jdbc.sql("""
				insert into audit_event (happened_at, kind, tenant_id, actor_kind, actor, user_id, client_id, address, sentence,
					before, after)
				values (:now, :kind, coalesce(:district, (select tenant_id from person where user_id = :person)), :actorKind, :actor,
					:person, :client, cast(:address as inet), :sentence, cast(:before as jsonb), cast(:after as jsonb))""")
			.param("now", Timestamp.from(now))
			.param("kind", happening.getClass().getSimpleName())
			.param("district", happening.concernedDistrict(), java.sql.Types.INTEGER)
			.param("actorKind", actor.kind().name().toLowerCase(Locale.ROOT))
			.param("actor", actor.name())
			.param("person", happening.concernedPerson(), java.sql.Types.INTEGER)
			.param("client", happening.concernedApp())
			.param("address", withoutZone(actor.address()))
			.param("sentence", happening.sentence().replace("\0", ""))
			.param("before", json(happening.before()))
			.param("after", json(happening.after()))
			.update();
	}

	/**
	 * After the commit: what was rolled back did not happen.
	 */
	@TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT, fallbackExecution = true)
	void tell(Happening happening) {
		logger.info("{}", happening.sentence());
	}

	private static @Nullable String json(Map<String, Object> values) {
		return values.isEmpty() ? null : JSON.writeValueAsString(values).replace("\\u0000", "");
	}

	/**
	 * PostgreSQL knows no zones of link-local addresses.
	 */
	private static @Nullable String withoutZone(@Nullable String address) {
		return (address != null) ? address.replaceAll("%.*", "") : null;
	}

}
