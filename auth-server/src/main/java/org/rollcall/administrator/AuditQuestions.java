package org.rollcall.administrator;

import java.net.InetAddress;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import org.rollcall.audit.AuditFilter;
import org.rollcall.directory.Credentials;
import org.rollcall.directory.District;
import org.rollcall.directory.Districts;
import org.rollcall.directory.FoundPerson;
import org.rollcall.directory.People;
import org.rollcall.directory.PeopleQuery;
import org.rollcall.directory.PeopleSearch;
import org.rollcall.directory.PersonNames;
import org.rollcall.directory.PersonNames.PersonName;
import org.rollcall.platform.Actor;
import org.rollcall.platform.ClassLinkIdentifier;
import org.rollcall.platform.FormFaults;
import org.rollcall.platform.Parameters;

import org.springframework.stereotype.Component;

/**
 * Reads what somebody typed to find something in the record.
 */
@Component
public class AuditQuestions {

	private static final List<String> FIELDS = List.of("person", "app", "kind", "from", "to", "address", "actor");

	private static final int LONGEST = 200;

	/** Whoever finds more writes more of the name. */
	private static final int MOST_CANDIDATES = 10;

	private final People people;

	private final PersonNames names;

	private final Districts districts;

	private final PeopleSearch search;

	AuditQuestions(People people, PersonNames names, Districts districts, PeopleSearch search) {
		this.people = people;
		this.names = names;
		this.districts = districts;
		this.search = search;
	}

	/**
	 * Returns what somebody asks of the record.
	 * @param district whose record it is; {@code null} for the whole server's
	 */
	public AuditQuestion of(@Nullable District district, Parameters parameters) {
		Map<String, String> asked = new LinkedHashMap<>();
		FIELDS.forEach((field) -> parameters.first(field)
			.map((value) -> value.replaceAll("\\p{Cntrl}", "").strip())
			.filter((value) -> !value.isEmpty())
			.ifPresent((value) -> asked.put(field, value)));
		FormFaults faults = new FormFaults();
		asked.forEach((field, value) -> faults.check(value.length() <= LONGEST, field, "console.fault.text"));
		asked.replaceAll((field, value) -> value.substring(0, Math.min(LONGEST, value.length())));
		Integer tenantId = (district != null) ? district.tenantId() : null;
		Integer userId = null;
		List<FoundPerson> candidates = List.of();
		if (asked.containsKey("person")) {
			userId = person(asked.get("person"), tenantId).orElse(null);
			if (userId == null) {
				candidates = called(asked.get("person"), district);
				userId = (candidates.size() == 1) ? candidates.getFirst().userId() : null;
				faults.check(candidates.size() < 2, "person", "console.audit.person.several");
				faults.check(!candidates.isEmpty(), "person", "console.audit.person.unknown");
			}
		}
		String app = asked.get("app");
		faults.check(app == null || ClassLinkIdentifier.hasForm(app), "app", "console.audit.app.unknown");
		String kind = asked.get("kind");
		faults.check(kind == null || kind.matches("[A-Z][A-Za-z]+"), "kind", "console.audit.kind.unknown");
		Instant from = instant("from", asked, faults);
		Instant to = instant("to", asked, faults);
		faults.check(from == null || to == null || from.isBefore(to), "to", "console.audit.to.early");
		String network = null;
		if (asked.containsKey("address")) {
			network = network(asked.get("address")).orElse(null);
			faults.check(network != null, "address", "console.audit.address.wrong");
		}
		Actor actor = actor(asked.get("actor"), tenantId);
		return new AuditQuestion(asked, new AuditFilter(tenantId, userId, app, kind, from, to, network,
				(actor != null) ? actor.kind() : null, (actor != null) ? actor.name() : null), faults,
				(userId == null) ? candidates : List.of());
	}

	/**
	 * Returns some of those who have such a name; in the server's record behind their district, such as {@code lincolnusd/garcia}.
	 */
	private List<FoundPerson> called(String typed, @Nullable District district) {
		String[] parts = typed.split("/", 2);
		Optional<District> known = (district != null) ? Optional.of(district)
				: (parts.length == 2) ? this.districts.findByCustomUrl(parts[0].strip()) : Optional.empty();
		String name = (district != null) ? typed : parts[parts.length - 1];
		return name.isBlank() ? List.of()
				: known.map((one) -> this.search.after(new PeopleQuery(one.tenantId(), name, null, null, null), null, MOST_CANDIDATES))
					.orElse(List.of());
	}

	/**
	 * A UserId or a login id; in the server's record a login id with its district, such as {@code lincolnusd/ada.admin}. Whoever
	 * asks for a district's record learns nothing about people of another one, not even that they are there.
	 */
	private Optional<Integer> person(String typed, @Nullable Integer tenantId) {
		if (typed.matches("\\d{1,9}")) {
			Optional<Integer> known = this.names.find(Integer.parseInt(typed))
				.filter((person) -> tenantId == null || person.tenantId() == tenantId)
				.map(PersonName::userId);
			if (known.isPresent()) {
				return known;
			}
		}
		if (tenantId != null) {
			return this.people.findCredentials(tenantId, typed).map(Credentials::userId);
		}
		String[] parts = typed.split("/", 2);
		return (parts.length < 2) ? Optional.empty()
				: this.districts.findByCustomUrl(parts[0])
					.flatMap((district) -> this.people.findCredentials(district.tenantId(), parts[1]))
					.map(Credentials::userId);
	}

	/**
	 * A person, or the server, or the name of an app or of an API key.
	 */
	private @Nullable Actor actor(@Nullable String typed, @Nullable Integer tenantId) {
		if (typed == null) {
			return null;
		}
		if (typed.equalsIgnoreCase("server")) {
			return new Actor(Actor.Kind.SERVER, null, null);
		}
		if (ClassLinkIdentifier.hasForm(typed)) {
			return new Actor(Actor.Kind.APP, typed, null);
		}
		return person(typed, tenantId).map((userId) -> new Actor(Actor.Kind.PERSON, userId.toString(), null))
			.orElseGet(() -> new Actor(Actor.Kind.API_KEY, typed, null));
	}

	/**
	 * A day, or a minute of it, both in UTC, as the browser's fields send them.
	 */
	private static @Nullable Instant instant(String field, Map<String, String> asked, FormFaults faults) {
		String typed = asked.get(field);
		if (typed == null) {
			return null;
		}
		try {
			LocalDateTime time = typed.contains("T") ? LocalDateTime.parse(typed) : LocalDate.parse(typed).atStartOfDay();
			if (time.getYear() >= 2000 && time.getYear() < 2200) {
				return time.toInstant(ZoneOffset.UTC);
			}
		}
		catch (DateTimeParseException ex) {
			// said below
		}
		faults.add(field, "console.audit.time.wrong");
		return null;
	}

	private static Optional<String> network(String typed) {
		String[] parts = typed.split("/", -1);
		try {
			if (parts.length > 2 || !parts[0].matches("\\d+(\\.\\d+){3}|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*")) {
				return Optional.empty();
			}
			InetAddress address = InetAddress.ofLiteral(parts[0]);
			int bits = address.getAddress().length * 8;
			if (parts.length == 2 && (!parts[1].matches("\\d{1,3}") || Integer.parseInt(parts[1]) > bits)) {
				return Optional.empty();
			}
			return Optional.of(address.getHostAddress() + ((parts.length == 2) ? "/" + Integer.parseInt(parts[1]) : ""));
		}
		catch (IllegalArgumentException ex) {
			return Optional.empty();
		}
	}

}
