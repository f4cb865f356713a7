package org.rollcall.console;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

import javax.imageio.ImageIO;

import org.jsoup.nodes.Element;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.rollcall.journey.Http;
import org.rollcall.journey.Page;
import org.rollcall.journey.RollcallTest;
import org.rollcall.journey.Visitor;

import org.springframework.beans.factory.annotation.Value;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The logo of an app: sent in a form, shown to people, and never anything but a picture.
 */
@RollcallTest
class AppLogoTests {

	@Value("${rollcall.issuer}")
	private String base;

	private Http ada;

	private String app;

	@BeforeEach
	void register() {
		this.ada = new Visitor(this.base, "lincolnusd", "ada.admin").signIn().http();
		Page form = this.ada.get("/console/lincolnusd/apps/new");
		Page made = this.ada.post("/console/lincolnusd/apps/new", AppsTests.fields(form, "name", "Logo Reader", "redirectUris", "https://logo.example/"));
		this.app = "/console/lincolnusd/apps/" + made.html().select("#client-id").text();
	}

	@Test
	void aLogoIsShownInTheConsoleAndWherePeopleAreAsked() throws IOException {
		assertThat(send(picture("png", 120, 120)).header("Location")).contains("done=apps.logo");

		String source = this.ada.get(this.app).html().select("img.app-logo").attr("src");
		Page logo = new Http(this.base).get(source);
		assertThat(logo.status()).isEqualTo(200);
		assertThat(logo.header("Content-Type")).isEqualTo("image/png");
		assertThat(logo.header("X-Content-Type-Options")).isEqualTo("nosniff");
		assertThat(logo.header("Content-Security-Policy")).startsWith("default-src 'none'");
		assertThat(logo.header("Cache-Control")).contains("immutable");
		Page consent = new Visitor(this.ada, "lincolnusd", "ada.admin").open("/oauth2/v2/auth?client_id=" + this.app.replaceAll(".*/", "")
				+ "&response_type=code&scope=openid%20profile&redirect_uri=" + Http.encode("https://logo.example/"));
		assertThat(consent.html().select("img.app-logo").attr("src")).isEqualTo(source);

		Page page = this.ada.get(this.app + "/logo");
		Element remove = page.html().selectFirst("form[action$=/logo/remove]");
		this.ada.post(remove.attr("action"), Map.of("_csrf", remove.select("[name=_csrf]").attr("value")));
		assertThat(this.ada.get(this.app).html().select("img.app-logo")).isEmpty();
		assertThat(this.ada.get(source).status()).isEqualTo(404);
	}

	@Test
	void whatIsNoSquarePictureIsRefusedInWords() throws IOException {
		assertThat(send(picture("png", 120, 121)).text()).contains("must be square");
		assertThat(send(picture("jpg", 99, 99)).text()).contains("100 × 100");
		assertThat(send("<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>".getBytes(StandardCharsets.UTF_8)).text())
			.contains("no PNG or JPEG");
		assertThat(send(picture("gif", 120, 120)).text()).contains("no PNG or JPEG");
		assertThat(send(new byte[3_000_000]).text()).contains("larger than 500 KB");
		assertThat(send(new byte[0]).text()).contains("Fill this in.");
		assertThat(this.ada.get(this.app).html().select("img.app-logo")).isEmpty();
	}

	@Test
	void aFormWithoutItsTokenIsRefusedAndTheTokenStandsInNoAddress() throws IOException {
		byte[] file = picture("png", 120, 120);
		Element form = this.ada.get(this.app + "/logo").html().selectFirst("form[enctype]");
		String token = form.selectFirst("input").attr("value");
		assertThat(form.selectFirst("input").attr("name")).as("before the file").isEqualTo("_csrf");
		assertThat(form.attr("action")).isEqualTo(this.app + "/logo");

		for (String wrong : List.of("", "x", token.substring(1))) {
			assertThat(sendWith(this.ada, this.app + "/logo", wrong, file).status()).isEqualTo(403);
		}
		assertThat(sendWith(new Http(this.base), this.app + "/logo", token, file).status()).as("a stranger's").isEqualTo(403);
		byte[] late = ("--b\r\nContent-Disposition: form-data; name=\"logo\"; filename=\"a.png\"\r\n\r\nx\r\n--b\r\n"
				+ "Content-Disposition: form-data; name=\"_csrf\"\r\n\r\n" + token + "\r\n--b--\r\n").getBytes(StandardCharsets.UTF_8);
		assertThat(this.ada.send(this.ada.request(this.app + "/logo", "Content-Type", "multipart/form-data; boundary=b")
			.POST(BodyPublishers.ofByteArray(late))).status()).as("behind the file").isEqualTo(403);
		assertThat(this.ada.send(this.ada.request(this.app + "/edit", "Content-Type", "multipart/form-data; boundary=b")
			.POST(BodyPublishers.ofByteArray(new byte[100_000]))).status()).isEqualTo(403);
	}

	@ParameterizedTest
	@ValueSource(strings = { "multipart/form-data", "multipart/form-data; boundary=", "multipart/form-data; boundary=%00", "multipart/form-data; boundary=b" })
	void brokenFormsAreRefused(String contentType) {
		for (String body : List.of("", "--b", "--b--", "--b\r\n\r\n", "--b\r\nContent-Disposition: form-data; name=\"_csrf\"\r\n\r\n")) {
			Page answer = this.ada.send(this.ada.request(this.app + "/logo", "Content-Type", contentType).POST(BodyPublishers.ofString(body)));
			assertThat(answer.status()).isEqualTo(403);
		}
	}

	private Page send(byte[] file) {
		return send(this.ada, this.app + "/logo", file);
	}

	/**
	 * Sends a file in the form of a page, as a browser does.
	 */
	static Page send(Http http, String path, byte[] file) {
		Page answer = send(http, path, path, file);
		assertThat(answer.status()).isIn(302, 422);
		return answer;
	}

	/**
	 * Sends a file in the form of a page to another address.
	 */
	static Page send(Http http, String page, String path, byte[] file) {
		Element form = http.get(page).html().selectFirst("form[enctype]");
		return sendWith(http, path, form.selectFirst("input[name=_csrf]").attr("value"), file);
	}

	private static Page sendWith(Http http, String path, String token, byte[] file) {
		ByteArrayOutputStream body = new ByteArrayOutputStream();
		body.writeBytes(("--a-boundary\r\nContent-Disposition: form-data; name=\"_csrf\"\r\n\r\n" + token + "\r\n--a-boundary\r\n"
				+ "Content-Disposition: form-data; name=\"logo\"; filename=\"../<script>.png\"\r\nContent-Type: text/html\r\n\r\n")
			.getBytes(StandardCharsets.UTF_8));
		body.writeBytes(file);
		body.writeBytes("\r\n--a-boundary--\r\n".getBytes(StandardCharsets.UTF_8));
		return http.send(http.request(path, "Content-Type", "multipart/form-data; boundary=a-boundary")
			.POST(BodyPublishers.ofByteArray(body.toByteArray())));
	}

	static byte[] picture(String format, int width, int height) throws IOException {
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		ImageIO.write(new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB), format, out);
		return out.toByteArray();
	}

}
