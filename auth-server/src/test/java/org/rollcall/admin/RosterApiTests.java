package org.rollcall.admin;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import org.rollcall.journey.AdminApi;
import org.rollcall.journey.App;
import org.rollcall.journey.Http;
import org.rollcall.journey.Page;
import org.rollcall.journey.RollcallTest;
import org.rollcall.journey.Visitor;
import org.rollcall.roster.RosterFolder;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Rosters imported by programs.
 */
@RollcallTest
class RosterApiTests {

	private static final AtomicInteger NUMBER = new AtomicInteger(7_000);

	private static final String ZIP = "application/zip";

	@Value("${rollcall.issuer}")
	private String base;

	@Autowired
	private JdbcClient jdbc;

	private AdminApi api;

	private String district;

	private String imports;

	@BeforeEach
	void aDistrict() {
		int number = NUMBER.incrementAndGet();
		this.district = "imports-" + number;
		this.imports = "/admin/v1/rosters/" + this.district + "/imports";
		AdminApi.makeDistrict(this.base, this.jdbc, this.district);
		this.api = AdminApi.ofServer(this.base, this.jdbc);
	}

	@Test
	void aProgramUploadsLooksConfirmsAndWaits() {
		Page accepted = this.api.postFile(this.imports + "?name=night.zip", ZIP, new RosterFolder().zip());
		assertThat(accepted.status()).isEqualTo(202);
		assertThat(accepted.header("Location")).startsWith(this.imports + "/");
		assertThat(accepted.json().path("fileName").asString()).isEqualTo("night.zip");

		JsonNode checked = ended(accepted.header("Location"));
		assertThat(checked.path("state").asString()).isEqualTo("checked");
		assertThat(checked.path("uploadedBy").asString()).startsWith("api_key ");
		assertThat(checked.path("preview").path("peopleCreated").asInt()).isEqualTo(11);
		assertThat(checked.path("preview").path("beyondGuard").asBoolean()).isFalse();
		assertThat(checked.path("preview").path("files").path(0).toString())
			.isEqualTo("{\"file\":\"orgs\",\"mode\":\"bulk\",\"rows\":3,\"created\":3,\"changed\":0,\"removed\":0}");

		assertThat(this.api.post(accepted.header("Location") + "/confirm", "").status()).isEqualTo(202);
		assertThat(ended(accepted.header("Location")).path("state").asString()).isEqualTo("imported");
		assertThat(this.api.get(this.imports).json()).hasSize(1);
		assertThat(this.api.get("/admin/v1/people/" + this.district + "/terry").status()).isEqualTo(200);
		assertThat(this.api.post(accepted.header("Location") + "/confirm", "").status()).isEqualTo(409);
	}

	@Test
	void faultsAreReadInPagesAsTextAndForSpreadsheets() {
		String location = upload(new RosterFolder().replace("users.csv", "teacher,terry", "=cmd|x,terry").replace("orgs.csv", "North School,school", "North School,shool"));
		assertThat(ended(location).path("state").asString()).isEqualTo("faulty");

		Page page = this.api.get(location + "/faults?limit=1");
		assertThat(page.json()).hasSize(1);
		assertThat(page.json().path(0).path("file").asString()).isEqualTo("orgs.csv");
		assertThat(page.json().path(0).path("line").asInt()).isEqualTo(2);
		assertThat(page.header("Link")).contains("limit=1&offset=1").contains("rel=\"next\"");
		assertThat(Integer.parseInt(page.header("X-Total-Count"))).isGreaterThan(1);
		Page text = this.api.get(location + "/faults", "text/plain");
		assertThat(text.body()).contains("orgs.csv:2: type \"shool\": ").contains("users.csv:2: role \"=cmd|x\": ");
		Page csv = this.api.get(location + "/faults", "text/csv");
		assertThat(csv.header("Content-Type")).startsWith("text/csv");
		assertThat(csv.body()).startsWith("\ufefffile,line,column,value,reason\r\n").contains("users.csv,2,role,\"'=cmd|x\",");
		assertThat(this.api.post(location + "/confirm", "{}").status()).isEqualTo(409);
	}

