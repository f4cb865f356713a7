package org.rollcall.contract;

import java.time.InstantSource;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.rollcall.client.AppKind;
import org.rollcall.client.ClientRegistration;
import org.rollcall.client.ClientType;
import org.rollcall.client.Clients;
import org.rollcall.client.Fidelity;
import org.rollcall.client.Lifetimes;
import org.rollcall.client.Scope;
import org.rollcall.client.TokenFormat;
import org.rollcall.journey.App;
import org.rollcall.journey.Http;
import org.rollcall.journey.Page;
import org.rollcall.journey.RollcallTest;
import org.rollcall.journey.Visitor;
import org.rollcall.platform.ClassLinkIdentifier;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Rows of the ClassLink contract, over HTTP. Apps and people that a test changes are its own, so the tests of all classes can
 * share a server.
 */
@RollcallTest
@TestInstance(Lifecycle.PER_CLASS)
abstract class ContractTest {

	/** What codes, tokens and client ids look like (contract, section 3). */
	static final String CLASSLINK_ID = "c\\d{13}[0-9a-f]{30,32}";

	@Value("${rollcall.issuer}")
	String base;

	@Autowired
	JdbcClient jdbc;

	@Autowired
	private Clients clients;

	@Autowired
	private InstantSource clock;

	private Http stranger;

	private Visitor teacher;

	/** Somebody, or an app's server, without any cookie. */
	Http stranger() {
		if (this.stranger == null) {
			this.stranger = new Http(this.base);
		}
		return this.stranger;
	}

	/** A teacher who stays signed in for the whole class. */
	Visitor teacher() {
		if (this.teacher == null) {
			this.teacher = Visitor.teacher(this.base).signIn();
		}
		return this.teacher;
	}

	Visitor visitor(String username) {
		return new Visitor(this.base, "lincolnusd", username);
	}

	/** An app that nobody has allowed anything yet. */
	App newApp() {
		return register("New Reader", ClientType.CONFIDENTIAL, Fidelity.EXTENDED, Scope.all(), App.CALLBACK);
	}

	App newExactApp() {
		return register("New Legacy Reader", ClientType.CONFIDENTIAL, Fidelity.EXACT, Scope.all(), App.CALLBACK);
	}

	App newPublicApp() {
		return register("New Mobile Reader", ClientType.PUBLIC, Fidelity.EXTENDED, Scope.all(), App.CALLBACK);
	}

	App newApp(Set<String> scopes) {
		return register("New Narrow Reader", ClientType.CONFIDENTIAL, Fidelity.EXTENDED, scopes, App.CALLBACK);
	}

	/** An app whose access tokens are JWTs. */
	App newJwtApp() {
		return register("New Gateway Reader", AppKind.WEB, TokenFormat.JWT, Scope.all());
	}

	/** A server without people. */
	App newMachine(TokenFormat tokenFormat, String... scopes) {
		return register("New Robot", AppKind.MACHINE, tokenFormat, Set.of(scopes));
	}

	private App register(String name, AppKind kind, TokenFormat tokenFormat, Set<String> scopes) {
		App app = new App(ClassLinkIdentifier.next(this.clock.instant()), ClassLinkIdentifier.secret());
		this.clients.register(new ClientRegistration(app.clientId(), app.clientSecret(), name, kind.type(), Fidelity.EXTENDED, false,
				kind.hasPeople() ? List.of(App.CALLBACK) : List.of(), kind.hasPeople() ? List.of("http://localhost:9001/") : List.of(),
				scopes, Lifetimes.DEFAULT, true, kind, tokenFormat));
		return app;
	}

	App register(String name, ClientType type, Fidelity fidelity, Set<String> scopes, String redirectUri) {
		App app = new App(ClassLinkIdentifier.next(this.clock.instant()),
				(type == ClientType.PUBLIC) ? null : ClassLinkIdentifier.secret());
		this.clients.register(new ClientRegistration(app.clientId(), app.clientSecret(), name, type, fidelity,
				type == ClientType.PUBLIC, List.of(redirectUri, App.CALLBACK_WITH_QUERY), List.of("http://localhost:9001/"),
				scopes, Lifetimes.DEFAULT, true));
		return app;
	}

	/**
	 * Makes somebody who is like {@code sid.schooladmin} but for the name, and is in no roster.
	 * @return the login id
	 */
	String newPerson(int tenantId, String loginId) {
		this.jdbc.sql("""
				insert into person (tenant_id, building_id, profile_id, login_id, first_name, last_name, display_name,
					password_hash, created_at, updated_at)
				select f.tenant_id, b.building_id, f.profile_id, :loginId, 'New', 'Person', 'New Person',
					(select password_hash from person where login_id = 'sid.schooladmin'), now(), now()
				from profile f join building b using (tenant_id) where f.tenant_id = :tenantId limit 1""")
			.param("tenantId", tenantId)
			.param("loginId", loginId)
			.update();
		return loginId;
	}

	/** What an access token tells at {@code path}. */
	Page read(String path, String accessToken) {
		return stranger().get(path, "Authorization", "Bearer " + accessToken);
	}

	/** Tokens of the teacher for an app, as JSON. */
	JsonNode tokens(App app, String... more) {
		return teacher().tokens(app, more).json();
	}

	static String text(JsonNode json, String name) {
		return json.path(name).asString();
	}

}
