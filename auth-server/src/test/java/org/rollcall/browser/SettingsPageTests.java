package org.rollcall.browser;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

import javax.imageio.ImageIO;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import com.microsoft.playwright.options.ReducedMotion;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.rollcall.journey.RollcallTest;
import org.rollcall.journey.Visitor;

import org.springframework.beans.factory.annotation.Value;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The settings, as school IT walks them.
 */
@RollcallTest
@ExtendWith(Chromium.class)
class SettingsPageTests {

	@Value("${rollcall.issuer}")
	private String base;

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
	void aDistrictIsMadeAndDecidesForItself(Browser browser) throws IOException {
		String url = "look-" + Long.toHexString(System.nanoTime());
		this.page.navigate(this.base + "/console/-/districts/new");
		AccessiblePage.check(this.page, "new-district");
		this.page.locator("#name").fill("Harbor View Schools <b> \u202eredrob");
		this.page.locator("#customUrl").fill("lincolnusd");
		submit();
		this.page.locator("#faults").waitFor();
		AccessiblePage.check(this.page, "new-district-fault");
		this.page.locator("#customUrl").fill(url);
		submit();
		this.page.waitForURL("**/settings?done=districts.new");

		this.page.locator("#name").fill("Harbor View Schools");
		this.page.locator("#ownColour").check();
		this.page.locator("#colour").fill("#e0a100");
		this.page.locator("#session").selectOption("480");
		submit();
		this.page.waitForURL("**/settings?done=settings");
		assertThat(this.page.locator("main [role=status]").innerText()).isEqualTo("Saved.");
		AccessiblePage.check(this.page, "settings");
		this.page.locator("#password").evaluate("field => field.removeAttribute('max')");
		this.page.locator("#password").fill("99");
		submit();
		this.page.locator("#faults").waitFor();
		AccessiblePage.check(this.page, "settings-fault");
		this.page.navigate(this.base + "/console/" + url + "/settings/logo");
		AccessiblePage.check(this.page, "settings-logo");
		this.page.locator("#logo").setInputFiles(new FilePayload("logo.png", "image/png", "<script>".getBytes(StandardCharsets.UTF_8)));
		submit();
		this.page.locator("#faults").waitFor();
		AccessiblePage.check(this.page, "settings-logo-fault");
		this.page.locator("#logo").setInputFiles(new FilePayload("logo.jpg", "image/jpeg", logo()));
		submit();
		this.page.waitForURL("**/settings?done=settings.logo");
		assertThat(this.page.url()).doesNotContain("csrf");
		AccessiblePage.check(this.page, "settings-with-logo");
		this.page.navigate(this.base + "/console/" + url + "/settings/logo");
		AccessiblePage.check(this.page, "settings-logo-there");
		try (BrowserContext other = browser.newContext(new Browser.NewContextOptions().setReducedMotion(ReducedMotion.REDUCE))) {
			Page signIn = other.newPage();
			signIn.navigate(this.base + "/" + url);
			assertThat(signIn.locator(".card img.app-logo").evaluate("image => image.naturalWidth")).isEqualTo(200);
			assertThat(signIn.evaluate("getComputedStyle(document.documentElement).getPropertyValue('--accent')").toString())
				.isNotEqualTo("#0b6163");
			AccessiblePage.check(signIn, "sign-in-coloured");
		}

		this.page.navigate(this.base + "/console/" + url + "/settings");
		Page second = this.context.newPage();
		second.navigate(this.base + "/console/" + url + "/settings");
		second.locator("#name").fill("Harbor View, the other one");
		second.locator("main form button[type=submit]").click();
		second.waitForURL("**/settings?done=settings");
		this.page.locator("#name").fill("Harbor View, this one");
		submit();
		this.page.locator("main [role=alert]").waitFor();
		AccessiblePage.check(this.page, "settings-stale");

		this.page.navigate(this.base + "/console/" + url + "/settings/profiles");
		this.page.locator("#name").fill("Librarian");
		this.page.locator("#role").selectOption("TEACHER");
		submit();
		this.page.waitForURL("**/profiles?done=profiles.added");
		AccessiblePage.check(this.page, "profiles");
	}

	private static byte[] logo() throws IOException {
		BufferedImage image = new BufferedImage(200, 200, BufferedImage.TYPE_INT_RGB);
		Graphics2D graphics = image.createGraphics();
		graphics.setColor(new Color(0x1d4e89));
		graphics.fillRect(0, 0, 200, 200);
		graphics.setColor(new Color(0xf7b32b));
		graphics.fillOval(40, 40, 120, 120);
		graphics.dispose();
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		ImageIO.write(image, "jpg", out);
		return out.toByteArray();
	}

	@Test
	void keysAreMadeShownAndRevoked() {
		this.page.navigate(this.base + "/console/lincolnusd/settings/api-keys/new");
		AccessiblePage.check(this.page, "api-key-new");
		this.page.locator("#name").fill("Nightly import");
		submit();
		this.page.locator("#faults").waitFor();
		AccessiblePage.check(this.page, "api-key-fault");
		this.page.locator("#people").selectOption("write");
		this.page.locator("#tiles").selectOption("read");
		submit();
		this.page.locator("#secret").waitFor();
		AccessiblePage.check(this.page, "api-key-made");
		this.page.navigate(this.base + "/console/lincolnusd/settings/api-keys");
		AccessiblePage.check(this.page, "api-keys");
		this.page.locator("tbody a").first().click();
		AccessiblePage.check(this.page, "api-key-revoke");
		this.page.navigate(this.base + "/console/-/api-keys");
		AccessiblePage.check(this.page, "api-keys-server");
		this.page.navigate(this.base + "/console/-/api-keys/new");
		AccessiblePage.check(this.page, "api-key-new-server");
	}

	@Test
	void aTokenForRegisteringAppsIsMade() {
		this.page.navigate(this.base + "/console/lincolnusd/settings/registration/new");
		AccessiblePage.check(this.page, "registration-new");
		this.page.locator("#name").fill("Vendor X, pilot");
		submit();
		this.page.locator("#secret").waitFor();
		AccessiblePage.check(this.page, "registration-made");
		this.page.navigate(this.base + "/console/lincolnusd/settings/registration");
		AccessiblePage.check(this.page, "registration");
	}

	@Test
	void signingKeysAreLookedAt() {
		this.page.navigate(this.base + "/console/-/keys");
		AccessiblePage.check(this.page, "keys");
		this.page.navigate(this.base + "/console/-/keys/rotate");
		AccessiblePage.check(this.page, "keys-rotate");
	}

	@Test
	void theAdminApiIsTriedInThePage() {
		this.page.navigate(this.base + "/console/-/api-keys/new");
		this.page.locator("#name").fill("For a try");
		this.page.locator("#districts").selectOption("read");
		submit();
		String key = this.page.locator("#secret").innerText();

		this.page.navigate(this.base + "/console/-/api");
		AccessiblePage.check(this.page, "api");
		this.page.locator("#operation").selectOption("GET /admin/v1/districts/{name}");
		this.page.locator("#path").fill("/admin/v1/districts/lincolnusd");
		this.page.locator("#api-key").fill(key);
		this.page.locator("form[data-try] button").click();
		this.page.locator("#answer").waitFor();
		assertThat(this.page.locator("#answer").innerText()).startsWith("200").contains("Lincoln Unified School District");
		AccessiblePage.check(this.page, "api-answer");
	}

	private void submit() {
		this.page.locator("main form[method=post] button[type=submit]").last().click();
	}

}
