package org.rollcall.contract;

import java.net.URI;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import org.rollcall.client.ClientType;
import org.rollcall.client.Fidelity;
import org.rollcall.client.Scope;
import org.rollcall.consent.ConsentPolicies;
import org.rollcall.consent.ConsentPolicy;
import org.rollcall.journey.App;
import org.rollcall.journey.Http;
import org.rollcall.journey.Page;
import org.rollcall.journey.Visitor;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a district decides about an app for its people holds at every step of the protocol.
 */
class DistrictPolicyTests extends ContractTest {

	@Autowired
	private ConsentPolicies policies;

	private int lincoln;

	private String student;

	@BeforeAll
	void findSomebody() {
		this.lincoln = this.jdbc.sql("select tenant_id from district where custom_url = 'lincolnusd'").query(Integer.class).single();
		this.student = this.jdbc.sql("""
				select login_id from person join profile using (profile_id) where person.tenant_id = ? and role = 'Student' and email <> ''
					and active and login_id <> 'sam.student' order by user_id limit 1""").param(this.lincoln).query(String.class).single();
	}

	@AfterEach
	void letStudentsDecide() {
		this.policies.limitStudents(this.lincoln, false);
	}

	@Test
	void aForbiddenAppIsToldSoAndNobodyIsAsked() {
		App app = newApp();
		decide(app, ConsentPolicy.FORBIDDEN);

		Page answer = teacher().open(app.authorizeUrl("state", "s1"));
		assertThat(answer.status()).isEqualTo(302);
		assertThat(Http.parameter(answer.location(), "error")).isEqualTo("access_denied");
		assertThat(Http.parameter(answer.location(), "error_description")).isEqualTo("The person's district does not allow this app.");
		assertThat(Http.parameter(answer.location(), "state")).isEqualTo("s1");
	}

	@Test
	void anotherDistrictsDecisionIsTheirsAlone() {
		App app = newApp();
		int washington = this.jdbc.sql("select tenant_id from district where custom_url = 'washingtonisd'").query(Integer.class).single();
		assertThat(this.policies.decide(washington, app.clientId(), ConsentPolicy.FORBIDDEN, "ask")).isTrue();

		assertThat(teacher().open(app.authorizeUrl()).uri().getPath()).isEqualTo("/oauth2/v2/consent");
	}

	@Test
	void whatTheDistrictGrantedIsGivenWithoutAQuestion() {
		App app = newApp();
		decide(app, ConsentPolicy.granted(Set.of("openid", "profile", "email")));

		URI callback = teacher().open(app.authorizeUrl()).location();
		assertThat(Http.parameter(callback, "code")).isNotNull();
		assertThat(Http.parameter(teacher().open(app.authorizeUrl("prompt", "none")).location(), "code")).isNotNull();
		assertThat(Http.parameter(teacher().open(app.authorizeUrl("prompt", "consent")).location(), "code")).isNotNull();
		assertThat(this.jdbc.sql("select count(*) from consent where client_id = ?").param(app.clientId()).query(Integer.class).single()).isZero();
	}

	@Test
	void forAnythingMoreThePersonIsAskedAndDecidesAboutThatAlone() {
		App app = newApp();
		decide(app, ConsentPolicy.granted(Set.of("openid", "profile")));
		Visitor person = visitor("naomi.saldana").signIn();

		assertThat(Http.parameter(person.open(app.authorizeUrl("prompt", "none")).location(), "error")).isEqualTo("consent_required");
		Page ask = person.open(app.authorizeUrl("scope", "openid profile email"));
		assertThat(ask.html().select("input[name=scope]").eachAttr("value")).containsExactly("email");
		assertThat(ask.html().select("section[aria-labelledby=given] li")).hasSize(2);
		Page answer = person.answerConsent(ask, "allow", List.of());
		JsonNode tokens = app.token(stranger(), "code", Http.parameter(answer.location(), "code")).json();
		assertThat(text(tokens, "scope").split(" ")).containsExactlyInAnyOrder("openid", "profile");
		assertThat(this.jdbc.sql("select scope from consent_scope join consent using (consent_id) where client_id = ? and allowed").param(app.clientId()).query(String.class).list())
			.isEmpty();
		assertThat(read("/v2/my/info", text(tokens, "access_token")).json().path("Email").asString()).isEmpty();
	}

	@Test
	void aBroadGrantCoversWhatItImplies() {
		App app = newApp();
		decide(app, ConsentPolicy.granted(Set.of("full")));
		assertThat(Http.parameter(teacher().open(app.authorizeUrl("scope", "openid profile email classes.readonly")).location(), "code")).isNotNull();
		assertThat(teacher().open(app.authorizeUrl("scope", "openid files")).uri().getPath()).isEqualTo("/oauth2/v2/consent");
	}

	@Test
	void whoIsStillAtThePageWhenTheDistrictForbidsTheAppGetsNoFurther() {
		App app = newApp();
		Page ask = teacher().open(app.authorizeUrl());
		decide(app, ConsentPolicy.FORBIDDEN);
		assertThat(Http.parameter(teacher().answerConsent(ask, "allow").location(), "error")).isEqualTo("access_denied");
	}

