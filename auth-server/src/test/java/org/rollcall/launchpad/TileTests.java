package org.rollcall.launchpad;

import java.net.URI;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.rollcall.config.Configurations;
import org.rollcall.config.InvalidConfigException;
import org.rollcall.journey.Http;
import org.rollcall.journey.Page;
import org.rollcall.journey.RollcallTest;
import org.rollcall.journey.Visitor;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The LaunchPad: whose tiles are whose, and where they lead.
 */
@RollcallTest
@TestInstance(Lifecycle.PER_CLASS)
class TileTests {

	private static final String UNSHARED = "with gone as (delete from client_district where client_id = ? returning client_id)"
			+ " update client set districts_only = false where client_id in (select client_id from gone)";

	@Autowired
	private Configurations configurations;

	@Autowired
	private JdbcClient jdbc;

	@Value("${rollcall.issuer}")
	private String base;

	@BeforeAll
	void openPortal() {
		Portal.open(this.configurations);
	}

	@Test
	void everybodySeesTheTilesOfTheirProfileTheirGroupsTheirSchoolsAndThoseOfEverybody() {
		assertThat(names(home("cora.coach", ""))).containsExactlyInAnyOrder("Chess", "Everybody’s Library", "Math", "Reader");
		assertThat(names(home("stu.student", ""))).containsExactlyInAnyOrder("<b>ألف</b> & \"Ω\"", "Everybody’s Library", "Math",
				"Middle School News");
		assertThat(names(home("pia.parent", ""))).containsExactly("Everybody’s Library");
	}

	@Test
	void whoHasNoTilesReadsWhoTheyAre() {
		Page home = new Visitor(this.base, "washingtonisd", "tom.teacher").signIn().http().get("/home");

		assertThat(home.status()).isEqualTo(200);
		assertThat(home.html().select(".tile")).isEmpty();
		assertThat(home.text()).contains("Tom", "tom.teacher", "Washington Independent School District");
	}

	@Test
	void aSearchFindsAPartOfANameInAnyCase() {
		assertThat(names(home("cora.coach", "?q=LIBR"))).containsExactly("Everybody’s Library");
		Page nothing = home("cora.coach", "?q=" + Http.encode("<script>alert(1)</script>"));
		assertThat(names(nothing)).isEmpty();
		assertThat(nothing.html().selectFirst("[data-none]").hasAttr("hidden")).isFalse();
		assertThat(nothing.html().selectFirst("#q").attr("value")).isEqualTo("<script>alert(1)</script>");
	}

	@ParameterizedTest
	@ValueSource(strings = { "?q=%00", "?q=%ff", "?done=%ff", "?done=%00", "?done=../../x" })
	void brokenQueriesAreNothing(String query) {
		assertThat(home("pia.parent", query).status()).isEqualTo(200);
	}

	@Test
	void aFavouriteStandsFirstUntilItIsNoneAnyMore() {
		Http http = Portal.visitor(this.base, "stu.student").http();
		String math = id(http.get("/home"), "Math");

		assertThat(http.post("/home/favourites", Portal.form(http, "add", math)).location().getPath()).isEqualTo("/home");
		http.post("/home/favourites", Portal.form(http, "add", math));

		Page home = http.get("/home");
		assertThat(home.html().select("section").first().select(".tile a").eachText()).containsExactly("Math");
		http.post("/home/favourites", Portal.form(http, "remove", math));
		assertThat(http.get("/home").html().select("#tiles-favourites")).isEmpty();
	}

	@Test
	void aTileWithAnAppStartsItByAPlainAuthorizeLink() { // 2, 8
		Http http = Portal.visitor(this.base, "cora.coach").http();

		URI started = http.get("/home/open/" + id(http.get("/home"), "Reader")).location();

		assertThat(started.toString()).startsWith(this.base + "/oauth2/v2/auth?");
		assertThat(Http.query(started)).extracting(Map.Entry::getKey).containsExactly("client_id", "redirect_uri", "response_type", "scope");
		assertThat(Http.parameter(started, "client_id")).isEqualTo(Portal.PLAIN);
		assertThat(Http.parameter(started, "redirect_uri")).isEqualTo("http://localhost:9001/callback");
		assertThat(Http.parameter(started, "scope")).isEqualTo("openid profile email");
		URI callback = new Visitor(http, Portal.DISTRICT, "cora.coach").allow(started.toString());
		assertThat(Http.parameter(callback, "code")).isNotNull();
		assertThat(Http.parameter(callback, "state")).isNull();
	}

