package org.rollcall.console;

import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jsoup.nodes.Element;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.rollcall.journey.App;
import org.rollcall.journey.Http;
import org.rollcall.journey.Page;
import org.rollcall.journey.RollcallTest;
import org.rollcall.journey.TestClock;
import org.rollcall.journey.Visitor;

import org.rollcall.platform.StateRestored;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The record of what happened, as administrators read it.
 */
@RollcallTest
@TestInstance(Lifecycle.PER_CLASS)
class AuditTests {

	private static final String LINCOLN = "/console/lincolnusd/audit";

	private static final String WASHINGTON = "/console/washingtonisd/audit";

	@Value("${rollcall.issuer}")
	private String base;

	@Autowired
	private JdbcClient jdbc;

	@Autowired
	private TestClock clock;

	private Http ada;

	private Http wanda;

	@Autowired
	private ApplicationEventPublisher events;

	/** Refusals that other tests brought about must not keep ours out of the record. */
	@BeforeAll
	void signIn() {
		this.events.publishEvent(new StateRestored());
		this.ada = new Visitor(this.base, "lincolnusd", "ada.admin").signIn().http();
		this.wanda = new Visitor(this.base, "washingtonisd", "wanda.admin").signIn().http();
	}

	@Test
	void whatHappenedIsShownWithWhoItIsAboutAndFromWhere() {
		Visitor.teacher(this.base).signIn();

		Element first = this.ada.get(LINCOLN + "?kind=SignedIn&person=tina.teacher").html().selectFirst("table.audit tbody tr");
		assertThat(first.text()).contains("Signed in", "tina.teacher", "127.0.0.1");
		assertThat(first.selectFirst("time").attr("datetime")).matches("\\d{4}-\\d\\d-\\d\\dT.*Z");
	}

	@Test
	void aPersonIsFoundByNameAndWhoeverIsMeantIsAskedForWhereSeveralAre() {
		Visitor.teacher(this.base).signIn();
		Page found = this.ada.get(LINCOLN + "?kind=SignedIn&person=" + Http.encode("teacher, tina"));
		assertThat(found.html().selectFirst("table.audit tbody tr").text()).contains("tina.teacher");
		assertThat(this.ada.get("/console/-/audit?kind=SignedIn&person=lincolnusd/tina%20teach").html().selectFirst("table.audit tbody tr").text())
			.contains("tina.teacher");

		Page several = this.ada.get(LINCOLN + "?kind=SignedIn&person=ma");
		assertThat(several.status()).isEqualTo(422);
		assertThat(several.html().select("#person-fault").text()).contains("More than one person");
		assertThat(several.html().select("section[aria-labelledby=candidates] a")).hasSizeBetween(2, 10)
			.allSatisfy((link) -> assertThat(link.attr("href")).matches(LINCOLN + "\\?person=\\d+&kind=SignedIn"));
		Page chosen = this.ada.get(several.html().selectFirst("section[aria-labelledby=candidates] a").attr("href"));
		assertThat(chosen.status()).isEqualTo(200);
		assertThat(this.ada.get(LINCOLN + "?person=washington+wanda").status()).as("somebody of another district").isEqualTo(422);
	}

	@Test
	void aDistrictsAdministratorSeesNothingOfAnotherDistrict() {
		String somebody = this.jdbc.sql("select login_id from person where tenant_id = 2284 and rostered and active order by user_id offset 300 limit 1")
			.query(String.class)
			.single();
		new Visitor(this.base, "lincolnusd", somebody).signIn();
		event("lincolnusd", "Secret of Lincoln", "Lincoln");
		event(null, "Secret of the server", "Server");

		for (String query : List.of("", "?actor=server", "?kind=SignedIn", "?address=127.0.0.0/8")) {
			assertThat(this.wanda.get(WASHINGTON + query).text()).doesNotContain(somebody, "Secret of");
			assertThat(this.wanda.get(WASHINGTON + "/events.csv" + query).body()).doesNotContain(somebody, "Secret of");
		}
		assertThat(this.wanda.get(LINCOLN).status()).isEqualTo(403);
		assertThat(this.wanda.get("/console/-/audit").status()).isEqualTo(403);
		assertThat(this.wanda.get(LINCOLN + "/events.csv").status()).isEqualTo(403);
		assertThat(this.ada.get("/console/-/audit?kind=ServerEvent").text()).contains("Secret of the server");
		assertThat(this.ada.get("/console/-/audit?kind=LincolnEvent").text()).contains("Secret of Lincoln");
		assertThat(this.ada.get(LINCOLN + "?kind=ServerEvent").text()).doesNotContain("Secret of the server");
	}

