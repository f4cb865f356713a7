package org.rollcall.browser;

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
 * The overview, consents and the record of what happened, as school IT walks them.
 */
@RollcallTest
@ExtendWith(Chromium.class)
class RecordsPageTests {

	private static final String CONSOLE = "/console/lincolnusd";

	@Value("${rollcall.issuer}")
	private String base;

	@Autowired
	private JdbcClient jdbc;

	private BrowserContext context;

	private Page page;

	@BeforeEach
	void openBrowser(Browser browser) {
		open(browser, "en-US", true);
	}

	private void open(Browser browser, String locale, boolean scripts) {
		this.context = browser.newContext(new Browser.NewContextOptions().setLocale(locale)
			.setReducedMotion(ReducedMotion.REDUCE)
			.setJavaScriptEnabled(scripts));
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
	void theOverviewShowsWhatHappensAndWhatNeedsAttention() {
		Visitor.teacher(this.base).tokens(App.LINCOLN_READER);
		this.jdbc.sql("""
				insert into audit_event (happened_at, kind, tenant_id, actor_kind, client_id, user_id, sentence, details)
				select now() - interval '1 hour' * (i % 160), k, person.tenant_id, 'server', client_id, user_id, 'Refused', d::jsonb
				from person, client, generate_series(1, 400) i, (values ('SignedIn', null), ('TokensIssued', null),
					('TokenRefused', '{"error": "invalid_grant", "reason": "The code was used before."}'),
					('SignInRefused', '{"throttled": true}')) v (k, d)
				where login_id = 'douglas.villanueva' and client.name = 'Legacy Reader'""").update();
		this.page.navigate(this.base + CONSOLE);
		assertThat(this.page.locator("ul.attention").innerText()).contains("Legacy Reader", "douglas.villanueva");
		AccessiblePage.check(this.page, "overview");
		this.page.locator("details summary").first().click();
		AccessiblePage.check(this.page, "overview-numbers");
	}

	@Test
	void theRecordIsFilteredAndRead() {
		Visitor.teacher(this.base).signIn();
		this.page.navigate(this.base + CONSOLE + "/audit");
		AccessiblePage.check(this.page, "audit");
		this.page.locator("#person").fill("tina.teacher");
		this.page.locator("#kind").selectOption("SignedIn");
		this.page.keyboard().press("Enter");
		this.page.locator("main form button[type=submit]").click();
		this.page.waitForURL("**/audit?person=tina.teacher**");
		this.page.locator("table.audit summary").first().click();
		AccessiblePage.check(this.page, "audit-event");
		this.page.locator("#address").fill("nowhere");
		this.page.locator("main form button[type=submit]").click();
		this.page.waitForURL("**address=nowhere**");
		AccessiblePage.check(this.page, "audit-fault");
		this.jdbc.sql("""
				insert into audit_event (happened_at, kind, tenant_id, actor_kind, sentence, before, after)
				select now(), 'ChangedEvent', tenant_id, 'server', 'Changed', '{"redirect_uris": ["https://reader.example/a/very/long/callback/path"]}',
					'{"redirect_uris": ["https://reader.example/a/very/long/callback/path", "https://reader.example/another"]}'
				from district where custom_url = 'lincolnusd'""").update();
		this.page.navigate(this.base + "/console/-/audit?kind=ChangedEvent");
		this.page.locator("table.audit summary").first().click();
		AccessiblePage.check(this.page, "audit-change");
		this.page.navigate(this.base + CONSOLE + "/audit?kind=NothingEvent");
		AccessiblePage.check(this.page, "audit-none");
		this.page.navigate(this.base + "/console/-/audit/retention");
		AccessiblePage.check(this.page, "audit-retention");
	}

	@Test
	void consentsAreDecidedAbout() {
		Visitor.teacher(this.base).tokens(App.MOBILE_READER);
		this.page.navigate(this.base + CONSOLE + "/consents");
		AccessiblePage.check(this.page, "consents");
		this.page.locator("table.data tbody a:has-text('Mobile Reader')").click();
		AccessiblePage.check(this.page, "consents-app");
		String app = this.page.url();
		this.page.locator(".page-head a").click();
		AccessiblePage.check(this.page, "consents-policy");
		this.page.locator("#policy-granted").check();
		this.page.locator("input[name=scope]").all().forEach((box) -> box.uncheck());
		this.page.locator("main form button[type=submit]").click();
		this.page.locator("#faults").waitFor();
		AccessiblePage.check(this.page, "consents-policy-fault");
		this.page.locator("#scope-email").check();
		this.page.locator("main form button[type=submit]").click();
		this.page.waitForURL("**done=consent-policy");
		AccessiblePage.check(this.page, "consents-granted");
		this.page.locator("table.data a.button").first().click();
		AccessiblePage.check(this.page, "consents-take-back");
		this.page.navigate(this.base + CONSOLE + "/consents/students");
		AccessiblePage.check(this.page, "consents-students");
		this.page.navigate(app + "/policy");
		this.page.locator("#policy-ask").check();
		this.page.locator("main form button[type=submit]").click();
		this.page.waitForURL("**done=consent-policy");
	}

	@Test
	void whoseDistrictGrantedAPartIsAskedForTheRest() {
		this.jdbc.sql("""
				insert into consent_policy (tenant_id, client_id, policy, scopes) select d.tenant_id, client_id, 'granted', '{openid,profile}'
				from district d, client c where custom_url = 'lincolnusd' and c.name = 'Legacy Reader'""").update();
		try {
			this.page.navigate(this.base + App.LEGACY_READER.authorizeUrl("scope", "openid profile email", "prompt", "consent"));
			assertThat(this.page.locator("section[aria-labelledby=given] li").count()).isEqualTo(2);
			AccessiblePage.check(this.page, "consent-given");
		}
		finally {
			this.jdbc.sql("delete from consent_policy").update();
		}
	}

	@Test
	void allOfItIsReadInSpanishToo(Browser browser) {
		this.context.close();
		open(browser, "es-US", true);
		for (String path : new String[] { "", "/audit", "/consents", "/consents/students" }) {
			this.page.navigate(this.base + CONSOLE + path);
			assertThat(this.page.locator("html").getAttribute("lang")).startsWith("es");
			assertThat(this.page.locator("main").innerText()).doesNotContain("??");
			AccessiblePage.check(this.page, "es" + path.replace('/', '-'));
		}
	}

	@Test
	void theRecordIsFilteredWithoutAScript(Browser browser) {
		this.context.close();
		open(browser, "en-US", false);
		this.page.navigate(this.base + CONSOLE + "/audit");
		this.page.locator("#person").fill("ada.admin");
		this.page.locator("main form button[type=submit]").click();
		this.page.waitForURL("**/audit?person=ada.admin**");
		assertThat(this.page.locator("table.audit tbody tr").count()).isPositive();
	}

}
