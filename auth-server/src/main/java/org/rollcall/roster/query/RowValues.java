package org.rollcall.roster.query;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.stereotype.Component;

/**
 * Reads the value of a field out of a row.
 */
@Component
class RowValues {

	private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {
	};

	private final JsonMapper json;

	RowValues(JsonMapper json) {
		this.json = json;
	}

	@Nullable Object read(ResultSet row, String column, RosterField field) throws SQLException {
		return switch (field.shape()) {
			case ID, WORD, TEXT -> row.getString(column);
			case FLAG -> row.getObject(column, Boolean.class);
			case NUMBER -> row.getBigDecimal(column);
			case YEAR -> row.getObject(column, Integer.class);
			case DATE -> row.getObject(column, LocalDate.class);
			case TIME -> {
				Timestamp time = row.getTimestamp(column);
				yield (time != null) ? time.toInstant() : null;
			}
			case TEXTS -> texts(row, column);
			case USER_IDS -> texts(row, column).stream().map(RowValues::userId).toList();
			case METADATA -> {
				String object = row.getString(column);
				yield (object != null) ? this.json.readValue(object, OBJECT) : null;
			}
			case REFERENCE -> {
				String id = row.getString(column);
				yield (id != null && field.target() != null) ? new Reference(field.target(), id) : null;
			}
			case REFERENCES -> texts(row, column).stream().map((id) -> new Reference(Objects.requireNonNull(field.target()), id)).toList();
		};
	}

	private static List<String> texts(ResultSet row, String column) throws SQLException {
		Array array = row.getArray(column);
		return (array != null) ? Arrays.asList((String[]) array.getArray()) : List.of();
	}

	// The file has {type:identifier}; what is not written so is an identifier of no type.
	private static Map<String, String> userId(String pair) {
		String plain = pair.startsWith("{") && pair.endsWith("}") ? pair.substring(1, pair.length() - 1) : pair;
		int colon = plain.indexOf(':');
		return (colon < 0) ? Map.of("type", "", "identifier", plain)
				: new TreeMap<>(Map.of("type", plain.substring(0, colon), "identifier", plain.substring(colon + 1)));
	}

}
