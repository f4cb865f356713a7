package org.rollcall.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ReducedMotion;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.rollcall.journey.AdminApi;
import org.rollcall.journey.RollcallTest;
import org.rollcall.journey.Visitor;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The sharing of a roster with an app, as school IT walks it.
 */
@RollcallTest
@ExtendWith(Chromium.class)
class RosterSharePageTests {

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
	void aRosterIsSharedLookedAtRenewedAndSharedNoMore() {
		AdminApi.makeDistrict(this.base, this.jdbc, "sharing");
		this.jdbc.sql("""
				insert into org (tenant_id, sourced_id, status, date_last_modified, name, type)
				select tenant_id, 'S' || n, 'active', now(), 'Elementary School ' || n, 'school' from district, generate_series(1, 239) n
				where custom_url = 'sharing'""").update();
		String shares = this.base + "/console/sharing/roster/shares";

		this.page.navigate(this.base + "/console/sharing/roster");
		AccessiblePage.check(this.page, "roster-with-shares");
		this.page.locator("section[aria-labelledby=shares] a").click();
		AccessiblePage.check(this.page, "shares-none");
		this.page.locator(".page-head a.button").click();
		AccessiblePage.check(this.page, "shares-choose");
		this.page.locator("main tbody tr", new Page.LocatorOptions().setHasText("Legacy Reader")).locator("a").click();
		AccessiblePage.check(this.page, "shares-form");

		this.page.locator("label[for=with-some]").click();
		this.page.locator("main form.app-form button.primary").click();
		this.page.locator("#faults").waitFor();
		AccessiblePage.check(this.page, "shares-form-wrong");
		this.page.locator("#q").fill("school 238");
		assertThat(this.page.locator("#schools .check:visible").count()).as("found while typing").isOne();
		this.page.locator("#schools .check:visible label").click();
		this.page.locator("button[name=find]").click();
		AccessiblePage.check(this.page, "shares-form-found");
		this.page.locator("main form.app-form button.primary").click();
		this.page.waitForURL("**done=shares.shared");
		AccessiblePage.check(this.page, "share");

		String share = this.page.url().replaceAll("\\?.*", "");
		for (String part : new String[] { "/credentials", "/renew", "/end" }) {
			this.page.navigate(share + part);
			AccessiblePage.check(this.page, "share" + part.replace('/', '-'));
		}
		this.page.navigate(shares);
		assertThat(this.page.locator("main tbody").innerText()).contains("Legacy Reader").contains("1 school");
		AccessiblePage.check(this.page, "shares");
		this.page.navigate(share + "/end");
		this.page.locator("main form button.danger").click();
		this.page.waitForURL("**done=shares.ended");
	}

	@Test
	void aPartnerKeyIsMadeAndEnded() {
		String app = this.base + "/console/lincolnusd/apps/"
				+ AdminApi.ofServer(this.base, this.jdbc)
					.post("/admin/v1/clients", "{name: Keyed in a browser, redirectUris: ['http://localhost:9001/callback']}")
					.json()
					.get("clientId")
					.asString();
		this.page.navigate(app + "/partner-keys/new");
		AccessiblePage.check(this.page, "partner-key-new");
		this.page.locator("#until").fill("2020-01-01");
		this.page.evaluate("document.querySelector('main form.panel').noValidate = true");
		this.page.locator("main form.panel button.primary").click();
		this.page.locator("#faults").waitFor();
		AccessiblePage.check(this.page, "partner-key-wrong");
		this.page.locator("#name").fill("Nightly sync");
		this.page.locator("#until").fill("");
		this.page.locator("main form.panel button.primary").click();
		this.page.locator("#secret").waitFor();
		AccessiblePage.check(this.page, "partner-key-made");
		this.page.navigate(app);
		AccessiblePage.check(this.page, "app-with-partner-key");
		this.page.locator("section[aria-labelledby=partner-keys] tbody a").click();
		AccessiblePage.check(this.page, "partner-key-end");
		this.page.locator("main form button.danger").click();
		this.page.waitForURL("**done=partner-keys.ended");
		AccessiblePage.check(this.page, "app-with-ended-partner-key");
	}

}
