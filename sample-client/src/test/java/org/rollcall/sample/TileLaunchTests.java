package org.rollcall.sample;

import java.util.Map;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.rollcall.sample.Browser.Page;

import org.springframework.test.context.TestPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

class TileLaunchTests {

	@Nested
	class ByDefault extends SampleClientTest {

		@Test
		void theCodeIsThrownAwayAndASignInOfOurOwnBegins() {
			Page callback = launch();
			assertThat(callback.header("Location")).isEqualTo("/login");
			assertThat(classLink.forms).isEmpty();
			browser.signIn(classLink);
			assertThat(browser.isSignedIn()).isTrue();
		}

		private Page launch() {
			return browser.callback(Map.of("code", classLink.codeFor(Map.of()), "response_type", "code"));
		}

	}

	@Nested
	@TestPropertySource(properties = "sample.tile-launch=accept")
	class WhenAccepted extends SampleClientTest {

		@Test
		void thePersonIsAskedFirst() {
			Page callback = launch();
			assertThat(callback.header("Location")).isEqualTo("/continue");
			assertThat(browser.get("/continue").text()).contains("Continue as Tina Teacher?");
			assertThat(browser.isSignedIn()).isFalse();
		}

		@Test
		void whoSaysYesIsSignedIn() {
			launch();
			String before = browser.sessionCookie().getValue();
			assertThat(browser.submit(browser.get("/continue"), "/continue").header("Location")).isEqualTo("/home");
			assertThat(browser.sessionCookie().getValue()).isNotEqualTo(before);
			assertThat(browser.get("/home").text()).contains("Tina Teacher").contains("no state, no nonce, and no PKCE");
		}

		@Test
		void nobodyElseCanSayYesForThem() {
			launch();
			assertThat(browser.post("/continue", "").status()).isEqualTo(403);
			assertThat(browser.isSignedIn()).isFalse();
		}

		@Test
		void withoutALaunchThereIsNothingToConfirm() {
			assertThat(browser.get("/continue").header("Location")).isEqualTo("/");
		}

		@Test
		void theExchangeIsMadeWithoutAVerifier() {
			launch();
			assertThat(classLink.forms.getFirst()).doesNotContainKey("code_verifier");
		}

		private Page launch() {
			return browser.callback(Map.of("code", classLink.codeFor(Map.of()), "response_type", "code"));
		}

	}

	@Nested
	@TestPropertySource(properties = "sample.tile-launch=refuse")
	class WhenRefused extends SampleClientTest {

		@Test
		void thePersonIsAskedToStartHere() {
			Page callback = browser.callback(Map.of("code", classLink.codeFor(Map.of()), "response_type", "code"));
			assertThat(callback.status()).isEqualTo(403);
			assertThat(callback.text()).contains("Please start here").contains("Sign in with ClassLink");
			assertThat(classLink.forms).isEmpty();
		}

	}

}
