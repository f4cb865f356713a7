package org.rollcall.audit;

import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import org.rollcall.platform.Actor;

/**
 * The record as a file.
 */
public interface AuditFile {

	JsonMapper JSON = JsonMapper.shared();

	/**
	 * Writes what comes before the events.
	 */
	void begin(PrintWriter out);

	/**
	 * @param names what the people in it are called, by UserId
	 */
	void write(AuditEvent event, Map<Integer, String> names, PrintWriter out);

	/**
	 * Returns an event as it stands in every file.
	 * @param names what the people in it are called, by UserId
	 */
	static Map<String, Object> fields(AuditEvent event, Map<Integer, String> names) {
		Map<String, Object> fields = new LinkedHashMap<>();
		fields.put("audit_id", event.auditId());
		fields.put("happened_at", event.happenedAt().toString());
		fields.put("kind", event.kind());
		fields.put("tenant_id", event.tenantId());
		fields.put("actor_kind", event.actor().kind().name().toLowerCase(Locale.ROOT));
		fields.put("actor", event.actor().name());
		fields.put("actor_name",
				(event.actor().kind() == Actor.Kind.PERSON && event.actor().name() != null) ? names.get(Integer.valueOf(event.actor().name())) : null);
		fields.put("user_id", event.userId());
		fields.put("user_name", names.get(event.userId()));
		fields.put("client_id", event.clientId());
		fields.put("address", event.actor().address());
		fields.put("sentence", event.sentence());
		fields.put("before", event.before());
		fields.put("after", event.after());
		fields.put("details", event.details());
		return fields;
	}

	/**
	 * For spreadsheets (RFC 4180). Begins with a byte order mark, without which they take UTF-8 for something else.
	 */
	record Csv() implements AuditFile {

		private static final List<String> COLUMNS = List.of("audit_id", "happened_at", "kind", "tenant_id", "actor_kind", "actor",
				"actor_name", "user_id", "user_name", "client_id", "address", "sentence", "before", "after", "details");

		@Override
		public void begin(PrintWriter out) {
			out.write('\ufeff' + String.join(",", COLUMNS) + "\r\n");
		}

		@Override
		public void write(AuditEvent event, Map<Integer, String> names, PrintWriter out) {
			Map<String, Object> fields = fields(event, names);
			out.write(COLUMNS.stream().map(fields::get).map(Csv::cell).collect(Collectors.joining(",")) + "\r\n");
		}

		/**
		 * A spreadsheet computes what begins like a formula, and names come from outside: an apostrophe before it makes it text.
		 */
		static String cell(@Nullable Object value) {
			String text = switch (value) {
				case null -> "";
				case Map<?, ?> map -> map.isEmpty() ? "" : JSON.writeValueAsString(map);
				default -> value.toString();
			};
			if (!text.isEmpty() && "=+-@\t\r\n".indexOf(text.charAt(0)) >= 0) {
				text = "'" + text;
			}
			// a semicolon and a tab separate cells in other countries' spreadsheets
			return Stream.of(",", ";", "\t", "\"", "\r", "\n", "'").anyMatch(text::contains) ? '"' + text.replace("\"", "\"\"") + '"' : text;
		}

	}

	/**
	 * For programs: one JSON object a line.
	 */
	record Ndjson() implements AuditFile {

		@Override
		public void begin(PrintWriter out) {
		}

		@Override
		public void write(AuditEvent event, Map<Integer, String> names, PrintWriter out) {
			out.write(JSON.writeValueAsString(fields(event, names)) + "\n");
		}

	}

}