	@Test
	void somebodyOfAnotherDistrictIsAsUnknownAsSomebodyWhoIsNotThere() {
		int tina = this.jdbc.sql("select user_id from person where login_id = 'tina.teacher'").query(Integer.class).single();

		Page foreign = this.wanda.get(WASHINGTON + "?person=" + tina);
		Page nobody = this.wanda.get(WASHINGTON + "?person=99999999");
		assertThat(foreign.status()).isEqualTo(422);
		assertThat(nobody.status()).isEqualTo(422);
		assertThat(foreign.html().select("#person-fault").text()).isEqualTo(nobody.html().select("#person-fault").text()).isNotEmpty();
	}

	@Test
	void theLatestComeFirstAndEveryPageGoesOnWhereTheLastEnded() {
		for (int i = 0; i < 120; i++) {
			event("washingtonisd", "Number " + i + ".", "Paged");
		}
		StringBuilder seen = new StringBuilder();
		String path = WASHINGTON + "?kind=PagedEvent";
		for (int pages = 0; path != null; pages++) {
			assertThat(pages).isLessThan(3);
			Page page = this.wanda.get(path);
			page.html().select("table.audit tbody details > p").forEach((sentence) -> seen.append(sentence.text()));
			Element next = page.html().selectFirst(".pager a[rel=next]");
			path = (next != null) ? next.attr("href") : null;
		}
		StringBuilder expected = new StringBuilder();
		for (int i = 119; i >= 0; i--) {
			expected.append("Number ").append(i).append('.');
		}
		assertThat(seen.toString()).isEqualTo(expected.toString());
	}

	@Test
	void timesBoundWhatIsShown() {
		this.jdbc.sql("""
				insert into audit_event (happened_at, kind, tenant_id, actor_kind, sentence) select t::timestamptz, 'TimedEvent', tenant_id,
					'server', 'At ' || t from district, unnest(array['2026-01-01T08:00Z', '2026-01-02T08:00Z', '2026-01-03T08:00Z']) t
				where custom_url = 'lincolnusd'""").update();

		assertThat(this.ada.get(LINCOLN + "?kind=TimedEvent&from=2026-01-02&to=2026-01-03T08:00").text())
			.contains("At 2026-01-02").doesNotContain("At 2026-01-01", "At 2026-01-03");
		assertThat(this.ada.get(LINCOLN + "?kind=TimedEvent&to=2026-01-02T08:00").text()).contains("At 2026-01-01")
			.doesNotContain("At 2026-01-02");
		assertThat(this.ada.get(LINCOLN + "?kind=TimedEvent&from=2026-01-03").text()).contains("At 2026-01-03")
			.doesNotContain("At 2026-01-02");
	}

	@Test
	void networksAreAddressesToo() {
		this.jdbc.sql("""
				insert into audit_event (happened_at, kind, tenant_id, actor_kind, address, sentence)
				select now(), 'NetEvent', tenant_id, 'server', a::inet, 'From ' || a from district,
					unnest(array['10.1.2.3', '10.2.2.3', '2001:db8::7']) a where custom_url = 'lincolnusd'""").update();

		assertThat(this.ada.get(LINCOLN + "?kind=NetEvent&address=10.1.0.0/16").text()).contains("From 10.1.2.3").doesNotContain("From 10.2");
		assertThat(this.ada.get(LINCOLN + "?kind=NetEvent&address=10.2.2.3").text()).contains("From 10.2.2.3").doesNotContain("From 10.1");
		assertThat(this.ada.get(LINCOLN + "?kind=NetEvent&address=2001:db8::/32").text()).contains("From 2001").doesNotContain("From 10");
	}

	@ParameterizedTest
	@ValueSource(strings = { "address=10.0.0.0/33", "address=localhost", "address=10.1", "address=%2F8", "from=yesterday", "to=2026-13-01",
			"from=2026-02-02&to=2026-02-01", "person=%00", "person=nobody.here", "kind=%27or", "kind=%D8%B9", "app=x", "from=%2B999999999-01-01" })
	void whatMeansNothingIsSaidAtItsFieldAndStaysThere(String query) {
		Page page = this.ada.get(LINCOLN + "?" + query);
		if (query.equals("person=%00")) {
			assertThat(page.status()).isEqualTo(200);
			return;
		}
		assertThat(page.status()).isEqualTo(422);
		assertThat(page.html().select("#faults a")).isNotEmpty();
		assertThat(page.html().select("table.audit")).isEmpty();
		assertThat(this.ada.get(LINCOLN + "/events.csv?" + query).status()).isEqualTo(302);
	}

