package org.rollcall.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

import org.rollcall.client.Lifetimes;
import org.rollcall.directory.Districts;
import org.rollcall.directory.People;
import org.rollcall.directory.Registrar;
import org.rollcall.journey.App;
import org.rollcall.journey.Http;
import org.rollcall.journey.Page;
import org.rollcall.journey.TestClock;
import org.rollcall.platform.StartupProblem;
import org.rollcall.share.PartnerKeys;
import org.rollcall.share.RosterShares;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

/**
 * What a document does to a server.
 */
class ConfigurationTests extends EmptyServerTest {

	private static final App READER_APP = new App("c1700000000010a1b2c3d4e5f60718293a4b5c6d7e8f90",
			"0123456789abcdef0123456789abcdef");

	@Autowired
	private TestClock clock;

	@Autowired
	private Lifetimes lifetimes;

	@Autowired
	private ApplicationEventPublisher events;

	@Autowired
	private Districts districts;

	@Autowired
	private Registrar registrar;

	@Autowired
	private People people;

	@Autowired
	private RosterShares shares;

	@Autowired
	private PartnerKeys partnerKeys;

	@Autowired
	private JdbcClient jdbc;

	@Test
	void theExampleOfTheDocumentationIsAppliedAndASecondTimeChangesNothing() throws IOException {
		String example = example();

		List<String> first = applyFile(example, Path.of("."));
		List<String> second = applyFile(example, Path.of("."));

		assertThat(first).containsExactly("district lakeside created", "roster lakeside created",
				"person lakeside/coach.carter created", "person lakeside/grace.park created", "person lakeside/kim.park updated",
				"client Lakeside Reader created", "client Lakeside Mobile created", "client Nightly Import created",
				"consent rosa.lopez for Lakeside Reader created", "tile lakeside/Reader created",
				"policy lakeside for Lakeside Reader created", "policy lakeside for Lakeside Mobile created",
				"roster share lakeside with Nightly Import created");
		assertThat(second).isEmpty();
	}

	@Test
	void whatIsExportedBringsAnEmptyServerToTheSamePlace() throws IOException {
		applyFile(example(), Path.of("."));
		String exported = this.configurations.exportYaml();
		assertThat(apply("mode: exact\n" + exported)).isEmpty();

		apply("mode: exact");
		assertThat(apply(exported)).isNotEmpty();

		assertThat(this.configurations.exportYaml()).isEqualTo(exported);
		assertThat(apply(exported)).isEmpty();
	}

	@Test
	void whatIsExportedHasNoSecretInClearText() throws IOException {
		applyFile(example(), Path.of("."));

		assertThat(this.configurations.exportYaml()).doesNotContain("0123456789abcdef0123456789abcdef",
				"fedcba9876543210fedcba9876543210", "on-a-laptop", "PRIVATE").contains("passwordHash", "clientSecretHash", "keyHash");
	}

	@Test
	void thePeopleOfTheFileSignInAndTheirClaimsReachTheApp() {
		apply(LAKESIDE + """
				people:
				  - loginId: rosa.lopez
				    role: Teacher
				    password: rosas-password-is-long
				    email: rosa@lakeside.example
				    claims: {favorite_color: blue, given_name: Other, sub: "1", iss: http://evil.example}
				    info: {OrgId: "", Custom: [1, 2]}
				switches: {askConsent: false}
				clients:
				""" + READER.replace("http://localhost:8080/code", App.CALLBACK));

		Page signedIn = visitor("lakeside", "rosa.lopez").submitSignIn(new Http(this.base).get("/lakeside"), "wrong");
		assertThat(signedIn.status()).isNotEqualTo(302);
		String code = codeOf("rosa.lopez", "rosas-password-is-long");
		JsonNode tokens = READER_APP.token(new Http(this.base), "code", code).json();
		JsonNode claims = payload(tokens.path("id_token").asString());
		JsonNode info = new Http(this.base)
			.get("/v2/my/info", "Authorization", "Bearer " + tokens.path("access_token").asString())
			.json();

		assertThat(claims.path("favorite_color").asString()).isEqualTo("blue");
		assertThat(claims.path("given_name").asString()).isEqualTo("Other");
		assertThat(claims.path("family_name").asString()).isEqualTo("Lopez");
		assertThat(claims.path("iss").asString()).isEqualTo(this.base);
		assertThat(claims.path("sub").asString()).isNotEqualTo("1");
		assertThat(info.path("OrgId").asString()).isEmpty();
		assertThat(info.path("Custom").toString()).isEqualTo("[1,2]");
	}

