package org.rollcall.contract;

import java.net.http.HttpRequest.BodyPublishers;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rollcall.journey.App;
import org.rollcall.journey.Page;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What single-page apps of other origins may read, and what not.
 */
class CorsTests extends ContractTest {

	private static final String ORIGIN = "https://spa.example";

	@ParameterizedTest
	@CsvSource({ "/oauth2/v2/token, POST", "/oauth2/v2/revoke, POST", "/oauth2/v2/jwks, GET", "/oauth2/v2/userinfo, GET",
			"/.well-known/openid-configuration, GET", "/oauth2/v2/.well-known/openid-configuration, GET", "/v2/my/info, GET",
			"/v2/my/profileinfo, GET", "/v2/my/profileinfo, POST", "/my/groups, GET" })
	void anyOriginMayAskWithATokenAndNeverWithCookies(String path, String method) {
		Page answer = preflight(path, method, "authorization,content-type");

		assertThat(answer.status()).isEqualTo(200);
		assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo("*");
		assertThat(answer.header("Access-Control-Allow-Methods")).contains(method);
		assertThat(answer.header("Access-Control-Allow-Headers").toLowerCase()).contains("authorization", "content-type");
		assertThat(answer.header("Access-Control-Allow-Credentials")).isEmpty();
	}

	@Test
	void theAnswersCanBeReadWhateverTheyAre() {
		App app = App.MOBILE_READER;
		Page tokens = stranger().post("/oauth2/v2/token",
				app.parameters("code", teacher().code(app), "code_verifier", App.VERIFIER), "Origin", ORIGIN);
		assertReadable(tokens, 200);
		assertReadable(stranger().post("/oauth2/v2/token", app.parameters("code", "c1"), "Origin", ORIGIN), 400);
		assertReadable(stranger().post("/oauth2/v2/token", App.LINCOLN_READER.parameters().subList(0, 1), "Origin", ORIGIN),
				400, 401);
		assertReadable(stranger().get("/v2/my/info", "Origin", ORIGIN, "Authorization",
				"Bearer " + text(tokens.json(), "access_token")), 200);
		assertReadable(stranger().get("/v2/my/info", "Origin", ORIGIN, "Authorization", "Bearer x"), 401);
		assertReadable(stranger().get("/oauth2/v2/jwks", "Origin", ORIGIN), 200);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/oauth2/v2/auth", "/oauth2/v2/consent", "/oauth2/v2/introspect", "/", "/lincolnusd", "/home",
			"/logout" })
	void pagesAreNobodyElses(String path) {
		assertThat(preflight(path, "POST", "content-type").header("Access-Control-Allow-Origin")).isEmpty();
		assertThat(stranger().get(path, "Origin", ORIGIN).header("Access-Control-Allow-Origin")).isEmpty();
	}

	private Page preflight(String path, String method, String headers) {
		return stranger().send(stranger()
			.request(path, "Origin", ORIGIN, "Access-Control-Request-Method", method, "Access-Control-Request-Headers",
					headers)
			.method("OPTIONS", BodyPublishers.noBody()));
	}

	private static void assertReadable(Page page, Integer... statuses) {
		assertThat(page.status()).isIn((Object[]) statuses);
		assertThat(page.header("Access-Control-Allow-Origin")).isEqualTo("*");
		assertThat(page.header("Access-Control-Allow-Credentials")).isEmpty();
	}

}
