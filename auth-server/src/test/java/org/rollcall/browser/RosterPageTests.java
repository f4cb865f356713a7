package org.rollcall.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import com.microsoft.playwright.options.ReducedMotion;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.rollcall.journey.AdminApi;
import org.rollcall.journey.RollcallTest;
import org.rollcall.journey.Visitor;
import org.rollcall.roster.RosterFolder;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The import of a roster, as school IT walks it.
 */
@RollcallTest
@ExtendWith(Chromium.class)
class RosterPageTests {

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
	void aRosterWithFaultsIsMendedAndImported() {
		AdminApi.makeDistrict(this.base, this.jdbc, "walked");
		this.page.navigate(this.base + "/console/walked/roster");
		AccessiblePage.check(this.page, "roster-empty");
		this.page.locator(".page-head a.button").click();
		AccessiblePage.check(this.page, "roster-upload");
		upload(new RosterFolder().replace("users.csv", "teacher,terry", "pupil \u202e<b>,terry"));
		this.page.locator("#faults-title").waitFor();
		assertThat(this.page.locator("main table tbody tr").first().innerText()).contains("users.csv").contains("line 2").contains("role");
		AccessiblePage.check(this.page, "roster-faults");

		this.page.navigate(this.base + "/console/walked/roster/upload");
		upload(new RosterFolder());
		this.page.locator("a[href$='/confirm']").waitFor();
		AccessiblePage.check(this.page, "roster-preview");
		this.page.locator("a[href$='/confirm']").click();
		AccessiblePage.check(this.page, "roster-confirm");
		this.page.locator("main form[method=post] button").click();
		this.page.locator("main .tag.good").waitFor();
		AccessiblePage.check(this.page, "roster-imported");

		RosterFolder less = new RosterFolder();
		less.with("users.csv", less.text("users.csv").replaceAll("(?m)^u-(aide|proctor|relative).*\n", ""));
		this.page.navigate(this.base + "/console/walked/roster/upload");
		upload(less);
		this.page.locator("a[href$='/confirm']").click();
		this.page.locator("main form[method=post] button").click();
		this.page.locator("#faults").waitFor();
		AccessiblePage.check(this.page, "roster-beyond");
		this.page.locator("#letGo").check();
		this.page.locator("main form[method=post] button").click();
		this.page.locator("main .tag.good").waitFor();

		this.page.navigate(this.base + "/console/walked/roster");
		assertThat(this.page.locator("main table tbody tr").allInnerTexts()).hasSize(3).first().asString().contains("Imported");
		AccessiblePage.check(this.page, "roster");
		this.page.navigate(this.base + "/console/walked/roster/guard");
		AccessiblePage.check(this.page, "roster-guard");
	}

	private void upload(RosterFolder folder) {
		this.page.locator("#file").setInputFiles(new FilePayload("roster.zip", "application/zip", folder.zip()));
		this.page.locator("main form[method=post] button[type=submit]").click();
		this.page.waitForURL("**/roster/imports/*");
	}

}
