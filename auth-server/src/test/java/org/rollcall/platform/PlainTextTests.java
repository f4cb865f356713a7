package org.rollcall.platform;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Which names look like what they are.
 */
class PlainTextTests {

	@ParameterizedTest
	@ValueSource(strings = { "Lincoln Reader", "École d’été", "Школа", "<b>ألف</b> & \"Ω\"", "می\u200cخواهم", "क्\u200dष",
			"Family \ud83d\udc68\u200d\ud83d\udc69", "עברית" })
	void whatPeopleWriteIsAName(String name) {
		assertThat(PlainText.isName(name)).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "Lincoln\u200b Reader", "Rea\u00adder", "\u202eelgooG", "\u2066x", "a\u200fb", "a\u2060b", "Lin\u200dcoln", "two\nlines",
			"\u001b[31m", "\ud800", "\ue000", "a\u2028b" })
	void whatHidesOrTurnsIsNone(String name) {
		assertThat(PlainText.isName(name)).isFalse();
		assertThat(PlainText.isIdentifier(name)).isFalse();
	}

}
