package org.rollcall.browser;

import java.io.IOException;
import java.util.List;
import java.util.regex.Pattern;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;

import org.rollcall.journey.App;
import org.rollcall.journey.RollcallTest;
import org.rollcall.journey.Visitor;

import org.springframework.beans.factory.annotation.Value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * The whole exchange: the delivered sample client, the server, and people at a real Chromium. They are nobody else's in the
 * tests, because what a person allowed is remembered.
 */
@RollcallTest
@ExtendWith(Chromium.class)
@TestInstance(Lifecycle.PER_CLASS)
class SampleClientTests {

	@Value("${rollcall.issuer}")
	private String base;

	@Value("${rollcall.demo.sample-client}")
	private String app;

	private SampleClient sampleClient;

	private BrowserContext context;

	private Page page;

	@BeforeAll
	void startSampleClient() throws IOException {
		if (!SampleClient.isBuilt()) {
			assertThat(Boolean.parseBoolean(System.getenv("CI"))).as("CI=true, but the sample client is not packaged").isFalse();
			assumeTrue(false, "SKIPPED: the sample client is not packaged; run 'mvn verify' at the top");
		}
		this.sampleClient = SampleClient.start(this.app, this.base);
	}

	@AfterAll
	void stopSampleClient() {
		if (this.sampleClient != null) {
			this.sampleClient.close();
		}
	}

	@BeforeEach
	void openBrowser(Browser browser) {
		this.context = browser.newContext(new Browser.NewContextOptions().setLocale("en-US"));
		this.page = this.context.newPage();
	}

	@AfterEach
	void closeBrowser() {
		this.context.close();
	}

	@Test
	void aTeacherSignsInRefreshesAndSignsOut() {
		this.page.navigate(this.app + "/");
		assertAccessible();
		signInFromApp("tina.teacher");
		if (this.page.url().startsWith(this.base)) {
			this.page.locator("button[value=allow]").click();
		}
		this.page.waitForURL(this.app + "/home");
		assertThat(this.page.locator("#display-name").innerText()).isEqualTo("Tina Teacher");
		assertAccessible();

		this.page.getByRole(AriaRole.BUTTON, named("Refresh the tokens")).click();
		this.page.getByText("There is a new access token").waitFor();
		assertThat(this.page.locator("#display-name").innerText()).isEqualTo("Tina Teacher");
		assertAccessible();

		this.page.getByRole(AriaRole.BUTTON, named("Sign out")).click();
		this.page.waitForURL(this.app + "/");
		this.page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Sign in with ClassLink")).first().click();
		this.page.waitForURL(Pattern.compile(Pattern.quote(this.base) + "/\\?logincallback=.*"));
	}

	@Test
	void aTeacherSeesTheirClassesAndWhoIsInThem() {
		this.page.navigate(this.app + "/");
		signInFromApp("tina.teacher");
		if (this.page.url().startsWith(this.base)) {
			this.page.locator("button[value=allow]").click();
		}
		this.page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Show the classes")).click();
		this.page.waitForURL(this.app + "/classes");

		assertThat(this.page.locator(".class h2").allInnerTexts()).isNotEmpty();
		assertThat(this.page.locator(".students li").allInnerTexts()).isNotEmpty();
		assertAccessible();
		this.page.setViewportSize(360, 740);
		assertAccessible();
		assertThat(this.page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")).isEqualTo(true);
	}

	@Test
	void whoDoesNotAllowIsToldSoByTheApp() {
		this.page.navigate(this.app + "/");
		signInFromApp("sofia.montalvo");

		this.page.locator("button[value=deny]").click();

		this.page.waitForURL(this.app + "/**");
		assertThat(this.page.locator("h1").innerText()).isNotBlank();
		assertThat(this.page.locator("#display-name").count()).isZero();
		assertAccessible();
	}

	/**
	 * A tile is a plain link to the authorize URL; the app starts a sign-in of its own, which finds the person signed in.
	 */
	@Test
	void aTileLaunchEndsSignedInAtTheApp() {
		this.page.navigate(this.base + "/lincolnusd");
		fillIn("paola.quinones");

		this.page.navigate(this.base + App.LINCOLN_READER.authorizeUrl("redirect_uri", this.app + "/callback"));
		this.page.locator("button[value=allow]").click();
		// The tile asked for less than the app does.
		this.page.locator("button[value=allow]").click();

		this.page.waitForURL(this.app + "/home");
		assertThat(this.page.locator("#display-name").innerText()).isEqualTo("Paola Quiñones");
	}

	private void signInFromApp(String username) {
		this.page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Sign in with ClassLink")).first().click();
		this.page.locator("input[type=search]").fill("lincoln");
		this.page.keyboard().press("Enter");
		this.page.locator("main a[href*='/lincolnusd']").click();
		fillIn(username);
	}

	private void fillIn(String username) {
		this.page.locator("#username").fill(username);
		this.page.locator("#password").fill(Visitor.PASSWORD);
		this.page.locator("#password").press("Enter");
		this.page.waitForURL((url) -> !url.contains("/lincolnusd"));
	}

	private void assertAccessible() {
		assertThat(new AxeBuilder(this.page).withTags(List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"))
			.analyze()
			.getViolations()).as(this.page.url()).isEmpty();
	}

	private static Page.GetByRoleOptions named(String name) {
		return new Page.GetByRoleOptions().setName(name);
	}

}