	@Test
	void tooManyLeaversNeedAWordOfTheirOwn() {
		bring(new RosterFolder());
		String location = upload(withoutSome());
		assertThat(ended(location).path("preview").path("beyondGuard").asBoolean()).isTrue();

		Page refused = this.api.post(location + "/confirm", "");
		assertThat(refused.status()).isEqualTo(409);
		assertThat(refused.json().path("type").asString()).isEqualTo("urn:rollcall:problem:too-many-leaving");
		assertThat(this.api.post(location + "/confirm", "{letGo: maybe}").status()).isEqualTo(400);
		assertThat(this.api.post(location + "/confirm", "{letGo: true}").status()).isEqualTo(202);
		assertThat(ended(location).path("state").asString()).isEqualTo("imported");
	}

	@Test
	void whoLeavesIsSignedOutAndTheirTokensEndAtOnce() {
		bring(new RosterFolder());
		this.jdbc.sql("update person set password_hash = (select password_hash from person where login_id = 'tina.teacher') where login_id = 'aida'").update();
		Visitor aida = new Visitor(this.base, this.district, "aida").signIn();
		String token = aida.tokens(App.LINCOLN_READER).json().path("access_token").asString();
		Http app = new Http(this.base);
		assertThat(app.get("/v2/my/info", "Authorization", "Bearer " + token).status()).isEqualTo(200);
		assertThat(aida.http().get("/home").status()).isEqualTo(200);

		String location = upload(withoutSome());
		ended(location);
		assertThat(app.get("/v2/my/info", "Authorization", "Bearer " + token).status()).as("before the yes").isEqualTo(200);
		this.api.post(location + "/confirm", "{letGo: true}");
		assertThat(ended(location).path("state").asString()).isEqualTo("imported");

		assertThat(app.get("/v2/my/info", "Authorization", "Bearer " + token).status()).isEqualTo(401);
		assertThat(aida.http().get("/home").status()).isNotEqualTo(200);
		int userId = userId("aida");
		bring(new RosterFolder());
		assertThat(userId("aida")).as("the same for ever").isEqualTo(userId);
	}

	@Test
	void whatIsCancelledIsNotImported() {
		String location = upload(new RosterFolder());
		ended(location);
		assertThat(this.api.delete(location).status()).isEqualTo(204);
		assertThat(ended(location).path("state").asString()).isEqualTo("cancelled");
		assertThat(this.api.delete(location).status()).isEqualTo(409);
	}

	@Test
	void aKeyOfADistrictReachesItsOwnRosterOnly() {
		String location = upload(new RosterFolder());
		ended(location);
		AdminApi lincoln = AdminApi.ofDistrict(this.base, this.jdbc, "lincolnusd", "ada.admin", "rosters.write");
		assertThat(lincoln.get("/admin/v1/rosters/lincolnusd/imports").status()).isEqualTo(200);
		assertThat(lincoln.postFile(this.imports, ZIP, new byte[1]).status()).isEqualTo(404);
		assertThat(lincoln.get(this.imports).status()).isEqualTo(404);
		for (String way : List.of("", "/faults")) {
			assertThat(lincoln.get(location + way).status()).isEqualTo(404);
			assertThat(lincoln.get(location.replace(this.district, "lincolnusd") + way).status()).as("under its own name").isEqualTo(404);
		}
		assertThat(lincoln.post(location.replace(this.district, "lincolnusd") + "/confirm", "").status()).isEqualTo(404);
		assertThat(lincoln.delete(location.replace(this.district, "lincolnusd")).status()).isEqualTo(404);
	}

	@Test
	void aKeyNeedsTheScope() {
		AdminApi reader = AdminApi.ofDistrict(this.base, this.jdbc, "lincolnusd", "ada.admin", "rosters.read");
		assertThat(reader.get("/admin/v1/rosters/lincolnusd/imports").status()).isEqualTo(200);
		Page refused = reader.postFile("/admin/v1/rosters/lincolnusd/imports", ZIP, new byte[1]);
		assertThat(refused.status()).isEqualTo(403);
		assertThat(refused.json().path("scope").asString()).isEqualTo("rosters.write");
		AdminApi other = AdminApi.ofDistrict(this.base, this.jdbc, "lincolnusd", "ada.admin", "people.write");
		assertThat(other.get("/admin/v1/rosters/lincolnusd/imports").status()).isEqualTo(403);
	}

