package org.rollcall.console;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import org.jsoup.nodes.Element;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.rollcall.journey.AdminApi;
import org.rollcall.journey.App;
import org.rollcall.journey.Http;
import org.rollcall.journey.Page;
import org.rollcall.journey.RollcallTest;
import org.rollcall.journey.Visitor;
import org.rollcall.share.PartnerKeys;
import org.rollcall.share.RosterShare;
import org.rollcall.share.RosterShares;
import org.rollcall.share.ShareCredentials;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Which apps see a roster, and the partner keys of apps, in the console.
 */
@RollcallTest
class RosterShareTests {

	private static final int WASHINGTON = 4957;

	private static final String SHARES = "/console/washingtonisd/roster/shares";

	@Value("${rollcall.issuer}")
	private String base;

	@Autowired
	private JdbcClient jdbc;

	@Autowired
	private RosterShares shares;

	@Autowired
	private ShareCredentials credentials;

	@Autowired
	private PartnerKeys partnerKeys;

	private Http wanda;

	private String name;

	private String clientId;

	@BeforeEach
	void anAppOfTheOperator() {
		this.wanda = new Visitor(this.base, "washingtonisd", "wanda.admin").signIn().http();
		this.name = "Shared <b>" + UUID.randomUUID();
		this.clientId = app(AdminApi.ofServer(this.base, this.jdbc), this.name);
	}

	@AfterEach
	void nothingIsSharedAnyMore() {
		this.shares.inDistrict(WASHINGTON).forEach((share) -> this.shares.end(WASHINGTON, share.clientId()));
	}

	@Test
	void anAppIsChosenAndSeesWhatWasTicked() {
		assertThat(this.wanda.get("/console/washingtonisd/roster").text()).contains("No app sees this roster.");
		Page found = this.wanda.get(SHARES + "/new?q=" + Http.encode(this.name.toUpperCase(Locale.ROOT)));
		assertThat(found.html().select("main tbody th").eachText()).containsExactly(this.name);

		Page form = this.wanda.get(found.html().select("main tbody a").attr("href"));
		assertThat(form.html().select("input[name=scope][checked]").eachAttr("value")).as("proposed").containsExactly("roster.read");
		assertThat(form.html().select("#with-all[checked]")).hasSize(1);
		Page shared = send(form, Map.of("with", List.of("all"), "scope", List.of("roster.read", "roster.demographics.read")));
		assertThat(shared.header("Location")).endsWith("?done=shares.shared");

		assertThat(share().scopes()).containsExactlyInAnyOrder("roster.read", "roster.demographics.read");
		assertThat(share().schools()).isEmpty();
		assertThat(this.wanda.get(SHARES).text()).contains(this.name, "See the school’s records", "See personal facts", "The whole district");
		assertThat(this.wanda.get("/console/washingtonisd/roster").text()).contains("One app sees this roster");
		assertThat(this.wanda.get(SHARES + "/new?q=" + Http.encode(this.name)).html().select("main tbody tr")).as("shared already").isEmpty();
	}

	@Test
	void schoolsAreChosenAndFoundWithoutAScript() {
		schools(20);
		List<String> some = schoolIds();
		Page form = this.wanda.get(edit());

		Page found = send(form, Map.of("with", List.of("some"), "scope", List.of("roster.read"), "school", List.of(some.getFirst()), "q", List.of("number 17"), "find", List.of("1")));
		assertThat(found.status()).isEqualTo(200);
		assertThat(found.html().select("input[name=school]").eachAttr("value")).containsExactlyInAnyOrder(some.getFirst(), "made-17");
		assertThat(found.html().select("input[name=school][checked]").eachAttr("value")).containsExactly(some.getFirst());
		assertThat(found.html().select("#with-some[checked]")).hasSize(1);
		assertThat(this.shares.find(this.clientId, WASHINGTON)).as("only searched").isEmpty();

		send(found, Map.of("with", List.of("some"), "scope", List.of("roster.read"), "school", List.of(some.getFirst(), "made-17", "nowhere")));
		assertThat(share().schools()).containsExactlyInAnyOrder(some.getFirst(), "made-17");

		this.jdbc.sql("update org set status = 'tobedeleted' where tenant_id = ? and sourced_id = 'made-17'").param(WASHINGTON).update();
		assertThat(this.wanda.get(SHARES + "/" + this.clientId).text()).contains("Number 17").contains("not in the roster any more");
		Page again = this.wanda.get(edit());
		assertThat(again.html().select("input[name=school][checked]").eachAttr("value")).contains("made-17");
		send(again, Map.of("with", List.of("some"), "scope", List.of("roster.users.basic"), "school", List.of("made-17")));
		assertThat(share().schools()).as("stays").containsExactly("made-17");
		this.jdbc.sql("delete from org where tenant_id = ? and sourced_id like 'made-%'").param(WASHINGTON).update();
	}

