package org.rollcall.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.rollcall.administrator.ApiKeyScope;
import org.rollcall.client.InitialAccessTokens;

/**
 * What the admin API takes that is no item of a {@code rollcall.yaml}: read and described in the same way.
 */
public final class Requests {

	private static final Kind<String> NAME = Kinds.text(100, "[^\\x00-\\x1f\\x7f]*[^\\x00-\\x20\\x7f][^\\x00-\\x1f\\x7f]*",
			"a name: it is blank, or has characters that cannot be shown");

	private static final Map<String, Shape> SHAPES = new LinkedHashMap<>();

	static {
		SHAPES.put("api-keys", new Shape("A key of the admin API.")
			.must("name", NAME, "which program uses it.")
			.must("scopes", Kinds.listOf(Kinds.oneOf(List.copyOf(ApiKeyScope.all()))), "what it is good for; write includes read.")
			.may("district", Shapes.CUSTOM_URL, "The customUrl of the only district that it reaches; all that the caller reaches by default.")
			.may("until", Shapes.DAY, "Its last day (UTC), 730 days ahead at most; 180 days by default."));
		SHAPES.put("registration-tokens", new Shape("A token with which programs register apps (RFC 7591).")
			.must("name", NAME, "who uses it.")
			.may("uses", Kinds.whole(1, InitialAccessTokens.MOST_USES), "How many apps may be registered with it; 1 by default.")
			.may("district", Shapes.CUSTOM_URL, "The customUrl of the district that looks after the apps; the operator by default.")
			.may("until", Shapes.DAY, "Its last day (UTC), 365 days ahead at most; 14 days by default."));
		SHAPES.put("secret", new Shape("One more secret of an app.")
			.may("othersEndIn", Kinds.span(), "For how long the one that it has stays good, 365d at most; until somebody ends it by default."));
		SHAPES.put("partner-key", new Shape("With what an app asks which districts share their rosters with it.")
			.must("name", NAME, "which program uses it.")
			.may("until", Shapes.DAY, "Its last day (UTC); it is good until somebody ends it by default."));
		SHAPES.put("sharing", new Shape("Whose people may use an app.").must("districts",
				Kinds.listOf(new Shape("A district.").must("district", Shapes.CUSTOM_URL, "its customUrl.")
					.may("schools", Kinds.listOf(Shapes.ID), "The sourcedIds of its schools, if it is not the whole district.")),
				"the districts; none is everybody."));
		SHAPES.put("import-confirmation", new Shape("A yes to an import of a roster.").may("letGo", Kinds.flag(),
				"Whether as many people may leave as the preview tells; false by default."));
		SHAPES.put("retention",
				new Shape("For how long the record is kept.").must("days", Kinds.whole(1, 100_000), "how many days."));
	}

	private Requests() {
	}

	/**
	 * Reads what was sent, in JSON or YAML.
	 * @param kind what it is to be, such as {@code api-keys}
	 * @return what was set, by name: texts, numbers, time spans, lists and maps
	 * @throws InvalidConfigException with all its faults, if it has any
	 */
	public static Map<String, Object> read(String kind, String text) {
		return plain(ItemWriter.parse(text, shape(kind)));
	}

	/**
	 * Refuses what was read for a reason that only the server can tell.
	 * @param setting what is wrong
	 */
	public static InvalidConfigException refusal(String setting, String message) {
		return new InvalidConfigException("the request", List.of(new ConfigFault(1, 1, setting, message)));
	}

	/**
	 * Returns the JSON Schema (2020-12) of each kind, by name.
	 */
	public static Map<String, Map<String, Object>> schemas() {
		Map<String, Map<String, Object>> schemas = new LinkedHashMap<>();
		SHAPES.forEach((kind, shape) -> schemas.put(kind, shape.schema()));
		return schemas;
	}

	private static Shape shape(String kind) {
		Shape shape = SHAPES.get(kind);
		if (shape == null) {
			throw new IllegalArgumentException("There is nothing of the kind " + kind);
		}
		return shape;
	}

	private static Map<String, Object> plain(Section section) {
		Map<String, Object> values = new LinkedHashMap<>(section.values());
		values.replaceAll((name, value) -> (value instanceof List<?> list)
				? list.stream().map((one) -> (one instanceof Section group) ? plain(group) : one).toList() : value);
		return values;
	}

}
