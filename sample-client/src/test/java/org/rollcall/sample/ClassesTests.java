package org.rollcall.sample;

import org.junit.jupiter.api.Test;
import org.rollcall.sample.Browser.Page;

import static org.assertj.core.api.Assertions.assertThat;

class ClassesTests extends SampleClientTest {

	@Test
	void aTeacherSeesTheirClassesAndWhoIsInThem() {
		browser.signIn(classLink);

		assertThat(browser.get("/home").text()).contains("href=\"/classes\"");
		assertThat(browser.get("/classes").text()).contains("Biology &amp; more", "BIO-1", "2 students", "Abel, Zoë", "&lt;b&gt;Zed, Al");
	}

	@Test
	void aStudentSeesTheirClassesAndNobodyElse() {
		classLink.playRole("Student");
		browser.signIn(classLink);

		assertThat(browser.get("/classes").text()).contains("Biology &amp; more").doesNotContain("Abel", "students</span>");
	}

	@Test
	void whoTookATickAwayIsToldHowToGiveIt() {
		classLink.changeTokenAnswer((answer) -> answer.put("scope", "openid profile email"));
		classLink.failRoster(403, "{\"imsx_description\":\"This path needs the scope roster.classes.basic\"}");
		browser.signIn(classLink);

		Page page = browser.get("/classes");

		assertThat(page.status()).isEqualTo(200);
		assertThat(page.text()).contains("You did not share this", "needs the scope roster.classes.basic", "href=\"/login?anew=true\"");
		assertThat(browser.get("/login?anew=true").header("Location")).contains("prompt=consent");
		assertThat(browser.get("/login").header("Location")).doesNotContain("prompt");
	}

	@Test
	void whereTheDistrictDoesNotShareTheAppSaysSo() {
		classLink.failRoster(403, "{\"imsx_description\":\"Lincoln does not share its roster with this app.\"}");
		browser.signIn(classLink);

		assertThat(browser.get("/classes").text()).contains("Your district does not share this", "Lincoln does not share its roster with this app.")
			.doesNotContain("Sign in again");
	}

	@Test
	void whoseTokenHasEndedSignsInAgain() {
		browser.signIn(classLink);
		classLink.failRoster(401, "{}");

		assertThat(browser.get("/classes").text()).contains("Your sign-in has ended", "Sign in again");
	}

	@Test
	void whoIsNotSignedInSeesTheFrontPage() {
		assertThat(browser.get("/classes").header("Location")).isEqualTo("/");
	}

}
