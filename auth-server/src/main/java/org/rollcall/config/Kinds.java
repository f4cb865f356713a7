package org.rollcall.config;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

import org.rollcall.platform.NearestName;

import org.springframework.boot.convert.DurationStyle;

/**
 * The kinds of values that a configuration is made of.
 */
final class Kinds {

	private static final String REFERENCE = "\\$\\{.*";

	private Kinds() {
	}

	/**
	 * A text of some length. A number is one too: login ids and NCES ids are often all digits.
	 */
	static Kind<String> text(int longest) {
		return new Text(longest, null, "");
	}

	/**
	 * A text of a certain form.
	 * @param form what it must look like, in words
	 */
	static Kind<String> text(int longest, String pattern, String form) {
		return new Text(longest, Pattern.compile(pattern), form);
	}

	static Kind<Integer> whole(int least, int greatest) {
		return new Whole(least, greatest);
	}

	static Kind<Boolean> flag() {
		return new Flag();
	}

	static Kind<String> oneOf(List<String> words) {
		return new OneOf(words);
	}

	static Kind<Duration> span() {
		return new Span();
	}

	/**
	 * A text that may also be in a file: {@code {file: /run/secrets/reader}}.
	 */
	static Kind<String> secret(int longest) {
		return new Secret(longest);
	}

	/**
	 * Names and values of any sort, as JSON has them.
	 */
	static Kind<Map<String, Object>> anything() {
		return new Anything();
	}

	static <T> Kind<List<T>> listOf(Kind<T> kind) {
		return new ListOf<>(kind, null);
	}

	/**
	 * A list that is not empty.
	 * @param otherwise what to do instead, in words
	 */
	static <T> Kind<List<T>> someOf(Kind<T> kind, String otherwise) {
		return new ListOf<>(kind, otherwise);
	}

	record Text(int longest, @Nullable Pattern pattern, String form) implements Kind<String> {

		@Override
		public @Nullable String read(Node node, Place place, Reading reading) {
			String text = reading.scalar(node, place, "a text");
			if (text == null) {
				return null;
			}
			if (text.length() > this.longest) {
				reading.faults().add(place, "This has " + text.length() + " characters, but " + this.longest + " at most are allowed.");
				return null;
			}
			if (this.pattern != null && !this.pattern.matcher(text).matches()) {
				reading.faults().add(place, "'" + text + "' is not " + this.form + ".");
				return null;
			}
			return text;
		}

		@Override
		public Map<String, Object> schema() {
			Map<String, Object> schema = new LinkedHashMap<>();
			schema.put("type", List.of("string", "number"));
			schema.put("maxLength", this.longest);
			if (this.pattern != null) {
				schema.put("pattern", "^(" + this.pattern.pattern() + "|" + REFERENCE + ")$");
			}
			return schema;
		}

	}

	record Whole(int least, int greatest) implements Kind<Integer> {

		@Override
		public @Nullable Integer read(Node node, Place place, Reading reading) {
			String text = reading.scalar(node, place, "a whole number");
			if (text == null) {
				return null;
			}
			try {
				int number = Integer.parseInt(text.strip());
				if (number >= this.least && number <= this.greatest) {
					return number;
				}
			}
			catch (NumberFormatException ex) {
				// said below
			}
			reading.faults()
				.add(place, "'" + text + "' is not a whole number from " + this.least + " to " + this.greatest + ".");
			return null;
		}

		@Override
		public Map<String, Object> schema() {
			return Map.of("anyOf", List.of(ordered("type", "integer", "minimum", this.least, "maximum", this.greatest),
					ordered("type", "string", "pattern", "^(-?[0-9]+|" + REFERENCE + ")$")));
		}

	}

	record Flag() implements Kind<Boolean> {

		@Override
		public @Nullable Boolean read(Node node, Place place, Reading reading) {
			String text = reading.scalar(node, place, "true or false");
			if (text == null) {
				return null;
			}
			if (text.equals("true") || text.equals("false")) {
				return Boolean.valueOf(text);
			}
			reading.faults().add(place, "'" + text + "' is neither true nor false.");
			return null;
		}

