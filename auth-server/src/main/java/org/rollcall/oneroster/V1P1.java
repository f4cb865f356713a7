package org.rollcall.oneroster;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

import org.rollcall.roster.query.Reference;
import org.rollcall.roster.query.RosterField;
import org.rollcall.roster.query.RosterSchema;
import org.rollcall.roster.query.RosterType;

import org.springframework.http.HttpStatus;

/**
 * OneRoster 1.1, whose fields are those of the roster. What is true or false is written as a string, as is a year (contract, section 6).
 */
final class V1P1 implements Version {

	private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

	static final String ROOT = "/ims/oneroster/v1p1";

	@Override
	public String root(RosterType type) {
		return ROOT;
	}

	@Override
	public List<RosterField> fields(RosterType type) {
		return RosterSchema.fields(type);
	}

	@Override
	public List<String> fields(RosterType type, String name) {
		return has(type, name) ? List.of(name) : List.of();
	}

	@Override
	public Optional<String> path(RosterType type, String name) {
		return has(type, name.split("\\.", 2)[0]) ? Optional.of(name) : Optional.empty();
	}

	private static boolean has(RosterType type, String name) {
		return RosterSchema.fields(type).stream().anyMatch((field) -> field.name().equals(name));
	}

	@Override
	public Map<String, Object> write(RosterType type, Map<String, Object> row, Function<Reference, String> href) {
		Map<String, Object> written = new LinkedHashMap<>();
		row.forEach((name, value) -> written.put(name, value(value, name, href)));
		return written;
	}

	@Override
	public Set<String> required(RosterType type) {
		return switch (type) {
			case CATEGORY -> Set.of("title");
			case LINE_ITEM -> Set.of("title", "assignDate", "dueDate", "class", "category", "gradingPeriod", "resultValueMin", "resultValueMax");
			case RESULT -> Set.of("lineItem", "student", "scoreStatus", "score", "scoreDate");
			default -> Set.of();
		};
	}

	@Override
	public HttpStatus invalidEntry() {
		return HttpStatus.BAD_REQUEST;
	}

	static Object value(Object value, String name, Function<Reference, String> href) {
		return switch (value) {
			case Reference reference -> reference(reference, href);
			case Boolean flag -> flag.toString();
			case Instant time -> TIME.format(time);
			case Integer year when name.equals("schoolYear") -> year.toString();
			case LocalDate date -> date.toString();
			case List<?> list -> list.stream().map((item) -> value(item, name, href)).toList();
			default -> value;
		};
	}

	static Map<String, Object> reference(Reference reference, Function<Reference, String> href) {
		Map<String, Object> written = new LinkedHashMap<>();
		written.put("href", href.apply(reference));
		written.put("sourcedId", reference.sourcedId());
		written.put("type", reference.type().singular());
		return written;
	}

}
