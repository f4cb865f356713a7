package org.rollcall.contract;

import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.rollcall.journey.Http;
import org.rollcall.journey.Page;
import org.rollcall.journey.RollcallTest;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.test.context.TestPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The addresses are https, and somebody comes by the right name over http: browsers would drop the cookies.
 */
@RollcallTest
@TestPropertySource(properties = "rollcall.issuer=https://127.0.0.1:${server.port}")
@ExtendWith(OutputCaptureExtension.class)
class NotSecureTests {

	@Value("http://127.0.0.1:${server.port}")
	private String http;

	@Test
	void theErrorPageAndTheLogSayThatItMustBeHttps(CapturedOutput output) {
		Page page = new Http(this.http).post("/lincolnusd", Map.of("username", "x"), "Accept", "text/html");
		assertThat(page.status()).isEqualTo(403);
		assertThat(page.text()).contains("over http, and Rollcall’s cookies are sent over https only. Open "
				+ this.http.replace("http:", "https:") + " instead.");

		new Http(this.http).get("/oauth2/v2/auth");
		new Http(this.http).get("/oauth2/v2/auth");
		assertThat(output).containsOnlyOnce("A sign-in began at " + this.http
				+ " over http, while cookies are sent over https only: it will not succeed. Open "
				+ this.http.replace("http:", "https:") + ", or set SERVER_FORWARD_HEADERS_STRATEGY=native");
	}

	@Test
	void aProxyThatSpokeHttpsIsNotBlamed() {
		assertThat(new Http(this.http).get("/nothing/here", "Accept", "text/html", "X-Forwarded-Proto", "https").text())
			.doesNotContain("over http");
	}

}
