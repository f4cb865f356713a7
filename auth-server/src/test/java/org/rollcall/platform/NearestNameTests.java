package org.rollcall.platform;

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class NearestNameTests {

	private static final List<String> NAMES = List.of("redirectUris", "postLogoutRedirectUris", "name", "tina.teacher");

	@Test
	void aMissingLetterIsNear() {
		assertThat(NearestName.among(NAMES, "redirectUri")).contains("redirectUris");
	}

	@Test
	void caseDoesNotMatter() {
		assertThat(NearestName.among(NAMES, "RedirectURIs")).contains("redirectUris");
	}

	@Test
	void neighboursThatChangedPlacesAreOneMistake() {
		assertThat(NearestName.among(NAMES, "nmae")).contains("name");
	}

	@Test
	void theBeginningOfANameIsNear() {
		assertThat(NearestName.among(NAMES, "tina")).contains("tina.teacher");
	}

	@Test
	void whatIsFarFromAllIsNearToNone() {
		assertThat(NearestName.among(NAMES, "colour")).isEmpty();
		assertThat(NearestName.question(NAMES, "colour")).isEqualTo(".");
	}

	@Test
	void theQuestionEndsASentence() {
		assertThat(NearestName.question(NAMES, "redirectUri")).isEqualTo("; did you mean 'redirectUris'?");
	}

}