	@Test
	void nothingTickedIsToldAndNothingIsLost() {
		Page form = this.wanda.get(edit());

		Page wrong = send(form, Map.of("with", List.of("some")));
		assertThat(wrong.status()).isEqualTo(422);
		assertThat(wrong.html().select("#faults li").eachText()).containsExactly("Tick at least one thing that the app may see.",
				"Tick at least one school, or choose the whole district.");
		Page odd = send(form, Map.of("with", List.of("all"), "scope", List.of("full", "admin", "\u202e<b>")));
		assertThat(odd.status()).isEqualTo(422);
		assertThat(send(form, Map.of("with", List.of("some"), "scope", List.of("roster.read"), "school", List.of("\0", "x".repeat(300), "\u202e"))).status()).isEqualTo(422);
		assertThat(this.shares.of(this.clientId)).isEmpty();
	}

	@Test
	void schoolsThatAreTickedDoNotBecomeTheWholeDistrictByAForgottenButton() {
		String school = schoolIds().getFirst();
		Page contradiction = send(this.wanda.get(edit()), Map.of("with", List.of("all"), "scope", List.of("roster.read"), "school", List.of(school)));
		assertThat(contradiction.status()).isEqualTo(422);
		assertThat(contradiction.html().select("#faults li").text()).startsWith("Schools are ticked, and the whole district is chosen.");
		assertThat(this.shares.of(this.clientId)).isEmpty();

		this.shares.share(WASHINGTON, this.clientId, Set.of("roster.read"), Set.of(school));
		send(this.wanda.get(edit()), Map.of("with", List.of("all"), "scope", List.of("roster.read"), "school", List.of(school)));
		assertThat(share().schools()).as("what was ticked before is no contradiction").isEmpty();
	}

	@Test
	void whatSomebodyElseChangedMeanwhileIsShownAndNotOverwritten() {
		this.shares.share(WASHINGTON, this.clientId, Set.of("roster.read"), Set.of());
		Page form = this.wanda.get(edit());
		this.shares.share(WASHINGTON, this.clientId, Set.of("roster.classes.basic"), Set.of());

		Page stale = send(form, Map.of("with", List.of("all"), "scope", List.of("oneroster")));
		assertThat(stale.status()).isEqualTo(409);
		assertThat(stale.html().select("#faults").text()).contains("See the classes at school").contains("The whole district");
		assertThat(stale.html().select("input[name=scope][checked]").eachAttr("value")).containsExactly("oneroster");
		assertThat(share().scopes()).containsExactly("roster.classes.basic");
		assertThat(send(stale, Map.of("with", List.of("all"), "scope", List.of("oneroster"))).status()).isEqualTo(302);
		assertThat(share().scopes()).containsExactly("oneroster");
	}

