package org.rollcall.roster.query;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * A statement in the making, with its parameters in the order in which they stand in it.
 */
final class Sql {

	private final StringBuilder text = new StringBuilder();

	private final List<Object> parameters = new ArrayList<>();

	Sql append(String sql, Object... parameters) {
		this.text.append(sql);
		this.parameters.addAll(List.of(parameters));
		return this;
	}

	Sql parameter(Object parameter) {
		this.parameters.add(parameter);
		return this;
	}

	/** Appends {@code = any (…)}. */
	Sql any(Collection<String> values) {
		return append(" = any (?::text[])", (Object) values.toArray(String[]::new));
	}

	String text() {
		return this.text.toString();
	}

	List<Object> parameters() {
		return this.parameters;
	}

}
