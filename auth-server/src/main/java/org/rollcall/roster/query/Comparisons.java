package org.rollcall.roster.query;

import java.math.BigDecimal;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

import org.rollcall.roster.query.Filter.Comparison;
import org.rollcall.roster.query.Filter.Predicate;
import org.rollcall.roster.query.RosterField.Rows;

/**
 * Makes SQL of a {@link Filter}.
 * <p>
 * What refers to something that the sight does not have is compared as if it were not there: else a filter would tell what the
 * answer hides.
 */
final class Comparisons {

	private static final Set<Predicate> EQUALITY = EnumSet.of(Predicate.EQUAL, Predicate.NOT_EQUAL);

	private static final BigDecimal LARGEST = new BigDecimal("1e15");

	private Comparisons() {
	}

	static void append(Sql sql, RosterType type, Filter filter, Sight sight) {
		sql.append(" and (");
		String or = "";
		for (List<Comparison> all : filter.anyOf()) {
			sql.append(or).append("(");
			or = " or ";
			String and = "";
			for (Comparison comparison : all) {
				sql.append(and);
				and = " and ";
				append(sql, type, comparison, sight);
			}
			sql.append(")");
		}
		sql.append(")");
	}

	private static void append(Sql sql, RosterType type, Comparison comparison, Sight sight) {
		if (comparison.value().indexOf('\0') >= 0) {
			throw new InvalidFilterException("the value of " + comparison.field() + " has a NUL character");
		}
		int dot = comparison.field().indexOf('.');
		String name = (dot < 0) ? comparison.field() : comparison.field().substring(0, dot);
		String rest = (dot < 0) ? "" : comparison.field().substring(dot + 1);
		RosterField field = RosterSchema.field(type, name)
			.orElseThrow(() -> new UnknownFieldException(type, comparison.field()));
		switch (field.shape()) {
			case REFERENCE, REFERENCES -> {
				demand(rest, "sourcedId", comparison);
				reference(sql, field, comparison, sight);
			}
			case METADATA -> {
				if (rest.isEmpty()) {
					throw new InvalidFilterException("write what is meant of metadata behind a dot, as in metadata.name='value'");
				}
				text(sql, comparison, "t.metadata ->> ?", rest);
			}
			case USER_IDS -> userIds(sql, rest, comparison);
			default -> {
				if (!rest.isEmpty()) {
					throw new UnknownFieldException(type, comparison.field());
				}
				plain(sql, field, comparison);
			}
		}
	}

	private static void demand(String rest, String wanted, Comparison comparison) {
		if (!rest.equals(wanted)) {
			String name = comparison.field().split("\\.", 2)[0];
			throw new InvalidFilterException("%s refers to something else; compare %s.%s".formatted(name, name, wanted));
		}
	}

	private static void reference(Sql sql, RosterField field, Comparison comparison, Sight sight) {
		if (field.target() == null) {
			throw new IllegalStateException(field.name() + " refers to nothing");
		}
		Rows rows = field.from();
		if (rows == null) {
			if (comparison.predicate() == Predicate.NOT_EQUAL) {
				sql.append("not ");
			}
			sql.append("(" + field.value() + " is not null and " + field.value());
			id(sql, comparison);
			Seen.reference(sql, sight, field.target(), field.value(), "t.tenant_id");
			sql.append(")");
			return;
		}
		if (comparison.predicate() == Predicate.NOT_EQUAL) {
			sql.append("not ");
		}
		sql.append("exists (select from " + rows.where() + " and " + field.value());
		id(sql, comparison);
		Seen.reference(sql, sight, field.target(), field.value(), "t.tenant_id");
		sql.append(")");
	}

	/** Appends how an id behind it is compared; not that it is unequal, which is for the caller. */
	private static void id(Sql sql, Comparison comparison) {
		switch (comparison.predicate()) {
			case EQUAL, NOT_EQUAL -> sql.append(" = ?", comparison.value());
			case CONTAINS -> sql.append(" like ?", "%" + escaped(comparison.value()) + "%");
			default -> sql.append(" " + comparison.predicate().symbol() + " ?", comparison.value());
		}
	}

	private static void plain(Sql sql, RosterField field, Comparison comparison) {
		String column = field.value();
		switch (field.shape()) {
			case ID, WORD -> {
				if (comparison.predicate() == Predicate.NOT_EQUAL) {
					sql.append(column + " is distinct from ?", comparison.value());
				}
				else {
					sql.append(column);
					id(sql, comparison);
				}
			}
			case FLAG -> {
				demand(comparison, EQUALITY);
				if (!comparison.value().equals("true") && !comparison.value().equals("false")) {
					throw new InvalidFilterException(comparison.field() + " is compared with 'true' or 'false'");
				}
				sql.append(column + ((comparison.predicate() == Predicate.EQUAL) ? " = ?" : " is distinct from ?"),
						Boolean.valueOf(comparison.value()));
			}
			case NUMBER, YEAR -> ordered(sql, column, comparison, number(comparison));
			case DATE -> ordered(sql, column, comparison, date(comparison));
			case TIME -> time(sql, column, comparison);
			case TEXTS -> texts(sql, column, comparison);
			default -> text(sql, comparison, column);
		}
	}

