package org.rollcall.adversity;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

import org.rollcall.journey.Http;

/**
 * What can be wrong with one parameter of a form or a query.
 */
enum Badness {

	MISSING, TWICE_THE_SAME, TWICE_DIFFERENT, EMPTY, LONG, NOT_UTF8, HALF_ESCAPED, NUL, SQL;

	/**
	 * Returns whether the parameters cannot even be decoded.
	 */
	boolean isUnreadable() {
		return this == NOT_UTF8 || this == HALF_ESCAPED;
	}

	boolean isAbsence() {
		return this == MISSING || this == EMPTY;
	}

	/**
	 * Writes the parameters with this wrong in one of them.
	 */
	String in(Map<String, String> parameters, String name) {
		Map<String, String> written = new LinkedHashMap<>();
		parameters.forEach((key, value) -> written.put(key, Http.encode(key) + "=" + Http.encode(value)));
		String good = written.getOrDefault(name, name + "=");
		switch (this) {
			case MISSING -> written.remove(name);
			case TWICE_THE_SAME -> written.put(name, good + "&" + good);
			case TWICE_DIFFERENT -> written.put(name, good + "&" + good + "x");
			case EMPTY -> written.put(name, name + "=");
			case LONG -> written.put(name, good + "a".repeat(100_000));
			case NOT_UTF8 -> written.put(name, good + "%ff");
			case HALF_ESCAPED -> written.put(name, good + "%4");
			case NUL -> written.put(name, good + "%00");
			case SQL -> written.put(name, good + "%27%3B%20drop%20table%20person%20cascade%3B--");
		}
		return written.values().stream().collect(Collectors.joining("&"));
	}

}