		@Override
		public Map<String, Object> schema() {
			return Map.of("anyOf",
					List.of(Map.of("type", "boolean"), ordered("type", "string", "pattern", "^(true|false|" + REFERENCE + ")$")));
		}

	}

	record OneOf(List<String> words) implements Kind<String> {

		@Override
		public @Nullable String read(Node node, Place place, Reading reading) {
			String text = reading.scalar(node, place, "one of " + String.join(", ", this.words));
			if (text == null || this.words.contains(text)) {
				return text;
			}
			reading.faults()
				.add(place, "'" + text + "' is none of " + String.join(", ", this.words) + NearestName.question(this.words, text));
			return null;
		}

		@Override
		public Map<String, Object> schema() {
			return Map.of("anyOf", List.of(Map.of("enum", this.words), ordered("type", "string", "pattern", "^" + REFERENCE + "$")));
		}

	}

	record Span() implements Kind<Duration> {

		@Override
		public @Nullable Duration read(Node node, Place place, Reading reading) {
			String text = reading.scalar(node, place, "a time span such as 24h");
			if (text == null) {
				return null;
			}
			try {
				if (!text.chars().allMatch(Character::isDigit)) {
					Duration span = DurationStyle.detectAndParse(text);
					if (span.toNanosPart() == 0) {
						return span;
					}
				}
			}
			catch (IllegalArgumentException | ArithmeticException ex) {
				// said below
			}
			reading.faults().add(place, "'" + text + "' is not a time span; write it like 30s, 5m, 24h or 14d.");
			return null;
		}

		@Override
		public Map<String, Object> schema() {
			return ordered("type", "string", "pattern", "^([0-9]+(ms|s|m|h|d)|P.*|" + REFERENCE + ")$", "examples",
					List.of("30s", "5m", "24h", "14d"));
		}

	}

	record Secret(int longest) implements Kind<String> {

		private static final String FILE = "file";

		private static @Nullable String filled(@Nullable String text, Place place, Reading reading) {
			if (text != null && text.isEmpty()) {
				reading.faults().add(place, "This is empty. Is a variable or a file empty that should not be?");
				return null;
			}
			return text;
		}

		@Override
		public @Nullable String read(Node node, Place place, Reading reading) {
			if (!(node instanceof MappingNode mapping)) {
				return filled(new Text(this.longest, null, "").read(node, place, reading), place, reading);
			}
			String file = mapping.getValue()
				.stream()
				.filter((entry) -> entry.getKeyNode() instanceof ScalarNode key && key.getValue().equals(FILE))
				.map((entry) -> reading.scalar(entry.getValueNode(), place, "the path of a file"))
				.findFirst()
				.orElse(null);
			if (file == null || mapping.getValue().size() != 1) {
				reading.faults().add(place, "Write the text itself, ${A_VARIABLE}, or {file: a path}.");
				return null;
			}
			try {
				return filled(reading.references().read(file), place, reading);
			}
			catch (References.UnknownReferenceException ex) {
				reading.faults().add(place, ex.sentence());
				return null;
			}
		}

		@Override
		public Map<String, Object> schema() {
			return Map.of("anyOf", List.of(ordered("type", List.of("string", "number"), "maxLength", this.longest),
					ordered("type", "object", "properties", Map.of(FILE, Map.of("type", "string")), "required", List.of(FILE),
							"additionalProperties", false)));
		}

	}

	record Anything() implements Kind<Map<String, Object>> {

		@Override
		public @Nullable Map<String, Object> read(Node node, Place place, Reading reading) {
			if (!(node instanceof MappingNode mapping)) {
				return reading.refuse(node, place, "a group of names and values");
			}
			return map(mapping, place, reading);
		}

