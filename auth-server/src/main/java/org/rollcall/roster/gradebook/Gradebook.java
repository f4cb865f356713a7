package org.rollcall.roster.gradebook;

import java.math.BigDecimal;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import org.rollcall.directory.Person;
import org.rollcall.roster.query.Narrowing;
import org.rollcall.roster.query.Reference;
import org.rollcall.roster.query.RosterQueries;
import org.rollcall.roster.query.RosterSchema;
import org.rollcall.roster.query.RosterType;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Writes what apps write: categories, line items and results.
 * <p>
 * A row belongs to the app that wrote it, and no other app changes it; what the district's files have is the district's. Everything
 * that a row refers to must be there, in the {@link org.rollcall.roster.query.Sight} of who writes.
 */
@Service
public class Gradebook {

	private static final List<String> SCORE_STATUSES = List.of("exempt", "fully graded", "not submitted", "partially graded", "submitted");

	/** lock_not_available and deadlock_detected. */
	private static final Set<String> HELD = Set.of("55P03", "40P01");

	private final RosterQueries queries;

	private final JdbcClient jdbc;

	private final JsonMapper json;

	private final ApplicationEventPublisher events;

	private final InstantSource clock;

	Gradebook(RosterQueries queries, JdbcClient jdbc, JsonMapper json, ApplicationEventPublisher events, InstantSource clock) {
		this.queries = queries;
		this.jdbc = jdbc;
		this.json = json;
		this.events = events;
		this.clock = clock;
	}

	/**
	 * Creates something, or replaces it.
	 * @param type a category, a line item or a result
	 * @param fields what it shall be, by OneRoster's names; of what the gradebook does not have, nothing is kept
	 * @param required the fields without which it is not taken
	 * @return whether it is new
	 * @throws InvalidEntryException if something is wrong with it
	 * @throws WriteRefusedException if it is not for the writer to write
	 * @throws GradebookBusyException if somebody else holds it
	 */
	@Transactional
	public boolean put(GradebookWriter writer, RosterType type, String sourcedId, Map<String, @Nullable Object> fields, Set<String> required) {
		demandRole(writer, type);
		Entry entry = new Entry(fields, required);
		entry.sourcedId(sourcedId);
		Map<String, @Nullable Object> row = new LinkedHashMap<>();
		String status = entry.word("status", List.of("active", "tobedeleted"));
		row.put("status", (status != null) ? status : "active");
		row.put("date_last_modified", now());
		row.put("metadata", Optional.ofNullable(entry.metadata()).map(this.json::writeValueAsString).orElse(null));
		switch (type) {
			case CATEGORY -> row.put("title", entry.text("title"));
			case LINE_ITEM -> lineItem(writer, sourcedId, entry, row);
			case RESULT -> result(writer, entry, row);
			default -> throw new IllegalArgumentException("Nobody writes " + type.plural());
		}
		entry.demandFaultless();
		boolean created = write(writer, type, sourcedId, row);
		happened(writer, type, sourcedId, created ? "created" : "replaced");
		return created;
	}

	/**
	 * Marks something as removed.
	 * @return whether it is there
	 * @throws WriteRefusedException if it is not for the writer to remove
	 * @throws GradebookBusyException if somebody else holds it
	 */
	@Transactional
	public boolean remove(GradebookWriter writer, RosterType type, String sourcedId) {
		demandRole(writer, type);
		if (!this.queries.exists(writer.sight(), type, sourcedId, List.of())) {
			return false;
		}
		try {
			waitNotLong();
			demandOwn(writer, type, sourcedId);
			int removed = this.jdbc.sql("""
					update %s set status = 'tobedeleted', date_last_modified = ?
					where tenant_id = ? and sourced_id = ? and status <> 'tobedeleted'""".formatted(table(type)))
				.params(now(), writer.sight().tenantId(), sourcedId)
				.update();
			if (removed > 0) {
				happened(writer, type, sourcedId, "removed");
			}
			return true;
		}
		catch (DataAccessException ex) {
			throw busyOr(ex);
		}
	}