	/** Letters count as equal in either case. */
	private static void text(Sql sql, Comparison comparison, String expression, Object... parameters) {
		String value = comparison.value();
		switch (comparison.predicate()) {
			case CONTAINS -> sql.append("(" + expression + ") ilike ?", parameters).parameter("%" + escaped(value) + "%");
			case NOT_EQUAL -> sql.append("lower(" + expression + ") is distinct from lower(?)", parameters).parameter(value);
			default -> sql.append("lower(" + expression + ") " + comparison.predicate().symbol() + " lower(?)", parameters).parameter(value);
		}
	}

	private static void ordered(Sql sql, String column, Comparison comparison, Object value) {
		switch (comparison.predicate()) {
			case CONTAINS -> demand(comparison, EnumSet.complementOf(EnumSet.of(Predicate.CONTAINS)));
			case NOT_EQUAL -> sql.append(column + " is distinct from ?", value);
			default -> sql.append(column + " " + comparison.predicate().symbol() + " ?", value);
		}
	}

	// Answers show milliseconds, the table has microseconds. Whoever asks for what is later than the last time they saw must not
	// get that row again: so times are compared as they are shown, in a way that the index serves.
	private static void time(Sql sql, String column, Comparison comparison) {
		Instant value = instant(comparison).truncatedTo(ChronoUnit.MILLIS);
		Timestamp from = Timestamp.from(value);
		Timestamp after = Timestamp.from(value.plusMillis(1));
		switch (comparison.predicate()) {
			case EQUAL -> sql.append("(" + column + " >= ? and " + column + " < ?)", from, after);
			case NOT_EQUAL -> sql.append("(" + column + " < ? or " + column + " >= ?)", from, after);
			case GREATER -> sql.append(column + " >= ?", after);
			case AT_LEAST -> sql.append(column + " >= ?", from);
			case LESS -> sql.append(column + " < ?", from);
			case AT_MOST -> sql.append(column + " < ?", after);
			case CONTAINS -> demand(comparison, EnumSet.complementOf(EnumSet.of(Predicate.CONTAINS)));
		}
	}

	private static void texts(Sql sql, String column, Comparison comparison) {
		String[] values = Arrays.stream(comparison.value().split(",")).map(String::strip).filter((value) -> !value.isEmpty()).toArray(String[]::new);
		switch (comparison.predicate()) {
			case CONTAINS -> sql.append(column + " @> ?::text[]", (Object) values);
			case EQUAL -> sql.append("(" + column + " @> ?::text[] and " + column + " <@ ?::text[])", values, values);
			case NOT_EQUAL -> sql.append("not (" + column + " @> ?::text[] and " + column + " <@ ?::text[])", values, values);
			default -> demand(comparison, EnumSet.of(Predicate.EQUAL, Predicate.NOT_EQUAL, Predicate.CONTAINS));
		}
	}

	private static void userIds(Sql sql, String rest, Comparison comparison) {
		String part = switch (rest) {
			case "type" -> "split_part(trim(j.pair, '{}'), ':', 1)";
			case "identifier" -> "substr(trim(j.pair, '{}'), strpos(trim(j.pair, '{}'), ':') + 1)";
			default -> throw new InvalidFilterException("compare userIds.identifier or userIds.type");
		};
		if (comparison.predicate() == Predicate.NOT_EQUAL) {
			sql.append("not ");
		}
		sql.append("exists (select from unnest(t.user_ids) as j (pair) where " + part);
		id(sql, comparison);
		sql.append(")");
	}

	private static void demand(Comparison comparison, Set<Predicate> predicates) {
		if (!predicates.contains(comparison.predicate())) {
			throw new InvalidFilterException("%s cannot be compared with %s; it can with %s".formatted(comparison.field(),
					comparison.predicate().symbol(), String.join(" ", predicates.stream().map(Predicate::symbol).toList())));
		}
	}

	private static BigDecimal number(Comparison comparison) {
		try {
			BigDecimal number = new BigDecimal(comparison.value().strip());
			if (number.abs().compareTo(LARGEST) > 0 || number.scale() > 30) {
				throw new NumberFormatException();
			}
			return number;
		}
		catch (NumberFormatException ex) {
			throw new InvalidFilterException("%s is compared with a number, and '%s' is none".formatted(comparison.field(), comparison.value()));
		}
	}

	private static LocalDate date(Comparison comparison) {
		String value = comparison.value().strip();
		try {
			return inRange(LocalDate.parse((value.length() > 10 && value.charAt(10) == 'T') ? value.substring(0, 10) : value));
		}
		catch (DateTimeParseException ex) {
			throw new InvalidFilterException(
					"%s is compared with a date like 2026-08-31, and '%s' is none".formatted(comparison.field(), comparison.value()));
		}
	}

	private static Instant instant(Comparison comparison) {
		String value = comparison.value().strip();
		try {
			if (value.length() == 10) {
				return inRange(LocalDate.parse(value)).atStartOfDay(ZoneOffset.UTC).toInstant();
			}
			// A + that was not percent-encoded has become a blank on its way.
			OffsetDateTime time = OffsetDateTime.parse(value.replace(' ', '+'));
			inRange(time.toLocalDate());
			return time.toInstant();
		}
		catch (DateTimeParseException ex) {
			throw new InvalidFilterException("%s is compared with a time like 2026-08-31T07:30:00.000Z or a date like 2026-08-31, and '%s' is neither"
				.formatted(comparison.field(), comparison.value()));
		}
	}

	private static LocalDate inRange(LocalDate date) {
		if (date.getYear() < 1 || date.getYear() > 9999) {
			throw new DateTimeParseException("out of range", date.toString(), 0);
		}
		return date;
	}

	private static String escaped(String value) {
		return value.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
	}

}
