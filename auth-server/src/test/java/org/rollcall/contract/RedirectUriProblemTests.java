package org.rollcall.contract;

import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rollcall.client.ClientType;
import org.rollcall.client.Fidelity;
import org.rollcall.journey.App;
import org.rollcall.journey.Page;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An unknown app, or an address that is not its own, gets a page and never a redirect (contract, section 2).
 */
class RedirectUriProblemTests extends ContractTest {

	private static final App APP = App.LINCOLN_READER;

	@ParameterizedTest
	@ValueSource(strings = { "http://localhost:9001/callback/", "https://localhost:9001/callback",
			"http://localhost:9002/callback", "http://localhost/callback", "http://localhost:9001/Callback",
			"http://LOCALHOST:9001/callback", "http://localhost:9001/callback?next=%2Fother",
			"http://localhost:9001/callback?next=/home", "http://localhost:9001/callback?", "http://localhost:9001/callback#x",
			"http://127.0.0.1:9001/callback", "http://localhost:9001/callback/more", "http://localhost:9001/callback/../x",
			"http://localhost:9001@evil.example/callback", "http://evil.example/callback", "javascript:alert(1)",
			"//localhost:9001/callback", "/callback", "not a uri" })
	void showsWhatWasSentAndWhatIsRegistered(String sent) { // 2
		Page page = teacher().http().get(APP.authorizeUrl("redirect_uri", sent, "state", "z"));

		assertProblem(page);
		assertThat(page.text()).contains(sent, App.CALLBACK, App.CALLBACK_WITH_QUERY, App.LIBRARY_CALLBACK);
		assertThat(page.html().select("a[href]").eachAttr("href")).noneMatch((href) -> href.contains("evil.example"))
			.noneMatch((href) -> href.startsWith("javascript:"));
	}

	@Test
	void comesAfterTheSignInOfWhoIsNotSignedIn() { // 2
		Page page = visitor("ada.admin").browse(APP.authorizeUrl("redirect_uri", App.CALLBACK + "/"), "allow");

		assertProblem(page);
		assertThat(page.text()).contains(App.CALLBACK + "/");
	}

	@Test
	void showsNothingOfOtherApps() { // 2
		App other = register("Somebody Elses Reader", ClientType.CONFIDENTIAL, Fidelity.EXTENDED, Set.of("profile"),
				"https://elsewhere.example/callback");
		String theirs = "https://elsewhere.example/callback";

		Page page = teacher().http().get(APP.authorizeUrl("redirect_uri", theirs));

		assertProblem(page);
		assertThat(page.body()).contains("Lincoln Reader")
			.doesNotContain("Somebody Elses Reader", other.clientId(), other.secret(), App.LEGACY_READER.clientId());
		Page unknown = teacher().http().get(APP.authorizeUrl("client_id", "c1700000000009000000000000000000000000000000000"));
		assertProblem(unknown);
		assertThat(unknown.body()).doesNotContain("Lincoln Reader", "Somebody Elses Reader", theirs, other.clientId(),
				APP.clientId());
	}

	@Test
	void anotherAppsAddressIsNotOnesOwn() { // 2
		App other = register("Own Address Reader", ClientType.CONFIDENTIAL, Fidelity.EXTENDED, Set.of("profile"),
				"https://own.example/callback");

		assertProblem(teacher().http().get(other.authorizeUrl("redirect_uri", App.CALLBACK)));
	}

	@ParameterizedTest
	@ValueSource(strings = { "nobody", "c1", "c1700000000009000000000000000000000000000000000",
			"C17000000000000123456789abcdef0123456789abcdef", "c17000000000000123456789abcdef0123456789abcdef ",
			"<script>alert(1)</script>", "' or 1=1 --" })
	void anUnknownAppIsNamed(String clientId) { // 2
		Page page = teacher().http().get(APP.authorizeUrl("client_id", clientId));

		assertProblem(page);
		assertThat(page.text()).contains(clientId.strip());
		assertThat(page.html().select("main script")).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "client_id=", "client_id=%FF", "client_id=c1%00", "client_id=a&client_id=b" })
	void aMissingOrUnreadableClientIdIsAProblem(String clientId) { // 2
		teacher();

		assertProblem(teacher().http()
			.get("/oauth2/v2/auth?" + clientId + "&response_type=code&scope=profile&redirect_uri=" + App.CALLBACK));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "redirect_uri=", "redirect_uri=%FF",
			"redirect_uri=http://localhost:9001/callback&redirect_uri=http://localhost:8080/code" })
	void aMissingOrAmbiguousRedirectUriIsAProblem(String redirectUri) { // 2
		assertProblem(teacher().http()
			.get("/oauth2/v2/auth?client_id=" + APP.clientId() + "&response_type=code&scope=profile&" + redirectUri));
	}

	@Test
	void aDisabledAppIsAnUnknownOne() { // 2
		App app = newApp();
		this.jdbc.sql("update client set disabled_at = now() where client_id = ?").param(app.clientId()).update();

		assertProblem(teacher().http().get(app.authorizeUrl()));
		TokenEndpointTests.assertError(app.token(stranger(), "code", "c1"), 401, "invalid_client");
	}

	private static void assertProblem(Page page) {
		assertThat(page.status()).as(page.body()).isEqualTo(400);
		assertThat(page.header("Location")).isEmpty();
		assertThat(page.header("Refresh")).isEmpty();
		assertThat(page.header("Content-Type")).startsWith("text/html");
		assertThat(page.html().select("meta[http-equiv=refresh]")).isEmpty();
		assertThat(page.body()).doesNotContain("Exception", "\tat ", "org.rollcall", "org.springframework");
	}

}
