package org.rollcall.console;

import java.net.URI;
import java.sql.Timestamp;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.rollcall.administrator.Administrators;
import org.rollcall.administrator.ConsoleRole;
import org.rollcall.administrator.PersonActions;
import org.rollcall.directory.Districts;
import org.rollcall.directory.PersonRegistration;
import org.rollcall.directory.RegisteredPerson;
import org.rollcall.directory.Registrar;
import org.rollcall.directory.Role;
import org.rollcall.journey.App;
import org.rollcall.journey.Http;
import org.rollcall.journey.Page;
import org.rollcall.journey.RollcallTest;
import org.rollcall.journey.TestClock;
import org.rollcall.journey.Visitor;
import org.rollcall.password.Passwords;

import org.rollcall.platform.Sha256;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Looking after people: finding them, reading about them, keeping them out and letting them in.
 */
@RollcallTest
class PeopleTests {

	private static final String LIST = "/console/lincolnusd/people";

	private static int made;

	@Value("${rollcall.issuer}")
	private String base;

	@Autowired
	private Districts districts;

	@Autowired
	private Registrar registrar;

	@Autowired
	private Passwords passwords;

	@Autowired
	private Administrators administrators;

	@Autowired
	private PersonActions actions;

	@Autowired
	@Qualifier("firstAdministrator")
	private SmartLifecycle firstAdministrator;

	@Autowired
	private JdbcClient jdbc;

	@Autowired
	private TestClock clock;

	private Http ada;

	private Http dora;

	@BeforeEach
	void signIn() {
		if (this.registrar.find(tenantId("lincolnusd"), "dora.district").isEmpty()) {
			make("lincolnusd", "dora.district", "Dora", "District", Role.TENANT_ADMINISTRATOR);
		}
		this.ada = new Visitor(this.base, "lincolnusd", "ada.admin").signIn().http();
		this.dora = new Visitor(this.base, "lincolnusd", "dora.district").signIn().http();
	}

	@Test
	void somebodyIsFoundByTheBeginningOfANameUsernameOrAddressInAnyCase() {
		int id = person("Quirina", "de la Fuente");

		for (String text : List.of("quir", "QUIRINA", "de la fu", "quirina de", "De, Quirina",
				"quirina.de")) {
			assertThat(ids(this.dora.get(LIST + "?q=" + Http.encode(text)))).as(text).contains(id);
		}
		assertThat(ids(this.dora.get(LIST + "?q=uirina"))).isEmpty();
		assertThat(ids(this.dora.get(LIST + "?q=lincoln.example"))).as("everybody’s school").isEmpty();
		assertThat(this.dora.get(LIST + "?q=uirina").text()).contains("Nobody fits");
	}

	@Test
	void wordsAreFoundInAnyOrderWithoutAccentsAndInThePartsOfAName() {
		int maria = person("María José", "García-Núñez");
		int brian = person("Brian", "O’Brien");
		int soren = person("Søren", "Ångström");

		for (String text : List.of("garcia maria", "maria garcia", "GARCÍA", "nunez", "jose nun", "García-Núñ", "núñez, maría")) {
			assertThat(ids(this.dora.get(LIST + "?q=" + Http.encode(text)))).as(text).contains(maria).doesNotContain(brian, soren);
		}
		for (String text : List.of("O'Brien", "obrien", "o’brien", "brien")) {
			assertThat(ids(this.dora.get(LIST + "?q=" + Http.encode(text)))).as(text).contains(brian);
		}
		assertThat(ids(this.dora.get(LIST + "?q=soren+angstrom"))).containsExactly(soren);
		assertThat(ids(this.dora.get(LIST + "?q=garcia+brian"))).isEmpty();
	}

	@Test
	void accentedNamesStandWhereTheirLettersDo() {
		for (String name : List.of("Zzsortz", "Zzsörty", "Zzsórta", "zzSortm")) {
			person("Sort", name);
		}
		assertThat(this.dora.get(LIST + "?q=zzsort").html().select("table.people tbody th a").eachText())
			.containsExactly("Zzsórta, Sort", "zzSortm, Sort", "Zzsörty, Sort", "Zzsortz, Sort");
	}

	@Test
	void namesThatAreLongerThanAnyIndexAreFoundByTheirBeginning() {
		int id = person("Lo", "Long" + "\ufdfa".repeat(150));
		assertThat(ids(this.dora.get(LIST + "?q=" + Http.encode("long" + "\ufdfa".repeat(150))))).containsExactly(id);
	}

