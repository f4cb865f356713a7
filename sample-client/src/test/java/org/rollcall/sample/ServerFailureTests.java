package org.rollcall.sample;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.rollcall.sample.Browser.Page;

import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

class ServerFailureTests extends SampleClientTest {

	@Test
	void aRefusalOfTheTokenEndpointIsShownWithAHint() {
		classLink.failTokens(400, "{\"error\":\"invalid_grant\",\"error_description\":\"The code has expired\"}");
		assertThat(browser.signIn(classLink)).satisfies((page) -> {
			assertThat(page.status()).isEqualTo(502);
			assertThat(page.text()).contains("ClassLink gave us no tokens")
				.contains("invalid_grant", "The code has expired", "used before");
		});
	}

	@Test
	void aWrongSecretIsExplained() {
		classLink.failTokens(401, "{\"error\":\"invalid_client\"}");
		assertThat(browser.signIn(classLink).text()).contains("invalid_client", "client secret is wrong");
	}

	@Test
	void aTokenEndpointThatBreaksIsShownByItsStatus() {
		classLink.failTokens(503, "<html>Service unavailable</html>");
		assertThat(browser.signIn(classLink).text()).contains("<code>503</code>").doesNotContain("Service unavailable");
	}

	@Test
	void aTokenEndpointThatAnswersNoJsonIsNotUnderstood() {
		classLink.failTokens(200, "<html>Welcome</html>");
		assertThat(browser.signIn(classLink).text()).contains("We did not understand");
	}

	@Test
	void aTokenEndpointThatAnswersNothingIsNotUnderstood() {
		for (String nothing : new String[] { "", "null", "[]", "{}", "{\"access_token\":42}" }) {
			classLink.failTokens(200, nothing);
			assertThat(browser.signIn(classLink).text()).as(nothing).contains("We did not understand");
		}
	}

	@Test
	void aPersonWhomMyInfoDoesNotTellAboutIsNotSignedIn() {
		for (int status : new int[] { 401, 403 }) {
			classLink.failMyInfo(status, "{\"message\":\"The scope is too small\"}");
			Page page = browser.signIn(classLink);
			assertThat(page.status()).isEqualTo(502);
			assertThat(page.text()).contains("would not say who you are")
				.contains("<code>" + status + "</code>", "The scope is too small");
			assertThat(browser.isSignedIn()).isFalse();
		}
	}

	@Nested
	class WhenTheServerIsDown {

		// its own app: the first one may have the keys in its memory

		@DynamicPropertySource
		static void nowhere(DynamicPropertyRegistry properties) {
			properties.add("sample.issuer", () -> "http://localhost:1");
		}

		@Test
		void theFrontPageIsThere() {
			assertThat(browser.get("/").status()).isEqualTo(200);
		}

		@Test
		void thePersonReadsHowToStartIt() {
			Page page = browser.comeBack(classLink, browser.beginSignIn());
			assertThat(page.status()).isEqualTo(502);
			assertThat(page.text()).contains("Rollcall isn’t answering on http://localhost:1. Start it with ./rollcall demo");
		}

	}

}
