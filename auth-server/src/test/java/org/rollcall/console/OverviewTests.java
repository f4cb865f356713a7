package org.rollcall.console;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import org.jsoup.nodes.Element;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

import org.rollcall.administrator.ApiKeys;
import org.rollcall.client.ClientRegistration;
import org.rollcall.client.ClientType;
import org.rollcall.client.Clients;
import org.rollcall.client.Fidelity;
import org.rollcall.client.Lifetimes;
import org.rollcall.console.BarChart.Point;
import org.rollcall.journey.App;
import org.rollcall.journey.Http;
import org.rollcall.journey.Page;
import org.rollcall.journey.RollcallTest;
import org.rollcall.journey.TestClock;
import org.rollcall.journey.Visitor;
import org.rollcall.platform.ClassLinkIdentifier;

import org.rollcall.platform.StateRestored;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The first page of a district's console.
 */
@RollcallTest
@TestInstance(Lifecycle.PER_CLASS)
class OverviewTests {

	private static final String HOME = "/console/lincolnusd";

	@Value("${rollcall.issuer}")
	private String base;

	@Autowired
	private JdbcClient jdbc;

	@Autowired
	private Clients clients;

	@Autowired
	private TestClock clock;

	@Autowired
	private ApiKeys apiKeys;

	private Http ada;

	@Autowired
	private ApplicationEventPublisher events;

	/** Refusals that other tests brought about must not keep ours out of the record. */
	@BeforeAll
	void signIn() {
		this.events.publishEvent(new StateRestored());
		this.ada = new Visitor(this.base, "lincolnusd", "ada.admin").signIn().http();
	}

	@Test
	void barsAreAsHighAsWhatTheyStandFor() {
		ZonedDateTime start = Instant.parse("2026-09-01T00:00:00Z").atZone(ZoneOffset.UTC);
		BarChart chart = BarChart.of(List.of(new Point(start, 0), new Point(start, 1), new Point(start, 500), new Point(start, 1000)));
		assertThat(chart.bars()).extracting(BarChart.Bar::height).containsExactly(0, 1, 50, 100);
		assertThat(chart.bars()).allSatisfy((bar) -> assertThat(bar.y() + bar.height()).isEqualTo(BarChart.HEIGHT));
		assertThat(BarChart.of(List.of(new Point(start, 0))).bars().getFirst().height()).isZero();
	}

	@Test
	void whatHappensIsCountedByTheHourAndByTheDayInPicturesAndInTables() {
		int before = total(this.ada.get(HOME), 0);
		Visitor.teacher(this.base).tokens(App.LINCOLN_READER);

		Page page = this.ada.get(HOME);
		assertThat(total(page, 0)).isEqualTo(before + 1);
		assertThat(page.html().select("figure.chart svg")).hasSize(4);
		assertThat(page.html().select("figure.chart").first().select("rect")).hasSize(24);
		assertThat(page.html().select("details table tbody tr")).hasSize(24 + 7);
		int sum = page.html().select("details table").first().select("tbody tr td:nth-of-type(1)").eachText().stream().mapToInt(Integer::parseInt).sum();
		assertThat(sum).isEqualTo(before + 1);
		assertThat(page.body()).doesNotContain("style=");
	}

	@Test
	void anAppThatIsRefusedAgainAndAgainNeedsAttentionAndTheFixIsSaid() {
		App app = app("Broken <b>Reader</b>", Set.of("openid", "profile"));
		for (int i = 0; i < OverviewPage.MANY_REFUSALS; i++) {
			assertThat(attention("Broken")).isNull();
			new Http(this.base).post("/oauth2/v2/token", Map.of("code", "c1", "client_id", app.clientId(), "client_secret", "wrong"));
		}
		Element attention = attention("Broken");
		assertThat(attention.text()).contains("Broken <b>Reader</b>", "5 times", "The client_secret is wrong", "Make a new secret");
		assertThat(this.ada.get(attention.selectFirst("a").attr("href")).text()).contains("App refused tokens", "invalid_client");
	}

	@Test
	void whatAPersonDecidedIsNoFault() {
		App app = app("Denied Reader", Set.of("openid", "profile"));
		Visitor tina = Visitor.teacher(this.base).signIn();
		for (int i = 0; i <= OverviewPage.MANY_REFUSALS; i++) {
			assertThat(tina.deny(app.authorizeUrl("scope", "openid profile")).getQuery()).contains("access_denied");
		}
		assertThat(attention("Denied Reader")).isNull();
	}