	@Test
	void credentialsAreShownRenewedAndEndWithTheShare() {
		this.shares.share(WASHINGTON, this.clientId, Set.of("roster.read"), Set.of());
		String path = SHARES + "/" + this.clientId;
		RosterShare before = share();
		assertThat(this.wanda.get(path).body() + this.wanda.get(SHARES).body()).doesNotContain(this.credentials.bearer(before), this.credentials.secret(before));

		Page shown = this.wanda.get(path + "/credentials");
		assertThat(shown.html().select("#bearer").text()).isEqualTo(this.credentials.bearer(before));
		assertThat(shown.html().select("#secret").text()).isEqualTo(this.credentials.secret(before));
		assertThat(shown.html().select("#consumer-key").text()).isEqualTo(before.consumerKey());
		assertThat(shown.html().select("#application").text()).isEqualTo(before.proxyPath());
		assertThat(shown.html().select("#proxy").text()).isEqualTo(this.base + "/" + before.proxyPath() + "/ims/oneroster/v1p1");
		assertThat(shown.html().select("#endpoint").text()).isEqualTo(this.base + "/washingtonisd/ims/oneroster/v1p1");
		assertThat(shown.header("Cache-Control")).contains("no-store");

		Page ask = this.wanda.get(path + "/renew");
		assertThat(ask.text()).contains(this.name);
		FilledForm.send(this.wanda, ask);
		FilledForm.send(this.wanda, ask);
		assertThat(share().generation()).as("sent twice").isEqualTo(2);
		assertThat(this.wanda.get(path + "/credentials").body()).doesNotContain(this.credentials.bearer(before));
		assertThat(this.wanda.get(path).text()).contains("Renewed once");

		assertThat(FilledForm.send(this.wanda, this.wanda.get(path + "/end")).header("Location")).endsWith("?done=shares.ended");
		assertThat(this.shares.of(this.clientId)).isEmpty();
		for (String page : List.of("", "/credentials", "/renew", "/end")) {
			assertThat(this.wanda.get(path + page).status()).as(page).isEqualTo(404);
		}
	}

	@Test
	void aDistrictSeesNeitherOthersSharesNorAppsThatItsPeopleDoNotMeet() {
		String lincolns = app(AdminApi.ofDistrict(this.base, this.jdbc, "lincolnusd", "ada.admin", "clients.write"), "Lincoln only " + this.name);

		assertThat(this.wanda.get(SHARES + "/new?q=" + Http.encode("Lincoln only")).html().select("main tbody tr")).isEmpty();
		assertThat(this.wanda.get(SHARES + "/" + lincolns + "/edit").status()).isEqualTo(404);
		assertThat(this.wanda.get(SHARES + "/" + App.LINCOLN_READER.clientId() + "/credentials").status()).as("Lincoln's share").isEqualTo(404);
		assertThat(this.wanda.get("/console/lincolnusd/roster/shares").status()).isEqualTo(403);
		Http ada = new Visitor(this.base, "lincolnusd", "ada.admin").signIn().http();
		assertThat(ada.get(SHARES + "/" + lincolns + "/edit").status()).as("of the whole server").isEqualTo(200);
		assertThat(ada.get("/console/lincolnusd/roster/shares").text()).contains("Lincoln Reader", "See and update the school’s records");
		assertThat(ada.get(SHARES + "/none/edit").status()).isEqualTo(404);
	}

	@Test
	void anAppsPageTellsTheDistrictsToWhoLooksAfterItAndToOthersTheirOwn() {
		Http ada = new Visitor(this.base, "lincolnusd", "ada.admin").signIn().http();
		this.shares.share(WASHINGTON, this.clientId, Set.of("roster.read"), Set.of("S1"));
		this.shares.share(2284, this.clientId, Set.of("roster.read"), Set.of());

		Element seen = ada.get("/console/lincolnusd/apps/" + this.clientId).html().selectFirst("section[aria-labelledby=rosters]");
		assertThat(seen.select("dt").eachText()).containsExactlyInAnyOrder("Lincoln Unified School District", "Washington Independent School District");
		Page own = this.wanda.get("/console/washingtonisd/apps/" + this.clientId);
		assertThat(own.html().select("section[aria-labelledby=rosters] dt").eachText()).containsExactly("Washington Independent School District");
		assertThat(own.html().select("section[aria-labelledby=rosters]").text()).contains("1 school");
		assertThat(own.html().select("section[aria-labelledby=partner-keys]")).isEmpty();
		this.shares.end(2284, this.clientId);
	}