	/**
	 * Marks as removed whatever an app wrote, in all districts: without the app, nobody could change it any more.
	 */
	@Transactional
	public void clear(String clientId) {
		Map<Integer, Integer> results = clear(RosterType.RESULT, clientId);
		Map<Integer, Integer> lineItems = clear(RosterType.LINE_ITEM, clientId);
		Map<Integer, Integer> categories = clear(RosterType.CATEGORY, clientId);
		Stream.of(results, lineItems, categories)
			.flatMap((one) -> one.keySet().stream())
			.distinct()
			.sorted()
			.forEach((tenantId) -> this.events.publishEvent(new GradebookCleared(tenantId, clientId, categories.getOrDefault(tenantId, 0),
					lineItems.getOrDefault(tenantId, 0), results.getOrDefault(tenantId, 0))));
	}

	private Map<Integer, Integer> clear(RosterType type, String clientId) {
		Map<Integer, Integer> cleared = new LinkedHashMap<>();
		this.jdbc.sql("""
				with cleared as (
					update %s set status = 'tobedeleted', date_last_modified = ? where client_id = ? and status <> 'tobedeleted' returning tenant_id)
				select tenant_id, count(*) as rows from cleared group by tenant_id""".formatted(table(type)))
			.params(now(), clientId)
			.query((row) -> {
				cleared.put(row.getInt("tenant_id"), row.getInt("rows"));
			});
		return cleared;
	}

	private static void demandRole(GradebookWriter writer, RosterType type) {
		Person person = writer.person();
		if (person == null) {
			return;
		}
		switch (person.role()) {
			case STUDENT, PARENT -> throw new WriteRefusedException("Students and parents do not write into the gradebook, and no app does in their name.");
			case TEACHER -> {
				if (type == RosterType.CATEGORY) {
					throw new WriteRefusedException("Categories are for all classes of the district, so no app writes them in a teacher's name.");
				}
			}
			case SCHOOL_ADMINISTRATOR, TENANT_ADMINISTRATOR -> {
			}
		}
	}

	private void lineItem(GradebookWriter writer, String sourcedId, Entry entry, Map<String, @Nullable Object> row) {
		row.put("title", entry.text("title"));
		row.put("description", entry.prose("description"));
		LocalDate assigned = entry.date("assignDate");
		LocalDate due = entry.date("dueDate");
		if (assigned != null && due != null && due.isBefore(assigned)) {
			entry.fault("dueDate", "must not be before assignDate");
		}
		row.put("assign_date", assigned);
		row.put("due_date", due);
		String classId = entry.reference("class");
		Map<String, Object> taught = find(writer, entry, "class", RosterType.CLASS, classId, "school");
		row.put("class_sourced_id", classId);
		if (taught.get("school") instanceof Reference school) {
			demandSame(entry, "school", school.sourcedId(), "the school of the class");
		}
		// Of a line item that is not to be seen nothing is told.
		if (classId != null && this.queries.exists(writer.sight(), RosterType.LINE_ITEM, sourcedId, List.of())
				&& movesResults(writer, sourcedId, classId)) {
			entry.fault("class", "cannot become another one while there are results");
		}
		String category = entry.reference("category");
		find(writer, entry, "category", RosterType.CATEGORY, category);
		row.put("category_sourced_id", category);
		String period = entry.reference("gradingPeriod");
		find(writer, entry, "gradingPeriod", RosterType.ACADEMIC_SESSION, period);
		row.put("grading_period_sourced_id", period);
		BigDecimal least = entry.number("resultValueMin");
		BigDecimal most = entry.number("resultValueMax");
		if (least != null && most != null && most.compareTo(least) < 0) {
			entry.fault("resultValueMax", "must not be less than resultValueMin");
		}
		row.put("result_value_min", least);
		row.put("result_value_max", most);
		refuse(entry, "scoreScale");
	}