	@Test
	void theListIsNarrowedByRoleSchoolAndWhetherSomebodyMaySignIn() {
		Page list = this.dora.get(LIST);
		String school = list.html().select("#school option").eachAttr("value").stream().filter((value) -> !value.isEmpty()).findFirst().orElseThrow();
		int id = person("Yolanda", "Narrow");
		this.jdbc.sql("insert into person_org (user_id, ordinal, sourced_id) values (?, 0, ?)").params(id, school).update();

		String search = LIST + "?q=narrow";
		assertThat(ids(this.dora.get(search + "&role=STUDENT&active=yes&school=" + school))).containsExactly(id);
		assertThat(this.dora.get(search).html().select("table.people tbody").text()).contains(list.html().selectFirst("#school option[value=" + school + "]").text());
		assertThat(ids(this.dora.get(search + "&role=TEACHER"))).isEmpty();
		assertThat(ids(this.dora.get(search + "&active=no"))).isEmpty();
		assertThat(ids(this.dora.get(search + "&school=nowhere"))).isEmpty();
		assertThat(this.dora.get(search + "&role=nonsense&active=maybe&after=x").status()).isEqualTo(200);
	}

	@Test
	void pagesFollowOneAnotherWithoutGapsBothWays() {
		for (int index = 0; index < 120; index++) {
			make("lincolnusd", "paged." + index, "P" + index % 7, "Zzpaged" + index % 11, Role.STUDENT);
		}
		List<Integer> forwards = new ArrayList<>();
		String address = LIST + "?q=zzpaged";
		Page page = this.dora.get(address);
		assertThat(page.text()).contains("120 people");
		assertThat(page.html().select("a[rel=prev]")).isEmpty();
		forwards.addAll(ids(page));
		while (page.html().selectFirst("a[rel=next]") != null) {
			page = this.dora.get(page.html().selectFirst("a[rel=next]").attr("href"));
			forwards.addAll(ids(page));
		}
		assertThat(forwards).hasSize(120).doesNotHaveDuplicates();
		Page before = this.dora.get(page.html().selectFirst("a[rel=prev]").attr("href"));
		assertThat(ids(before)).isEqualTo(forwards.subList(50, 100));
		Page first = this.dora.get(before.html().selectFirst("a[rel=prev]").attr("href"));
		assertThat(ids(first)).isEqualTo(forwards.subList(0, 50));
		assertThat(first.html().select("a[rel=prev]")).isEmpty();
	}

	@Test
	void whatIsTypedIsShownAndNeverMarkupAndNeverAnError() {
		for (String text : List.of("<script>alert(1)</script>", "\u202Eolleh", "a\0b", "%", "_", "\\", "'", "x".repeat(5000), "🦉", ",,, ,")) {
			Page page = this.dora.get(LIST + "?q=" + Http.encode(text) + "&school=" + Http.encode(text.substring(0, 1) + "\0"));
			assertThat(page.status()).as(text).isEqualTo(200);
			assertThat(page.body()).doesNotContain("<script>alert");
		}
		int id = person("<b>Bobby</b>", "\u202E\"><img src=x>");
		Page page = this.dora.get(LIST + "/" + id);
		assertThat(page.html().select("main img, main b")).isEmpty();
		assertThat(page.html().select("h1 bdi").text()).contains("<b>Bobby</b>");
	}

	@Test
	void aPersonsPageTellsWhoItIsAndWhatTheyUse() {
		Visitor teacher = new Visitor(this.base, "lincolnusd", "meera.venkatesan");
		teacher.submitSignIn(teacher.http().get("/lincolnusd"), "not the password");
		teacher.tokens(App.LINCOLN_READER, "scope", "openid profile email");
		int id = id("meera.venkatesan");

		Page page = this.dora.get(LIST + "/" + id);

		assertThat(page.status()).isEqualTo(200);
		assertThat(page.text()).contains("meera.venkatesan", "Teacher", "Lincoln Reader", "Your email address");
		assertThat(page.html().select("section[aria-labelledby=classes] li")).isNotEmpty();
		assertThat(page.html().select("section[aria-labelledby=sessions] tbody tr")).isNotEmpty();
		assertThat(page.html().select("section[aria-labelledby=sign-ins] tbody").text()).contains("Signed in", "Refused", "127.0.0.1");
		assertThat(page.html().select("time")).allSatisfy((time) -> assertThat(time.attr("datetime")).matches("\\d{4}-.*Z"));
		assertThat(page.body()).doesNotContain("??");
		assertThat(this.dora.get(LIST + "/" + id, "Accept-Language", "es").body()).doesNotContain("??").contains("Historial");
	}

