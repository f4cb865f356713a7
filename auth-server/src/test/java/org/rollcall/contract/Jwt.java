package org.rollcall.contract;

import java.util.Base64;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A JWT as it came, with the types that its JSON has; nothing is checked.
 */
record Jwt(JsonNode header, JsonNode claims) {

	static Jwt of(String value) {
		String[] parts = value.split("\\.");
		return new Jwt(json(parts[0]), json(parts[1]));
	}

	private static JsonNode json(String part) {
		return JsonMapper.shared().readTree(Base64.getUrlDecoder().decode(part));
	}

}
