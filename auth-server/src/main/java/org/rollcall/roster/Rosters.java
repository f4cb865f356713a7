package org.rollcall.roster;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import org.rollcall.roster.Column.Kind;

/**
 * The rosters as a whole: what is in them, in the words of OneRoster's CSV binding, and their end.
 */
@Service
@Transactional
public class Rosters {

	private final JdbcClient jdbc;

	Rosters(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/**
	 * Returns the tables of a roster with the names of their columns, both in the order of the standard.
	 */
	public static Map<String, List<String>> columns() {
		Map<String, List<String>> columns = new LinkedHashMap<>();
		Arrays.stream(RosterFile.values())
			.forEach((file) -> columns.put(file.property(),
					file.columns().stream().filter((column) -> column.kind() != Kind.IGNORED).map(Column::name).toList()));
		return columns;
	}

	/**
	 * Returns whether a district has a roster.
	 */
	@Transactional(readOnly = true)
	public boolean exists(int tenantId) {
		return this.jdbc.sql("select exists (select from org where tenant_id = ? and status = 'active')")
			.param(tenantId)
			.query(Boolean.class)
			.single();
	}

	/**
	 * Returns every row of a district's roster that is not marked as deleted, by table; what is empty is left out. With the
	 * dates left out too, a roster that is imported again changes nothing.
	 */
	@Transactional(readOnly = true)
	public Map<String, List<Map<String, String>>> rows(int tenantId) {
		Map<String, List<Map<String, String>>> tables = new LinkedHashMap<>();
		for (RosterFile file : RosterFile.values()) {
			List<Map<String, String>> rows = rows(tenantId, file);
			if (!rows.isEmpty()) {
				tables.put(file.property(), rows);
			}
		}
		return tables;
	}

	/**
	 * Removes a district's roster for good. The people who came with it stay, as people without a roster do.
	 */
	public void remove(int tenantId) {
		for (String table : List.of("result", "line_item", "category", "class_resource", "course_resource",
				"resource", "enrollment", "demographics", "user_agent", "user_org", "roster_user", "class_term",
				"roster_class", "course", "academic_session", "org")) {
			this.jdbc.sql("delete from " + table + " where tenant_id = ?").param(tenantId).update();
		}
	}

	private List<Map<String, String>> rows(int tenantId, RosterFile file) {
		List<String> names = new ArrayList<>();
		List<String> expressions = new ArrayList<>();
		for (int index = 0; index < file.columns().size(); index++) {
			Column column = file.columns().get(index);
			if (column.stored() != null && index != RosterFile.STATUS && index != RosterFile.DATE_LAST_MODIFIED) {
				names.add(column.name());
				expressions.add(expression(column));
			}
		}
		// a roster without demographics leaves those of the one before as they were
		String ofSomebody = (file == RosterFile.DEMOGRAPHICS) ? """
				and exists (select from roster_user u
					where u.tenant_id = t.tenant_id and u.sourced_id = t.sourced_id and u.status = 'active')""" : "";
		return this.jdbc.sql("select %s from %s t where t.tenant_id = ? and t.status = 'active' %s order by t.sourced_id"
			.formatted(String.join(", ", expressions), file.table(), ofSomebody)).param(tenantId).query((row, number) -> {
				Map<String, String> values = new LinkedHashMap<>();
				for (int index = 0; index < names.size(); index++) {
					String value = row.getString(index + 1);
					if (value != null && !value.isEmpty()) {
						values.put(names.get(index), value);
					}
				}
				return values;
			}).list();
	}

	private static String expression(Column column) {
		if (column.kind() == Kind.REFERENCES) {
			String table = String.valueOf(column.stored());
			return "(select string_agg(r.%s, ',' order by r.ordinal) from %s r where r.tenant_id = t.tenant_id and r.%s = t.sourced_id)"
				.formatted(RosterStore.targetColumn(table), table, RosterStore.ownerColumn(table));
		}
		return switch (column.kind()) {
			case TEXTS, WORDS -> "array_to_string(t.%s, ',')".formatted(column.stored());
			case BOOLEAN -> "t.%s::text".formatted(column.stored());
			default -> "t." + column.stored();
		};
	}

}