	@Test
	void claimsAboutTheAddressStayWithThePersonWhoDeclinedIt() {
		apply(LAKESIDE + """
				people:
				  - {loginId: rosa, role: Teacher, password: rosas-password-is-long, claims: {email: a@b.example, email_x: 1, shoe: 38}}
				clients:
				""" + READER.replace("http://localhost:8080/code", App.CALLBACK) + """
				consents: [{client: Reader, person: rosa, scopes: [openid, profile], declined: [email]}]
				""");

		JsonNode tokens = READER_APP.token(new Http(this.base), "code", codeOf("rosa", "rosas-password-is-long")).json();

		JsonNode claims = payload(tokens.path("id_token").asString());
		assertThat(claims.path("shoe").asInt()).isEqualTo(38);
		assertThat(claims.has("email")).isFalse();
		assertThat(claims.has("email_x")).isFalse();
	}

	@Test
	void exactRemovesWhatTheFileNoLongerNamesAndMergeDoesNot() {
		String both = "{loginId: a, role: Teacher}, {loginId: b, role: Student}";
		apply(LAKESIDE + "people: [" + both + "]\nclients:\n" + READER);

		assertThat(apply(LAKESIDE + "people: [{loginId: a, role: Teacher}]")).isEmpty();
		assertThat(apply("mode: exact\n" + LAKESIDE + "people: [{loginId: a, role: Teacher}]"))
			.containsExactly("client Reader removed", "person lakeside/b removed");
		assertThat(apply("mode: exact\n" + LAKESIDE + "people: [{loginId: a, role: Teacher}]")).isEmpty();
		assertThat(apply("mode: exact")).containsExactly("person lakeside/a removed", "district lakeside removed");
	}

	@Test
	void exactWithADistrictThatIsNamedInEveryItemKeepsItsPeople() {
		String document = "mode: exact\n" + LAKESIDE + "people: [{loginId: a, role: Teacher, district: lakeside}]";
		apply(document);

		assertThat(apply(document)).isEmpty();
	}

	@Test
	void nothingIsAppliedUnlessAllIsRight() {
		assertThat(faults(LAKESIDE + """
				people: [{loginId: a, role: Teacher}, {loginId: b, profile: Coch}]
				clients:
				""" + READER)).containsExactly("2:52: people[1].profile: The district has no profile 'Coch'.");

		assertThat(this.districts.all()).isEmpty();
	}

	@Test
	void aDryRunTellsWhatWouldChangeAndChangesNothing() {
		assertThat(this.configurations.apply(LAKESIDE, true)).hasToString("[district lakeside created]");

		assertThat(this.districts.all()).isEmpty();
	}

	@Test
	void aPersonWhoIsRemovedIsGoneWithTheSession() {
		apply(LAKESIDE + "people: [{loginId: a, role: Teacher, password: a-long-password}]");
		Http http = new Http(this.base);
		visitorSignsIn(http, "a", "a-long-password");
		assertThat(sessions()).isEqualTo(1);

		apply("mode: exact\n" + LAKESIDE);

		assertThat(sessions()).isZero();
	}

	@Test
	void aUserIdIsKeptAcrossChangesAndNeverGivenAgain() {
		apply(LAKESIDE + "people: [{loginId: a, role: Teacher}]");
		int first = userId("a");
		apply(LAKESIDE + "people: [{loginId: a, role: Student, firstName: Other}]");
		assertThat(userId("a")).isEqualTo(first);

		apply("mode: exact\n" + LAKESIDE);
		apply(LAKESIDE + "people: [{loginId: a, role: Teacher}]");

		assertThat(userId("a")).isGreaterThan(first);
	}

	@Test
	void aUserIdOfTheFileIsGivenAndSteppedOverLater() {
		apply(LAKESIDE + "people: [{loginId: a, role: Teacher}]");
		int next = userId("a") + 1;
		apply(LAKESIDE + "people: [{loginId: b, role: Teacher, userId: " + next + "}, {loginId: c, role: Teacher}]");

		assertThat(userId("b")).isEqualTo(next);
		assertThat(userId("c")).isEqualTo(next + 1);
	}

