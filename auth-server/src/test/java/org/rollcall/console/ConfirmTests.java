package org.rollcall.console;

import java.time.Duration;
import java.util.Map;

import org.junit.jupiter.api.Test;

import org.rollcall.journey.Http;
import org.rollcall.journey.Page;
import org.rollcall.journey.RollcallTest;
import org.rollcall.journey.TestClock;
import org.rollcall.journey.Visitor;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The password once more, before something dangerous.
 */
@RollcallTest
class ConfirmTests {

	@Value("${rollcall.issuer}")
	private String base;

	@Autowired
	private TestClock clock;

	@Autowired
	private JdbcClient jdbc;

	@Test
	void aWrongPasswordIsRefusedAndTheRightOneLeadsBack() {
		Visitor wanda = new Visitor(this.base, "washingtonisd", "wanda.admin").signIn();
		this.clock.advance(ConsoleGate.CONFIRMED_FOR.plus(Duration.ofSeconds(1)));
		Page ask = wanda.http().get("/console/-/confirm?to=/console/washingtonisd");

		Page wrong = wanda.http().post("/console/-/confirm", with(ask, "password", "guess"));
		assertThat(wrong.status()).isEqualTo(422);
		assertThat(wrong.html().select("[role=alert]").text()).isNotEmpty();
		assertThat(this.jdbc.sql("select actor_kind || user_id from audit_event where kind = 'PasswordRefused' order by audit_id desc limit 1")
			.query(String.class)
			.single()).startsWith("person");

		Page right = wanda.http().post("/console/-/confirm", with(wrong, "password", Visitor.PASSWORD));
		assertThat(right.status()).isEqualTo(302);
		assertThat(right.location().getPath()).isEqualTo("/console/washingtonisd");
	}

	@Test
	void aPasskeyIsOfferedToWhoHasOneAndNonsenseIsRefused() {
		Visitor wanda = new Visitor(this.base, "washingtonisd", "wanda.admin").signIn();
		Page ask = wanda.http().get("/console/-/confirm?to=/console/washingtonisd");
		assertThat(ask.html().select("form.passkey")).isEmpty();

		Map<String, String> fields = Map.of("_csrf", ask.hiddenFields().get("_csrf"), "to", "/console/washingtonisd", "credential", "{\"id\": \"<b>\"}");
		Page options = wanda.http().post("/console/-/confirm/passkey/options", fields);
		assertThat(options.json().path("challenge").asString()).isNotEmpty();
		assertThat(options.json().path("userVerification").asString()).isEqualTo("required");
		Page refused = wanda.http().post("/console/-/confirm/passkey", fields);
		assertThat(refused.status()).isEqualTo(422);
		assertThat(refused.hiddenFields()).containsEntry("to", "/console/washingtonisd");
		assertThat(new Http(this.base).post("/console/-/confirm/passkey/options", fields).status()).isIn(302, 403);
	}

	@Test
	void itLeadsNowhereElse() {
		Visitor wanda = new Visitor(this.base, "washingtonisd", "wanda.admin").signIn();
		for (String elsewhere : new String[] { "https://evil.example", "//evil.example", "/console/../logout\\", "/console/../logout",
				"/console/x/%2E%2e/%2e%2e/logout", "/console//evil.example", "/home" }) {
			Page ask = wanda.http().get("/console/-/confirm?to=" + Http.encode(elsewhere));
			assertThat(ask.hiddenFields()).containsEntry("to", "/console");
		}
	}

	private static Map<String, String> with(Page page, String name, String value) {
		Map<String, String> fields = page.hiddenFields();
		fields.put(name, value);
		return fields;
	}

}
