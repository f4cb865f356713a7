package org.rollcall.browser;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ReducedMotion;
import com.sun.net.httpserver.HttpServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.rollcall.client.Scope;
import org.rollcall.journey.App;
import org.rollcall.journey.RollcallTest;
import org.rollcall.journey.Visitor;

import org.springframework.beans.factory.annotation.Value;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every page of the server in a real Chromium, with axe, on a phone and on a desk, in light and in dark. Nothing moves, so that
 * axe sees no colour on its way to another.
 */
@RollcallTest
@ExtendWith(Chromium.class)
@TestInstance(Lifecycle.PER_CLASS)
class PageTests {

	@Value("${rollcall.issuer}")
	private String base;

	private BrowserContext context;

	private Page page;

	@Value("${rollcall.demo.sample-client}")
	private String app;

	private HttpServer appServer;

	/**
	 * The app that people are sent back to answers everything.
	 */
	@BeforeAll
	void startApp() throws IOException {
		this.appServer = HttpServer.create(new InetSocketAddress("localhost", URI.create(this.app).getPort()), 0);
		this.appServer.createContext("/", (exchange) -> {
			exchange.sendResponseHeaders(200, -1);
			exchange.close();
		});
		this.appServer.start();
	}

	@AfterAll
	void stopApp() {
		this.appServer.stop(0);
	}

	@BeforeEach
	void openBrowser(Browser browser) {
		this.context = browser.newContext(new Browser.NewContextOptions().setLocale("en-US")
			.setReducedMotion(ReducedMotion.REDUCE));
		this.page = this.context.newPage();
	}

	@AfterEach
	void closeBrowser() {
		this.context.close();
	}

	@Test
	void theDistrictIsFoundByAPartOfItsName() {
		this.page.navigate(this.base + "/");
		assertAccessible();

		this.page.locator("input[type=search]").fill("linc");
		this.page.keyboard().press("Enter");
		this.page.waitForURL("**/?*q=linc*");
		assertAccessible();
		this.page.getByRole(AriaRole.LINK,
				new Page.GetByRoleOptions().setName("Lincoln Unified School District"))
			.click();

		this.page.waitForURL(this.base + "/lincolnusd");
		assertAccessible();
	}

	@Test
	void aSearchWithoutAResultSaysSo() {
		this.page.navigate(this.base + "/?q=nowhere");

		assertThat(this.page.locator("main").innerText()).contains("nowhere");
		assertAccessible();
	}

	@Test
	void aWrongPasswordIsExplainedAndTheNameStays() {
		this.page.navigate(this.base + "/lincolnusd");

		signIn("tina.teacher", "not the password");

		this.page.locator("[role=alert]").waitFor();
		assertThat(this.page.locator("[role=alert]").count()).isPositive();
		assertThat(this.page.locator("#username").inputValue()).isEqualTo("tina.teacher");
		assertThat(this.page.locator("#password").inputValue()).isEmpty();
		assertAccessible();
	}

	@Test
	void theKeyboardIsEnoughToSignInAndToAllow() {
		this.page.navigate(this.base + authorize("openid profile email files", "state", "by keyboard"));
		this.page.locator("input[type=search]").focus();
		this.page.keyboard().type("lincoln");
		this.page.keyboard().press("Enter");
		this.page.locator("main a[href*='/lincolnusd']").focus();
		this.page.keyboard().press("Enter");
		this.page.waitForURL("**/lincolnusd?**");
		this.page.locator("#username").focus();
		this.page.keyboard().type("sid.schooladmin");
		this.page.keyboard().press("Tab");
		this.page.keyboard().type(Visitor.PASSWORD);
		this.page.keyboard().press("Enter");
		this.page.waitForURL("**/oauth2/v2/consent?**");
		assertAccessible();
		Locator allow = this.page.locator("button[value=allow]");
		for (int tabs = 0; tabs < 20 && !isFocused(allow); tabs++) {
			this.page.keyboard().press("Tab");
		}
		assertThat(isFocused(allow)).as("the button is reached by Tab").isTrue();

		this.page.keyboard().press("Enter");
		this.page.waitForURL(this.app + "/callback?**");

		assertThat(this.page.url()).contains("code=c").contains("&response_type=code&state=by%20keyboard");
	}

