package org.rollcall.browser;

import java.util.List;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ReducedMotion;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.rollcall.journey.App;
import org.rollcall.journey.RollcallTest;
import org.rollcall.journey.Visitor;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The pages about people, as school IT walks them, and the page on which somebody chooses a new password.
 */
@RollcallTest
@ExtendWith(Chromium.class)
class PeoplePageTests {

	@Value("${rollcall.issuer}")
	private String base;

	@Autowired
	private JdbcClient jdbc;

	private BrowserContext context;

	private Page page;

	@BeforeEach
	void openBrowser(Browser browser) {
		this.context = browser.newContext(new Browser.NewContextOptions().setLocale("en-US").setReducedMotion(ReducedMotion.REDUCE));
		this.page = this.context.newPage();
		this.page.navigate(this.base + "/lincolnusd");
		this.page.locator("#username").fill("ada.admin");
		this.page.locator("#password").fill(Visitor.PASSWORD);
		this.page.locator("main button[type=submit]").first().click();
		this.page.waitForURL("**/home");
	}

	@AfterEach
	void closeBrowser() {
		this.context.close();
	}

	@Test
	void somebodyIsFoundAndLookedAfter(Browser browser) {
		Visitor douglas = new Visitor(this.base, "lincolnusd", "douglas.villanueva");
		douglas.submitSignIn(douglas.http().get("/lincolnusd"), "not the password");
		douglas.tokens(App.LINCOLN_READER, "scope", "openid profile email classes.readonly");

		this.jdbc.sql("insert into passkey_user (user_id, handle) select user_id, sha256('douglas') from person where login_id = 'douglas.villanueva'").update();
		this.jdbc.sql("insert into passkey (user_id, credential_id, name, public_key, attestation_object, signature_count, transports, user_verified,"
				+ " backup_eligible, backed_up, created_at) select user_id, 'id', 'Phone', '', '', 0, '{}', true, false, false, now() from passkey_user"
				+ " where handle = sha256('douglas')").update();

		this.page.navigate(this.base + "/console/lincolnusd/people");
		AccessiblePage.check(this.page, "people");
		this.page.locator("#q").fill("nobody of that name");
		this.page.keyboard().press("Enter");
		this.page.waitForURL("**/people?q=nobody*");
		AccessiblePage.check(this.page, "people-none");
		this.page.locator("#q").fill("villanueva doug");
		this.page.keyboard().press("Enter");
		this.page.waitForURL("**/people?q=villanueva*");
		assertThat(this.page.locator("table.people tbody tr").count()).isEqualTo(1);
		AccessiblePage.check(this.page, "people-found");
		this.page.locator("table.people tbody a").click();
		AccessiblePage.check(this.page, "person");

		String person = this.page.url();
		this.page.locator("section[aria-labelledby=passkeys] a.danger").click();
		AccessiblePage.check(this.page, "person-remove-passkey");
		this.page.locator("main button.danger").click();
		this.page.waitForURL("**done=person.passkey-removed");
		this.page.navigate(person + "/app-developer");
		AccessiblePage.check(this.page, "person-app-developer");
		this.page.navigate(person + "/system-administrator");
		AccessiblePage.check(this.page, "person-system-administrator");
		this.page.navigate(person + "/deactivate");
		AccessiblePage.check(this.page, "person-deactivate");
		this.page.locator("main button.danger").click();
		this.page.waitForURL("**done=person.deactivated");
		assertThat(this.page.locator("main").innerText()).contains("An administrator deactivated this person");
		AccessiblePage.check(this.page, "person-deactivated");
		this.page.navigate(person + "/reset-password");
		AccessiblePage.check(this.page, "person-reset-refused");
		this.page.navigate(person);
		this.page.getByText("Activate", new Page.GetByTextOptions().setExact(true)).click();
		this.page.waitForURL("**done=person.activated");

		this.page.locator("a[href$='/reset-password']").click();
		AccessiblePage.check(this.page, "person-reset");
		this.page.locator("main form button[type=submit]").click();
		AccessiblePage.check(this.page, "person-reset-link");
		chooseAPassword(browser, this.page.locator("#link").innerText());
	}

