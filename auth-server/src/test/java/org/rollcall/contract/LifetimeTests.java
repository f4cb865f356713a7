package org.rollcall.contract;

import java.net.URI;
import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.rollcall.client.TokenFormat;
import org.rollcall.journey.App;
import org.rollcall.journey.Http;
import org.rollcall.journey.Page;
import org.rollcall.journey.TestClock;
import org.rollcall.journey.Visitor;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rollcall.contract.TokenEndpointTests.assertError;

/**
 * How long everything lasts (contract, sections 2 to 5). The only class here that moves the clock, so its server is its own.
 */
@TestPropertySource(properties = "rollcall.test.server=with a moving clock")
class LifetimeTests extends ContractTest {

	private static final App APP = App.LINCOLN_READER;

	@Autowired
	private TestClock clock;

	@Test
	void aCodeLivesFiveMinutes() { // 2
		String inTime = visitor().code(APP);
		this.clock.advance(Duration.ofMinutes(5).minusSeconds(30));
		assertThat(APP.token(stranger(), "code", inTime).status()).isEqualTo(200);

		String late = visitor().code(APP);
		this.clock.advance(Duration.ofMinutes(5));
		assertError(APP.token(stranger(), "code", late), 400, "invalid_grant");
	}

	@Test
	void anAccessTokenLives24Hours() { // 3, 5
		String token = text(visitor().tokens(APP).json(), "access_token");

		this.clock.advance(Duration.ofHours(24).minusMinutes(1));
		assertThat(read("/v2/my/info", token).status()).isEqualTo(200);

		this.clock.advance(Duration.ofMinutes(1));
		Page expired = read("/v2/my/info", token);
		assertThat(expired.status()).isEqualTo(401);
		assertThat(expired.json().get("message").isString()).isTrue();
		assertThat(stranger().post("/oauth2/v2/introspect", APP.parameters("token", token)).body())
			.isEqualTo("{\"active\":false}");
	}

	@Test
	void anExactAppsAccessTokenLives24HoursToo() { // 3
		String token = text(visitor().tokens(App.LEGACY_READER).json(), "access_token");

		this.clock.advance(Duration.ofHours(24).minusMinutes(1));
		assertThat(read("/v2/my/info", token).status()).isEqualTo(200);

		this.clock.advance(Duration.ofMinutes(1));
		assertThat(read("/v2/my/info", token).status()).isEqualTo(401);
	}

	@Test
	void aTokenThatIsAJwtEndsWhenItSaysSo() {
		App app = newJwtApp();
		App machine = newMachine(TokenFormat.JWT, "people.read");
		String token = text(visitor().tokens(app).json(), "access_token");
		String own = text(machine.token(stranger(), "grant_type", "client_credentials").json(), "access_token");
		assertThat(Jwt.of(token).claims().get("exp").asLong()).isBetween(this.clock.instant().getEpochSecond() + 86_340,
				this.clock.instant().getEpochSecond() + 86_400);

		this.clock.advance(Duration.ofHours(24).minusMinutes(1));
		assertThat(read("/v2/my/info", token).status()).isEqualTo(200);
		assertThat(read("/admin/v1/people?limit=1", own).status()).isEqualTo(200);

		this.clock.advance(Duration.ofMinutes(1));
		assertThat(read("/v2/my/info", token).status()).isEqualTo(401);
		Page expired = read("/admin/v1/people?limit=1", own);
		assertThat(expired.status()).isEqualTo(401);
		assertThat(expired.header("WWW-Authenticate")).contains("invalid_token", "expired");
		assertThat(stranger().post("/oauth2/v2/introspect", machine.parameters("token", own)).body()).isEqualTo("{\"active\":false}");
	}

	@Test
	void aRefreshTokenThatIsNotUsedEnds() { // 3, R
		JsonNode tokens = visitor().tokens(APP).json();

		this.clock.advance(Duration.ofDays(14));

		assertError(refresh(tokens), 400, "invalid_grant");
	}

	@Test
	void aFamilyEndsHoweverOftenItIsRefreshed() { // 3, R
		JsonNode tokens = visitor().tokens(APP).json();
		for (int week = 1; week <= 12; week++) {
			this.clock.advance(Duration.ofDays(7));
			Page answer = refresh(tokens);
			assertThat(answer.status()).as("week " + week).isEqualTo(200);
			tokens = answer.json();
		}
		this.clock.advance(Duration.ofDays(6).minusHours(1));
		Page last = refresh(tokens);
		assertThat(last.status()).isEqualTo(200);
		assertThat(last.json().get("expires_in").asInt()).isBetween(3_000, 4_200);

		this.clock.advance(Duration.ofHours(2));

		assertError(refresh(last.json()), 400, "invalid_grant");
		assertThat(read("/v2/my/info", text(last.json(), "access_token")).status()).isEqualTo(401);
	}