	@Test
	void anAppThatBeginsTheSignInItselfIsAskedTo() {
		Http http = Portal.visitor(this.base, "cora.coach").http();

		URI started = http.get("/home/open/" + id(http.get("/home"), "Math")).location();

		assertThat(started.toString()).startsWith("http://localhost:9001/sign-in?from=portal&");
		assertThat(Http.parameter(started, "iss")).isEqualTo(this.base);
		assertThat(Http.parameter(started, "target_link_uri")).isEqualTo("http://localhost:9001/math");
	}

	@Test
	void aTileWithoutAnAppLeadsWhereItSaysAndIsRememberedAsUsed() {
		Http http = Portal.visitor(this.base, "pia.parent").http();
		String library = id(http.get("/home"), "Everybody’s Library");

		assertThat(http.get("/home/open/" + library).header("Location")).isEqualTo("https://library.example/?a=1&b=2");

		Page home = http.get("/home");
		assertThat(home.html().selectFirst("section h2").id()).isEqualTo("tiles-recent");
		assertThat(home.html().selectFirst(".tile time").attr("datetime")).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\dZ");
	}

	@Test
	void anotherOnesTileIsNotThereAndNeitherIsOneWhoseAppIsSwitchedOff() {
		Http parent = Portal.visitor(this.base, "pia.parent").http();
		String chess = id(home("cora.coach", ""), "Chess");
		String off = this.jdbc.sql("select tile_id from tile where name = 'Switched Off'").query(String.class).single();

		for (String tile : List.of(chess, off, "0", "999999999999999999", "9999999999999999999", "x", "1%00")) {
			assertThat(parent.get("/home/open/" + tile).status()).as(tile).isIn(400, 404);
		}
		for (String tile : List.of(chess, "0", "x", "\0", "<b>", "9".repeat(5_000))) {
			assertThat(parent.post("/home/favourites", Portal.form(parent, "add", tile)).status()).as(tile).isEqualTo(404);
		}
		assertThat(parent.post("/home/favourites", Portal.form(parent)).status()).isEqualTo(404);
	}

	@Test
	void aTileWhoseAppWouldBeRefusedIsNotThereAndSaysSoToWhomeverItWasShown() {
		Http http = Portal.visitor(this.base, "cora.coach").http();
		String reader = id(http.get("/home"), "Reader");
		Runnable gone = () -> {
			Page home = http.get("/home");
			assertThat(names(home)).contains("Math").doesNotContain("Reader");
			Page closed = http.get("/home/open/" + reader);
			assertThat(closed.status()).isEqualTo(404);
			assertThat(closed.html().select("h1").text()).isEqualTo("Reader cannot be opened now");
		};

		meanwhile("insert into client_district select ?, tenant_id from district where custom_url = 'lincolnusd'", UNSHARED,
				gone);
		meanwhile("insert into consent_policy select tenant_id, ?, 'forbidden', '{}' from district where custom_url = 'portalisd'",
				"delete from consent_policy where client_id = ?", gone);
		meanwhile("update client set disabled_at = now() where client_id = ?", "update client set disabled_at = null where client_id = ?", gone);
		meanwhile("update client set initiation = 'app' where client_id = ?", "update client set initiation = 'both' where client_id = ?", gone);
		meanwhile("with shared as (insert into client_district select ?, tenant_id from district where custom_url = 'portalisd' returning *)"
				+ " insert into client_school select client_id, tenant_id, 'PS2' from shared", UNSHARED, gone);
		meanwhile("with shared as (insert into client_district select ?, tenant_id from district where custom_url = 'portalisd' returning *)"
				+ " insert into client_school select client_id, tenant_id, 'PS1' from shared", UNSHARED,
				() -> assertThat(http.get("/home/open/" + reader).status()).isEqualTo(302));
		meanwhile("update client set initiation = 'launchpad' where client_id = ?", "update client set initiation = 'both' where client_id = ?",
				() -> assertThat(http.get("/home/open/" + reader).status()).isEqualTo(302));
	}

	@Test
	void aStudentOfALimitedDistrictSeesOnlyAppsThatItGrantedSomething() {
		Http student = Portal.visitor(this.base, "stu.student").http();
		String district = "from district where custom_url = 'portalisd'";
		this.jdbc.sql("insert into student_limit select tenant_id " + district).update();
		try {
			assertThat(names(student.get("/home"))).doesNotContain("Math");
			this.jdbc.sql("insert into consent_policy select tenant_id, ?, 'granted', '{openid,profile}' " + district).param(Portal.INITIATED).update();
			assertThat(names(student.get("/home"))).contains("Math");
		}
		finally {
			this.jdbc.sql("delete from consent_policy where client_id = ?").param(Portal.INITIATED).update();
			this.jdbc.sql("delete from student_limit where tenant_id in (select tenant_id " + district + ")").update();
		}
	}

