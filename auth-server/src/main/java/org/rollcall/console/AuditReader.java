package org.rollcall.console;

import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import org.rollcall.administrator.AuditExport;
import org.rollcall.audit.AuditEvent;
import org.rollcall.client.ClientNames;
import org.rollcall.client.ClientNames.ClientName;
import org.rollcall.directory.District;
import org.rollcall.platform.Actor;

import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/**
 * Puts the record into words: what happened, who did it, and what changed, in the reader's language.
 */
@Component
class AuditReader {

	private static final String KIND = "console.audit.kind.";

	private static final String FIELD = "console.audit.field.";

	private final MessageSource messages;

	private final AuditExport export;

	private final ClientNames clients;

	private final JsonMapper json;

	AuditReader(MessageSource messages, AuditExport export, ClientNames clients, JsonMapper json) {
		this.messages = messages;
		this.export = export;
		this.clients = clients;
		this.json = json;
	}

	/**
	 * Returns what the kinds are called, by name.
	 */
	Map<String, String> kinds(Collection<String> kinds, Locale locale) {
		Map<String, String> named = new TreeMap<>();
		kinds.forEach((kind) -> named.put(kind, kind(kind, locale)));
		return named.entrySet()
			.stream()
			.sorted(Map.Entry.comparingByValue())
			.collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (one, other) -> one, LinkedHashMap::new));
	}

	List<Entry> read(List<AuditEvent> events, @Nullable District district, Locale locale) {
		Map<Integer, String> names = this.export.names(events, district);
		Map<String, String> apps = this.clients.find(events.stream()
			.flatMap((event) -> Stream.of(event.clientId(),
					(event.actor().kind() == Actor.Kind.APP) ? event.actor().name() : null))
			.filter(Objects::nonNull)
			.collect(Collectors.toSet())).stream().collect(Collectors.toMap(ClientName::clientId, ClientName::name));
		return events.stream().map((event) -> entry(event, names, apps, locale)).toList();
	}

	private Entry entry(AuditEvent event, Map<Integer, String> names, Map<String, String> apps, Locale locale) {
		String person = (event.userId() != null) ? names.getOrDefault(event.userId(), event.userId().toString()) : null;
		String app = (event.clientId() != null) ? apps.getOrDefault(event.clientId(), event.clientId()) : null;
		return new Entry(event, kind(event.kind(), locale), actor(event.actor(), names, apps, locale), person, app,
				changes(event, locale), details(event, locale));
	}

	private String actor(Actor actor, Map<Integer, String> names, Map<String, String> apps, Locale locale) {
		String name = (actor.name() != null) ? actor.name() : "";
		return switch (actor.kind()) {
			case PERSON -> names.getOrDefault(Integer.valueOf(name), name);
			case APP -> apps.getOrDefault(name, name);
			case API_KEY -> this.messages.getMessage("console.audit.actor.api-key", new Object[] { name }, locale);
			case SERVER -> this.messages.getMessage((actor.address() != null) ? "console.audit.actor.somebody" : "console.audit.actor.server",
					null, locale);
		};
	}

	private List<Change> changes(AuditEvent event, Locale locale) {
		Set<String> fields = new TreeSet<>(event.before().keySet());
		fields.addAll(event.after().keySet());
		return fields.stream()
			.filter((field) -> !Objects.equals(event.before().get(field), event.after().get(field)))
			.map((field) -> new Change(field(field, locale), value(event.before().get(field), locale),
					value(event.after().get(field), locale)))
			.toList();
	}

	private Map<String, String> details(AuditEvent event, Locale locale) {
		Map<String, String> details = new TreeMap<>();
		event.details().forEach((field, value) -> details.put(field(field, locale), value(value, locale)));
		return details;
	}

	private String value(@Nullable Object value, Locale locale) {
		return switch (value) {
			case null -> "";
			case Boolean bool -> this.messages.getMessage(bool ? "console.audit.yes" : "console.audit.no", null, locale);
			case Collection<?> list -> list.stream().map((one) -> value(one, locale)).collect(Collectors.joining(", "));
			case Map<?, ?> map -> this.json.writeValueAsString(map);
			default -> value.toString();
		};
	}

	/**
	 * A kind that nobody has named yet is called by its own name, in words.
	 */
	private String kind(String kind, Locale locale) {
		String words = kind.replaceAll("(?<=[a-z])(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
		return Objects.requireNonNull(this.messages.getMessage(KIND + kind, null, words, locale));
	}

	private String field(String field, Locale locale) {
		return Objects.requireNonNull(this.messages.getMessage(FIELD + field, null, field.replace('_', ' '), locale));
	}

	/**
	 * An event in words.
	 *
	 * @param kind what happened
	 * @param actor who did it
	 * @param person whom it is about, or {@code null}
	 * @param app which app it is about, or {@code null}
	 */
	record Entry(AuditEvent event, String kind, String actor, @Nullable String person, @Nullable String app, List<Change> changes,
			Map<String, String> details) {

		public ZonedDateTime time() {
			return this.event.happenedAt().atZone(ZoneOffset.UTC);
		}

	}

	/**
	 * What a change found, and what it left.
	 */
	record Change(String field, String before, String after) {

	}

}