	@Test
	void aPasswordIsKeptUntilTheFileHasAnother() {
		apply(LAKESIDE + "people: [{loginId: a, role: Teacher, password: a-long-password}]");

		assertThat(apply(LAKESIDE + "people: [{loginId: a, role: Teacher, password: a-long-password}]")).isEmpty();
		assertThat(apply(LAKESIDE + "people: [{loginId: a, role: Teacher}]")).isEmpty();
		assertThat(apply(LAKESIDE + "people: [{loginId: a, role: Teacher, password: another-password}]"))
			.containsExactly("person lakeside/a updated");
	}

	@Test
	void aRosterIsReadFromAFolderBesideTheFileAndAgainWhenItChanges(@TempDir Path folder) throws IOException {
		Path roster = Files.createDirectory(folder.resolve("oneroster"));
		for (String file : List.of("manifest.csv", "orgs.csv", "academicSessions.csv", "courses.csv", "classes.csv", "users.csv",
				"enrollments.csv", "demographics.csv")) {
			try (var in = getClass().getResourceAsStream("/db/demo/washingtonisd/" + file)) {
				if (in != null) {
					Files.copy(in, roster.resolve(file));
				}
			}
		}
		String document = "districts: [{customUrl: washington, name: Washington, roster: {folder: oneroster}}]";

		assertThat(applyFile(document, folder)).containsExactly("district washington created", "roster washington created");
		assertThat(applyFile(document, folder)).isEmpty();
		Path users = roster.resolve("users.csv");
		Files.writeString(users, Files.readString(users).replace("tom.teacher", "thomas.teacher"));
		assertThat(applyFile(document, folder)).containsExactly("roster washington updated");

		int tenantId = this.districts.findByCustomUrl("washington").orElseThrow().tenantId();
		assertThat(this.registrar.find(tenantId, "thomas.teacher")).isPresent();
	}

	@Test
	void withoutItsRosterADistrictsPeopleAreInNoneAnyMore() {
		apply("districts: [{customUrl: w, name: W, roster: {demo: washingtonisd}}]");

		assertThat(apply("mode: exact\ndistricts: [{customUrl: w, name: W}]")).contains("roster w removed");
		assertThat(apply("mode: exact\ndistricts: [{customUrl: w, name: W}]")).isEmpty();
	}

	@Test
	void aKeyOfTheFileSignsAndTheOneBeforeStaysPublished() throws JOSEException {
		RSAKey key = new RSAKeyGenerator(2048).keyID("a-key-of-ci-" + System.identityHashCode(this)).generate();
		String document = "keys: [{privateKey: '" + key.toJSONString() + "'}]";
		int before = jwks().size();

		assertThat(apply(document)).containsExactly("key " + key.getKeyID() + " created");
		assertThat(apply(document)).isEmpty();

		assertThat(jwks().size()).isEqualTo(before + 1);
		apply(LAKESIDE + "people: [{loginId: a, role: Teacher, password: a-long-password}]\nswitches: {askConsent: false}\nclients:\n"
				+ READER.replace("http://localhost:8080/code", App.CALLBACK));
		String idToken = READER_APP.token(new Http(this.base), "code", codeOf("a", "a-long-password"))
			.json()
			.path("id_token")
			.asString();
		assertThat(part(idToken, 0).path("kid").asString()).isEqualTo(key.getKeyID());
	}

	@Test
	void grandparentsParentsAndChildrenStandInAnyOrder() {
		String family = LAKESIDE + """
				people:
				  - {loginId: gran, role: Parent, students: [mom]}
				  - {loginId: mom, role: Parent, students: [KID]}
				  - {loginId: kid, role: Student}
				""";

		assertThat(apply(family)).containsExactly("district lakeside created", "person lakeside/gran created",
				"person lakeside/mom created", "person lakeside/kid created");
		assertThat(apply(family)).isEmpty();
		assertRebuilt();
	}

	@Test
	void whoLeftTheRosterIsExportedAsSomebodyWhoIsNotActive() {
		apply("districts: [{customUrl: w, name: W, roster: {demo: washingtonisd}, passwordHash: '{bcrypt}$2a$10$"
				+ "N9qo8uLOickgx2ZMRZoMyeIjZAgcfl7p92ldGxad68LJZdL17lhWy'}]");
		apply("""
				districts:
				  - customUrl: w
				    name: W
				    roster:
				      orgs: [{sourcedId: D, name: D, type: district}]
				      users: [{sourcedId: T, enabledUser: true, orgSourcedIds: [D], role: teacher, username: t, givenName: T, familyName: T}]
				people: [{loginId: tom.teacher, claims: {shoe: 44}}]
				""");

		assertRebuilt();
	}

