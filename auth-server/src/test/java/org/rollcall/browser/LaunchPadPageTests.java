package org.rollcall.browser;

import java.util.List;

import com.google.gson.JsonObject;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ReducedMotion;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;

import org.rollcall.administrator.Administrators;
import org.rollcall.administrator.ConsoleRole;
import org.rollcall.config.Configurations;
import org.rollcall.journey.RollcallTest;
import org.rollcall.journey.Visitor;
import org.rollcall.launchpad.Portal;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The LaunchPad and everybody's own pages in a real Chromium, with axe, on a phone and on a desk, in light and in dark.
 */
@RollcallTest
@ExtendWith(Chromium.class)
@TestInstance(Lifecycle.PER_CLASS)
class LaunchPadPageTests {

	@Autowired
	private Configurations configurations;

	@Autowired
	private Administrators administrators;

	@Autowired
	private JdbcClient jdbc;

	@Value("${rollcall.issuer}")
	private String base;

	private BrowserContext context;

	private Page page;

	@BeforeAll
	void openPortal() {
		Portal.open(this.configurations);
	}

	@BeforeEach
	void openBrowser(Browser browser) {
		this.context = browser.newContext(new Browser.NewContextOptions().setLocale("en-US").setReducedMotion(ReducedMotion.REDUCE));
		this.page = this.context.newPage();
	}

	@AfterEach
	void closeBrowser() {
		this.context.close();
	}

	@Test
	void tilesAreFoundWhileOneTypesAndMadeFavouritesByAClick() {
		signIn("ben.browser");
		assertAccessible("tiles");

		this.page.locator("#q").pressSequentially("LIBR");
		assertThat(visibleTiles()).containsExactly("Everybody’s Library");
		this.page.locator("#q").fill("no such app");
		assertThat(visibleTiles()).isEmpty();
		assertThat(this.page.locator("[data-none]").isVisible()).isTrue();
		assertAccessible("tiles-none");
		this.page.locator("#q").fill("");
		assertThat(visibleTiles()).hasSizeGreaterThan(1);

		this.page.locator("[data-name=Reader] .star").focus();
		this.page.keyboard().press("Enter");
		this.page.waitForURL("**/home?done=favourite");
		assertThat(this.page.locator("section").first().locator(".tile a").allInnerTexts()).containsExactly("Reader");
		assertAccessible("tiles-favourite");
		this.page.locator("[data-name=Reader] .star").click();
		this.page.waitForURL("**/home?done=no-favourite");
	}

	@Test
	void whoOpensATileThatLeadsNowhereByNowIsToldSo() {
		signIn("ben.browser");
		String math = this.page.locator("[data-name=Math] a").getAttribute("href");
		this.jdbc.sql("update client set disabled_at = now() where name = 'Portal Math'").update();
		try {
			this.page.navigate(this.base + math);
			assertAccessible("tile-closed");
		}
		finally {
			this.jdbc.sql("update client set disabled_at = null where name = 'Portal Math'").update();
		}
	}

	@Test
	void whoHasNoTilesReadsWhoTheyAre() {
		this.page.navigate(this.base + "/washingtonisd");
		submitSignIn("tom.teacher");
		assertAccessible("no-tiles");
	}

	@Test
	void aSearchAndAFavouriteWorkWithoutJavaScript(Browser browser) {
		try (BrowserContext plain = browser.newContext(new Browser.NewContextOptions().setJavaScriptEnabled(false))) {
			this.page = plain.newPage();
			signIn("stu.student");
			this.page.locator("#q").fill("news");
			this.page.locator("form[role=search] button").click();
			assertThat(visibleTiles()).containsExactly("Middle School News");
			this.page.locator(".star").click();
			this.page.waitForURL("**/home?done=favourite");
			this.page.locator("[data-name='Middle School News'] .star").click();
			this.page.waitForURL("**/home?done=no-favourite");
			this.page.navigate(this.base + "/home/passkeys");
			assertThat(this.page.locator("[data-passkey]").isVisible()).isFalse();
			assertThat(this.page.locator("[data-no-passkey]").isVisible()).isTrue();
		}
	}

	@Test
	void aPasswordIsChangedAfterWhatIsWrongWasSaid() {
		signIn("wes.wordless");
		this.page.navigate(this.base + "/home/password");
		assertAccessible("password");
		change("not it", "short", "other");
		assertThat(this.page.locator("#faults a").count()).isEqualTo(2);
		assertAccessible("password-faults");

		change(Visitor.PASSWORD, "a better one than that", "a better one than that");
		this.page.waitForURL("**/home/password?done=password-changed");
		assertAccessible("password-changed");
		change("a better one than that", Visitor.PASSWORD, Visitor.PASSWORD);
		this.page.waitForURL("**/home/password?done=password-changed");
	}