	@Test
	void everythingWorksWithoutJavaScript(Browser browser) {
		try (BrowserContext plain = browser.newContext(new Browser.NewContextOptions().setJavaScriptEnabled(false))) {
			Page plainPage = plain.newPage();
			plainPage.navigate(this.base + authorize("profile inbox"));
			plainPage.locator("input[type=search]").fill("lincoln");
			plainPage.locator("form[method=get] button").click();
			plainPage.locator("main a[href*='/lincolnusd']").click();
			plainPage.locator("#username").fill("ada.admin");
			plainPage.locator("#password").fill(Visitor.PASSWORD);
			plainPage.locator("form[method=post] button").first().click();
			plainPage.locator("button[value=allow]").click();
			plainPage.waitForURL(this.app + "/callback?**");
			assertThat(plainPage.url()).contains("code=c");
		}
	}

	@Test
	void theConsentPageNamesTheAppAndTheBoxesAreTicked() {
		this.page.navigate(this.base + "/lincolnusd");
		signIn("pat.parent", Visitor.PASSWORD);
		this.page.waitForURL("**/home");

		this.page.navigate(this.base + authorize(String.join(" ", Scope.all())));

		assertThat(this.page.locator("main").innerText()).contains("Lincoln Reader");
		Locator boxes = this.page.locator("input[type=checkbox][name=scope]");
		assertThat(boxes.count()).isGreaterThan(10);
		assertThat(this.page.locator("input[type=checkbox][name=scope]:checked").count()).isEqualTo(boxes.count());
		assertThat(this.page.locator("button[name=decision]").count()).isEqualTo(2);
		assertAccessible();
	}

	@Test
	void aForeignRedirectUriIsExplainedToTheDeveloper() {
		this.page.navigate(this.base + "/lincolnusd");
		signIn("tina.teacher", Visitor.PASSWORD);
		this.page.waitForURL("**/home");

		Response response = this.page
			.navigate(this.base + authorize("profile", "redirect_uri", "https://localhost:9001/callback/"));

		assertThat(response.status()).isEqualTo(400);
		assertThat(this.page.locator("main").innerText()).contains("https://localhost:9001/callback/", App.CALLBACK);
		assertAccessible();
		this.page.navigate(this.base + authorize("profile", "client_id", "c1"));
		assertAccessible();
	}

	@ParameterizedTest
	@ValueSource(strings = { "/home", "/signed-out", "/signed-out?problem=post_logout_redirect_uri", "/nobody-here",
			"/no/such/page", "/lincolnusd?loggedout=1", "/oauth2/v2/consent?request=gone" })
	void theOtherPagesAreAccessibleToo(String path) {
		this.page.navigate(this.base + "/lincolnusd");
		signIn("tina.teacher", Visitor.PASSWORD);
		this.page.waitForURL("**/home");

		this.page.navigate(this.base + path);

		assertAccessible();
	}

	@Test
	void whoAsksForSpanishReadsSpanish() {
		this.page.navigate(this.base + authorize("profile", "ui_locales", "es-MX es"));

		this.page.navigate(this.base + "/lincolnusd?" + URI.create(this.page.url()).getRawQuery());

		assertThat(this.page.locator("html").getAttribute("lang")).startsWith("es");
		assertAccessible();
	}

	private void assertAccessible() {
		AccessiblePage.check(this.page, "page-" + URI.create(this.page.url()).getPath().replaceAll("[^a-z0-9]+", "-"));
	}

	private void signIn(String username, String password) {
		this.page.locator("#username").fill(username);
		this.page.locator("#password").fill(password);
		this.page.locator("form[method=post] button[type=submit]").first().click();
	}

	private static boolean isFocused(Locator locator) {
		return (Boolean) locator.evaluate("element => element === document.activeElement");
	}

	private String authorize(String scope, String... more) {
		String[] parameters = new String[more.length + 4];
		parameters[0] = "scope";
		parameters[1] = scope;
		parameters[2] = "redirect_uri";
		parameters[3] = this.app + "/callback";
		System.arraycopy(more, 0, parameters, 4, more.length);
		return App.LINCOLN_READER.authorizeUrl(parameters);
	}

}
