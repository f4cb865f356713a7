package org.rollcall.oneroster;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.rollcall.client.AppKind;
import org.rollcall.client.ClientRegistration;
import org.rollcall.client.Clients;
import org.rollcall.client.Fidelity;
import org.rollcall.client.Lifetimes;
import org.rollcall.client.Scope;
import org.rollcall.client.TokenFormat;
import org.rollcall.directory.DistrictRegistration;
import org.rollcall.directory.Districts;
import org.rollcall.journey.App;
import org.rollcall.journey.Http;
import org.rollcall.journey.Page;
import org.rollcall.journey.RollcallTest;
import org.rollcall.journey.Visitor;
import org.rollcall.platform.ClassLinkIdentifier;
import org.rollcall.roster.ImportOptions;
import org.rollcall.roster.RosterImport;
import org.rollcall.roster.RosterSource;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The OneRoster API over HTTP, with districts and apps of each test's own.
 */
@RollcallTest
@TestInstance(Lifecycle.PER_CLASS)
public abstract class OneRosterTest {

	static final String V1P1 = "/ims/oneroster/v1p1";

	/** What opens everything that is read. */
	static final String[] ALL = { "oneroster.read", "roster.demographics.read" };

	private static final AtomicInteger NEXT_TENANT = new AtomicInteger(61_000);

	@Value("${rollcall.issuer}")
	protected String base;

	@Autowired
	protected JdbcClient jdbc;

	@Autowired
	private Clients clients;

	@Autowired
	private Districts districts;

	@Autowired
	private RosterImport rosterImport;

	@Autowired
	private InstantSource clock;

	private Http http;

	protected Http http() {
		if (this.http == null) {
			this.http = new Http(this.base);
		}
		return this.http;
	}

	/** A new district with that roster; everybody's password is {@code rollcall-demo}. */
	protected int district(RosterSource roster) {
		int tenantId = NEXT_TENANT.incrementAndGet();
		this.districts.register(new DistrictRegistration(tenantId, customUrl(tenantId), "OneRoster Schools " + tenantId, 2, "New Jersey", "", "", "HQ"));
		load(tenantId, roster);
		return tenantId;
	}

	protected void load(int tenantId, RosterSource roster) {
		String password = this.jdbc.sql("select password_hash from person where login_id = 'sid.schooladmin' and tenant_id = 2284")
			.query(String.class)
			.single();
		this.rosterImport.run(tenantId, roster, ImportOptions.unguarded().withInitialPasswordHash(password));
	}

	protected static String customUrl(int tenantId) {
		return "oneroster-" + tenantId;
	}

	/** A machine with these scopes. */
	protected App machine(String... scopes) {
		App app = new App(ClassLinkIdentifier.next(this.clock.instant()), ClassLinkIdentifier.secret());
		this.clients.register(new ClientRegistration(app.clientId(), app.clientSecret(), "Roster Robot", AppKind.MACHINE.type(), Fidelity.EXTENDED,
				false, List.of(), List.of(), Set.of(scopes), Lifetimes.DEFAULT, true, AppKind.MACHINE, TokenFormat.OPAQUE));
		return app;
	}

	/** An app for people, which may ask for everything. */
	protected App app() {
		App app = new App(ClassLinkIdentifier.next(this.clock.instant()), ClassLinkIdentifier.secret());
		this.clients.register(new ClientRegistration(app.clientId(), app.clientSecret(), "Roster Reader", AppKind.WEB.type(), Fidelity.EXTENDED,
				false, List.of(App.CALLBACK), List.of(), Scope.all(), Lifetimes.DEFAULT, true, AppKind.WEB, TokenFormat.OPAQUE));
		return app;
	}

	/** Has a district share its roster, or that of some schools, with an app. */
	protected void share(int tenantId, App app, Set<String> scopes, String... schools) {
		int shareId = this.jdbc.sql("""
				insert into roster_share (tenant_id, client_id, scopes, consumer_key, proxy_path, created_at, changed_at)
				values (?, ?, ?::text[], ?, ?, now(), now()) returning share_id""")
			.params(tenantId, app.clientId(), scopes.toArray(String[]::new), ClassLinkIdentifier.secret(), "%2F" + ClassLinkIdentifier.secret())
			.query(Integer.class)
			.single();
		for (String school : schools) {
			this.jdbc.sql("insert into roster_share_school (share_id, tenant_id, sourced_id) values (?, ?, ?)").params(shareId, tenantId, school).update();
		}
	}

	/** The token that a machine gets for itself. */
	protected String token(App machine) {
		return machine.token(http(), "grant_type", "client_credentials").json().get("access_token").asString();
	}

	/** The token of a machine with these scopes, with which the district shares everything. */
	protected String tokenFor(int tenantId, String... scopes) {
		App machine = machine(scopes);
		share(tenantId, machine, Set.of("oneroster", "roster.demographics.read"));
		return token(machine);
	}

	/** The token that somebody allows an app. */
	protected String tokenOf(int tenantId, String username, App app, String scope) {
		return new Visitor(this.base, customUrl(tenantId), username).signIn().tokens(app, "scope", scope).json().get("access_token").asString();
	}

	protected Page get(String token, String path, String... parameters) {
		String query = (parameters.length > 0) ? "?" + Http.encode(App.pairs(parameters)) : "";
		return http().get((path.startsWith("/") ? V1P1 + path : path) + query, "Authorization", "Bearer " + token);
	}

	/** The sourcedIds of an answer that must be good. */
	protected static List<String> ids(Page page) {
		return rows(page).stream().map((row) -> row.get("sourcedId").asString()).toList();
	}

	protected static List<JsonNode> rows(Page page) {
		assertThat(page.status()).as(page.body()).isEqualTo(200);
		List<JsonNode> rows = new ArrayList<>();
		page.json().forEach((collection) -> collection.forEach(rows::add));
		return rows;
	}

	protected static void assertProblem(Page page, int status, String codeMinor) {
		assertThat(page.status()).as(page.body()).isEqualTo(status);
		assertThat(page.header("Content-Type")).isEqualTo("application/json");
		JsonNode info = page.json();
		assertThat(info.get("imsx_codeMajor").asString()).isEqualTo("failure");
		assertThat(info.get("imsx_severity").asString()).isEqualTo("error");
		assertThat(info.get("imsx_description").asString()).isNotBlank();
		assertThat(info.get("imsx_CodeMinor").get("imsx_codeMinorField").get(0).get("imsx_codeMinorFieldValue").asString()).isEqualTo(codeMinor);
	}

}