	private void result(GradebookWriter writer, Entry entry, Map<String, @Nullable Object> row) {
		String lineItemId = entry.reference("lineItem");
		Map<String, Object> lineItem = find(writer, entry, "lineItem", RosterType.LINE_ITEM, lineItemId, "class", "resultValueMin");
		row.put("line_item_sourced_id", lineItemId);
		String student = entry.reference("student");
		Map<String, Object> user = find(writer, entry, "student", RosterType.USER, student, "role");
		row.put("student_sourced_id", student);
		if (lineItem.get("class") instanceof Reference taken) {
			demandSame(entry, "class", taken.sourcedId(), "the class of the line item");
			if (student != null && !user.isEmpty() && !this.queries.exists(writer.sight(), RosterType.USER, student,
					List.of(Narrowing.inClassAs(taken.sourcedId(), "student")))) {
				entry.fault("student", "'%s' is not enrolled as a student in the line item's class, '%s'".formatted(student, taken.sourcedId()));
			}
		}
		row.put("score_status", entry.word("scoreStatus", SCORE_STATUSES));
		BigDecimal score = entry.number("score");
		// More than resultValueMax is extra credit.
		if (score != null && lineItem.get("resultValueMin") instanceof BigDecimal least && score.compareTo(least) < 0) {
			entry.fault("score", "must not be less than the line item's resultValueMin, %s".formatted(least.toPlainString()));
		}
		row.put("score", score);
		row.put("score_date", entry.date("scoreDate"));
		row.put("comment", entry.prose("comment"));
		refuse(entry, "scoreScale");
		refuse(entry, "textScore");
	}

	/** Says no to what would be lost, and a grade with it. */
	private static void refuse(Entry entry, String name) {
		if (entry.has(name)) {
			entry.fault(name, "is not kept here: send a score as a number");
		}
	}

	private static void demandSame(Entry entry, String name, String expected, String what) {
		String sent = entry.reference(name);
		if (sent != null && !sent.equals(expected)) {
			entry.fault(name, "'%s' is not %s, which is '%s'".formatted(sent, what, expected));
		}
	}

	/** Returns what is known of something that a field refers to; nothing if it does not stand, which is a fault. */
	private Map<String, Object> find(GradebookWriter writer, Entry entry, String name, RosterType type, @Nullable String sourcedId,
			String... fields) {
		if (sourcedId == null) {
			return Map.of();
		}
		Optional<Map<String, Object>> found = this.queries.one(writer.sight(), type, sourcedId, List.of(), Stream
			.concat(Stream.of("status"), Stream.of(fields))
			.map((field) -> RosterSchema.field(type, field).orElseThrow())
			.toList());
		if (found.isEmpty()) {
			entry.fault(name, "there is no %s '%s', or it is not to be seen with this access".formatted(type.singular(), sourcedId));
			return Map.of();
		}
		if (!"active".equals(found.get().get("status"))) {
			entry.fault(name, "the %s '%s' was removed".formatted(type.singular(), sourcedId));
			return Map.of();
		}
		return found.get();
	}

	private boolean movesResults(GradebookWriter writer, String lineItem, String classId) {
		return this.jdbc.sql("""
				select exists (select from line_item l where l.tenant_id = :tenantId and l.sourced_id = :id and l.class_sourced_id <> :class
					and exists (select from result r where r.tenant_id = l.tenant_id and r.line_item_sourced_id = l.sourced_id
						and r.status = 'active'))""")
			.param("tenantId", writer.sight().tenantId())
			.param("id", lineItem.replace('\0', ' '))
			.param("class", classId.replace('\0', ' '))
			.query(Boolean.class)
			.single();
	}