	@Test
	void anAppIsRestoredToTheDistrictThatLooksAfterItAndToWhomItIsSharedWith() {
		apply("districts: [{customUrl: lakeside, name: Lakeside}, {customUrl: hillside, name: Hillside}]\nclients:\n" + READER
				+ "    district: hillside\n    sharedWith: [{district: lakeside, schools: [S2, S1]}, {district: hillside}]\n");

		assertThat(this.configurations.exportYaml()).contains("district: hillside", "sharedWith:", "schools:");
		assertRebuilt();
		assertThat(apply("clients:\n" + READER)).as("what a file does not say stays as it is").isEmpty();
		assertThat(apply("clients:\n" + READER + "    sharedWith: []\n")).as("nobody").containsExactly("client Reader updated");
		assertRebuilt();
	}

	@Test
	void anAppIsSharedWithDistrictsThatThereAre() {
		assertThatExceptionOfType(InvalidConfigException.class)
			.isThrownBy(() -> apply(LAKESIDE + "clients:\n" + READER
					+ "    sharedWith: [{district: lakeside}, {district: lakeside}, {district: lakesid}]\n"))
			.withMessageContaining("This district stands here twice.")
			.withMessageContaining("There is no district 'lakesid'; did you mean 'lakeside'?");
	}

	@Test
	void dollarsAndOddNumbersComeBackAsTheyWere() {
		String document = LAKESIDE + """
				people: [{loginId: a, role: Teacher, claims: {"$${x}": "$${y}", a: 1e7, b: 1.5, c: -0.0, d: 1e20, e: 12345678901}}]
				""";
		apply(document.replace("c: -0.0, ", ""));

		assertThat(apply(document.replace("c: -0.0, ", ""))).isEmpty();
		assertRebuilt();
		assertThat(admin("PUT", "/admin/v1/config", admin("GET", "/admin/v1/config", null, "Accept", "application/json").body())
			.json()
			.path("changed")
			.asInt(-1)).isZero();
	}

	@Test
	void buildingsMayBeReorderedAndKeepTheirPeople() {
		String two = "districts: [{customUrl: a, name: A, buildings: [{name: N1}, {name: N2}]}]\n";
		apply(two + "people: [{loginId: x, role: Teacher}]");

		assertThat(apply("districts: [{customUrl: a, name: A, buildings: [{name: N2}, {name: N1}]}]")).isEmpty();
		assertThat(apply("mode: exact\ndistricts: [{customUrl: a, name: A, buildings: [{name: N2}]}]"))
			.contains("district a updated");
		assertThat(apply("mode: exact\ndistricts: [{customUrl: a, name: A, buildings: [{name: N2}]}]")).isEmpty();
	}

	private void assertRebuilt() {
		String exported = this.configurations.exportYaml();
		assertThat(apply("mode: exact\n" + exported)).isEmpty();
		apply("mode: exact");
		apply(exported);
		assertThat(this.configurations.exportYaml()).isEqualTo(exported);
	}

	@Test
	void withTheThrottleOffWrongPasswordsCostNoWait() {
		apply(LAKESIDE + "people: [{loginId: a, role: Teacher, password: a-long-password}]\nswitches: {signInThrottle: false}");
		Http http = new Http(this.base);
		for (int attempt = 0; attempt < 8; attempt++) {
			visitor("lakeside", "a").submitSignIn(http.get("/lakeside"), "wrong");
		}

		visitorSignsIn(new Http(this.base), "a", "a-long-password");
		assertThat(sessions()).isEqualTo(1);
	}

	private String codeOf(String loginId, String password) {
		Http http = new Http(this.base);
		Page page = visitorSignsIn(http, loginId, password);
		assertThat(page.status()).isEqualTo(302);
		Page answer = http.get(READER_APP.authorizeUrl());
		return Http.parameter(answer.location(), "code");
	}

	private Page visitorSignsIn(Http http, String loginId, String password) {
		Page form = http.get("/lakeside");
		var fields = form.hiddenFields();
		fields.put("username", loginId);
		fields.put("password", password);
		return http.post(form.form().absUrl("action"), fields);
	}