	@Test
	void somebodyOfAnotherDistrictIsAsUnknownAsNobody() {
		int wanda = this.registrar.find(tenantId("washingtonisd"), "wanda.admin").orElseThrow().userId();
		for (String who : List.of(Integer.toString(wanda), "999999999", "99999999999", "nobody", "-1", "1%00")) {
			for (String what : List.of("", "/deactivate", "/reset-password", "/app-developer")) {
				assertThat(this.dora.get(LIST + "/" + who + what).status()).as(who + what).isIn(400, 404);
			}
		}
		assertThat(send(this.dora, LIST, "/" + wanda + "/end-sessions").status()).isEqualTo(404);
		assertThat(send(this.dora, LIST, "/several", "action", "deactivate", "chosen", chosen(wanda)).header("Location")).endsWith("done=people.nobody");
		assertThat(this.registrar.find(wanda).orElseThrow().registration().active()).isTrue();
	}

	@Test
	void whoIsDeactivatedIsOutEverywhereAtOnceAndComesBackOnlyByHand() {
		int id = person("Dea", "Ctivated");
		Visitor visitor = visitor(id);
		Page tokens = visitor.tokens(App.LINCOLN_READER);
		String accessToken = tokens.json().get("access_token").asString();

		Page ask = this.dora.get(LIST + "/" + id + "/deactivate");
		assertThat(ask.text()).contains("Deactivate Dea Ctivated?");
		Page done = this.dora.post(LIST + "/" + id + "/deactivate", fields(ask));

		assertThat(this.dora.get(done.header("Location")).text()).contains("Deactivated, and signed out everywhere", "An administrator deactivated");
		assertThat(visitor.http().get("/home").status()).isEqualTo(302);
		assertThat(visitor.http().get("/v2/my/info", "Authorization", "Bearer " + accessToken).status()).isEqualTo(401);
		assertThat(visitor.submitSignIn(visitor.http().get("/lincolnusd"), Visitor.PASSWORD).status()).isEqualTo(422);
		assertThat(events(id)).contains("PersonActivated", "SessionsEnded", "GrantRevoked");

		assertThat(send(this.dora, LIST + "/" + id, "/activate").header("Location")).endsWith("done=person.activated");
		visitor.signIn();
	}

	@Test
	void nobodyDeactivatesThemselvesOrTakesTheirOwnRole() {
		int dora = id("dora.district");
		int ada = id("ada.admin");
		assertThat(this.dora.get(LIST + "/" + dora + "/deactivate").status()).isEqualTo(422);
		assertThat(send(this.dora, LIST + "/" + dora, "/deactivate").status()).isEqualTo(422);
		send(this.dora, LIST, "/several", "action", "deactivate", "chosen", chosen(dora));
		assertThat(this.registrar.find(dora).orElseThrow().registration().active()).isTrue();
		assertThat(send(this.ada, LIST + "/" + ada, "/system-administrator", "grant", "false").status()).isEqualTo(422);
		assertThat(this.administrators.roles(ada)).contains(ConsoleRole.SYSTEM_ADMINISTRATOR);
	}

	@Test
	void whoLooksAfterADistrictCannotTouchASystemAdministrator() {
		int ada = id("ada.admin");
		for (String what : List.of("/deactivate", "/activate", "/end-sessions", "/take-back", "/reset-password", "/app-developer",
				"/system-administrator")) {
			assertThat(send(this.dora, LIST + "/" + ada, what, "grant", "true").status()).as(what).isEqualTo(403);
		}
		send(this.dora, LIST, "/several", "action", "deactivate", "chosen", chosen(ada));
		assertThat(this.registrar.find(ada).orElseThrow().registration().active()).isTrue();
		assertThat(this.jdbc.sql("select count(*) from password_reset_link where user_id = ?").param(ada).query(Integer.class).single()).isZero();
		assertThat(this.dora.get(LIST + "/" + ada).html().select("main form, main .button")).isEmpty();
	}

	@Test
	void oneSessionEndsAndTheOthersDoNot() {
		int id = person("Sess", "Ions");
		Visitor first = visitor(id).signIn();
		Visitor second = visitor(id).signIn();
		Page page = this.dora.get(LIST + "/" + id);
		List<String> sessions = page.html().select("input[name=session]").eachAttr("value");
		assertThat(sessions).hasSize(2);

		send(this.dora, LIST + "/" + id, "/end-sessions", "session", sessions.getFirst());
		assertThat(List.of(first.http().get("/home").status(), second.http().get("/home").status())).containsExactlyInAnyOrder(200, 302);

		send(this.dora, LIST + "/" + id, "/end-sessions", "session", "not one");
		assertThat(this.dora.get(LIST + "/" + id).html().select("input[name=session]")).hasSize(1);
		send(this.dora, LIST + "/" + id, "/end-sessions");
		assertThat(this.dora.get(LIST + "/" + id).text()).contains("Not signed in anywhere");
	}