	@Test
	void aSecretThatEndsIsSaidBeforeItDoesUnlessThereIsAnother() {
		App app = app("Ending Reader", Set.of("openid"));
		assertThat(attention("Ending Reader")).isNull();
		this.jdbc.sql("update client_secret set expires_at = now() + interval '10 days' where client_id = ?").param(app.clientId()).update();
		assertThat(attention("Ending Reader").text()).contains("its secret ends on", "Make a second secret");
		this.jdbc.sql("insert into client_secret (client_id, secret_hash, created_at) values (?, sha256('other'), now())").param(app.clientId()).update();
		assertThat(attention("Ending Reader")).isNull();
	}

	@Test
	void anApiKeyThatEndsWithinAFortnightIsSaidToWhomItConcerns() {
		int washington = this.jdbc.sql("select tenant_id from district where custom_url = 'washingtonisd'").query(Integer.class).single();
		Instant now = this.clock.instant();
		this.apiKeys.make(UUID.randomUUID(), "Ends <i>soon</i>", washington, Set.of("people.read"), null, now.plus(Duration.ofDays(13)));
		this.apiKeys.make(UUID.randomUUID(), "Ends later", washington, Set.of("people.read"), null, now.plus(Duration.ofDays(15)));
		this.apiKeys.make(UUID.randomUUID(), "Of the server", null, Set.of("people.read"), null, now.plus(Duration.ofDays(1)));

		Http wanda = new Visitor(this.base, "washingtonisd", "wanda.admin").signIn().http();
		String seen = wanda.get("/console/washingtonisd").html().select("ul.attention").text();
		assertThat(seen).contains("Ends <i>soon</i>: this API key ends on", "Make a new key").doesNotContain("Ends later", "Of the server");
		assertThat(attention("Of the server").selectFirst("a").attr("href")).isEqualTo("/console/-/api-keys");
		assertThat(attention("Ends <i>soon</i>")).as("on the page of another district").isNull();
	}

	@Test
	void whoHadToWaitAfterWrongPasswordsIsNamedForTheirDistrictOnly() {
		this.jdbc.sql("""
				insert into audit_event (happened_at, kind, tenant_id, actor_kind, user_id, sentence, details)
				select ?, 'SignInRefused', tenant_id, 'server', user_id, 'Refused', '{"throttled": true}' from person where login_id = 'naomi.saldana'""")
			.param(Timestamp.from(this.clock.instant()))
			.update();
		assertThat(attention("naomi.saldana").text()).contains("wrong passwords", "reset their password");
		Http wanda = new Visitor(this.base, "washingtonisd", "wanda.admin").signIn().http();
		assertThat(wanda.get("/console/washingtonisd").text()).doesNotContain("naomi.saldana");
	}

	@Test
	void scopesThatAnAppIsRegisteredForAndNeverAsksForAreNamed() {
		App app = app("Greedy Reader", Set.of("openid", "profile", "email", "files"));
		this.jdbc.sql("update client set created_at = now() - interval '1 year' where client_id = ?").param(app.clientId()).update();
		assertThat(this.ada.get(HOME).text()).doesNotContain("Greedy Reader");
		Visitor.teacher(this.base).code(app, "scope", "openid profile");
		assertThat(unused("Greedy Reader")).contains("email", "files").doesNotContain("openid", "profile");
		Visitor.teacher(this.base).code(app, "scope", "openid profile email");
		assertThat(unused("Greedy Reader")).containsExactly("files");
	}

	private List<String> unused(String app) {
		return this.ada.get(HOME).html().select("section[aria-labelledby=unused] tbody tr").stream()
			.filter((row) -> row.text().contains(app))
			.flatMap((row) -> row.select(".tag").eachText().stream())
			.toList();
	}

	private Element attention(String about) {
		return this.ada.get(HOME).html().select("ul.attention > li").stream().filter((one) -> one.text().contains(about)).findFirst().orElse(null);
	}

	private static int total(Page page, int chart) {
		return Integer.parseInt(page.html().select("figure.chart figcaption strong").get(chart).text());
	}

	private App app(String name, Set<String> scopes) {
		App app = new App(ClassLinkIdentifier.next(this.clock.instant()), ClassLinkIdentifier.secret());
		this.clients.register(new ClientRegistration(app.clientId(), app.clientSecret(), name, ClientType.CONFIDENTIAL, Fidelity.EXTENDED,
				false, List.of(App.CALLBACK), List.of(), scopes, Lifetimes.DEFAULT, true));
		return app;
	}

}