	private static void chooseAPassword(Browser browser, String link) {
		try (BrowserContext context = browser
			.newContext(new Browser.NewContextOptions().setLocale("en-US").setReducedMotion(ReducedMotion.REDUCE))) {
			Page page = context.newPage();
			page.navigate(link);
			AccessiblePage.check(page, "reset-password");
			page.locator("#password").fill("short");
			page.locator("#repeated").fill("other");
			page.locator("main button[type=submit]").click();
			AccessiblePage.check(page, "reset-password-fault");
			page.locator("#password").fill("owl lamp river");
			page.locator("#repeated").fill("owl lamp river");
			page.locator("main button[type=submit]").click();
			AccessiblePage.check(page, "reset-password-done");
			page.locator("main a").click();
			page.waitForURL("**/lincolnusd");
			page.locator("#username").fill("douglas.villanueva");
			page.locator("#password").fill("owl lamp river");
			page.locator("main button[type=submit]").first().click();
			page.waitForURL("**/home");
			page.navigate(link);
			AccessiblePage.check(page, "reset-password-closed");
		}
	}

	@Test
	void severalAreAskedAboutBeforeAnythingHappens() {
		this.page.navigate(this.base + "/console/lincolnusd/people?role=TEACHER&active=yes");
		this.page.locator("table.people input[type=checkbox]").first().check();
		this.page.locator("table.people input[type=checkbox]").nth(1).check();
		AccessiblePage.check(this.page, "people-ticked");
		this.page.locator("button[value=deactivate]").click();
		assertThat(this.page.locator("h2#who").innerText()).isEqualTo("Deactivate 2 people?");
		AccessiblePage.check(this.page, "people-several");
		List<String> cancelled = this.page.locator("main a.button").allInnerTexts();
		assertThat(cancelled).containsExactly("Cancel");
		this.page.navigate(this.base + "/console/lincolnusd/people/several?action=deactivate&id="
				+ this.jdbc.sql("select user_id from person where login_id = 'ada.admin'").query(Integer.class).single());
		AccessiblePage.check(this.page, "people-several-none");
	}

	@Test
	void somebodyIsRegisteredInAForm() {
		this.page.navigate(this.base + "/console/lincolnusd/people/new");
		AccessiblePage.check(this.page, "people-new");
		this.page.locator("#firstName").fill("Wilhelmina");
		this.page.locator("#lastName").fill("Wright");
		this.page.locator("#loginId").fill("tina.teacher");
		this.page.locator("#profile").selectOption("Teacher");
		this.page.locator("main form.panel button[type=submit]").click();
		AccessiblePage.check(this.page, "people-new-fault");
		this.page.locator("#loginId").fill("wilhelmina.wright");
		this.page.locator("main form.panel button[type=submit]").click();
		this.page.waitForURL("**done=person.registered");
		this.page.locator("a[href$='/edit']").click();
		AccessiblePage.check(this.page, "person-edit");
	}

	@Test
	void theyAreReadInSpanishToo(Browser browser) {
		try (BrowserContext spanish = browser.newContext(new Browser.NewContextOptions().setLocale("es-US").setReducedMotion(ReducedMotion.REDUCE))) {
			spanish.addCookies(this.context.cookies());
			Page spanishPage = spanish.newPage();
			spanishPage.navigate(this.base + "/console/lincolnusd/people?q=sam");
			assertThat(spanishPage.locator("html").getAttribute("lang")).startsWith("es");
			AccessiblePage.check(spanishPage, "people-es");
			spanishPage.locator("table.people tbody a").first().click();
			AccessiblePage.check(spanishPage, "person-es");
		}
	}

}
