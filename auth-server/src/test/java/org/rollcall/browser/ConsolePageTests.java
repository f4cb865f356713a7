package org.rollcall.browser;

import java.nio.file.Files;
import java.nio.file.Path;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ReducedMotion;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.rollcall.RollcallApplication;
import org.rollcall.journey.FreshServer;
import org.rollcall.journey.RollcallTest;
import org.rollcall.journey.Visitor;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The frame of the console in a real Chromium: the first administrator, the way in, and the way past it.
 */
@RollcallTest
@ExtendWith(Chromium.class)
class ConsolePageTests {

	@Value("${rollcall.issuer}")
	private String base;

	private BrowserContext context;

	private Page page;

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
	void anAdministratorSignsInAndIsLedBackToTheConsole() {
		this.page.navigate(this.base + "/console/lincolnusd");
		assertThat(this.page.locator("#lead").innerText()).doesNotContainIgnoringCase("app asks");
		this.page.locator("input[type=search]").fill("lincoln");
		this.page.keyboard().press("Enter");
		this.page.getByText("Lincoln Unified School District").first().click();
		this.page.locator("#username").fill("ada.admin");
		this.page.locator("#password").fill(Visitor.PASSWORD);
		this.page.locator("main button[type=submit]").first().click();

		this.page.waitForURL("**/console/lincolnusd");
		assertThat(this.page.locator("nav [aria-current=page]").innerText()).isEqualTo("Overview");
		AccessiblePage.check(this.page, "console-overview");
		this.page.navigate(this.base + "/console/-/districts");
		AccessiblePage.check(this.page, "console-districts");
		this.page.navigate(this.base + "/console/-/districts?q=nowhere");
		AccessiblePage.check(this.page, "console-districts-none");
		this.page.navigate(this.base + "/console/-/confirm?to=/console/lincolnusd/audit");
		AccessiblePage.check(this.page, "console-confirm");
		this.page.locator("#password").fill("guess");
		this.page.locator("main button[type=submit]").first().click();
		AccessiblePage.check(this.page, "console-confirm-wrong");
	}

	@Test
	void aTeacherIsToldThatThePageIsNotForThem() {
		this.page.navigate(this.base + "/lincolnusd");
		this.page.locator("#username").fill("tina.teacher");
		this.page.locator("#password").fill(Visitor.PASSWORD);
		this.page.locator("main button[type=submit]").first().click();
		this.page.waitForURL("**/home");

		assertThat(this.page.navigate(this.base + "/console").status()).isEqualTo(403);
		AccessiblePage.check(this.page, "console-forbidden");
	}

	@Test
	void whoeverHasTheLinkOfANewServerSetsItUp() throws Exception {
		try (ConfigurableApplicationContext server = new SpringApplicationBuilder(RollcallApplication.class)
			.initializers(new FreshServer())
			.run()) {
			String file = server.getEnvironment().getRequiredProperty("rollcall.data-directory") + "/first-administrator";
			String link = Files.readString(Path.of(file)).strip();
			String here = "http://localhost:" + server.getEnvironment().getProperty("server.port");
			this.page.navigate(here + link.substring(link.indexOf("/console/")));
			AccessiblePage.check(this.page, "setup");
			this.page.locator("#district").fill("Springfield Schools");
			this.page.locator("#customUrl").fill("Not A Path");
			this.page.locator("#firstName").fill("Edna");
			this.page.locator("#lastName").fill("Krabappel");
			this.page.locator("#loginId").fill("edna");
			this.page.locator("#password").fill("correct horse battery");
			this.page.locator("#repeated").fill("correct horse battery");
			this.page.locator("main button[type=submit]").click();
			assertThat(this.page.locator("#faults").evaluate("element => element === document.activeElement")).isEqualTo(true);
			AccessiblePage.check(this.page, "setup-fault");
			this.page.locator("#customUrl").fill("springfield");
			this.page.locator("#password").fill("correct horse battery");
			this.page.locator("#repeated").fill("correct horse battery");
			this.page.locator("main button[type=submit]").click();

			this.page.waitForURL("**/console/springfield");
			assertThat(this.page.locator("h1").innerText()).contains("Springfield Schools");
			this.page.navigate(here + "/console/-/setup?link=gone");
			AccessiblePage.check(this.page, "setup-closed");
		}
	}

}