	@Test
	void aPasskeyIsAddedNamedSignedInWithAndRemoved() {
		CDPSession devices = this.context.newCDPSession(this.page);
		devices.send("WebAuthn.enable");
		devices.send("WebAuthn.addVirtualAuthenticator", authenticator());
		signIn("kay.key");
		this.page.navigate(this.base + "/home/passkeys");
		assertAccessible("passkeys-none");

		this.page.locator("#name").fill("My <b>phone</b>");
		this.page.locator("#current").fill("not it");
		this.page.locator("[data-passkey] button").click();
		this.page.locator("[data-fault]:not([hidden])").waitFor();
		assertAccessible("passkeys-wrong-password");
		this.page.locator("#current").fill(Visitor.PASSWORD);
		this.page.locator("[data-passkey] button").click();
		this.page.waitForURL("**/home/passkeys?done=passkey-added");
		assertThat(this.page.locator("main li h2").allInnerTexts()).containsExactly("My <b>phone</b>");
		assertAccessible("passkeys");

		this.page.locator("main li input[name=name]").fill("Kay’s phone");
		this.page.locator("main li form.toolbar button").click();
		this.page.waitForURL("**/home/passkeys?done=passkey-renamed");
		this.page.locator(".who button").click();
		this.page.waitForURL("**/portalisd?loggedout=1");
		assertAccessible("sign-in-passkey");
		this.page.locator("form.passkey button").click();
		this.page.waitForURL("**/home");
		assertThat(this.page.locator(".who").innerText()).contains("Kay");

		confirmWithPasskey();

		this.page.navigate(this.base + "/home/passkeys");
		assertThat(this.page.locator("main li time").count()).isEqualTo(2);
		this.page.locator("form.remove button").click();
		this.page.waitForURL("**/home/passkeys?done=passkey-removed");
		this.page.locator(".who button").click();
		this.page.waitForURL("**/portalisd?loggedout=1");
		this.page.locator("form.passkey button").click();
		this.page.locator("main > .card > [role=alert]").waitFor();
		assertThat(this.page.url()).endsWith("/portalisd/passkey");
		assertAccessible("sign-in-passkey-gone");
	}

	/**
	 * Whoever signed in with a passkey may also confirm with it what is dangerous.
	 */
	private void confirmWithPasskey() {
		int kay = this.jdbc.sql("select user_id from person where login_id = 'kay.key'").query(Integer.class).single();
		this.administrators.grant(kay, ConsoleRole.APP_DEVELOPER);
		this.page.navigate(this.base + "/console/-/confirm?to=/console/" + Portal.DISTRICT + "/apps");
		assertThat(this.page.locator("#password").isVisible()).isTrue();
		assertAccessible("confirm-passkey");
		this.page.locator("form.passkey button").click();
		this.page.waitForURL(this.base + "/console/" + Portal.DISTRICT + "/apps");
		assertThat(this.jdbc.sql("select count(*) from browser_session where user_id = ? and confirmed_at is not null")
			.param(kay)
			.query(Integer.class)
			.single()).isEqualTo(1);
		this.administrators.revoke(kay, ConsoleRole.APP_DEVELOPER);
	}

	@Test
	void aSessionElsewhereIsSeenAndEnded() {
		Portal.visitor(this.base, "sol.session");
		signIn("sol.session");
		this.page.navigate(this.base + "/home/sessions");
		assertThat(this.page.locator("tbody tr").first().innerText()).contains("Chrome on Linux", "this one");
		assertAccessible("sessions");

		this.page.locator("tbody form button").first().click();
		this.page.waitForURL("**/home/sessions?done=session-ended");
		assertAccessible("sessions-ended");
	}

	@Test
	void aConnectedAppIsSeenInWordsAndDisconnected() {
		Portal.connect(this.base, "ben.browser");
		signIn("ben.browser");
		this.page.navigate(this.base + "/home/apps");
		assertThat(this.page.locator("main").innerText()).contains("Portal Reader", "Your name and role");
		assertAccessible("apps");

		this.page.locator("main form button").click();
		this.page.waitForURL("**/home/apps?done=disconnected");
		assertAccessible("apps-none");
	}

	private static JsonObject authenticator() {
		JsonObject options = new JsonObject();
		options.addProperty("protocol", "ctap2");
		options.addProperty("transport", "internal");
		for (String able : List.of("hasResidentKey", "hasUserVerification", "isUserVerified", "automaticPresenceSimulation")) {
			options.addProperty(able, true);
		}
		JsonObject parameters = new JsonObject();
		parameters.add("options", options);
		return parameters;
	}

	private void change(String current, String password, String repeated) {
		this.page.locator("#current").fill(current);
		this.page.locator("#password").fill(password);
		this.page.locator("#repeated").fill(repeated);
		this.page.locator("main form button").click();
	}

	private List<String> visibleTiles() {
		return this.page.locator(".tile:visible a").allInnerTexts();
	}

	private void signIn(String username) {
		this.page.navigate(this.base + "/" + Portal.DISTRICT);
		submitSignIn(username);
	}

	private void submitSignIn(String username) {
		this.page.locator("#username").fill(username);
		this.page.locator("#password").fill(Visitor.PASSWORD);
		this.page.locator("form[method=post] button[type=submit]").first().click();
		this.page.waitForURL("**/home");
	}

	private void assertAccessible(String name) {
		AccessiblePage.check(this.page, name);
	}

}
