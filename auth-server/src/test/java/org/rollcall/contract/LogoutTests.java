package org.rollcall.contract;

import java.net.HttpCookie;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rollcall.journey.App;
import org.rollcall.journey.Http;
import org.rollcall.journey.Page;
import org.rollcall.journey.Visitor;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@code /logout} (contract, section 1; OpenID Connect RP-Initiated Logout 1.0).
 */
class LogoutTests extends ContractTest {

	private static final App APP = App.LINCOLN_READER;

	private static final String HOME = "http://localhost:9001/";

	@Test
	void goesBackWithoutAStateThatIsTooLongForAHeader() {
		Page page = stranger().get("/logout?client_id=" + App.LINCOLN_READER.clientId()
				+ "&post_logout_redirect_uri=http%3A%2F%2Flocalhost%3A9001%2F&state=" + "x".repeat(100_000));

		assertThat(page.status()).isEqualTo(302);
		assertThat(page.header("Location")).isEqualTo("http://localhost:9001/");
	}

	@Test
	void endsAtTheDistrictsLoginPage() { // 1
		Visitor visitor = Visitor.teacher(this.base).signIn();

		Page answer = visitor.http().get("/logout");

		assertThat(answer.status()).isEqualTo(302);
		assertThat(answer.header("Location")).isEqualTo("/lincolnusd?loggedout=1");
		Page signIn = visitor.http().get(answer.location().toString());
		assertThat(signIn.status()).isEqualTo(200);
		assertThat(signIn.html().selectFirst("input[type=password]")).isNotNull();
		assertSignedOut(visitor);
	}

	@Test
	void takesAPostToo() { // 1
		Visitor visitor = Visitor.teacher(this.base).signIn();

		Page answer = visitor.http().post("/logout", Map.of());

		assertThat(answer.header("Location")).isEqualTo("/lincolnusd?loggedout=1");
		assertSignedOut(visitor);
	}

	@Test
	void endsTheSessionAndNotOnlyTheCookie() { // 1
		Visitor visitor = Visitor.teacher(this.base).signIn();
		Http copy = new Http(this.base);
		for (HttpCookie cookie : visitor.http().cookies().getCookieStore().getCookies()) {
			copy.cookies().getCookieStore().add(URI.create(this.base), cookie);
		}
		assertThat(copy.get("/home").status()).isEqualTo(200);

		visitor.http().get("/logout");

		assertThat(copy.get("/home").status()).isEqualTo(302);
		assertThat(copy.get(APP.authorizeUrl()).header("Location")).startsWith("/?logincallback=");
	}

	@Test
	void leavesTheAppsTokensGood() { // 1
		Visitor visitor = Visitor.teacher(this.base);
		String token = text(visitor.tokens(APP).json(), "access_token");

		visitor.http().get("/logout");

		assertThat(read("/v2/my/info", token).status()).isEqualTo(200);
	}

	@Test
	void ofNobodyEndsOnAPage() { // 1
		Page answer = stranger().get("/logout");

		assertThat(answer.status()).isEqualTo(302);
		assertThat(stranger().get(answer.location().toString()).status()).isEqualTo(200);
	}

	@Test
	void goesBackToTheAppOfTheIdTokenHintWithTheState() { // R
		Visitor visitor = Visitor.teacher(this.base);
		String hint = hint(visitor);

		Page answer = visitor.http().get(logout("id_token_hint", hint, "post_logout_redirect_uri", HOME, "state", "a b/ä"));

		assertThat(answer.status()).isEqualTo(302);
		assertThat(answer.header("Location")).isEqualTo(HOME + "?state=a%20b%2F%C3%A4");
		assertSignedOut(visitor);
	}

	@Test
	void goesBackWithoutAStateIfNoneWasSent() { // R
		Visitor visitor = Visitor.teacher(this.base);

		assertThat(visitor.http().get(logout("id_token_hint", hint(visitor), "post_logout_redirect_uri", HOME))
			.header("Location")).isEqualTo(HOME);
	}