	private boolean write(GradebookWriter writer, RosterType type, String sourcedId, Map<String, @Nullable Object> row) {
		try {
			waitNotLong();
			if (insert(writer, type, sourcedId, row)) {
				return true;
			}
			if (!this.queries.exists(writer.sight(), type, sourcedId, List.of())) {
				throw new WriteRefusedException("The sourcedId '%s' is taken by a %s that is not to be seen with this access.".formatted(sourcedId,
						type.singular()));
			}
			demandOwn(writer, type, sourcedId);
			update(writer, type, sourcedId, row);
			return false;
		}
		catch (DataAccessException ex) {
			throw busyOr(ex);
		}
	}

	// Of two that come at once, the second waits here until the first one's row stands.
	private boolean insert(GradebookWriter writer, RosterType type, String sourcedId, Map<String, @Nullable Object> row) {
		List<@Nullable Object> values = new ArrayList<>(List.of(writer.sight().tenantId(), sourcedId, writer.clientId()));
		values.addAll(row.values());
		return this.jdbc.sql("insert into %s (tenant_id, sourced_id, client_id, %s) values (?, ?, ?, %s) on conflict (tenant_id, sourced_id) do nothing"
			.formatted(table(type), String.join(", ", row.keySet()), String.join(", ", row.keySet().stream().map(Gradebook::parameter).toList())))
			.params(values)
			.update() > 0;
	}

	private void update(GradebookWriter writer, RosterType type, String sourcedId, Map<String, @Nullable Object> row) {
		List<@Nullable Object> values = new ArrayList<>(row.values());
		Collections.addAll(values, writer.sight().tenantId(), sourcedId);
		this.jdbc.sql("update %s set %s where tenant_id = ? and sourced_id = ?".formatted(table(type),
				String.join(", ", row.keySet().stream().map((column) -> column + " = " + parameter(column)).toList())))
			.params(values)
			.update();
	}

	private static String parameter(String column) {
		return column.equals("metadata") ? "?::jsonb" : "?";
	}

	private void demandOwn(GradebookWriter writer, RosterType type, String sourcedId) {
		Owner owner = this.jdbc.sql("select client_id from %s where tenant_id = ? and sourced_id = ? for update".formatted(table(type)))
			.params(writer.sight().tenantId(), sourcedId)
			.query(Owner.class)
			.single();
		if (owner.clientId() == null) {
			throw new WriteRefusedException("The %s '%s' is the district's own: apps read it and do not change it.".formatted(type.singular(), sourcedId));
		}
		if (!owner.clientId().equals(writer.clientId())) {
			throw new WriteRefusedException("The %s '%s' was written by another app, which alone changes it.".formatted(type.singular(), sourcedId));
		}
	}

	// An import that inserts the same row holds it until its end.
	private void waitNotLong() {
		this.jdbc.sql("select set_config('lock_timeout', '2s', true)").query((row) -> {
		});
	}

	// Spring has no exception of its own for PostgreSQL's lock_not_available.
	private static RuntimeException busyOr(DataAccessException ex) {
		return (ex.getMostSpecificCause() instanceof SQLException sql && HELD.contains(String.valueOf(sql.getSQLState())))
				? new GradebookBusyException(ex) : ex;
	}

	private Timestamp now() {
		return Timestamp.from(this.clock.instant().truncatedTo(ChronoUnit.MICROS));
	}

	private void happened(GradebookWriter writer, RosterType type, String sourcedId, String change) {
		this.events.publishEvent(new GradebookWritten(writer.sight().tenantId(), writer.clientId(), type.singular(), sourcedId, change));
	}

	private static String table(RosterType type) {
		return switch (type) {
			case CATEGORY -> "category";
			case LINE_ITEM -> "line_item";
			case RESULT -> "result";
			default -> throw new IllegalArgumentException("Nobody writes " + type.plural());
		};
	}

	/** @param clientId {@code null} for the district itself */
	record Owner(@Nullable String clientId) {

	}

}