	@Test
	void whatAnAppWasAllowedIsTakenBackWithItsTokens() {
		int id = person("Take", "Back");
		Visitor visitor = visitor(id);
		String accessToken = visitor.tokens(App.LINCOLN_READER).json().get("access_token").asString();
		Page page = this.dora.get(LIST + "/" + id);
		String app = page.html().selectFirst("input[name=app]").attr("value");

		send(this.dora, LIST + "/" + id, "/take-back", "app", app);

		assertThat(visitor.http().get("/v2/my/info", "Authorization", "Bearer " + accessToken).status()).isEqualTo(401);
		assertThat(visitor.http().get("/home").status()).isEqualTo(200);
		assertThat(this.dora.get(LIST + "/" + id).text()).contains("allowed no app anything");
		assertThat(events(id)).contains("ConsentTakenBack", "GrantRevoked");
	}

	@Test
	void aPasswordIsResetByALinkThatWorksOnceForADay() {
		int id = person("Res", "Et");
		Visitor visitor = visitor(id).signIn();
		String link = link(id);
		Http http = new Http(this.base);
		Page form = http.get(link);
		assertThat(form.text()).contains(login(id));

		assertThat(choose(http, form, "short", "short").status()).isEqualTo(422);
		assertThat(choose(http, form, Visitor.PASSWORD, Visitor.PASSWORD).status()).isEqualTo(422);
		assertThat(choose(http, form, login(id).toUpperCase(), login(id).toUpperCase()).status()).isEqualTo(422);
		assertThat(choose(http, form, "owl lamp river", "owl lamp rover").text()).contains("differ");
		Page done = choose(http, form, "owl lamp river", "owl lamp river");

		assertThat(done.status()).isEqualTo(200);
		assertThat(visitor.http().get("/home").status()).isEqualTo(302);
		assertThat(visitor.submitSignIn(visitor.http().get("/lincolnusd"), Visitor.PASSWORD).status()).isEqualTo(422);
		assertThat(visitor.submitSignIn(visitor.http().get("/lincolnusd"), "owl lamp river").status()).isEqualTo(302);
		assertThat(http.get(link).status()).isEqualTo(403);
		assertThat(choose(http, form, "another password", "another password").status()).isEqualTo(403);
		assertThat(events(id)).contains("ResetLinkIssued", "PasswordWasReset");
		assertThat(this.jdbc.sql("select count(*) from audit_event where user_id = ? and sentence like ?")
			.params(id, "%" + Http.parameter(URI.create(this.base + link), "link") + "%")
			.query(Integer.class)
			.single()).isZero();
	}

	@Test
	void aNewerLinkTheEndOfTheDayAndDeactivationEndALink() {
		int id = person("Old", "Link");
		Http http = new Http(this.base);
		String older = link(id);
		String newer = link(id);
		assertThat(http.get(older).status()).isEqualTo(403);
		assertThat(http.get(newer).status()).isEqualTo(200);
		send(this.dora, LIST + "/" + id, "/deactivate");
		assertThat(http.get(newer).status()).isEqualTo(403);
		assertThat(this.dora.get(LIST + "/" + id + "/reset-password").status()).isEqualTo(422);
		assertThat(send(this.dora, LIST + "/" + id, "/reset-password").status()).isEqualTo(422);
		send(this.dora, LIST + "/" + id, "/activate");
		String last = link(id);
		this.clock.advance(Duration.ofHours(24).plusSeconds(1));
		assertThat(http.get(last).status()).isEqualTo(403);
		for (String nonsense : List.of("", "?link=", "?link=%00", "?link=" + "a".repeat(5000))) {
			assertThat(http.get("/reset-password" + nonsense).status()).isEqualTo(403);
		}
	}

	@Test
	void aLinkEndsWithThePasswordThatItWasToReplaceWhoeverChangesThat() {
		int id = person("Link", "Ends");
		Http http = new Http(this.base);
		String byThemselves = link(id);
		Visitor visitor = visitor(id).signIn();
		Map<String, String> typed = visitor.http().get("/home/password").hiddenFields();
		typed.putAll(Map.of("current", Visitor.PASSWORD, "password", "owl lamp river", "repeated", "owl lamp river"));
		assertThat(visitor.http().post("/home/password", typed).header("Location")).endsWith("done=password-changed");
		assertThat(http.get(byThemselves).status()).isEqualTo(403);

		String byTheRegistrar = link(id);
		RegisteredPerson known = this.registrar.find(id).orElseThrow();
		this.registrar.change(known, known.registration());
		assertThat(http.get(byTheRegistrar).status()).as("nothing was changed").isEqualTo(200);
		this.jdbc.sql("update person set password_hash = ? where user_id = ?").params(this.passwords.hash("another one of them"), id).update();
		assertThat(http.get(byTheRegistrar).status()).isEqualTo(403);

		String byTheRoster = link(id);
		this.jdbc.sql("update person set active = false where user_id = ?").param(id).update();
		this.jdbc.sql("update person set active = true where user_id = ?").param(id).update();
		assertThat(http.get(byTheRoster).status()).isEqualTo(403);
	}