	@Test
	void aCodeOrARefreshTokenIsNoWayRoundADecision() {
		App app = newApp();
		String code = teacher().code(app);
		JsonNode tokens = tokens(app);
		decide(app, ConsentPolicy.FORBIDDEN);

		Page redeemed = app.token(stranger(), "code", code);
		assertThat(redeemed.status()).isEqualTo(400);
		assertThat(text(redeemed.json(), "error_description")).contains("district does not allow this app");
		Page refreshed = app.token(stranger(), "grant_type", "refresh_token", "refresh_token", text(tokens, "refresh_token"));
		assertThat(text(refreshed.json(), "error")).isEqualTo("invalid_grant");
	}

	@Test
	void ofALimitedStudentAnAppGetsWhatWasGrantedHoweverMuchItAsksFor() {
		App app = newApp();
		decide(app, ConsentPolicy.granted(Set.of("openid", "profile")));
		this.policies.limitStudents(this.lincoln, true);

		Visitor student = visitor(this.student).signIn();
		Page answer = student.open(app.authorizeUrl("scope", "openid profile email files full", "prompt", "consent"));
		JsonNode tokens = app.token(stranger(), "code", Http.parameter(answer.location(), "code")).json();
		assertThat(text(tokens, "scope").split(" ")).containsExactlyInAnyOrder("openid", "profile");
		assertThat(read("/v2/my/info", text(tokens, "access_token")).json().path("Email").asString()).isEmpty();
		assertThat(read("/oauth2/v2/userinfo", text(tokens, "access_token")).body()).doesNotContain("@");
	}

	/** ClassLink shows the email address to whoever asks for the profile; the district did not grant it. */
	@Test
	void ofALimitedStudentProfileAloneShowsNoEmailAddress() {
		App app = newApp();
		decide(app, ConsentPolicy.granted(Set.of("profile")));
		this.policies.limitStudents(this.lincoln, true);

		JsonNode tokens = visitor(this.student).signIn().tokens(app, "scope", "profile").json();
		assertThat(read("/v2/my/info", text(tokens, "access_token")).json().path("Email").asString()).isEmpty();
	}

	@Test
	void aLimitedStudentIsNotLetIntoAnAppThatWasGrantedNothing() {
		App app = newApp();
		Visitor student = visitor(this.student).signIn();
		assertThat(Http.parameter(student.allow(app.authorizeUrl()), "code")).isNotNull();
		this.policies.limitStudents(this.lincoln, true);

		for (String prompt : new String[] { "none", "consent", null }) {
			URI answer = student.open(app.authorizeUrl("prompt", prompt)).location();
			assertThat(Http.parameter(answer, "error")).isEqualTo("access_denied");
			assertThat(Http.parameter(answer, "error_description")).contains("students");
		}
		this.policies.limitStudents(this.lincoln, false);
		assertThat(Http.parameter(student.open(app.authorizeUrl()).location(), "code")).isNotNull();
	}

	@Test
	void anExactAppGetsNoMoreOfALimitedStudentEither() {
		App app = register("Exact Reader", ClientType.CONFIDENTIAL, Fidelity.EXACT, Scope.all(), App.CALLBACK);
		decide(app, ConsentPolicy.granted(Set.of("profile")));
		this.policies.limitStudents(this.lincoln, true);

		JsonNode tokens = visitor(this.student).signIn().tokens(app, "scope", "profile").json();
		JsonNode claims = Jwt.of(text(tokens, "id_token")).claims();
		assertThat(claims.has("email")).isFalse();
		assertThat(claims.has("name")).isTrue();
		assertThat(read("/v2/my/info", text(tokens, "access_token")).json().path("Email").asString()).isEmpty();
	}

	@Test
	void everybodyElseDecidesAsBefore() {
		App app = newApp();
		this.policies.limitStudents(this.lincoln, true);
		assertThat(teacher().open(app.authorizeUrl()).uri().getPath()).isEqualTo("/oauth2/v2/consent");
		assertThat(visitor("pat.parent").signIn().open(app.authorizeUrl()).uri().getPath()).isEqualTo("/oauth2/v2/consent");
	}

	@Test
	void whatAStudentHoldsFromBeforeTheLimitIsNotRefreshed() {
		App app = newApp();
		JsonNode tokens = visitor(this.student).signIn().tokens(app).json();
		this.policies.limitStudents(this.lincoln, true);
		Page refreshed = app.token(stranger(), "grant_type", "refresh_token", "refresh_token", text(tokens, "refresh_token"));
		assertThat(text(refreshed.json(), "error")).isEqualTo("invalid_grant");
	}

	private void decide(App app, ConsentPolicy policy) {
		assertThat(this.policies.decide(this.lincoln, app.clientId(), policy, this.policies.find(this.lincoln, app.clientId()).value())).isTrue();
	}

}