	@Test
	void goesBackToTheAppThatNamesItself() { // R
		Visitor visitor = Visitor.teacher(this.base).signIn();

		Page answer = visitor.http().get(logout("client_id", APP.clientId(), "post_logout_redirect_uri", HOME));

		assertThat(answer.header("Location")).isEqualTo(HOME);
		assertSignedOut(visitor);
	}

	@Test
	void goesBackAfterAPostToo() { // R
		Visitor visitor = Visitor.teacher(this.base);

		Page answer = visitor.http().post("/logout", Map.of("id_token_hint", hint(visitor), "client_id", APP.clientId(),
				"post_logout_redirect_uri", HOME, "state", "z"));

		assertThat(answer.header("Location")).isEqualTo(HOME + "?state=z");
		assertSignedOut(visitor);
	}

	@ParameterizedTest
	@ValueSource(strings = { "http://localhost:9001", "http://localhost:9001/x", "https://localhost:9001/",
			"http://evil.example/", "//evil.example/", "javascript:alert(1)", App.CALLBACK })
	void neverGoesToAnAddressThatIsNotRegisteredForIt(String uri) { // R
		Visitor visitor = Visitor.teacher(this.base);
		String hint = hint(visitor);

		assertStaysHere(visitor, visitor.http().get(logout("id_token_hint", hint, "post_logout_redirect_uri", uri)));
	}

	@Test
	void neverGoesAnywhereWithoutAnApp() { // R
		Visitor visitor = Visitor.teacher(this.base).signIn();

		assertStaysHere(visitor, visitor.http().get(logout("post_logout_redirect_uri", HOME)));
	}

	@Test
	void neverGoesAnywhereIfTheHintIsAnotherApps() { // R
		Visitor visitor = Visitor.teacher(this.base);
		String hint = hint(visitor);

		assertStaysHere(visitor, visitor.http().get(logout("id_token_hint", hint, "client_id",
				App.LEGACY_READER.clientId(), "post_logout_redirect_uri", HOME)));
	}

	@Test
	void neverBelievesAHintThatIsForged() throws JOSEException { // R
		Visitor visitor = Visitor.teacher(this.base);
		Jwt real = Jwt.of(hint(visitor));
		SignedJWT forged = new SignedJWT(
				new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(text(real.header(), "kid")).build(),
				new JWTClaimsSet.Builder().issuer(this.base).subject(text(real.claims(), "sub")).audience(APP.clientId()).build());
		forged.sign(new RSASSASigner(new RSAKeyGenerator(2048).generate()));

		assertStaysHere(visitor,
				visitor.http().get(logout("id_token_hint", forged.serialize(), "post_logout_redirect_uri", HOME)));
	}

	@Test
	void neverBelievesAHintWithoutASignature() { // R
		Visitor visitor = Visitor.teacher(this.base);
		String[] parts = hint(visitor).split("\\.");
		String none = Base64.getUrlEncoder()
			.withoutPadding()
			.encodeToString("{\"alg\":\"none\"}".getBytes(StandardCharsets.UTF_8));

		assertStaysHere(visitor, visitor.http()
			.get(logout("id_token_hint", none + "." + parts[1] + ".", "post_logout_redirect_uri", HOME)));
	}

	private void assertStaysHere(Visitor visitor, Page answer) {
		assertThat(answer.status()).isEqualTo(302);
		assertThat(answer.header("Location")).startsWith("/lincolnusd?loggedout=1");
		assertThat(visitor.http().get(answer.location().toString()).status()).isEqualTo(200);
		assertSignedOut(visitor);
	}

	private static void assertSignedOut(Visitor visitor) {
		assertThat(visitor.http().get(APP.authorizeUrl()).header("Location")).startsWith("/?logincallback=");
	}

	private static String hint(Visitor visitor) {
		return text(visitor.tokens(APP).json(), "id_token");
	}

	private static String logout(String... parameters) {
		return "/logout?" + Http.encode(App.pairs(parameters));
	}

}
