package org.rollcall.contract;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.rollcall.journey.App;
import org.rollcall.journey.Http;
import org.rollcall.journey.Page;
import org.rollcall.journey.Visitor;
import tools.jackson.databind.JsonNode;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Nobody gets what was not asked for, was declined, or is no longer theirs; and the log says what happened.
 */
@ExtendWith(OutputCaptureExtension.class)
class HonestyTests extends ContractTest {

	@Test
	void anExactAppGetsNoNameBeforeThePersonWasAskedForIt() {
		Page page = teacher().open(newExactApp().authorizeUrl("scope", "openid"));

		assertThat(page.html().select("[name=consent_request]")).isNotEmpty();
		assertThat(page.html().select("ul.scopes > li")).as("openid, profile and email").hasSize(3);
	}

	@Test
	void aDeclinedEmailAddressIsNotGivenByABroaderScope() {
		App app = newApp();
		Page page = teacher().open(app.authorizeUrl("scope", "openid profile email full"));
		Page answer = teacher().answerConsent(page, "allow", List.of("full"));

		JsonNode tokens = app.token(stranger(), "code", Http.parameter(answer.location(), "code")).json();

		assertThat(Jwt.of(text(tokens, "id_token")).claims().has("email")).isFalse();
		assertThat(read("/v2/my/profileinfo", text(tokens, "access_token")).json().has("email")).isFalse();
		assertThat(text(read("/v2/my/info", text(tokens, "access_token")).json(), "Email")).isEmpty();
	}

	@Test
	void aNarrowedRefreshNarrowsTheIdTokenToo() {
		App app = newApp();
		String refreshToken = text(tokens(app), "refresh_token");

		JsonNode narrowed = app
			.token(stranger(), "grant_type", "refresh_token", "refresh_token", refreshToken, "scope", "openid")
			.json();

		assertThat(Jwt.of(text(narrowed, "id_token")).claims().has("name")).isFalse();
	}

	@Test
	void aTokenOfADisabledAppIsNotActive() {
		App app = newApp();
		String accessToken = text(tokens(app), "access_token");

		this.jdbc.sql("update client set disabled_at = now() where client_id = ?").param(app.clientId()).update();

		Page introspection = stranger().post("/oauth2/v2/introspect", List.of(Map.entry("token", accessToken)),
				"Authorization", App.LINCOLN_READER.basic());
		assertThat(introspection.json().path("active").booleanValue()).isFalse();
		assertThat(read("/v2/my/info", accessToken).status()).isEqualTo(401);
	}

	@Test
	void aRefreshForADeactivatedPersonDoesNotUseTheTokenUp() {
		App app = newApp();
		String loginId = newPerson(2284, "new.leaver");
		String refreshToken = text(visitor(loginId).tokens(app).json(), "refresh_token");
		setActive(loginId, false);

		Page refused = app.token(stranger(), "grant_type", "refresh_token", "refresh_token", refreshToken);
		setActive(loginId, true);
		Page again = app.token(stranger(), "grant_type", "refresh_token", "refresh_token", refreshToken);

		assertThat(refused.status()).isEqualTo(400);
		assertThat(text(refused.json(), "error")).isEqualTo("invalid_grant");
		assertThat(again.status()).isEqualTo(200);
	}

	@Test
	void aRedirectUriThatWasRemovedMeanwhileGetsNoCode() {
		App app = newApp();
		Page page = teacher().open(app.authorizeUrl("scope", "profile"));
		this.jdbc.sql("delete from client_redirect_uri where client_id = ? and uri = ?")
			.params(app.clientId(), App.CALLBACK)
			.update();

		Page answer = teacher().answerConsent(page, "allow");

		assertThat(answer.status()).isEqualTo(400);
	}

	@Test
	void aScopeThatWasRemovedMeanwhileIsNotGranted() {
		App app = newApp();
		Page page = teacher().open(app.authorizeUrl("scope", "profile files"));
		this.jdbc.sql("delete from client_scope where client_id = ? and scope = 'files'").param(app.clientId()).update();

		Page answer = teacher().answerConsent(page, "allow");

		String code = Http.parameter(answer.location(), "code");
		assertThat(text(app.token(stranger(), "code", code).json(), "scope")).isEqualTo("profile");
	}

	@Test
	void aTokenRequestWithoutACodeIsToldSo() {
		assertThat(text(App.LINCOLN_READER.token(stranger(), "code", "").json(), "error_description")).contains("code is missing");
		assertThat(text(App.LINCOLN_READER.token(stranger()).json(), "error_description")).contains("code is missing");
	}

	@Test
	void theLogSaysWhyInWordsAndHoldsNoSecret(CapturedOutput output) {
		App app = newApp();
		Visitor person = visitor(newPerson(2284, "new.logged"));
		person.deny(app.authorizeUrl("scope", "profile"));
		person.browse(app.authorizeUrl("redirect_uri", App.CALLBACK + "/"), "allow");
		person.browse(app.authorizeUrl("scope", "no.such.scope"), "allow");
		String secret = "0123456789abcdef0123456789abcdef";
		stranger().post("/oauth2/v2/token", App.pairs("client_id", app.clientId(), "client_secret", secret, "code", "c1"));
		app.token(stranger(), "code", "");
		String accessToken = text(person.tokens(app, "scope", "profile").json(), "access_token");
		stranger().post("/oauth2/v2/revoke", List.of(Map.entry("token", accessToken)), "Authorization",
				app.basic());
		person.http().get("/logout");

		assertThat(output.getOut()).contains("No code for " + app.clientId() + ": access_denied")
			.contains("No code for " + app.clientId() + ": invalid_request. REDIRECT_URI_NOT_REGISTERED [TRAILING_SLASH]")
			.contains("No code for " + app.clientId() + ": invalid_scope")
			.contains("No tokens for " + app.clientId() + ": invalid_client. The client_secret is wrong")
			.contains("No tokens for " + app.clientId() + ": invalid_request. code is missing")
			.contains("An access token was taken back by " + app.clientId())
			.contains("signed out")
			.doesNotContain(secret, app.secret(), accessToken);
	}

	private void setActive(String loginId, boolean active) {
		this.jdbc.sql("update person set active = ? where login_id = ?").params(active, loginId).update();
	}

}
