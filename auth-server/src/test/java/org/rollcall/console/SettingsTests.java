package org.rollcall.console;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jsoup.nodes.Element;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.rollcall.directory.Palette;
import org.rollcall.directory.PersonRegistration;
import org.rollcall.directory.Registrar;
import org.rollcall.directory.Districts;
import org.rollcall.directory.Role;
import org.rollcall.journey.Http;
import org.rollcall.journey.Page;
import org.rollcall.journey.RollcallTest;
import org.rollcall.journey.TestClock;
import org.rollcall.journey.Visitor;
import org.rollcall.password.PasswordRules;
import org.rollcall.password.Passwords;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a district decides for itself.
 */
@RollcallTest
class SettingsTests {

	@Value("${rollcall.issuer}")
	private String base;

	@Autowired
	private Districts districts;

	@Autowired
	private Registrar registrar;

	@Autowired
	private Passwords passwords;

	@Autowired
	private PasswordRules rules;

	@Autowired
	private JdbcClient jdbc;

	@Autowired
	private TestClock clock;

	private Http ada;

	/** A district of the test's own. */
	private String url;

	@BeforeEach
	void makeDistrict() {
		this.ada = new Visitor(this.base, "lincolnusd", "ada.admin").signIn().http();
		this.url = "settings-" + Long.toHexString(System.nanoTime());
		Page made = post("/console/-/districts/new", "name", "Lakeside Schools", "customUrl", this.url);
		assertThat(made.location().getPath()).isEqualTo("/console/" + this.url + "/settings");
	}

