package org.rollcall.testcontainers;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Reads and writes JSON (RFC 8259) as maps, lists, strings, numbers ({@link Long}, or {@link BigDecimal} for the others),
 * booleans and null.
 *
 * <p>
 * A library would tie the suites that use this module to its version, and the one inside Testcontainers is not for others.
 */
final class Json {

	private static final int DEEPEST = 200;

	private final String text;

	private int position;

	private int depth;

	private Json(String text) {
		this.text = text;
	}

	/**
	 * @throws IllegalArgumentException if it is no JSON, with the place and what was expected there
	 */
	static @Nullable Object parse(String text) {
		Json json = new Json(text);
		Object value = json.value();
		json.skipBlanks();
		if (json.position < text.length()) {
			throw json.fault("nothing more");
		}
		return value;
	}

	/**
	 * @throws IllegalArgumentException if it is no JSON object
	 */
	static Map<String, Object> parseObject(String text) {
		if (parse(text) instanceof Map<?, ?> map) {
			return strings(map);
		}
		throw new IllegalArgumentException("a JSON object was expected, not " + text);
	}

	/**
	 * Returns a JSON object's entries.
	 */
	@SuppressWarnings("unchecked")
	static Map<String, Object> strings(Map<?, ?> map) {
		return (Map<String, Object>) map;
	}

	private @Nullable Object value() {
		skipBlanks();
		if (this.position == this.text.length()) {
			throw fault("a value");
		}
		char next = this.text.charAt(this.position);
		if (next == '{' || next == '[') {
			if (++this.depth > DEEPEST) {
				throw fault("less than " + DEEPEST + " levels");
			}
			Object value = (next == '{') ? object() : array();
			this.depth--;
			return value;
		}
		if (next == '"') {
			return string();
		}
		if (next == '-' || isDigit(next)) {
			return number();
		}
		if (word("true")) {
			return true;
		}
		if (word("false")) {
			return false;
		}
		if (word("null")) {
			return null;
		}
		throw fault("a value");
	}

	private Map<String, @Nullable Object> object() {
		Map<String, @Nullable Object> object = new LinkedHashMap<>();
		expect('{');
		if (!next('}')) {
			do {
				skipBlanks();
				String name = string();
				expect(':');
				object.put(name, value());
			}
			while (next(','));
			expect('}');
		}
		return object;
	}

	private List<@Nullable Object> array() {
		List<@Nullable Object> array = new ArrayList<>();
		expect('[');
		if (!next(']')) {
			do {
				array.add(value());
			}
			while (next(','));
			expect(']');
		}
		return array;
	}

	private String string() {
		expect('"');
		StringBuilder string = new StringBuilder();
		while (true) {
			char next = take("the end of the string");
			if (next == '"') {
				return string.toString();
			}
			if (next < ' ') {
				throw fault("an escaped control character");
			}
			string.append((next == '\\') ? escaped() : next);
		}
	}

	private char escaped() {
		char escaped = take("an escape");
		return switch (escaped) {
			case 'b' -> '\b';
			case 'f' -> '\f';
			case 'n' -> '\n';
			case 'r' -> '\r';
			case 't' -> '\t';
			case '"', '\\', '/' -> escaped;
			case 'u' -> hex();
			default -> throw fault("an escape");
		};
	}

	private char hex() {
		int end = this.position + 4;
		if (end > this.text.length() || !this.text.substring(this.position, end).matches("[0-9a-fA-F]{4}")) {
			throw fault("four hex digits");
		}
		char character = (char) Integer.parseInt(this.text.substring(this.position, end), 16);
		this.position = end;
		return character;
	}

	private Number number() {
		int start = this.position;
		while (this.position < this.text.length() && "+-.eE0123456789".indexOf(this.text.charAt(this.position)) >= 0) {
			this.position++;
		}
		String number = this.text.substring(start, this.position);
		if (!number.matches("-?(0|[1-9]\\d*)(\\.\\d+)?([eE][+-]?\\d+)?")) {
			this.position = start;
			throw fault("a number");
		}
		return number.matches("-?\\d{1,18}") ? (Number) Long.valueOf(number) : new BigDecimal(number);
	}

	private boolean word(String word) {
		boolean found = this.text.startsWith(word, this.position);
		this.position += found ? word.length() : 0;
		return found;
	}

	private boolean next(char expected) {
		skipBlanks();
		boolean found = this.position < this.text.length() && this.text.charAt(this.position) == expected;
		this.position += found ? 1 : 0;
		return found;
	}

	private void expect(char expected) {
		if (!next(expected)) {
			throw fault("'" + expected + "'");
		}
	}

	private char take(String expected) {
		if (this.position == this.text.length()) {
			throw fault(expected);
		}
		return this.text.charAt(this.position++);
	}

	private void skipBlanks() {
		while (this.position < this.text.length() && " \t\r\n".indexOf(this.text.charAt(this.position)) >= 0) {
			this.position++;
		}
	}

	private static boolean isDigit(char character) {
		return character >= '0' && character <= '9';
	}

	private IllegalArgumentException fault(String expected) {
		return new IllegalArgumentException("This is not JSON: " + expected + " was expected at character "
				+ (this.position + 1) + " of " + this.text);
	}

	/**
	 * Writes a value without blanks or line breaks. What is none of the types above is written as the string it says it is.
	 */
	static String write(@Nullable Object value) {
		StringBuilder json = new StringBuilder();
		write(value, json);
		return json.toString();
	}

	private static void write(@Nullable Object value, StringBuilder json) {
		if (value instanceof Map<?, ?> map) {
			json.append('{');
			for (Iterator<? extends Map.Entry<?, ?>> entries = map.entrySet().iterator(); entries.hasNext();) {
				Map.Entry<?, ?> entry = entries.next();
				quote(String.valueOf(entry.getKey()), json);
				json.append(':');
				write(entry.getValue(), json);
				json.append(entries.hasNext() ? "," : "");
			}
			json.append('}');
		}
		else if (value instanceof Iterable<?> list) {
			json.append('[');
			for (Iterator<?> items = list.iterator(); items.hasNext();) {
				write(items.next(), json);
				json.append(items.hasNext() ? "," : "");
			}
			json.append(']');
		}
		else if (value == null || value instanceof Number || value instanceof Boolean) {
			json.append(value);
		}
		else {
			quote(value.toString(), json);
		}
	}

	private static void quote(String string, StringBuilder json) {
		json.append('"');
		for (char character : string.toCharArray()) {
			if (character == '"' || character == '\\') {
				json.append('\\').append(character);
			}
			else if (character < ' ') {
				json.append(String.format("\\u%04x", (int) character));
			}
			else {
				json.append(character);
			}
		}
		json.append('"');
	}

}