	private int userId(String loginId) {
		return this.registrar.find(7001, loginId).orElseThrow().userId();
	}

	private int sessions() {
		return this.jdbc.sql("select count(*) from browser_session").query(Integer.class).single();
	}

	private JsonNode jwks() {
		return new Http(this.base).get("/oauth2/v2/jwks").json().path("keys");
	}

	private static JsonNode payload(String jwt) {
		return part(jwt, 1);
	}

	private static JsonNode part(String jwt, int index) {
		return tools.jackson.databind.json.JsonMapper.shared()
			.readTree(java.util.Base64.getUrlDecoder().decode(jwt.split("\\.")[index]));
	}

	static String example() throws IOException {
		String documentation = Files.readString(Path.of("../docs/configuration.md"));
		int from = documentation.indexOf("```yaml\n") + "```yaml\n".length();
		return documentation.substring(from, documentation.indexOf("```", from));
	}

	@Test
	void whatADistrictDecidedAboutAnAppIsBroughtAboutAndTakesFromTheAppWhatItMayHaveNoLonger() {
		String app = LAKESIDE + "people: [{loginId: a, role: Student, password: a-long-password}]\nswitches: {askConsent: false}\nclients:\n"
				+ READER.replace("http://localhost:8080/code", App.CALLBACK);
		apply(app);
		String code = codeOf("a", "a-long-password");
		String token = READER_APP.token(new Http(this.base), "code", code).json().path("access_token").asString();

		String granted = "policies: [{client: Reader, policy: granted, scopes: [openid, profile]}]";
		assertThat(apply(granted)).containsExactly("policy lakeside for Reader created");
		assertThat(apply(granted)).isEmpty();
		assertThat(info(token)).isEqualTo(200);
		assertThat(apply("policies: [{client: Reader, policy: forbidden}]")).containsExactly("policy lakeside for Reader updated");
		assertThat(info(token)).isEqualTo(401);
		assertThat(apply("policies: [{client: Reader, policy: ask}]")).containsExactly("policy lakeside for Reader removed");
		assertThat(apply("policies: [{client: Reader, policy: ask}]")).isEmpty();
		apply(granted);
		assertThat(apply("mode: exact\n" + app)).contains("policy lakeside for " + READER_APP.clientId() + " removed");
	}

	@Test
	void aRosterIsSharedChangedAndSharedNoMore() {
		apply(LAKESIDE + "clients:\n" + READER);

		String share = "rosterShares: [{client: Reader, scopes: [roster.read, roster.demographics.read], schools: [S2, S1]}]";
		assertThat(apply(share)).containsExactly("roster share lakeside with Reader created");
		assertThat(apply(share)).isEmpty();
		assertRebuilt();
		assertThat(apply("rosterShares: [{client: Reader, district: lakeside, scopes: [roster.users.basic]}]"))
			.containsExactly("roster share lakeside with Reader updated");
		assertThat(this.shares.find(READER_APP.clientId(), 7001)).hasValueSatisfying((known) -> {
			assertThat(known.scopes()).containsExactly("roster.users.basic");
			assertThat(known.schools()).isEmpty();
		});
		assertThat(apply("mode: exact\n" + LAKESIDE + "clients:\n" + READER)).containsExactly("roster share lakeside with Reader removed");
		assertThat(this.shares.find(READER_APP.clientId(), 7001)).isEmpty();
	}

	@Test
	void aPartnerKeyOfTheFileIsGoodUntilSomebodyEndsIt() {
		String keyed = LAKESIDE + "clients:\n" + READER + "    partnerKeys: [{name: CI, key: 0f0e0d0c0b0a09080706050403020100, until: '2036-06-30'},"
				+ " {name: Old, key: 1f1e1d1c1b1a19181716151413121110, until: '2020-06-30'}]\n";
		apply(keyed);

		assertThat(this.partnerKeys.find("0f0e0d0c0b0a09080706050403020100")).contains(READER_APP.clientId());
		assertThat(this.partnerKeys.find("1f1e1d1c1b1a19181716151413121110")).as("has ended").isEmpty();
		assertThat(apply(keyed)).isEmpty();
		assertThat(this.configurations.exportYaml()).contains("until: '2036-06-30'");
		assertRebuilt();
		this.partnerKeys.of(READER_APP.clientId()).forEach((key) -> this.partnerKeys.end(READER_APP.clientId(), key.id()));
		assertThat(apply(keyed)).isEmpty();
		assertThat(this.partnerKeys.find("0f0e0d0c0b0a09080706050403020100")).as("a file does not make it good again").isEmpty();
	}

