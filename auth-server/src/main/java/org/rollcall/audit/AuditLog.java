package org.rollcall.audit;

import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

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

	private static final int LONGEST = 2_000;

	private static final JsonMapper JSON = JsonMapper.shared();

	private final JdbcClient jdbc;

	private final InstantSource clock;

	private final Flood flood;

	AuditLog(JdbcClient jdbc, InstantSource clock, Flood flood) {
		this.jdbc = jdbc;
		this.clock = clock;
		this.flood = flood;
	}

	/**
	 * In the transaction of what happened: no change without its row, and no row of what was rolled back. The district of a
	 * person, or of an app, is looked up here, because most events know no more than that. What a stranger calls an app is
	 * one only if it is registered.
	 */
	@TransactionalEventListener(phase = TransactionPhase.BEFORE_COMMIT, fallbackExecution = true)
	void keep(Happening happening) {
		Actor actor = Actor.current();
		Instant now = this.clock.instant();
		String sentence = happening.sentence();
		if (happening.isAnybodys()) {
			switch (this.flood.count(happening, actor)) {
				case KEPT -> {
				}
				case LAST -> sentence = shortened(sentence, LONGEST) + ". No more of these are written down until " + this.flood.until();
				case LEFT_OUT -> {
					return;
				}
			}
		}
		this.jdbc.sql("""
				insert into audit_event (happened_at, kind, tenant_id, actor_kind, actor, user_id, client_id, address, sentence,
					before, after, details)
				values (:now, :kind, coalesce(:district, (select tenant_id from person where user_id = :person),
						(select tenant_id from client where client_id = :client)), :actorKind, :actor, :person,
					case when :stranger then (select client_id from client where client_id = :client) else :client end,
					cast(:address as inet), :sentence, cast(:before as jsonb), cast(:after as jsonb), cast(:details as jsonb))""")
			.param("now", Timestamp.from(now))
			.param("kind", happening.getClass().getSimpleName())
			.param("district", happening.concernedDistrict(), Types.INTEGER)
			.param("actorKind", actor.kind().name().toLowerCase(Locale.ROOT))
			.param("actor", actor.name())
			.param("person", happening.concernedPerson(), Types.INTEGER)
			.param("client", happening.concernedApp(), Types.VARCHAR)
			.param("stranger", happening.isAnybodys())
			.param("address", withoutZone(actor.address()))
			.param("sentence", shortened(sentence, LONGEST + 200))
			.param("before", json(happening.before()))
			.param("after", json(happening.after()))
			.param("details", json(happening.details()))
			.update();
	}

	/**
	 * After the commit: what was rolled back did not happen. Nothing that somebody typed begins a line of its own.
	 */
	@TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT, fallbackExecution = true)
	void tell(Happening happening) {
		logger.info("{}", happening.sentence().replaceAll("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]", "?"));
	}

	private static @Nullable String json(Map<String, Object> values) {
		return values.isEmpty() ? null : JSON.writeValueAsString(kept(values));
	}

	/**
	 * In the values and not in the JSON: there, the same six characters may stand for a NUL, or be what somebody typed.
	 */
	private static @Nullable Object kept(@Nullable Object value) {
		return switch (value) {
			case null -> null;
			case CharSequence text -> shortened(text.toString(), LONGEST);
			case Map<?, ?> values -> {
				Map<String, Object> kept = new TreeMap<>();
				values.forEach((name, one) -> kept.put(shortened(String.valueOf(name), LONGEST), kept(one)));
				yield kept;
			}
			case Collection<?> values -> values.stream().map(AuditLog::kept).toList();
			case Number number -> number;
			case Boolean flag -> flag;
			default -> shortened(value.toString(), LONGEST);
		};
	}

	/**
	 * What comes from outside may be as long as a request; and PostgreSQL's texts hold no NUL, and no half of a character.
	 */
	private static String shortened(String text, int longest) {
		String known = text.replace("\0", "");
		if (known.chars().anyMatch((half) -> Character.isSurrogate((char) half))) {
			known = new String(known.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
		}
		return (known.length() <= longest) ? known
				: known.substring(0, known.offsetByCodePoints(0, Math.min(longest, known.codePointCount(0, known.length())))) + "…";
	}

	/**
	 * PostgreSQL knows no zones of link-local addresses.
	 */
	private static @Nullable String withoutZone(@Nullable String address) {
		return (address != null) ? address.replaceAll("%.*", "") : null;
	}

}