	@Test
	void aKeyOfADistrictMakesNobodyItsAdministrator() {
		bring(new RosterFolder());
		AdminApi own = ownKey();
		Page accepted = own.postFile(this.imports, ZIP, new RosterFolder().replace("users.csv", "true,S1,aide,aida", "true,D,administrator,aida").zip());
		assertThat(accepted.status()).isEqualTo(202);
		ended(accepted.header("Location"));
		assertThat(own.post(accepted.header("Location") + "/confirm", "").status()).isEqualTo(202);
		JsonNode failed = ended(accepted.header("Location"));
		assertThat(failed.path("state").asString()).isEqualTo("failed");
		assertThat(failed.path("problem").asString()).contains("administers the district").contains("in the console");

		bring(new RosterFolder().replace("users.csv", "true,S1,aide,aida", "true,D,administrator,aida"));
	}

	@Test
	void whatIsNoZipIsRefused() {
		assertThat(this.api.post(this.imports, "{}").status()).isEqualTo(415);
		assertThat(this.api.postFile(this.imports, ZIP, new byte[0]).status()).isEqualTo(400);
		String location = this.api.postFile(this.imports, ZIP, "PK no".getBytes()).header("Location");
		assertThat(ended(location).path("problem").asString()).contains("is not a zip");
		assertThat(this.api.get(this.imports + "/" + "00000000-0000-0000-0000-000000000000").status()).isEqualTo(404);
		assertThat(this.api.get(this.imports + "/nonsense").status()).isEqualTo(404);
	}

	@Test
	void whoAsksBeforeSendingIsToldBeforeTheySend() throws Exception {
		try (HttpClient client = HttpClient.newHttpClient()) {
			HttpRequest request = HttpRequest.newBuilder(URI.create(this.base + this.imports))
				.header("Content-Type", ZIP)
				.header("X-API-Key", "guessed")
				.expectContinue(true)
				.timeout(Duration.ofSeconds(20))
				.POST(BodyPublishers.ofInputStream(() -> {
					throw new AssertionError("it was sent");
				}))
				.build();
			HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
			assertThat(answer.statusCode()).isEqualTo(401);
		}
	}

	private AdminApi ownKey() {
		String key = "rck_" + this.district;
		this.jdbc.sql("""
				insert into api_key (key_id, name, key_hash, tenant_id, scopes, created_at, expires_at)
				select gen_random_uuid(), 'Nightly', sha256(?::bytea), tenant_id, '{rosters.write}', now(), now() + interval '9 days'
				from district where custom_url = ?""").params(key, this.district).update();
		return AdminApi.withKey(this.base, key);
	}

	private void bring(RosterFolder folder) {
		String location = upload(folder);
		ended(location);
		assertThat(this.api.post(location + "/confirm", "{letGo: true}").status()).isEqualTo(202);
		assertThat(ended(location).path("state").asString()).isEqualTo("imported");
	}

	private String upload(RosterFolder folder) {
		Page accepted = this.api.postFile(this.imports, ZIP, folder.zip());
		assertThat(accepted.status()).as(accepted.body()).isEqualTo(202);
		return accepted.header("Location");
	}

	private static RosterFolder withoutSome() {
		RosterFolder folder = new RosterFolder();
		return folder.with("users.csv", folder.text("users.csv").replaceAll("(?m)^u-(aide|proctor|relative).*\n", ""));
	}

	private JsonNode ended(String location) {
		return await().atMost(Duration.ofMinutes(1)).until(() -> this.api.get(location).json(), (item) -> item.path("progress").isNull());
	}

	private int userId(String login) {
		return this.jdbc.sql("select user_id from person join district using (tenant_id) where custom_url = ? and login_id = ?")
			.params(this.district, login)
			.query(Integer.class)
			.single();
	}

}