	@Test
	void wordsOfStrangersStayWords() {
		String words = "<script>alert(1)</script> \u202e\u05e9\u05dc\u05d5\u05dd";
		event("lincolnusd", words, "Stranger");
		Page page = this.ada.get(LINCOLN + "?kind=StrangerEvent&actor=" + Http.encode("\"><script>alert(2)</script>"));
		assertThat(page.status()).isEqualTo(200);
		assertThat(page.html().select("script").eachAttr("src")).containsExactly("/console.js");
		assertThat(page.html().selectFirst("#actor").attr("value")).isEqualTo("\"><script>alert(2)</script>");
		assertThat(this.ada.get(LINCOLN + "?kind=StrangerEvent").html().select("script")).hasSize(1);
	}

	@Test
	void whatChangedIsATable() {
		this.jdbc.sql("""
				insert into audit_event (happened_at, kind, tenant_id, actor_kind, sentence, before, after, details)
				select now(), 'TabledEvent', tenant_id, 'server', 'Changed', '{"name": "Old", "same": 1, "list": ["a", "b"]}',
					'{"name": "New", "same": 1, "on": true}', '{"reason": "Because"}' from district where custom_url = 'lincolnusd'""").update();

		Page page = this.ada.get(LINCOLN + "?kind=TabledEvent");
		assertThat(page.html().select("table.changes tbody tr").eachText()).containsExactly("list a, b –", "name Old New", "on – yes");
		assertThat(page.html().select("table.audit dl").text()).isEqualTo("Reason Because");
	}

	@Test
	void aSpreadsheetComputesNothing() {
		event("lincolnusd", "=HYPERLINK(\"https://evil.example\")", "Sheet");
		event("lincolnusd", "+1", "Sheet");
		event("lincolnusd", "-1,\n2", "Sheet");
		event("lincolnusd", "@SUM(A1)", "Sheet");
		event("lincolnusd", "\tTab", "Sheet");

		Page file = this.ada.get(LINCOLN + "/events.csv?kind=SheetEvent");
		assertThat(file.header("Content-Type")).startsWith("text/csv").containsIgnoringCase("utf-8");
		assertThat(file.header("Content-Disposition")).startsWith("attachment; filename=\"audit-lincolnusd-");
		assertThat(file.body()).startsWith("\ufeffaudit_id,happened_at,kind")
			.contains("\"'=HYPERLINK(\"\"https://evil.example\"\")\"", "\"'+1\"", "\"'-1,\n2\"", "\"'@SUM(A1)\"", "\"'\tTab\"");
	}

	@Test
	void aFileIsNotCutAtAPageAndItsExportIsInTheRecord() {
		this.jdbc.sql("""
				insert into audit_event (happened_at, kind, tenant_id, actor_kind, sentence)
				select now(), 'LongEvent', tenant_id, 'server', 'Line ' || i from district, generate_series(1, 2500) i
				where custom_url = 'lincolnusd'""").update();

		Page file = this.ada.get(LINCOLN + "/events.ndjson?kind=LongEvent");
		List<JsonNode> lines = file.body().lines().map(JsonMapper.shared()::readTree).toList();
		assertThat(lines).hasSize(2500);
		assertThat(lines.getFirst().path("sentence").asString()).isEqualTo("Line 2500");
		assertThat(lines.getLast().path("sentence").asString()).isEqualTo("Line 1");
		assertThat(this.ada.get(LINCOLN + "?kind=AuditExported&actor=ada.admin").text()).contains("Record exported", "NDJSON", "ada.admin");
	}