	@Test
	void theLimitForStudentsLeavesWhatTheSameFileGrants() {
		String limited = "districts: [{customUrl: lakeside, name: Lakeside, limitStudents: true}]\n";
		apply(LAKESIDE + "people: [{loginId: a, role: Student, password: a-long-password}]\nswitches: {askConsent: false}\nclients:\n"
				+ READER.replace("http://localhost:8080/code", App.CALLBACK));
		String token = READER_APP.token(new Http(this.base), "code", codeOf("a", "a-long-password")).json().path("access_token").asString();

		assertThat(apply(limited + "policies: [{client: Reader, policy: granted, scopes: [openid, profile, email, full]}]"))
			.containsExactly("policy lakeside for Reader created", "district lakeside updated");
		assertThat(info(token)).isEqualTo(200);
		assertThat(apply(limited)).isEmpty();
		assertThat(apply(LAKESIDE)).as("left out, it stays").isEmpty();
		assertThat(this.configurations.exportYaml()).contains("limitStudents: true");
		assertThat(apply("policies: [{client: Reader, policy: ask}]")).isNotEmpty();
		assertThat(info(token)).isEqualTo(401);
		assertThat(apply("districts: [{customUrl: lakeside, name: Lakeside, limitStudents: false}]")).containsExactly("district lakeside updated");
		assertThat(this.configurations.exportYaml()).doesNotContain("limitStudents");
	}

	private int info(String token) {
		return new Http(this.base).get("/v2/my/info", "Authorization", "Bearer " + token).status();
	}

	@Test
	void whatADistrictDecidesForItselfGoesInAndComesOutAndStaysWhereItIsNotNamed() {
		String decided = "districts: [{customUrl: lakeside, tenantId: 7001, name: Lakeside, color: '#7a1f5c', sessionLifetime: 10h,"
				+ " shortestPassword: 14}]";

		assertThat(apply(decided)).hasSize(1);
		assertThat(apply(decided)).isEmpty();
		assertThat(apply(LAKESIDE)).isEmpty();
		assertThat(this.configurations.exportYaml()).contains("color: '#7a1f5c'", "sessionLifetime: 10h", "shortestPassword: 14");
		assertThat(faults("districts: [{customUrl: lakeside, name: Lakeside, sessionLifetime: 5m}]")).hasSize(1);
		assertThat(faults("districts: [{customUrl: lakeside, name: Lakeside, color: red}]")).hasSize(1);
		assertThat(faults("districts: [{customUrl: lakeside, name: Lakeside, shortestPassword: 4}]")).hasSize(1);
	}

	@Test
	void whatADistrictDecidesDoesNotKeepTheServerFromStarting(@TempDir Path folder) throws IOException {
		Path file = folder.resolve("rollcall.yaml");
		Files.writeString(file, LAKESIDE + "clients:\n" + READER + "tiles: [{district: lakeside, name: Read, url: 'https://read.example', client: Reader}]\n");
		start(file);
		this.configurations.apply("clients: [{clientId: c1700000000011a1b2c3d4e5f60718293a4b5c6d7e8f90, clientSecret: 0123456789abcdef0123456789abcdef,"
				+ " name: Reader, redirectUris: ['https://vendor.example/']}]", false);
		assertThatNoException().as("an app may be called like another one").isThrownBy(() -> start(file));

		this.jdbc.sql("update district set custom_url = 'moved' where custom_url = 'lakeside'").update();
		assertThatNoException().isThrownBy(() -> start(file));
		assertThat(this.jdbc.sql("select details->>'fault' from audit_event where kind = 'ConfigLeftOut' order by audit_id desc limit 1")
			.query(String.class)
			.single()).contains("7001");
		Files.writeString(file, LAKESIDE);
		assertThatExceptionOfType(StartupProblem.class).as("a new document has to fit").isThrownBy(() -> start(file));
	}

	private void start(Path file) {
		new ConfigAtStart("", file.toString(), this.lifetimes, this.environment, this.configurations, this.jdbc, this.clock, this.events)
			.afterSingletonsInstantiated();
	}

}
