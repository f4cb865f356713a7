package org.rollcall.contract;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.rollcall.journey.App;
import org.rollcall.journey.Http;
import org.rollcall.journey.Page;
import org.rollcall.journey.RollcallTest;
import org.rollcall.journey.Visitor;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.test.context.TestPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Browsers and apps' servers reach the server under different names, and the issuer is a third.
 */
@RollcallTest
@TestPropertySource(properties = { "rollcall.issuer=https://login.example.org",
		"rollcall.front-channel-url=http://localhost:${server.port}",
		"rollcall.back-channel-url=http://127.0.0.1:${server.port}" })
class SeparateAddressesTests {

	@Value("${rollcall.front-channel-url}")
	private String front;

	@Value("${rollcall.back-channel-url}")
	private String back;

	@Test
	void discoveryNamesEachEndpointWhereItsCallersReachIt() {
		JsonNode document = new Http(this.back).get("/.well-known/openid-configuration").json();

		assertThat(document.path("issuer").asString()).isEqualTo("https://login.example.org");
		Map.of("authorization_endpoint", this.front + "/oauth2/v2/auth", "end_session_endpoint", this.front + "/logout",
				"token_endpoint", this.back + "/oauth2/v2/token", "jwks_uri", this.back + "/oauth2/v2/jwks",
				"revocation_endpoint", this.back + "/oauth2/v2/revoke", "introspection_endpoint",
				this.back + "/oauth2/v2/introspect", "userinfo_endpoint", this.back + "/v2/my/profileinfo")
			.forEach((name, url) -> assertThat(document.path(name).asString()).as(name).isEqualTo(url));
	}

	@Test
	void aSignInCrossesTheNamesAndTheTokensNameTheIssuer() {
		JsonNode document = new Http(this.back).get("/.well-known/openid-configuration").json();
		Visitor teacher = Visitor.teacher(this.front);
		Http app = new Http(this.back);

		String code = Http.parameter(teacher.allow(
				document.path("authorization_endpoint").asString() + "?" + App.LINCOLN_READER.authorizeUrl().split("\\?")[1]),
				"code");
		JsonNode tokens = app
			.post(document.path("token_endpoint").asString(), App.LINCOLN_READER.parameters("code", code))
			.json();
		Page info = app.get(document.path("userinfo_endpoint").asString(), "Authorization",
				"Bearer " + tokens.path("access_token").asString());

		JsonNode claims = Jwt.of(tokens.path("id_token").asString()).claims();
		assertThat(claims.path("iss").asString()).isEqualTo("https://login.example.org");
		assertThat(info.json().path("sub").asString()).isEqualTo(claims.path("sub").asString());
	}

	@Test
	void theAnswerAtTheAppNamesTheIssuerAndNotTheAddress() {
		assertThat(Http.parameter(Visitor.teacher(this.front).allow(App.LINCOLN_READER.authorizeUrl()), "iss"))
			.isEqualTo("https://login.example.org");
	}

	@Test
	void cookiesFitTheAddressThatBrowsersOpen() {
		Page page = new Http(this.front).get("/lincolnusd");

		assertThat(page.headers().allValues("Set-Cookie")).isNotEmpty()
			.allSatisfy((cookie) -> assertThat(cookie).doesNotContain("Secure").doesNotContain("__Host-"));
	}

	@Test
	void pagesNameNoHostAtAll() {
		Page page = new Http(this.front).get("/lincolnusd");

		assertThat(List.of("href", "src", "action")).allSatisfy((attribute) -> assertThat(
				page.html().select("[" + attribute + "]").eachAttr(attribute)).allMatch((link) -> link.startsWith("/")
						|| link.startsWith("#")));
	}

}