	@Test
	void severalAreDeactivatedAtOnceAfterAPageThatSaysHowMany() {
		int one = person("Several", "Atonce");
		int other = person("Several", "Atonce");
		Page ask = several("?action=deactivate&id=" + one + "&id=" + other + "&id=" + id("ada.admin"));
		assertThat(ask.text()).contains("Deactivate 2 people?", "One of those you chose is left out");

		Page done = this.dora.post(LIST + "/several", fields(ask));

		assertThat(this.dora.get(done.header("Location")).text()).contains("They are deactivated");
		assertThat(List.of(one, other)).allSatisfy((id) -> assertThat(this.registrar.find(id).orElseThrow().registration().active()).isFalse());
		assertThat(ids(this.dora.get(LIST + "?q=atonce&active=no"))).contains(one, other);
		Page nobody = this.dora.get(LIST + "/several?action=deactivate");
		assertThat(nobody.header("Location")).endsWith("done=people.nobody");
	}

	@Test
	void allThatWereFoundAreChosenButNeverMoreThanFiveHundred() {
		for (int index = 0; index < 3; index++) {
			person("Everyone", "Zzfound");
		}
		assertThat(several("?action=end-sessions&everyone=1&q=zzfound").text()).contains("Sign 3 people out?");
		StringBuilder many = new StringBuilder("?action=deactivate");
		for (int index = 0; index <= PeoplePages.MOST_AT_ONCE; index++) {
			many.append("&id=").append(1 + index);
		}
		Page tooMany = several(many.toString());
		assertThat(tooMany.status()).isEqualTo(422);
		assertThat(tooMany.text()).contains("at most 500 people");
	}

	@Test
	void whomSomebodyChoseIsStillChosenWhenThePasswordWasAskedForOnTheWay() {
		List<Integer> many = new ArrayList<>();
		for (int index = 0; index < PeoplePages.MOST_AT_ONCE; index++) {
			many.add(100_000_000 + index * 1_700_000);
		}
		many.removeLast();
		many.add(person("Ticked", "Ontheway"));
		this.clock.advance(ConsoleGate.CONFIRMED_FOR.plusSeconds(1));

		Page ask = confirm(this.dora.get("/console/lincolnusd/people/several?action=deactivate&chosen=" + Chosen.write(many)));
		assertThat(ask.text()).contains("Deactivate 1 person?");
		this.clock.advance(ConsoleGate.CONFIRMED_FOR.plusSeconds(1));
		Page again = confirm(this.dora.post(LIST + "/several", fields(ask)));

		assertThat(again.html().select("ul.names").text()).contains("Ticked Ontheway");
		assertThat(this.registrar.find(many.getLast()).orElseThrow().registration().active()).isTrue();
		this.dora.post(LIST + "/several", fields(again));
		assertThat(this.registrar.find(many.getLast()).orElseThrow().registration().active()).isFalse();
	}

	@Test
	void someoneChosenIsReadAsTheyWereWrittenAndNonsenseIsNobody() {
		assertThat(Chosen.read(Chosen.write(List.of(8708001, 5, 2_000_000_000)))).containsExactly(5, 8708001, 2_000_000_000);
		assertThat(Chosen.read("")).isEmpty();
		assertThat(Chosen.read("zzzzzz.zzzzzz.zzzzzz")).isEmpty();
		assertThat(Chosen.read("5.<b>.7")).containsExactly(5);
	}

