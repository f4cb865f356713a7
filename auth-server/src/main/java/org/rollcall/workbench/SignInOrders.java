package org.rollcall.workbench;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeType;

import org.rollcall.platform.NearestName;

/**
 * Reads a {@link SignInOrder}, and says of every other document what is wrong with it.
 */
final class SignInOrders {

	private static final List<String> FIELDS = List.of("person", "client", "scopes", "redirectUri", "state", "nonce", "prompt",
			"decline", "exchange", "keepSession");

	private static final String EXAMPLE = "{\"person\": \"lincolnusd/tina.teacher\", \"client\": \"Lincoln Reader\"}";

	private static final JsonMapper JSON = JsonMapper.builder()
		.enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
		.enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
		.build();

	private SignInOrders() {
	}

	/**
	 * @throws WorkbenchFault if it is not an order, with the reason
	 */
	static SignInOrder read(byte[] body) {
		JsonNode order = parse(body);
		if (!order.isObject()) {
			throw WorkbenchFault.badRequest("The body must be a JSON object such as " + EXAMPLE + ", and not "
					+ kind(order) + ".");
		}
		order.propertyNames().stream().filter((name) -> !FIELDS.contains(name)).findFirst().ifPresent((name) -> {
			throw WorkbenchFault.badRequest("There is no field '" + shorten(name) + "'" + NearestName.question(FIELDS, name)
					+ " There are: " + String.join(", ", FIELDS) + ".");
		});
		return new SignInOrder(person(order), required("client", text(order, "client"), "an app's id or name"),
				list(order, "scopes"), text(order, "redirectUri"), text(order, "state"), text(order, "nonce"),
				text(order, "prompt"), orEmpty(list(order, "decline")), bool(order, "exchange", true),
				bool(order, "keepSession", false));
	}

	private static JsonNode parse(byte[] body) {
		try {
			JsonNode order = JSON.readTree(body);
			if (!order.isMissingNode()) {
				return order;
			}
		}
		catch (JacksonException ex) {
			String place = (ex.getLocation() != null)
					? " (line " + ex.getLocation().getLineNr() + ", column " + ex.getLocation().getColumnNr() + ")" : "";
			throw WorkbenchFault.badRequest("The body is not JSON" + place + ": " + firstLine(ex.getOriginalMessage())
					+ " It must be an object such as " + EXAMPLE + ".");
		}
		throw WorkbenchFault.badRequest("The body is empty. It must be a JSON object such as " + EXAMPLE + ".");
	}

	private static String person(JsonNode order) {
		JsonNode person = order.path("person");
		return person.isIntegralNumber() ? person.asString()
				: required("person", text(order, "person"), "such as lincolnusd/tina.teacher, or a UserId");
	}

	private static String required(String name, @Nullable String value, String what) {
		if (value == null || value.isBlank()) {
			throw WorkbenchFault.badRequest("'" + name + "' is missing: " + what + ". For example " + EXAMPLE + ".");
		}
		return value;
	}

	private static @Nullable String text(JsonNode order, String name) {
		JsonNode value = order.path(name);
		if (value.isMissingNode() || value.isNull()) {
			return null;
		}
		if (!value.isString()) {
			throw WorkbenchFault.badRequest("'" + name + "' must be a text in quotes, and not " + kind(value) + ".");
		}
		return value.asString();
	}

	private static @Nullable List<String> list(JsonNode order, String name) {
		JsonNode value = order.path(name);
		if (value.isMissingNode() || value.isNull()) {
			return null;
		}
		if (!value.isArray()) {
			throw WorkbenchFault.badRequest("'" + name + "' must be a list such as [\"openid\", \"profile\"], and not "
					+ kind(value) + ".");
		}
		List<String> texts = new ArrayList<>();
		for (JsonNode element : value) {
			if (!element.isString()) {
				throw WorkbenchFault.badRequest("'" + name + "' must be a list of texts in quotes, and has " + kind(element)
						+ " in it.");
			}
			texts.add(element.asString());
		}
		return texts;
	}

	private static List<String> orEmpty(@Nullable List<String> list) {
		return (list != null) ? list : List.of();
	}

	private static boolean bool(JsonNode order, String name, boolean otherwise) {
		JsonNode value = order.path(name);
		if (value.isMissingNode() || value.isNull()) {
			return otherwise;
		}
		if (!value.isBoolean()) {
			throw WorkbenchFault.badRequest("'" + name + "' must be true or false, and not " + kind(value) + ".");
		}
		return value.asBoolean();
	}

	private static String kind(JsonNode value) {
		JsonNodeType type = value.getNodeType();
		return switch (type) {
			case ARRAY -> "a list";
			case OBJECT -> "an object";
			case STRING -> "a text";
			case NUMBER -> "a number";
			case BOOLEAN -> "true or false";
			case NULL -> "null";
			case BINARY, POJO, MISSING -> "nothing";
		};
	}

	private static String firstLine(@Nullable String message) {
		String line = (message != null) ? message.lines().findFirst().orElse("") : "";
		// where an object began is said with the reader's own settings instead of a place
		String sentence = line.replaceFirst(" \\(start marker at .*", "");
		return sentence.endsWith(".") ? sentence : sentence + ".";
	}

	static String shorten(String value) {
		String printable = value.replaceAll("\\p{Cntrl}", " ");
		return (printable.length() <= 100) ? printable : printable.substring(0, 100) + "…";
	}

}
