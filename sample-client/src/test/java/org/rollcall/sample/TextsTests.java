package org.rollcall.sample;

import java.util.ResourceBundle;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.rollcall.sample.SignInFailure.Reason;

import static org.assertj.core.api.Assertions.assertThat;

class TextsTests {

	private final ResourceBundle texts = ResourceBundle.getBundle("messages");

	@ParameterizedTest
	@EnumSource
	void everyFailureHasItsWords(Reason reason) {
		assertThat(texts.keySet()).contains("failure." + reason.key(), "failure." + reason.key() + ".text");
	}

}