	@Test
	void aTileWithoutAPictureShowsTheLogoOfItsApp() {
		this.jdbc.sql("insert into client_logo values (?, 'image/png', '\\x89', sha256('\\x89'), now())").param(Portal.INITIATED).update();
		try {
			Page home = home("cora.coach", "");
			assertThat(home.html().select("[data-name=Math] img.tile-icon").attr("src")).startsWith("/img/" + Portal.INITIATED + "/");
			assertThat(home.html().select("[data-name=Reader] img")).isEmpty();
		}
		finally {
			this.jdbc.sql("delete from client_logo where client_id = ?").param(Portal.INITIATED).update();
		}
	}

	@Test
	void twoHundredTilesAreShownAtOnce() {
		this.jdbc.sql("""
				insert into tile (tenant_id, name, url, client_id) select tenant_id, 'Many ' || n, 'http://localhost:9001/', ?
				from district, generate_series(1, 200) n where custom_url = 'portalisd'""").param(Portal.PLAIN).update();
		try {
			assertThat(home("pia.parent", "").html().select("[data-name^=Many]")).hasSize(200);
		}
		finally {
			this.jdbc.sql("delete from tile where name like 'Many %'").update();
		}
	}

	private void meanwhile(String change, String back, Runnable check) {
		this.jdbc.sql(change).param(Portal.PLAIN).update();
		try {
			check.run();
		}
		finally {
			this.jdbc.sql(back).param(Portal.PLAIN).update();
		}
	}

	@Test
	void whoIsNotSignedInSignsInFirst() {
		Http nobody = new Http(this.base);

		assertThat(nobody.get("/home").header("Location")).isEqualTo("/");
		assertThat(nobody.get("/home/open/1").header("Location")).isEqualTo("/?logincallback=%2Fhome%2Fopen%2F1");
	}

	@Test
	void aFormFromElsewhereIsRefused() {
		Http http = Portal.visitor(this.base, "stu.student").http();

		assertThat(http.post("/home/favourites", Map.of("add", "1")).status()).isEqualTo(403);
	}

	@ParameterizedTest
	@ValueSource(strings = { "javascript:alert(1)", "https://app.example/#x", "/login", "https://me:secret@app.example/", "https://", "app:login" })
	void anAddressThatNoBrowserMayBeSentToIsRefusedWhereItStands(String uri) {
		String document = "clients: [{clientId: %s, name: A, type: public, redirectUris: ['https://app.example/'], initiateLoginUri: '%s'}]"
			.formatted("c1700000000029a1b2c3d4e5f60718293a4b5c6d7e8f90", uri);

		assertThatExceptionOfType(InvalidConfigException.class).isThrownBy(() -> this.configurations.apply(document, false))
			.withMessageContaining("clients[0].initiateLoginUri");
	}

	@Test
	void aPictureThatIsNoneIsNotAskedFor() {
		this.configurations.apply("""
				tiles:
				  - {district: portalisd, name: Calculator, url: "https://calc.example/", icon: "%1$s/logout", profiles: [Tenant Administrator]}
				  - {district: portalisd, name: Drawing, url: "https://draw.example/", icon: "%1$s/img/../logout", profiles: [Tenant Administrator]}
				  - {district: portalisd, name: Own, url: "https://own.example/", icon: "%1$s/rollcall.svg", profiles: [Tenant Administrator]}
				""".formatted(this.base), false);

		assertThat(home("adam.admin", "").html().select(".tile img").eachAttr("src")).containsExactly("/rollcall.svg");
	}

	@Test
	void whoMayUseTheConsoleIsLedThere() {
		assertThat(home("adam.admin", "").html().select("nav a[href=/console]")).hasSize(1);
		assertThat(home("cora.coach", "").html().select("nav a[href=/console]")).isEmpty();
	}

	private Page home(String loginId, String query) {
		return Portal.visitor(this.base, loginId).http().get("/home" + query);
	}

	private static List<String> names(Page home) {
		return home.html().select(".tile a").eachText();
	}

	private static String id(Page home, String name) {
		return home.html()
			.select(".tile a")
			.stream()
			.filter((link) -> link.text().equals(name))
			.map((link) -> link.attr("href").replace("/home/open/", ""))
			.findFirst()
			.orElseThrow();
	}

}