	@Test
	void rolesInTheConsoleAreGivenAndTakenBySystemAdministratorsAndDevelopersByTheDistrict() {
		int id = person("Dev", "Eloper");
		Visitor visitor = visitor(id).signIn();
		assertThat(visitor.http().get("/console").status()).isEqualTo(403);

		Page ask = this.dora.get(LIST + "/" + id + "/app-developer");
		assertThat(this.dora.post(LIST + "/" + id + "/app-developer", fields(ask)).status()).isEqualTo(302);
		assertThat(this.administrators.roles(id)).containsExactly(ConsoleRole.APP_DEVELOPER);
		assertThat(this.dora.get(LIST + "/" + id).text()).contains("App developer");
		assertThat(this.dora.get(LIST + "/" + id + "/system-administrator").status()).isEqualTo(403);

		ask = this.ada.get(LIST + "/" + id + "/system-administrator");
		this.ada.post(LIST + "/" + id + "/system-administrator", fields(ask));
		assertThat(this.administrators.roles(id)).contains(ConsoleRole.SYSTEM_ADMINISTRATOR);
		ask = this.ada.get(LIST + "/" + id + "/system-administrator");
		assertThat(ask.text()).contains("Take the role");
		this.ada.post(LIST + "/" + id + "/system-administrator", fields(ask));
		assertThat(this.administrators.roles(id)).containsExactly(ConsoleRole.APP_DEVELOPER);
		assertThat(events(id)).contains("ConsoleRoleChanged");
	}

	@Test
	void whatIsDangerousAsksForThePasswordAgain() {
		int id = person("Dang", "Erous");
		this.clock.advance(ConsoleGate.CONFIRMED_FOR.plusSeconds(1));
		for (String what : List.of("/deactivate", "/reset-password", "/app-developer")) {
			assertThat(this.dora.get(LIST + "/" + id + what).header("Location")).contains("/console/-/confirm?to=");
		}
		assertThat(send(this.dora, LIST + "/" + id, "/deactivate").header("Location")).contains("/console/-/confirm?to=");
		assertThat(this.registrar.find(id).orElseThrow().registration().active()).isTrue();
	}

	@Test
	void somebodyIsRegisteredByHandAndChangedAndNothingTypedIsLost() {
		Page form = this.dora.get(LIST + "/new");
		Map<String, String> typed = new LinkedHashMap<>(Map.of("firstName", "Hanna", "lastName", "", "loginId", "hanna.hand", "email", "nowhere",
				"profile", "Emperor", "school", "nowhere"));
		Page faulty = this.dora.post(LIST + "/new", with(form, typed));
		assertThat(faulty.status()).isEqualTo(422);
		assertThat(faulty.html().select("#faults a").eachAttr("href")).containsExactlyInAnyOrder("#lastName", "#email", "#profile", "#school");
		assertThat(faulty.html().select("#firstName").attr("value")).isEqualTo("Hanna");

		typed.putAll(Map.of("lastName", "<i>Hand</i> \u05d0", "email", "hanna@lincoln.example", "profile", "Teacher", "school", ""));
		Page done = this.dora.post(LIST + "/new", with(faulty, typed));
		assertThat(done.header("Location")).contains("done=person.registered");
		assertThat(this.dora.get(done.header("Location")).text()).contains("Hanna <i>Hand</i>", "There is no password yet");
		assertThat(this.dora.post(LIST + "/new", with(faulty, typed)).html().select("#faults a").eachAttr("href")).containsExactly("#loginId");

		int id = id("hanna.hand");
		Page edit = this.dora.get(LIST + "/" + id + "/edit");
		Page stale = this.ada.get(LIST + "/" + id + "/edit");
		typed.put("lastName", "Changed");
		assertThat(this.dora.post(LIST + "/" + id + "/edit", with(edit, typed)).header("Location")).endsWith("done=person.changed");
		typed.put("lastName", "Other");
		Page conflict = this.ada.post(LIST + "/" + id + "/edit", with(stale, typed));
		assertThat(conflict.status()).isEqualTo(409);
		assertThat(conflict.text()).contains("Last name: Changed");
		assertThat(conflict.html().select("#lastName").attr("value")).isEqualTo("Other");
		assertThat(this.ada.post(LIST + "/" + id + "/edit", with(conflict, typed)).status()).isEqualTo(302);
		assertThat(this.registrar.find(id).orElseThrow().registration().displayName()).isEqualTo("Hanna Other");
		assertThat(events(id)).contains("PersonRegistered");
	}

	@Test
	void whomTheRosterManagesIsNotChangedByHandAndNobodyChangesTheirOwnProfile() {
		assertThat(this.dora.get(LIST + "/" + id("meera.venkatesan") + "/edit").status()).isEqualTo(404);
		int dora = id("dora.district");
		Map<String, String> typed = Map.of("firstName", "Dora", "lastName", "District", "loginId", "dora.district", "email", "", "profile", "Student",
				"school", "");
		Page refused = this.dora.post(LIST + "/" + dora + "/edit", with(this.dora.get(LIST + "/" + dora + "/edit"), typed));
		assertThat(refused.status()).isEqualTo(422);
		assertThat(this.registrar.find(dora).orElseThrow().role()).isEqualTo(Role.TENANT_ADMINISTRATOR);
		Map<String, String> nul = new LinkedHashMap<>(typed);
		nul.putAll(Map.of("firstName", "a\0b", "lastName", "x".repeat(300), "loginId", "\0", "school", "\0", "profile", "\0"));
		assertThat(this.dora.post(LIST + "/new", with(this.dora.get(LIST + "/new"), nul)).status()).isEqualTo(422);
	}