	@Test
	void howLongItIsKeptIsASystemAdministratorsDecision() {
		assertThat(this.wanda.get(WASHINGTON).text()).contains("400 days");
		assertThat(this.wanda.get(WASHINGTON).html().select("a[href=/console/-/audit/retention]")).isEmpty();
		Page form = confirmed("/console/-/audit/retention");
		for (String days : List.of("29", "3651", "", "many", "\u0663\u0660", "1e2", "-40")) {
			Page faulty = this.ada.post("/console/-/audit/retention", with(form, "days", days));
			assertThat(faulty.status()).as(days).isEqualTo(422);
			assertThat(faulty.html().select("#days-fault").text()).isNotEmpty();
		}
		Page changed = this.ada.post("/console/-/audit/retention", with(form, "days", "365"));
		assertThat(changed.location().toString()).endsWith("/console/-/audit?done=audit-retention");
		assertThat(this.ada.get("/console/-/audit?kind=AuditRetentionChanged").html().selectFirst("table.changes tbody tr").text())
			.isEqualTo("Days 400 365");

		Page late = this.ada.post("/console/-/audit/retention", with(form, "days", "500"));
		assertThat(late.status()).isEqualTo(409);
		assertThat(late.text()).contains("365");
		assertThat(late.html().selectFirst("#days").attr("value")).isEqualTo("500");
		this.ada.post("/console/-/audit/retention", with(late, "days", "400"));
	}

	@Test
	void aRefusedAppIsInTheRecordWithTheReasonHoweverItNamedItself() {
		Http app = new Http(this.base);
		long before = last();
		app.post("/oauth2/v2/token", Map.of("code", "c1", "client_id", App.LINCOLN_READER.clientId(), "client_secret", "wrong"));
		app.post("/oauth2/v2/token", Map.of("code", "c1"), "Authorization", "Basic "
				+ Base64.getEncoder().encodeToString((App.LINCOLN_READER.clientId() + ":wrong").getBytes()));
		app.post("/oauth2/v2/token", Map.of("code", "c1", "client_id", "c1700000000009aaaabbbbccccddddaaaabbbbccccdddd", "client_secret", "x"));

		assertThat(this.jdbc.sql("select client_id, details ->> 'error' error from audit_event where audit_id > ? and kind = 'TokenRefused' order by audit_id")
			.param(before)
			.query((row, number) -> row.getString(1) + " " + row.getString(2))
			.list()).contains(App.LINCOLN_READER.clientId() + " invalid_client", "null invalid_client");
	}

	@Test
	void whoAsksForTokensIsTheAppThatDidSo() {
		Visitor.teacher(this.base).tokens(App.LINCOLN_READER);

		Page page = this.ada.get(LINCOLN + "?kind=TokensIssued&actor=" + App.LINCOLN_READER.clientId());
		assertThat(page.html().selectFirst("table.audit tbody tr").text()).contains("Lincoln Reader", "tina.teacher");
	}

	/**
	 * In an hour of its own, so that nothing of it is counted against another test.
	 */
	@Test
	void strangersDoNotFillTheRecord() {
		this.clock.advance(Duration.ofHours(1));
		long before = last();
		Http app = new Http(this.base);
		for (int i = 0; i < 130; i++) {
			app.post("/oauth2/v2/token", Map.of("code", "c1", "client_id", "x" + i));
		}
		List<String> written = this.jdbc.sql("select sentence from audit_event where audit_id > ? and kind = 'TokenRefused' order by audit_id")
			.param(before)
			.query(String.class)
			.list();
		assertThat(written).hasSize(100);
		assertThat(written.getLast()).contains("No more of these are written down until");
		this.clock.advance(Duration.ofHours(1));
		app.post("/oauth2/v2/token", Map.of("code", "c1", "client_id", "x"));
		assertThat(this.jdbc.sql("select count(*) from audit_event where audit_id > ? and kind = 'TokenRefused'").param(before).query(Integer.class).single())
			.isEqualTo(101);
		signIn();
	}

	private void event(String district, String sentence, String kind) {
		this.jdbc.sql("""
				insert into audit_event (happened_at, kind, tenant_id, actor_kind, sentence)
				values (now(), ? || 'Event', (select tenant_id from district where custom_url = ?), 'server', ?)""")
			.params(kind, district, sentence)
			.update();
	}

	private long last() {
		return this.jdbc.sql("select coalesce(max(audit_id), 0) from audit_event").query(Long.class).single();
	}

	private Page confirmed(String path) {
		Page page = this.ada.get(path);
		if (page.status() == 302) {
			Page ask = this.ada.get(page.location().toString());
			this.ada.post("/console/-/confirm", with(ask, "password", Visitor.PASSWORD));
			page = this.ada.get(path);
		}
		return page;
	}

	private static Map<String, String> with(Page page, String name, String value) {
		Map<String, String> fields = new LinkedHashMap<>();
		page.html().select("main form[method=post] input[type=hidden]").forEach((input) -> fields.put(input.attr("name"), input.attr("value")));
		fields.put(name, value);
		return fields;
	}

}
