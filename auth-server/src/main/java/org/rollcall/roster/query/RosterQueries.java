package org.rollcall.roster.query;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import org.rollcall.roster.query.RosterField.Rows;
import org.rollcall.roster.query.RosterField.Shape;
import org.rollcall.roster.query.RosterQuery.Order;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Answers what is asked of a district's roster, as far as the {@link Sight} of who asks goes.
 */
@Service
@Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
public class RosterQueries {

	private static final RosterField SOURCED_ID = RosterField.of(Shape.ID, "sourcedId", "sourced_id");

	private final JdbcClient jdbc;

	private final RowValues values;

	RosterQueries(JdbcClient jdbc, RowValues values) {
		this.jdbc = jdbc;
		this.values = values;
	}

	/**
	 * Returns a page of a collection, and how many there are on all pages, both at the same moment.
	 * @throws InvalidFilterException if the filter compares what cannot be compared
	 * @throws UnknownFieldException if it speaks of a field that the type does not have, or that cannot be sorted by
	 */
	public RosterPage page(Sight sight, RosterQuery query) {
		Sql count = new Sql().append("select count(*) from " + query.type().table() + " t");
		where(count, sight, query);
		long total = this.jdbc.sql(count.text()).params(count.parameters()).query(Long.class).single();
		if (total == 0 || query.after() == null && query.offset() >= total) {
			return new RosterPage(List.of(), total, "", false);
		}
		Sql page = new Sql();
		select(page, sight, query.type(), query.fields());
		// Which rows are on the page is found out first, in an index if it can be; only of those is everything else read.
		page.append(" where t.tenant_id = ? and t.sourced_id in (select t.sourced_id from " + query.type().table() + " t", sight.tenantId());
		where(page, sight, query);
		if (query.after() != null) {
			page.append(" and t.sourced_id > ?", query.after());
		}
		order(page, sight, query);
		// One more than is answered tells whether there are more: the offset does not, if rows before it went meanwhile.
		page.append(" limit " + (query.limit() + 1) + ((query.after() != null) ? "" : " offset " + query.offset()) + ")");
		order(page, sight, query);
		List<String> ids = new ArrayList<>();
		List<Map<String, Object>> rows = this.jdbc.sql(page.text()).params(page.parameters()).query((row, number) -> {
			ids.add(row.getString("id"));
			return values(row, query.fields());
		}).list();
		boolean more = rows.size() > query.limit();
		int size = more ? query.limit() : rows.size();
		return new RosterPage(rows.subList(0, size), total, (size > 0) ? ids.get(size - 1) : "", more);
	}

	/**
	 * Returns one thing, whether the district still has it or marked it as removed.
	 * @param narrowings what it must be besides
	 */
	public Optional<Map<String, Object>> one(Sight sight, RosterType type, String sourcedId, List<Narrowing> narrowings,
			List<RosterField> fields) {
		Sql sql = new Sql();
		select(sql, sight, type, fields);
		one(sql, sight, type, sourcedId, narrowings);
		return this.jdbc.sql(sql.text()).params(sql.parameters()).query((row, number) -> values(row, fields)).optional();
	}

	/**
	 * Returns whether something is there and seen.
	 * @param narrowings what it must be besides
	 */
	public boolean exists(Sight sight, RosterType type, String sourcedId, List<Narrowing> narrowings) {
		Sql sql = new Sql().append("select 1");
		sql.append(" from " + type.table() + " t");
		one(sql, sight, type, sourcedId, narrowings);
		return this.jdbc.sql(sql.text()).params(sql.parameters()).query(Integer.class).optional().isPresent();
	}

	private static void one(Sql sql, Sight sight, RosterType type, String sourcedId, List<Narrowing> narrowings) {
		// No sourcedId has a NUL, and PostgreSQL refuses to be asked for one.
		sql.append(" where t.tenant_id = ? and t.sourced_id = ?", sight.tenantId(), sourcedId.replace('\0', ' '));
		narrowings.forEach((narrowing) -> narrowing.append(sql));
		Seen.row(sql, sight, type, "t");
	}

	private static void where(Sql sql, Sight sight, RosterQuery query) {
		sql.append(" where t.tenant_id = ?", sight.tenantId());
		if (!query.includesRemoved()) {
			sql.append(" and t.status = 'active'");
		}
		query.narrowings().forEach((narrowing) -> narrowing.append(sql));
		Seen.row(sql, sight, query.type(), "t");
		if (query.filter() != null) {
			Comparisons.append(sql, query.type(), query.filter(), sight);
		}
	}

	private static void select(Sql sql, Sight sight, RosterType type, List<RosterField> fields) {
		sql.append("select t.sourced_id as id");
		int index = 0;
		for (RosterField field : fields) {
			sql.append(", ");
			select(sql, sight, field);
			sql.append(" as f" + index++);
		}
		sql.append(" from " + type.table() + " t");
	}

	private static void select(Sql sql, Sight sight, RosterField field) {
		Rows rows = field.from();
		if (field.target() == null) {
			sql.append(field.value());
		}
		else if (rows != null) {
			sql.append("array(select " + field.value() + " from " + rows.where());
			Seen.reference(sql, sight, field.target(), field.value(), "t.tenant_id");
			sql.append(" order by " + rows.order() + ")");
		}
		else if (sight instanceof WholeDistrict) {
			sql.append(field.value());
		}
		else {
			sql.append("case when true");
			Seen.reference(sql, sight, field.target(), field.value(), "t.tenant_id");
			sql.append(" then " + field.value() + " end");
		}
	}

	private static void order(Sql sql, Sight sight, RosterQuery query) {
		sql.append(" order by ");
		query.orders().forEach((order) -> order(sql, sight, query.type(), order));
		sql.append("t.sourced_id");
	}

	private static void order(Sql sql, Sight sight, RosterType type, Order order) {
		String field = order.field();
		boolean reference = field.endsWith(".sourcedId");
		String name = reference ? field.substring(0, field.length() - ".sourcedId".length()) : field;
		RosterField sorted = field.equals(SOURCED_ID.name()) ? SOURCED_ID : RosterSchema.field(type, name)
			.filter((candidate) -> reference == (candidate.shape() == Shape.REFERENCE))
			.filter((candidate) -> !candidate.isList() && candidate.shape() != Shape.METADATA)
			.orElseThrow(() -> new UnknownFieldException(type, field));
		if (sorted.shape() == Shape.TEXT) {
			sql.append("lower(" + sorted.value() + ")");
		}
		else {
			// What is not seen sorts like what is not there.
			select(sql, sight, sorted);
		}
		sql.append(order.descending() ? " desc nulls last, " : " nulls last, ");
	}

	private Map<String, Object> values(ResultSet row, List<RosterField> fields) throws SQLException {
		Map<String, Object> values = new LinkedHashMap<>();
		for (int index = 0; index < fields.size(); index++) {
			RosterField field = fields.get(index);
			@Nullable Object value = this.values.read(row, "f" + index, field);
			if (value != null) {
				values.put(field.name(), value);
			}
		}
		return values;
	}

}