	@Test
	void aNewDistrictHasASignInPageAndTheRolesProfiles() {
		assertThat(new Http(this.base).get("/" + this.url).text()).contains("Lakeside Schools");
		assertThat(this.ada.get("/console/" + this.url + "/settings/profiles").html().select("tbody tr")).hasSize(5);
		assertThat(this.ada.get("/console/" + this.url + "/settings/profiles").html().select("tbody form")).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "lincolnusd", "console", "Has Blanks", "", "-x", "a/b", "<b>" })
	void anAddressThatCannotBeHadIsRefusedWithEverythingStillThere(String customUrl) {
		Page refused = post("/console/-/districts/new", "name", "Other <b>Schools</b> \u202egnp", "customUrl", customUrl);

		assertThat(refused.status()).isEqualTo(422);
		assertThat(refused.html().select("#customUrl-fault").text()).isNotEmpty();
		assertThat(refused.html().select("#name").attr("value")).isEqualTo("Other <b>Schools</b> \u202egnp");
	}

	@Test
	void aLogoStandsOnTheSignInPageAndAboveTheConsoleUntilItIsTakenAway() throws IOException {
		assertThat(new Http(this.base).get("/" + this.url).html().select(".card .monogram").text()).isEqualTo("L");
		String settings = "/console/" + this.url + "/settings";

		assertThat(AppLogoTests.send(this.ada, settings + "/logo", AppLogoTests.picture("jpg", 120, 120)).location().getQuery())
			.isEqualTo("done=settings.logo");

		String source = new Http(this.base).get("/" + this.url).html().select(".card img.app-logo").attr("src");
		Page logo = new Http(this.base).get(source);
		assertThat(logo.header("Content-Type")).isEqualTo("image/jpeg");
		assertThat(logo.header("Cache-Control")).contains("immutable");
		assertThat(logo.header("X-Content-Type-Options")).isEqualTo("nosniff");
		assertThat(this.ada.get(settings).html().select(".where img").attr("src")).isEqualTo(source);
		String hash = source.replaceAll(".*/", "");
		for (String other : List.of("/img/district/1/" + hash, "/img/district/0/x", "/img/district/99999999999/" + hash, source.replaceAll("[0-9a-f]$", "z"))) {
			assertThat(new Http(this.base).get(other).status()).as(other).isEqualTo(404);
		}

		Element remove = this.ada.get(settings + "/logo").html().selectFirst("form[action$=/logo/remove]");
		this.ada.post(remove.attr("action"), Map.of("_csrf", remove.select("[name=_csrf]").attr("value")));
		assertThat(new Http(this.base).get("/" + this.url).html().select(".card .monogram").text()).isEqualTo("L");
		assertThat(new Http(this.base).get(source).status()).isEqualTo(404);
		int tenantId = this.districts.findByCustomUrl(this.url).orElseThrow().tenantId();
		assertThat(this.jdbc.sql("select (before ->> 'logo') || '>' || (after ->> 'logo') from audit_event where kind = 'DistrictChanged' and tenant_id = ? order by audit_id")
			.param(tenantId)
			.query(String.class)
			.list()).containsExactly(">" + hash, hash + ">");
	}

	@Test
	void aLogoOfAnotherDistrictIsNobodysBusiness() throws IOException {
		Http wanda = new Visitor(this.base, "washingtonisd", "wanda.admin").signIn().http();

		assertThat(wanda.get("/console/" + this.url + "/settings/logo").status()).isEqualTo(403);
		assertThat(AppLogoTests.send(wanda, "/console/washingtonisd/settings/logo", "/console/" + this.url + "/settings/logo",
				AppLogoTests.picture("png", 120, 120)).status()).isEqualTo(403);
		assertThat(AppLogoTests.send(this.ada, "/console/" + this.url + "/settings/logo", AppLogoTests.picture("png", 99, 99)).text())
			.contains("100 × 100");
		assertThat(new Http(this.base).get("/" + this.url).html().select("img.app-logo")).isEmpty();
	}

	@Test
	void nameAddressAndColourReachTheSignInPage() {
		String moved = this.url + "-moved";
		Page saved = post(settings(), "name", "Lakeside & Hills", "customUrl", moved, "ownColour", "1", "colour", "#ffcc00");

		assertThat(saved.location().toString()).endsWith("/console/" + moved + "/settings?done=settings.address");
		Http visitor = new Http(this.base);
		assertThat(visitor.get("/" + this.url).status()).isEqualTo(404);
		Page signIn = visitor.get("/" + moved);
		assertThat(signIn.text()).contains("Lakeside & Hills");
		String sheet = signIn.html().select("link[rel=stylesheet]").last().attr("href");
		Page css = visitor.get(sheet);
		assertThat(css.header("Content-Type")).startsWith("text/css");
		assertThat(css.body()).contains("--accent: " + Palette.byDay("#ffcc00").accent()).contains("prefers-color-scheme: dark");
		assertThat(this.ada.get("/console/" + moved + "/settings").text()).contains("#ffcc00 could not be read");
		assertThat(what("DistrictChanged")).contains("#ffcc00").contains("Lakeside & Hills").contains(moved);
	}

	@ParameterizedTest
	@ValueSource(strings = { "#000000", "#ffffff", "#ffcc00", "#ff0000", "#0000ff", "#808080", "#0b6163", "#00ff00" })
	void textCanBeReadInEveryColourByDayAndByNight(String colour) {
		Palette day = Palette.byDay(colour);
		Palette night = Palette.byNight(colour);

		for (String surface : new String[] { "#ffffff", "#eef3f2", "#f3f7f6", day.tint(), day.onAccent() }) {
			assertThat(Palette.contrast(day.accent(), surface)).as(surface).isGreaterThanOrEqualTo(4.5);
		}
		for (String surface : new String[] { "#0e1819", "#162425", "#1c2d2e", night.tint(), night.onAccent() }) {
			assertThat(Palette.contrast(night.accent(), surface)).as(surface).isGreaterThanOrEqualTo(4.5);
		}
		assertThat(Palette.contrast(day.hover(), day.onAccent())).isGreaterThanOrEqualTo(4.5);
		assertThat(Palette.contrast(night.hover(), night.onAccent())).isGreaterThanOrEqualTo(4.5);
	}

	@Test
	void aSignInLastsAsLongAsItsDistrictDecides() {
		post(settings(), "session", "15");
		int tenantId = this.districts.findByCustomUrl(this.url).orElseThrow().tenantId();
		this.registrar.register(tenantId, null,
				new PersonRegistration("lara.settings", "Lakeside Schools", Role.TENANT_ADMINISTRATOR.value(), "Lara", null, "Settings",
						"Lara Settings", null, "", null, java.util.List.of(), "en", true, new java.util.TreeSet<>(),
						new java.util.TreeSet<>(), Map.of(), Map.of(), this.passwords.hash(Visitor.PASSWORD)));
		Http lara = new Visitor(this.base, this.url, "lara.settings").signIn().http();

		this.clock.advance(Duration.ofMinutes(14));
		assertThat(lara.get(settings()).status()).isEqualTo(200);
		this.clock.advance(Duration.ofMinutes(2));
		assertThat(lara.get(settings()).status()).isEqualTo(302);
		assertThat(what("SessionLifetimeChanged")).contains("PT15M");
	}

	@ParameterizedTest
	@CsvSource({ "session,14", "session,43201", "session,x", "session,-5", "password,7", "password,65", "password,1e3", "colour,red",
			"colour,#12345", "name,''", "customUrl,login" })
	void whatIsOutsideTheLimitsIsRefused(String field, String value) {
		Page refused = post(settings(), "ownColour", "1", field, value);

		assertThat(refused.status()).isEqualTo(422);
		assertThat(refused.html().select("#" + field + "-fault").text()).isNotEmpty();
		assertThat(refused.html().select("#faults a[href=#" + field + "]")).isNotEmpty();
	}

	@Test
	void aNameThatCannotBeStoredIsRefused() {
		assertThat(post(settings(), "name", "a\0b").status()).isEqualTo(422);
		assertThat(post(settings(), "name", "x".repeat(201)).status()).isEqualTo(422);
	}

	@Test
	void whoSavesOverAChangeIsToldWhatChangedAndLosesNothing() {
		Page shown = this.ada.get(settings());
		post(settings(), "name", "By the other one");

		Page stale = submit(shown, "name", "By me");

		assertThat(stale.status()).isEqualTo(409);
		assertThat(stale.html().select("[role=alert]").text()).contains("By the other one");
		assertThat(stale.html().select("#name").attr("value")).isEqualTo("By me");
		assertThat(submit(stale, "name", "By me").status()).isEqualTo(302);
		assertThat(this.districts.findByCustomUrl(this.url).orElseThrow().name()).isEqualTo("By me");
	}

	@Test
	void theSameFormTwiceChangesOnce() {
		Page shown = this.ada.get(settings());

		assertThat(submit(shown, "password", "20").status()).isEqualTo(302);
		assertThat(submit(shown, "password", "20").status()).isEqualTo(302);

		assertThat(this.jdbc.sql("select count(*) from audit_event where kind = 'PasswordRuleChanged' and tenant_id = ?")
			.param(this.districts.findByCustomUrl(this.url).orElseThrow().tenantId())
			.query(Integer.class)
			.single()).isEqualTo(1);
	}

	@Test
	void passwordsAreLongEnoughNotOnesOwnNameAndNotWellKnown() {
		int tenantId = this.districts.findByCustomUrl(this.url).orElseThrow().tenantId();
		assertThat(this.rules.check(tenantId, "elevenchars", "x")).contains(PasswordRules.Problem.TOO_SHORT);
		post(settings(), "password", "8");

		assertThat(this.rules.check(tenantId, "elevenchars", "x")).isEmpty();
		assertThat(this.rules.check(tenantId, "tina.teacher1", "Tina.Teacher")).contains(PasswordRules.Problem.OWN_NAME);
		assertThat(this.rules.check(tenantId, "Password2026!", "x")).contains(PasswordRules.Problem.WELL_KNOWN);
		assertThat(this.rules.check(tenantId, "aaaaaaaaaa", "x")).contains(PasswordRules.Problem.WELL_KNOWN);
		assertThat(this.rules.check(tenantId, "12345678", "x")).contains(PasswordRules.Problem.WELL_KNOWN);
		assertThat(this.rules.check(tenantId, "x".repeat(1025), "y")).contains(PasswordRules.Problem.TOO_LONG);
		assertThat(this.rules.check(tenantId, "correct horse battery", "tina.teacher")).isEmpty();
	}

	@Test
	void aProfileIsAddedOnceAndRemovedWhileNobodyHasIt() {
		String profiles = settings() + "/profiles";
		assertThat(post(profiles, "name", "Librarian <b>", "role", "TEACHER").status()).isEqualTo(302);
		assertThat(post(profiles, "name", "Librarian <b>", "role", "TEACHER").status()).isEqualTo(302);
		assertThat(post(profiles, "name", "Librarian <b>", "role", "STUDENT").status()).isEqualTo(422);
		assertThat(post(profiles, "name", "Nurse", "role", "KING").status()).isEqualTo(422);
		Page list = this.ada.get(profiles);
		assertThat(list.html().select("tbody th").eachText()).contains("Librarian <b>").hasSize(6);

		String remove = list.html().select("tbody form").attr("action");
		assertThat(this.ada.post(remove, list.hiddenFields()).location().getQuery()).isEqualTo("done=profiles.removed");
		assertThat(this.ada.post(remove, list.hiddenFields()).status()).isEqualTo(404);
		assertThat(what("ProfilesChanged")).contains("Librarian");
	}

	@Test
	void aProfileOfAnotherDistrictIsNotThere() {
		int foreign = this.jdbc.sql("select min(profile_id) from profile where tenant_id <> ?")
			.param(this.districts.findByCustomUrl(this.url).orElseThrow().tenantId())
			.query(Integer.class)
			.single();

		assertThat(post(settings() + "/profiles", settings() + "/profiles/" + foreign + "/remove").status()).isEqualTo(404);
	}

	private String settings() {
		return "/console/" + this.url + "/settings";
	}

	/**
	 * Fills in the form at a path.
	 */
	private Page post(String path, String... namesAndValues) {
		if (namesAndValues.length == 1) {
			return this.ada.post(namesAndValues[0], csrf(this.ada.get(path)));
		}
		return submit(this.ada.get(path), namesAndValues);
	}

	private static Map<String, String> csrf(Page page) {
		return Map.of("_csrf", page.html().select("main form input[name=_csrf]").attr("value"));
	}

	private Page submit(Page page, String... namesAndValues) {
		var form = page.html().select("main form[method=post]").last();
		Map<String, String> fields = new HashMap<>();
		form.select("input:not([type=checkbox])").forEach((input) -> fields.put(input.attr("name"), input.attr("value")));
		form.select("input[checked]").forEach((input) -> fields.put(input.attr("name"), input.attr("value")));
		form.select("option[selected]").forEach((option) -> fields.put(option.parent().attr("name"), option.attr("value")));
		for (int i = 0; i < namesAndValues.length; i += 2) {
			fields.put(namesAndValues[i], namesAndValues[i + 1]);
		}
		return this.ada.post(form.absUrl("action"), fields);
	}

	private String what(String kind) {
		return String.join("\n",
				this.jdbc.sql("select concat(sentence, ' ', before, ' ', after) from audit_event where kind = ? order by audit_id")
					.param(kind)
					.query(String.class)
					.list());
	}

}
