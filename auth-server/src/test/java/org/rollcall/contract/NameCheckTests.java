package org.rollcall.contract;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;

import org.jsoup.Jsoup;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rollcall.journey.RollcallTest;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.annotation.DirtiesContext.MethodMode;
import org.springframework.test.context.TestPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A request that arrives by a name which will make a client fail: the log says so, once, and the error page says what to set.
 */
@RollcallTest
@TestPropertySource(properties = "rollcall.user-api-url=http://api.example.org")
@TestMethodOrder(OrderAnnotation.class)
@ExtendWith(OutputCaptureExtension.class)
class NameCheckTests {

	@Value("${rollcall.issuer}")
	private String issuer;

	@Test
	void discoveryByAnotherName(CapturedOutput output) throws IOException {
		get("/.well-known/openid-configuration", "rollcall:9000");
		get("/.well-known/openid-configuration", "rollcall:9000");

		assertThat(output).containsOnlyOnce("Discovery was asked for at http://rollcall:9000, and names the issuer " + this.issuer
				+ ": clients that discover there will refuse issuer " + this.issuer
				+ ". Set ROLLCALL_ISSUER to http://rollcall:9000 if browsers and apps both reach Rollcall there, or"
				+ " ROLLCALL_BACK_CHANNEL_URL if only apps' servers do and apps expect the issuer " + this.issuer + ".");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/oauth2/v2/jwks", "/oauth2/v2/token", "/v2/my/info", "/my/groups", "/oauth2/v2/userinfo" })
	void anAppThatCallsByAnotherName(String path, CapturedOutput output) throws IOException {
		// a name of its own for each, for the log speaks of a name once
		String host = path.substring(path.lastIndexOf('/') + 1) + ":9000";
		get(path, host);

		assertThat(output).containsOnlyOnce("An app calls Rollcall at http://" + host + ", while the tokens name the issuer "
				+ this.issuer + ": clients that expect the issuer http://" + host + " will refuse them. Set ROLLCALL_ISSUER")
			.contains("or ROLLCALL_BACK_CHANNEL_URL if only apps' servers do");
	}

	@Test
	void aBrowserThatComesByAnotherName(CapturedOutput output) throws IOException {
		get("/oauth2/v2/auth?client_id=c1", "127.0.0.1:9000");

		assertThat(output).containsOnlyOnce("A sign-in began at http://127.0.0.1:9000, while the tokens name the issuer "
				+ this.issuer)
			.contains("or ROLLCALL_FRONT_CHANNEL_URL if browsers do and apps expect the issuer " + this.issuer);
	}

	@Test
	void theErrorPageSaysWhatToSet() throws IOException {
		String page = get("/there-is-nothing", "rollcall:9000");

		assertThat(Jsoup.parse(page).text()).contains("For whoever runs Rollcall")
			.contains("This page was asked for at http://rollcall:9000, but Rollcall was told that browsers open " + this.issuer)
			.contains("Set ROLLCALL_ISSUER to http://rollcall:9000")
			.contains("or ROLLCALL_FRONT_CHANNEL_URL if only browsers do");
		assertThat(get("/there-is-nothing", URI.create(this.issuer).getAuthority())).contains("There is no page here")
			.doesNotContain("whoever runs");
	}

	@Test
	void theRightNamesAreNotSpokenOf(CapturedOutput output) throws IOException {
		for (String host : new String[] { URI.create(this.issuer).getAuthority(),
				URI.create(this.issuer).getAuthority().toUpperCase() }) {
			get("/.well-known/openid-configuration", host);
			get("/v2/my/info", host);
			get("/oauth2/v2/auth", host);
		}
		get("/v2/my/info", "api.example.org");
		get("/v2/my/info", "api.example.org:443");
		get("/lincolnusd", "another.example.org");
		get("/rollcall.css", "another.example.org");

		assertThat(output).doesNotContain("Set ROLLCALL_ISSUER");
	}

	@ParameterizedTest
	@ValueSource(strings = { "<script>alert(1)</script>", "a$b", "ev\u0001il", "rollcall:9000${jndi:x}", "%0aforged" })
	void whatIsNoNameIsQuotedNowhere(String host, CapturedOutput output) throws IOException {
		String page = get("/.well-known/openid-configuration", host) + get("/there-is-nothing", host);

		assertThat(output).doesNotContain(host);
		assertThat(page).doesNotContain(host);
	}

	@Test
	void aLongNameIsQuotedNowhere(CapturedOutput output) throws IOException {
		String host = "a".repeat(300);

		assertThat(get("/there-is-nothing", host)).doesNotContain(host);
		get("/.well-known/openid-configuration", host);
		assertThat(output).doesNotContain(host);
	}

	// Last, and on a server that has said nothing yet: it is silent from then on.
	@Test
	@Order(Integer.MAX_VALUE)
	@DirtiesContext(methodMode = MethodMode.BEFORE_METHOD)
	void theLogIsNobodysToFill(CapturedOutput output) throws IOException {
		for (int i = 0; i < 100; i++) {
			get("/.well-known/openid-configuration", "name" + i + ".example.org");
		}

		assertThat(output.getOut().lines().filter((line) -> line.contains("Discovery was asked for"))).hasSize(20);
		assertThat(output).containsOnlyOnce("no more of them are named here");
	}

	private String get(String target, String host) throws IOException {
		URI server = URI.create(this.issuer);
		try (Socket socket = new Socket(server.getHost(), server.getPort())) {
			socket.setSoTimeout(30_000);
			socket.getOutputStream()
				.write(("GET " + target + " HTTP/1.1\r\nHost: " + host + "\r\nAccept: text/html\r\nConnection: close\r\n\r\n")
					.getBytes(StandardCharsets.ISO_8859_1));
			return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8)).lines()
				.collect(Collectors.joining("\n"));
		}
	}

}
