package org.rollcall.testcontainers;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class JsonTests {

	@Test
	void everyKindOfValueIsRead() {
		assertThat(Json.parseObject("""
				{ "text": "a\\u00e9\\n\\"\\/", "whole": -12, "broken": 1.5e3, "huge": 12345678901234567890,
				  "yes": true, "no": false, "nothing": null, "list": [1, [], {}], "empty": "" }
				""")).containsEntry("text", "aé\n\"/")
			.containsEntry("whole", -12L)
			.containsEntry("broken", new BigDecimal("1.5e3"))
			.containsEntry("huge", new BigDecimal("12345678901234567890"))
			.containsEntry("yes", true)
			.containsEntry("no", false)
			.containsEntry("nothing", null)
			.containsEntry("list", List.of(1L, List.of(), Map.of()))
			.containsEntry("empty", "");
	}

	@Test
	void whatIsWrittenIsReadAsTheSame() {
		Map<String, Object> value = new LinkedHashMap<>();
		value.put("quotes \" and \\ and \u0001 and 日本", Arrays.asList("x", 1L, true, null, Map.of("a", List.of())));
		assertThat(Json.parse(Json.write(value))).isEqualTo(value);
	}

	@Test
	void whatIsNoJsonTypeIsWrittenAsText() {
		assertThat(Json.write(List.of(java.net.URI.create("http://localhost"), 'c'))).isEqualTo("[\"http://localhost\",\"c\"]");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "{", "[1,]", "{\"a\"}", "{a: 1}", "01", "1.", "-", "+1", "\"a", "\"\t\"", "\"\\x\"", "\"\\u12g4\"",
			"nul", "1 2", "[1] x", "{\"a\":1,}" })
	void whatIsNoJsonIsRefusedWithThePlace(String text) {
		assertThatIllegalArgumentException().isThrownBy(() -> Json.parse(text))
			.withMessageMatching("(?s)This is not JSON: .+ was expected at character \\d+ of .*");
	}

	@Test
	void whatIsNestedWithoutEndIsRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> Json.parse("[".repeat(100_000)))
			.withMessageContaining("less than 200 levels");
	}

}
