package org.rollcall.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ReducedMotion;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.rollcall.journey.RollcallTest;
import org.rollcall.journey.Visitor;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The pages about apps, as school IT walks them: from the form of a new app to its end.
 */
@RollcallTest
@ExtendWith(Chromium.class)
class AppsPageTests {

	@Value("${rollcall.issuer}")
	private String base;

	@Autowired
	private JdbcClient jdbc;

	private BrowserContext context;

	private Page page;

	@BeforeEach
	void openBrowser(Browser browser) {
		this.context = browser.newContext(options());
		signIn(this.context);
	}

	private static Browser.NewContextOptions options() {
		return new Browser.NewContextOptions().setLocale("en-US").setReducedMotion(ReducedMotion.REDUCE);
	}

	private void signIn(BrowserContext context) {
		this.page = context.newPage();
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
	void anAppIsRegisteredLookedAfterAndDeleted() {
		this.page.navigate(this.base + "/console/lincolnusd/apps");
		AccessiblePage.check(this.page, "apps");
		this.page.navigate(this.base + "/console/lincolnusd/apps?q=nothing+is+called+so");
		AccessiblePage.check(this.page, "apps-none");
		this.page.navigate(this.base + "/console/lincolnusd/apps/new");
		AccessiblePage.check(this.page, "app-new");

		this.page.locator("#redirectUris").fill("https://browser.example/callback\nhttps://*.browser.example/#top");
		Locator said = this.page.locator("#redirectUris-checks li");
		said.first().waitFor();
		assertThat(said.innerText()).contains("Line 2");
		AccessiblePage.check(this.page, "app-new-typing");
		this.page.locator("#contact").fill("support@browser.example");
		this.page.locator("#idToken").fill("99");
		this.page.locator("select[name=idTokenUnit]").selectOption("days");
		this.page.locator("#name").fill("Browser Reader");
		this.page.locator("main button.primary").click();
		this.page.locator("#faults").waitFor();
		assertThat(this.page.locator("#faults").evaluate("element => element === document.activeElement")).isEqualTo(true);
		AccessiblePage.check(this.page, "app-new-faults");

		this.page.locator("#redirectUris").fill("https://browser.example/callback");
		this.page.locator("#idToken").fill("1");
		this.page.locator("#domains").fill("browser.example");
		this.page.locator("#website").fill("https://browser.example/about");
		this.page.locator("main button.primary").click();
		this.page.locator("#client-secret").waitFor();
		assertThat(this.page.locator("button[data-copy=client-secret]").isVisible()).isTrue();
		AccessiblePage.check(this.page, "app-secret");
		this.page.locator("main a.primary").click();
		this.page.waitForURL("**/apps/c*");
		AccessiblePage.check(this.page, "app");
		String app = this.page.url();

		this.jdbc.sql("insert into client_registration (client_id, token_hash, metadata, created_at) values (?, sha256(?::bytea), '{\"tos_uri\": \"https://browser.example/terms\"}', now())")
			.params(app.replaceAll(".*/|\\?.*", ""), app)
			.update();
		this.page.navigate(app);
		AccessiblePage.check(this.page, "app-self-registered");
		for (String part : new String[] { "edit", "sharing", "try", "logo", "secrets/new", "disable", "remove", "end-registration" }) {
			this.page.navigate(app + "/" + part);
			AccessiblePage.check(this.page, "app-" + part.replace('/', '-'));
		}
		this.page.navigate(app + "/edit");
		this.page.locator("#initiation-launchpad").check();
		this.page.locator("#initiateLoginUri").fill("https://browser.example/#start");
		said = this.page.locator("#initiateLoginUri-checks li");
		said.first().waitFor();
		assertThat(said.innerText()).contains("#");
		AccessiblePage.check(this.page, "app-edit-starting");
		this.page.locator("#initiateLoginUri").fill("https://browser.example/start");
		this.page.locator("main button.primary").click();
		this.page.waitForURL("**done=apps.changed");
		AccessiblePage.check(this.page, "app-launchpad");

		this.page.navigate(app + "/sharing");
		this.page.locator("#with-some").check();
		this.page.locator("li[data-name^=Washington] button").click();
		Locator schools = this.page.locator("li[data-name^=Washington] details");
		schools.waitFor();
		schools.locator("input[name=school]").last().check();
		AccessiblePage.check(this.page, "app-sharing-schools");
		Page elsewhere = this.context.newPage();
		elsewhere.navigate(app + "/sharing");
		elsewhere.locator("#with-all").check();
		elsewhere.locator("main form.app-form button.primary").click();
		elsewhere.waitForURL("**done=apps.shared");
		elsewhere.close();
		this.page.locator("main form.app-form button.primary").click();
		this.page.locator("#meanwhile").waitFor();
		AccessiblePage.check(this.page, "app-sharing-stale");
		this.page.locator("main form.app-form button.primary").click();
		this.page.waitForURL("**done=apps.shared");

		this.page.navigate(app + "/secrets/new");
		this.page.locator("main button.primary").click();
		this.page.locator("#client-secret").waitFor();
		this.page.navigate(app);
		AccessiblePage.check(this.page, "app-two-secrets");
		this.page.locator("a[href$='/end']").first().click();
		AccessiblePage.check(this.page, "app-secret-end");

		this.page.navigate(app + "/disable");
		this.page.locator("main button.danger").click();
		this.page.waitForURL("**done=apps.disabled");
		AccessiblePage.check(this.page, "app-disabled");

		this.page.navigate(app + "/edit");
		Page other = this.context.newPage();
		other.navigate(app + "/edit");
		other.locator("#name").fill("Somebody Else’s Name");
		other.locator("main button.primary").click();
		other.waitForURL("**done=apps.changed");
		other.close();
		this.page.locator("#name").fill("My Name");
		this.page.locator("main button.primary").click();
		this.page.locator("#meanwhile").waitFor();
		AccessiblePage.check(this.page, "app-stale");

		this.page.navigate(app + "/remove");
		this.page.locator("main button.danger").click();
		this.page.waitForURL("**done=apps.removed");
	}

	@Test
	void oneSchoolOfFiveHundredIsFoundWhileOneTypes() {
		this.jdbc.sql("""
				insert into district (tenant_id, custom_url, name, state_id, state_name, nces_id, nces_name, created_at)
				values (777001, 'manyschools', 'Many Schools District', 0, '', '', '', now()) on conflict do nothing""").update();
		this.jdbc.sql("""
				insert into org (tenant_id, sourced_id, status, date_last_modified, name, type)
				select 777001, 'MS' || n, 'active', now(), 'School ' || to_char(n, 'FM000'), 'school' from generate_series(1, 500) n
				on conflict do nothing""").update();
		this.page.navigate(this.base + "/console/manyschools/apps/new");
		this.page.locator("#name").fill("School by School");
		this.page.locator("#redirectUris").fill("https://schools.example/callback");
		this.page.locator("main button.primary").click();
		this.page.locator("main a.primary").click();
		this.page.waitForURL("**/apps/c*");
		String app = this.page.url();
		this.page.navigate(app + "/sharing");
		Locator found = this.page.locator("#schools-777001 .check:visible");
		assertThat(found.count()).isEqualTo(500);

		this.page.locator("#find-school-777001").fill("school 42");
		assertThat(found.count()).isEqualTo(10);
		AccessiblePage.check(this.page, "app-sharing-many");
		this.page.locator("#find-school-777001").fill("nowhere");
		assertThat(this.page.locator("#schools-777001 [data-none]").isVisible()).isTrue();
		this.page.locator("#find-school-777001").fill("school 421");
		this.page.locator("#find-school-777001").press("Enter");
		found.locator("input").check();
		this.page.locator("main form.app-form button.primary").click();
		this.page.waitForURL("**done=apps.shared");
		this.page.navigate(app + "/sharing");
		assertThat(this.page.locator("li[data-name='Many Schools District'] summary").innerText()).contains("1 of 500");
	}

	@Test
	void aMachineIsLetIntoTheAdminApi() {
		this.page.navigate(this.base + "/console/lincolnusd/apps/new");
		this.page.locator("#name").fill("Nightly Import");
		this.page.locator("#kind-machine").check();
		this.page.locator("#tokenFormat-jwt").check();
		this.page.locator("#fidelity-exact").check();
		this.page.locator("main button.primary").click();
		this.page.locator("#faults").waitFor();
		AccessiblePage.check(this.page, "machine-faults");
		this.page.locator("#fidelity-extended").check();
		this.page.locator("main button.primary").click();
		this.page.locator("#client-secret").waitFor();
		AccessiblePage.check(this.page, "machine-secret");
		this.page.locator("main a.primary").click();
		this.page.waitForURL("**/apps/c*");
		String app = this.page.url();

		this.page.locator("a[href$='/admin-api']").click();
		AccessiblePage.check(this.page, "app-admin-api");
		Page other = this.context.newPage();
		other.navigate(app + "/admin-api");
		other.locator("#tiles").selectOption("read");
		other.locator("main button.primary").click();
		other.waitForURL("**done=apps.changed");
		other.close();
		this.page.locator("#people").selectOption("write");
		this.page.locator("main button.primary").click();
		this.page.locator("#meanwhile").waitFor();
		AccessiblePage.check(this.page, "app-admin-api-stale");
		this.page.locator("main button.primary").click();
		this.page.waitForURL("**done=apps.changed");
		AccessiblePage.check(this.page, "machine");
	}

	@Test
	void everythingWorksWithoutJavaScript(Browser browser) {
		try (BrowserContext plain = browser.newContext(options().setJavaScriptEnabled(false))) {
			signIn(plain);
			this.page.navigate(this.base + "/console/lincolnusd/apps");
			this.page.locator("main a.primary").click();
			this.page.locator("#name").fill("Plain Reader");
			this.page.locator("#redirectUris").fill("https://plain.example/callback");
			this.page.locator("main button.primary").click();
			assertThat(this.page.locator("#client-secret").innerText()).matches("[0-9a-f]{32}");
			assertThat(this.page.locator("button[data-copy=client-secret]").isVisible()).isFalse();
			this.page.locator("main a.primary").click();
			assertThat(this.page.locator("h1").innerText()).isEqualTo("Plain Reader");
		}
	}

}