	@Test
	void aRefreshedIdTokenKeepsTheAuthTimeAndHasNewTimes() { // OpenID Connect Core, section 12.2
		JsonNode first = visitor().tokens(APP).json();
		this.clock.advance(Duration.ofHours(30));

		JsonNode second = refresh(first).json();

		JsonNode before = Jwt.of(text(first, "id_token")).claims();
		JsonNode after = Jwt.of(text(second, "id_token")).claims();
		assertThat(after.get("auth_time")).isEqualTo(before.get("auth_time"));
		assertThat(after.get("sub")).isEqualTo(before.get("sub"));
		assertThat(after.get("iat").asLong() - before.get("iat").asLong()).isBetween(30 * 3_600L, 30 * 3_600L + 60);
		assertThat(after.get("exp").asLong() - after.get("iat").asLong()).isEqualTo(86_400);
	}

	@Test
	void maxAgeAsksForThePasswordOnceItIsOver() { // 2, R
		Visitor visitor = visitor();
		visitor.code(APP);
		String request = APP.authorizeUrl("max_age", "600", "state", "z");
		assertThat(visitor.open(request).status()).isEqualTo(302);

		this.clock.advance(Duration.ofMinutes(11));

		Page signIn = visitor.open(request);
		assertThat(signIn.uri().getPath()).isEqualTo("/lincolnusd");
		URI callback = visitor.allow(visitor.submitSignIn(signIn, Visitor.PASSWORD).location().toString());
		assertThat(Http.parameter(callback, "code")).matches(CLASSLINK_ID);
		assertThat(visitor.open(request).status()).isEqualTo(302);
	}

	@Test
	void maxAgeThatIsOverIsLoginRequiredWithPromptNone() { // 2, R
		Visitor visitor = visitor();
		visitor.code(APP);
		this.clock.advance(Duration.ofMinutes(11));

		Page answer = visitor.http().get(APP.authorizeUrl("max_age", "600", "prompt", "none", "state", "z"));

		assertThat(Http.parameter(answer.location(), "error")).isEqualTo("login_required");
	}

	@Test
	void authTimeIsWhenThePasswordWasTypedLast() { // 4
		Visitor visitor = visitor();
		long first = authTime(visitor.tokens(APP).json());
		this.clock.advance(Duration.ofMinutes(20));
		assertThat(authTime(visitor.tokens(APP).json())).isEqualTo(first);

		long second = authTime(visitor.tokens(APP, "prompt", "login").json());

		assertThat(second - first).isBetween(1_200L, 1_260L);
	}

	@Test
	void aSignInLastsASchoolDay() { // 2
		Visitor visitor = visitor();
		visitor.code(APP);

		this.clock.advance(Duration.ofHours(12).minusMinutes(1));
		assertThat(visitor.http().get(APP.authorizeUrl()).header("Location")).startsWith(App.CALLBACK + "?code=");

		this.clock.advance(Duration.ofMinutes(2));
		assertThat(visitor.http().get(APP.authorizeUrl()).header("Location")).startsWith("/?logincallback=");
	}

	@Test
	void aConsentPageWaits30Minutes() { // 2
		Visitor visitor = visitor();
		Page page = visitor.open(newApp().authorizeUrl());

		this.clock.advance(Duration.ofMinutes(30));

		Page answer = visitor.answerConsent(page, "allow");
		assertThat(answer.status()).isEqualTo(400);
		assertThat(answer.header("Location")).isEmpty();
	}

	@Test
	void anIdTokenHintMayHaveExpired() { // OpenID Connect Core, section 3.1.2.1; RP-Initiated Logout, section 2
		String hint = text(visitor().tokens(APP).json(), "id_token");
		this.clock.advance(Duration.ofDays(2));
		Visitor visitor = visitor();

		assertThat(visitor.http().get(APP.authorizeUrl("id_token_hint", hint, "prompt", "none")).header("Location"))
			.startsWith(App.CALLBACK + "?code=");
		assertThat(visitor.http()
			.get("/logout?id_token_hint=" + hint + "&post_logout_redirect_uri=" + Http.encode("http://localhost:9001/"))
			.header("Location")).isEqualTo("http://localhost:9001/");
	}

	@Test
	void lastAccessTimeIsTheLastSignIn() { // 5
		String before = lastAccessTime(visitor());
		this.clock.advance(Duration.ofMinutes(10));

		assertThat(lastAccessTime(visitor())).isGreaterThan(before);
	}

	private Visitor visitor() {
		return Visitor.teacher(this.base).signIn();
	}

	private String lastAccessTime(Visitor visitor) {
		return text(read("/v2/my/info", text(visitor.tokens(APP).json(), "access_token")).json(), "LastAccessTime");
	}

	private Page refresh(JsonNode tokens) {
		return APP.token(stranger(), "grant_type", "refresh_token", "refresh_token", text(tokens, "refresh_token"));
	}

	private static long authTime(JsonNode tokens) {
		return Jwt.of(text(tokens, "id_token")).claims().get("auth_time").asLong();
	}

}
