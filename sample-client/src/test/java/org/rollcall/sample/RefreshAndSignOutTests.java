package org.rollcall.sample;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.rollcall.sample.Browser.Page;

import static org.assertj.core.api.Assertions.assertThat;

class RefreshAndSignOutTests extends SampleClientTest {

	@Test
	void aRefreshBringsNewTokensAndTheNewestFacts() {
		browser.signIn(classLink);
		classLink.call("Tina Teacher-Smith");
		Page refresh = browser.submit(browser.get("/home"), "/refresh");
		assertThat(refresh.header("Location")).isEqualTo("/home");
		assertThat(browser.get("/home").text()).contains("There is a new access token")
			.contains("The refresh token was replaced as well")
			.contains("Tina Teacher-Smith")
			.contains(classLink.accessTokens.getLast())
			.doesNotContain(classLink.accessTokens.getFirst());
	}

	@Test
	void theRotatedRefreshTokenIsTheOneUsedNext() {
		browser.signIn(classLink);
		browser.submit(browser.get("/home"), "/refresh");
		browser.submit(browser.get("/home"), "/refresh");
		assertThat(browser.get("/home").text()).contains("There is a new access token");
		assertThat(classLink.forms).extracting((form) -> form.get("refresh_token")).doesNotHaveDuplicates().hasSize(3);
	}

	@Test
	void aRefreshThatBringsNoNewRefreshTokenLeavesTheOldOneInUse() {
		browser.signIn(classLink);
		String refreshToken = classLink.refreshTokens.getFirst();
		classLink.changeTokenAnswer((answer) -> answer.remove("refresh_token"));
		browser.submit(browser.get("/home"), "/refresh");
		assertThat(browser.get("/home").text()).contains("The refresh token is still the same one");
		browser.submit(browser.get("/home"), "/refresh");
		assertThat(classLink.forms.getLast()).containsEntry("refresh_token", refreshToken);
	}

	@Test
	void aRefreshTokenThatWasRevokedEndsTheSignInKindly() {
		browser.signIn(classLink);
		classLink.revokeRefreshTokens();
		Page refresh = browser.submit(browser.get("/home"), "/refresh");
		assertThat(refresh.status()).isEqualTo(401);
		assertThat(refresh.text()).contains("Your sign-in has ended", "Refresh token revoked", "Sign in with ClassLink");
		assertThat(browser.isSignedIn()).isFalse();
	}

	@Test
	void aRefreshThatFailsForAnotherReasonSignsNobodyOut() {
		browser.signIn(classLink);
		Page home = browser.get("/home");
		classLink.failTokens(503, "");
		assertThat(browser.submit(home, "/refresh").text()).contains("ClassLink gave us no tokens");
		assertThat(browser.isSignedIn()).isTrue();
	}

	@Test
	void twoRefreshesAtOnceNeverUseTheSameRefreshToken() {
		browser.signIn(classLink);
		Page home = browser.get("/home");
		List<CompletableFuture<Page>> clicks = Stream
			.generate(() -> CompletableFuture.supplyAsync(() -> browser.submit(home, "/refresh")))
			.limit(4)
			.toList();
		assertThat(clicks).extracting(CompletableFuture::join).allMatch((page) -> page.status() == 302);
		assertThat(browser.isSignedIn()).isTrue();
		assertThat(classLink.forms).extracting((form) -> form.get("refresh_token")).doesNotHaveDuplicates().hasSize(5);
	}

	@Test
	void aRefreshedIdTokenOfSomebodyElseIsRefused() {
		browser.signIn(classLink);
		classLink.changeClaims((claims) -> claims.subject("1"));
		assertThat(browser.submit(browser.get("/home"), "/refresh").text()).contains("<code>subject</code>");
	}

	@Test
	void aRefreshedIdTokenOfAnotherSignInIsRefused() {
		browser.signIn(classLink);
		classLink.changeClaims((claims) -> claims.claim("nonce", "of-another-sign-in"));
		assertThat(browser.submit(browser.get("/home"), "/refresh").text()).contains("<code>nonce</code>");
	}

	@Test
	void withoutARefreshTokenThePageSaysSoInWords() {
		classLink.changeTokenAnswer((answer) -> {
			answer.remove("refresh_token");
			answer.remove("expires_in");
		});
		browser.signIn(classLink);
		Page home = browser.get("/home");
		assertThat(home.text()).contains("The server gave no refresh token, just like ClassLink itself")
			.contains("The server did not say when the access token ends")
			.doesNotContain("Refresh the tokens");
		assertThat(browser.submit(home, "/refresh").header("Location")).isEqualTo("/home");
		assertThat(classLink.forms).hasSize(1);
	}

	@Test
	void signingOutEndsTheSessionAndGoesOnToTheServer() {
		browser.signIn(classLink);
		Page logout = browser.submit(browser.get("/home"), "/logout");
		assertThat(logout.status()).isEqualTo(302);
		assertThat(logout.location().toString()).startsWith(classLink.url() + "/logout?");
		assertThat(FakeClassLink.parameters(logout.location()))
			.containsEntry("post_logout_redirect_uri", "http://localhost:9001/")
			.hasEntrySatisfying("id_token_hint", (hint) -> assertThat(hint.split("\\.")).hasSize(3));
		assertThat(browser.isSignedIn()).isFalse();
	}

	@Test
	void aFormOfAnotherSiteIsRefused() {
		browser.signIn(classLink);
		for (String path : new String[] { "/logout", "/refresh" }) {
			assertThat(browser.post(path, "").status()).isEqualTo(403);
			assertThat(browser.post(path, "form_token=guessed").text()).contains("This page was open for too long");
		}
		assertThat(browser.isSignedIn()).isTrue();
		assertThat(classLink.forms).hasSize(1);
	}

	@Test
	void aFormWithoutASessionIsRefused() {
		assertThat(browser.post("/logout", "form_token=").status()).isEqualTo(403);
	}

	@Test
	void whoIsNotSignedInHasNothingToRefresh() {
		Map<String, String> unfinished = browser.beginSignIn();
		assertThat(unfinished).isNotEmpty();
		assertThat(browser.post("/refresh", "").status()).isEqualTo(403);
	}

	@Test
	void aSignOutIsNeverALink() {
		browser.signIn(classLink);
		assertThat(browser.get("/logout").status()).isEqualTo(405);
		assertThat(browser.isSignedIn()).isTrue();
	}

}
