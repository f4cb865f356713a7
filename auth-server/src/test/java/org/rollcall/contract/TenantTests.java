package org.rollcall.contract;

import org.junit.jupiter.api.Test;
import org.rollcall.journey.App;
import org.rollcall.journey.Page;
import org.rollcall.journey.Visitor;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Districts are never confused (contract, section 5: who somebody is hangs on the TenantId).
 */
class TenantTests extends ContractTest {

	private static final App APP = App.LINCOLN_READER;

	@Test
	void tomTeacherIsOfWashington() { // 5
		JsonNode tokens = washington("tom.teacher").tokens(APP).json();

		JsonNode info = read("/v2/my/info", text(tokens, "access_token")).json();
		assertThat(info.get("TenantId").asInt()).isEqualTo(4957);
		assertThat(text(info, "Tenant")).isEqualTo("Washington Independent School District");
		assertThat(info.get("StateId").asInt()).isEqualTo(44);
		assertThat(text(info, "StateName")).isEqualTo("Texas");
		assertThat(text(info, "Building")).isEqualTo("Washington ISD");
		assertThat(read("/v2/my/district", text(tokens, "access_token")).json().get("tenantId").asInt()).isEqualTo(4957);
		JsonNode claims = Jwt.of(text(tokens, "id_token")).claims();
		assertThat(claims.get("classLink_tenant_id").asInt()).isEqualTo(4957);
		assertThat(text(claims.get("address"), "locality")).isEqualTo("Washington Independent School District");
	}

	@Test
	void signInIsAtOnesOwnDistrictOnly() { // 2
		assertRefused(washington("tina.teacher"), "/washingtonisd");
		assertRefused(visitor("tom.teacher"), "/lincolnusd");
	}

	@Test
	void theSameLoginIdElsewhereIsAnotherPerson() { // 5
		newPerson(2284, "same.name");
		newPerson(4957, "same.name");
		App app = newApp();

		JsonNode here = info(visitor("same.name"), app);
		Visitor elsewhere = washington("same.name").signIn();
		assertThat(elsewhere.open(app.authorizeUrl()).html().selectFirst("[name=consent_request]")).isNotNull();
		JsonNode there = info(elsewhere, app);

		assertThat(text(here, "LoginId")).isEqualTo("same.name").isEqualTo(text(there, "LoginId"));
		assertThat(here.get("UserId").asInt()).isNotEqualTo(there.get("UserId").asInt());
		assertThat(here.get("TenantId").asInt()).isEqualTo(2284);
		assertThat(there.get("TenantId").asInt()).isEqualTo(4957);
	}

	@Test
	void signingOutEndsAtOnesOwnDistrict() { // 1
		assertThat(washington("tom.teacher").signIn().http().get("/logout").header("Location"))
			.isEqualTo("/washingtonisd?loggedout=1");
	}

	@Test
	void signingInAgainIsAtOnesOwnDistrict() { // 2
		Visitor visitor = washington("tom.teacher").signIn();

		assertThat(visitor.open(APP.authorizeUrl("prompt", "login")).uri().getPath()).isEqualTo("/washingtonisd");
	}

	private JsonNode info(Visitor visitor, App app) {
		return read("/v2/my/info", text(visitor.tokens(app).json(), "access_token")).json();
	}

	private Visitor washington(String username) {
		return new Visitor(this.base, "washingtonisd", username);
	}

	private static void assertRefused(Visitor visitor, String path) {
		Page answer = visitor.submitSignIn(visitor.http().get(path), Visitor.PASSWORD);
		assertThat(answer.status()).isEqualTo(422);
		assertThat(visitor.http().get("/home").status()).isEqualTo(302);
	}

}