	@Test
	void ofTwoWhoChangeAPersonAtTheSameMomentOneIsToldSo() throws Exception {
		for (int round = 0; round < 4; round++) {
			int id = person("Same", "Moment");
			String edit = LIST + "/" + id + "/edit";
			List<Entry<Http, Map<String, String>>> both = List.of(
					Map.entry(this.dora, with(this.dora.get(edit), typed(this.dora.get(edit), "firstName", "First"))),
					Map.entry(this.ada, with(this.ada.get(edit), typed(this.ada.get(edit), "lastName", "Second"))));
			try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
				List<Callable<Integer>> posts = both.stream()
					.<Callable<Integer>>map((one) -> () -> one.getKey().post(edit, one.getValue()).status())
					.toList();
				assertThat(threads.invokeAll(posts).stream().map(Future::resultNow)).containsExactlyInAnyOrder(302, 409);
			}
		}
	}

	private static Map<String, String> typed(Page form, String field, String value) {
		Map<String, String> typed = new LinkedHashMap<>();
		form.html()
			.select("main form input:not([type=hidden]), main form select")
			.forEach((input) -> typed.put(input.attr("name"), input.is("select") ? input.select("option[selected]").attr("value") : input.attr("value")));
		typed.put(field, value);
		return typed;
	}

	@Test
	void aLinkFromBeforeSomebodyLookedAfterTheServerIsGoodForNothing() {
		int id = person("Ris", "Ing");
		String link = link(id);
		Visitor visitor = visitor(id).signIn();

		this.administrators.grant(id, ConsoleRole.SYSTEM_ADMINISTRATOR);

		assertThat(new Http(this.base).get(link).status()).isEqualTo(403);
		assertThat(visitor.http().get("/home").status()).isEqualTo(302);
		this.administrators.revoke(id, ConsoleRole.SYSTEM_ADMINISTRATOR);
	}

	@Test
	void aNameInTheSettingGivesNobodyTheRoleBack() {
		int other = person("Other", "System");
		this.administrators.grant(other, ConsoleRole.SYSTEM_ADMINISTRATOR);
		this.administrators.revoke(id("ada.admin"), ConsoleRole.SYSTEM_ADMINISTRATOR);

		this.firstAdministrator.start();
		assertThat(this.administrators.roles(id("ada.admin"))).isEmpty();

		this.jdbc.sql("delete from console_role where role = 'system_administrator'").update();
		this.firstAdministrator.start();
		assertThat(this.administrators.roles(id("ada.admin"))).as("nobody looks after the server").containsExactly(ConsoleRole.SYSTEM_ADMINISTRATOR);
	}

	@Test
	void theLastWhoLooksAfterTheServerIsNotDeactivated() {
		List<Integer> all = this.jdbc.sql("select user_id from console_role where role = 'system_administrator'").query(Integer.class).list();

		assertThatIllegalStateException().isThrownBy(() -> this.actions.deactivate(all));

		assertThat(all).isNotEmpty().allSatisfy((id) -> assertThat(this.registrar.find(id).orElseThrow().registration().active()).isTrue());
	}

	@Test
	void passkeysAreSeenByWhoLooksAfterAPersonAndGoWithAResetOfThePassword() {
		int id = person("Pass", "Keys");
		for (String name : List.of("<b>Phone</b>", "Somebody’s", "Third")) {
			passkey(id, name);
		}
		String remove = this.dora.get(LIST + "/" + id).html().select("section[aria-labelledby=passkeys] tr:contains(Phone) a").attr("href");
		assertThat(this.dora.get(LIST + "/" + id("meera.venkatesan") + remove.replaceFirst(".*(?=/passkeys/)", "")).status()).isEqualTo(404);
		Page ask = this.dora.get(remove);
		assertThat(ask.text()).contains("<b>Phone</b>");
		assertThat(this.dora.post(remove, fields(ask)).header("Location")).endsWith("done=person.passkey-removed");
		assertThat(this.dora.get(LIST + "/" + id).html().select("section[aria-labelledby=passkeys] tbody th").eachText()).containsExactly("Somebody’s", "Third");
		assertThat(visitor(id).signIn().http().get("/home/password").text()).contains("You have 2 passkeys");

		Http http = new Http(this.base);
		assertThat(choose(http, http.get(link(id)), "owl lamp river", "owl lamp river").status()).isEqualTo(200);

		assertThat(this.jdbc.sql("select count(*) from passkey where user_id = ?").param(id).query(Integer.class).single()).isZero();
		assertThat(events(id)).contains("PasskeyChanged");
	}

	private void passkey(int userId, String name) {
		this.jdbc.sql("insert into passkey_user (user_id, handle) values (?, ?) on conflict do nothing").params(userId, Sha256.of("handle " + userId)).update();
		this.jdbc.sql("""
				insert into passkey (user_id, credential_id, name, public_key, attestation_object, signature_count, transports, user_verified,
					backup_eligible, backed_up, created_at) values (?, ?, ?, '', '', 0, '{}', true, false, false, ?)""")
			.params(userId, Sha256.of(name + userId), name, Timestamp.from(this.clock.instant()))
			.update();
	}

	private static Map<String, String> with(Page form, Map<String, String> typed) {
		Map<String, String> fields = new LinkedHashMap<>();
		fields(form).forEach((field) -> fields.put(field.getKey(), field.getValue()));
		fields.putAll(typed);
		return fields;
	}

	private String link(int id) {
		Page shown = send(this.dora, LIST + "/" + id, "/reset-password");
		assertThat(shown.status()).isEqualTo(200);
		URI link = URI.create(shown.html().selectFirst("#link").text());
		assertThat(link.toString()).startsWith(this.base + "/reset-password?link=");
		return link.getPath() + "?" + link.getQuery();
	}

	private static Page choose(Http http, Page form, String password, String repeated) {
		Map<String, String> fields = form.hiddenFields();
		fields.put("password", password);
		fields.put("repeated", repeated);
		return http.post("/reset-password", fields);
	}

	private Page send(Http http, String path, String action, String... fields) {
		Map<String, String> form = new LinkedHashMap<>();
		form.put("_csrf", http.get("/lincolnusd?loggedout=1").hiddenFields().get("_csrf"));
		for (int index = 0; index < fields.length; index += 2) {
			form.put(fields[index], fields[index + 1]);
		}
		return http.post(path + action, form);
	}

	private Page several(String query) {
		return this.dora.get(this.dora.get(LIST + "/several" + query).header("Location"));
	}

	private Page confirm(Page sentThere) {
		assertThat(sentThere.header("Location")).contains("/console/-/confirm?to=");
		Page ask = this.dora.get(sentThere.header("Location"));
		Map<String, String> fields = ask.hiddenFields();
		fields.put("password", Visitor.PASSWORD);
		return this.dora.get(this.dora.post("/console/-/confirm", fields).header("Location"));
	}

	private static String chosen(int userId) {
		return Chosen.write(List.of(userId));
	}

	private static List<Entry<String, String>> fields(Page page) {
		List<Entry<String, String>> fields = new ArrayList<>();
		page.html().select("main form[method=post] input[type=hidden]").forEach((input) -> fields.add(Map.entry(input.attr("name"), input.attr("value"))));
		return fields;
	}

	private static List<Integer> ids(Page page) {
		assertThat(page.status()).isEqualTo(200);
		return page.html().select("input[name=id]").eachAttr("value").stream().map(Integer::valueOf).toList();
	}

	private List<String> events(int id) {
		return this.jdbc.sql("select distinct kind from audit_event where user_id = ?").param(id).query(String.class).list();
	}

	private Visitor visitor(int id) {
		return new Visitor(this.base, "lincolnusd", login(id));
	}

	private String login(int id) {
		return this.registrar.find(id).orElseThrow().registration().loginId();
	}

	private int id(String login) {
		return this.registrar.find(tenantId("lincolnusd"), login).orElseThrow().userId();
	}

	private int tenantId(String district) {
		return this.districts.findByCustomUrl(district).orElseThrow().tenantId();
	}

	private int person(String firstName, String lastName) {
		String login = (firstName + "." + lastName.split(" ")[0]).replaceAll("[^A-Za-z.]", "").toLowerCase() + made++;
		return make("lincolnusd", login, firstName, lastName, Role.STUDENT);
	}

	private int make(String district, String login, String firstName, String lastName, Role role) {
		String building = this.jdbc.sql("select name from building where tenant_id = ? order by building_id limit 1")
			.param(tenantId(district))
			.query(String.class)
			.single();
		return this.registrar.register(tenantId(district), null,
				new PersonRegistration(login, building, role.value(), firstName, null, lastName, firstName + " " + lastName,
						login + "@lincoln.example", "", null, List.of(), "en", true, new TreeSet<>(), new TreeSet<>(), Map.of(), Map.of(),
						this.passwords.hash(Visitor.PASSWORD)));
	}

}