		private static Map<String, Object> map(MappingNode mapping, Place place, Reading reading) {
			Map<String, Object> values = new LinkedHashMap<>();
			Map<String, Integer> seen = new HashMap<>();
			for (NodeTuple entry : mapping.getValue()) {
				Place keyPlace = Place.of(entry.getKeyNode(), place.path());
				String key = reading.scalar(entry.getKeyNode(), keyPlace, "a name");
				if (key == null) {
					continue;
				}
				Integer before = seen.putIfAbsent(key, keyPlace.line());
				if (before != null) {
					reading.faults().add(keyPlace, "'" + key + "' stands here twice; the first is in line " + before + ".");
				}
				values.put(key, value(entry.getValueNode(), Place.of(entry.getValueNode(), place.path() + "." + key), reading));
			}
			return values;
		}

		private static @Nullable Object value(Node node, Place place, Reading reading) {
			if (node instanceof MappingNode mapping) {
				return map(mapping, place, reading);
			}
			if (node instanceof SequenceNode sequence) {
				List<@Nullable Object> items = new ArrayList<>();
				for (Node item : sequence.getValue()) {
					items.add(value(item, Place.of(item, place.path() + "[" + items.size() + "]"), reading));
				}
				return items;
			}
			String text = reading.scalar(node, place, "a value");
			if (text == null || Reading.isNothing(node)) {
				return null;
			}
			return plain(node.getTag(), text);
		}

		/** As JSON's numbers come back from the database, so that the two can be compared. */
		private static Number whole(long number) {
			if (number == (int) number) {
				return (int) number;
			}
			return number;
		}

		private static Number number(BigDecimal number) {
			if (number.signum() == 0 || number.stripTrailingZeros().scale() <= 0) {
				BigInteger whole = number.toBigIntegerExact();
				return (whole.bitLength() < Long.SIZE) ? whole(whole.longValue()) : whole;
			}
			return number.doubleValue();
		}

		private static Object plain(Tag tag, String text) {
			try {
				if (tag.equals(Tag.BOOL)) {
					return List.of("true", "yes", "on").contains(text.toLowerCase(Locale.ROOT));
				}
				if (tag.equals(Tag.INT)) {
					return number(new BigDecimal(new BigInteger(text)));
				}
				if (tag.equals(Tag.FLOAT)) {
					return number(new BigDecimal(text));
				}
			}
			catch (NumberFormatException ex) {
				// YAML knows numbers that JSON does not, such as 0x1F; they stay as they were written
			}
			return text;
		}

		@Override
		public Map<String, Object> schema() {
			return Map.of("type", "object");
		}

	}

	record ListOf<T>(Kind<T> kind, @Nullable String ifEmpty) implements Kind<List<T>> {

		@Override
		public @Nullable List<T> read(Node node, Place place, Reading reading) {
			if (!(node instanceof SequenceNode sequence)) {
				return reading.refuse(node, place, "a list, such as [a, b]");
			}
			if (this.ifEmpty != null && sequence.getValue().isEmpty()) {
				reading.faults().add(place, "This is empty: " + this.ifEmpty + ".");
				return null;
			}
			List<T> items = new ArrayList<>();
			int index = 0;
			for (Node itemNode : sequence.getValue()) {
				T item = this.kind.read(itemNode, Place.of(itemNode, place.path() + "[" + index++ + "]"), reading);
				if (item != null) {
					items.add(item);
				}
			}
			return items;
		}

		@Override
		public Map<String, Object> schema() {
			Map<String, Object> schema = ordered("type", "array", "items", this.kind.schema());
			if (this.ifEmpty != null) {
				schema.put("minItems", 1);
			}
			return schema;
		}

	}

	static Map<String, Object> ordered(Object... namesAndValues) {
		Map<String, Object> map = new LinkedHashMap<>();
		for (int i = 0; i < namesAndValues.length; i += 2) {
			map.put((String) namesAndValues[i], namesAndValues[i + 1]);
		}
		return map;
	}

}