	@Test
	void aPartnerKeyIsMadeShownOnceAndEnded() {
		String own = app(AdminApi.ofDistrict(this.base, this.jdbc, "washingtonisd", "wanda.admin", "clients.write"), this.name);
		String path = "/console/washingtonisd/apps/" + own;
		Page form = this.wanda.get(path + "/partner-keys/new");

		Page made = FilledForm.send(this.wanda, form, "name", "Nightly \u202e<b>", "until", "2036-06-30");
		String key = made.html().select("#secret").text();
		assertThat(this.partnerKeys.find(key)).contains(own);
		assertThat(made.text()).contains("/applications");
		assertThat(FilledForm.send(this.wanda, form, "name", "Nightly", "until", "").html().select("#secret")).as("sent twice").isEmpty();
		Page app = this.wanda.get(path);
		assertThat(app.html().select("section[aria-labelledby=partner-keys] tbody tr")).hasSize(1);
		assertThat(app.body()).doesNotContain(key, "<b>");

		for (String[] wrong : new String[][] { { "", "" }, { "x".repeat(101), "" }, { "a\0b", "" }, { "Key", "2020-01-01" }, { "Key", "soon" } }) {
			Page refused = FilledForm.send(this.wanda, this.wanda.get(path + "/partner-keys/new"), "name", wrong[0], "until", wrong[1]);
			assertThat(refused.status()).as(wrong[0] + wrong[1]).isEqualTo(422);
		}
		FilledForm.send(this.wanda, this.wanda.get(app.html().select("section[aria-labelledby=partner-keys] tbody a").attr("href")));
		assertThat(this.partnerKeys.find(key)).isEmpty();
		assertThat(this.wanda.get(path).html().select("section[aria-labelledby=partner-keys] tbody").text()).contains("ended");
		assertThat(this.wanda.get("/console/washingtonisd/apps/" + this.clientId + "/partner-keys/new").status()).as("the operator's app").isEqualTo(403);
		assertThat(this.wanda.get(path + "/partner-keys/" + UUID.randomUUID() + "/end").status()).isEqualTo(404);
	}

	private static String app(AdminApi api, String name) {
		return api.post("/admin/v1/clients", "{name: '" + name + "', redirectUris: ['http://localhost:9001/callback']}").json().get("clientId").asString();
	}

	private void schools(int number) {
		for (int i = 0; i < number; i++) {
			this.jdbc.sql("insert into org (tenant_id, sourced_id, status, date_last_modified, name, type) values (?, ?, 'active', now(), ?, 'school')")
				.params(WASHINGTON, "made-" + i, "Number " + i)
				.update();
		}
	}

	private List<String> schoolIds() {
		return this.jdbc.sql("select sourced_id from org where tenant_id = ? and type = 'school' and sourced_id not like 'made-%' order by 1")
			.param(WASHINGTON)
			.query(String.class)
			.list();
	}

	private RosterShare share() {
		return this.shares.find(this.clientId, WASHINGTON).orElseThrow();
	}

	private String edit() {
		return SHARES + "/" + this.clientId + "/edit";
	}

	/**
	 * Sends the form with these fields, and with those that nobody sees.
	 */
	private Page send(Page form, Map<String, List<String>> fields) {
		Element last = form.html().select("main form[method=post]").last();
		StringBuilder body = new StringBuilder();
		last.select("input[type=hidden]").forEach((input) -> append(body, input.attr("name"), input.attr("value")));
		fields.forEach((field, values) -> values.forEach((value) -> append(body, field, value)));
		return this.wanda.send(this.wanda.request(last.absUrl("action"), "Content-Type", "application/x-www-form-urlencoded")
			.POST(BodyPublishers.ofString(body.toString())));
	}

	private static void append(StringBuilder body, String field, String value) {
		body.append(body.isEmpty() ? "" : "&").append(field).append('=').append(Http.encode(value));
	}

}
