package org.rollcall.oneroster;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rollcall.client.Apps;
import org.rollcall.journey.App;
import org.rollcall.journey.Page;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What apps write into a gradebook.
 */
class GradebookTests extends OneRosterTest {

	private static final String LINE_ITEM = """
			"title": "Leaves", "description": "Draw a leaf", "assignDate": "2026-09-07", "dueDate": "2026-09-14", "class": {"sourcedId": "K1"},
			"category": {"sourcedId": "CAT1"}, "gradingPeriod": {"sourcedId": "G1"}, "resultValueMin": 0, "resultValueMax": 10""";

	private static final String RESULT = """
			"lineItem": {"sourcedId": "L1"}, "student": {"sourcedId": "u-student"}, "scoreStatus": "fully graded", "score": 7.25,
			"scoreDate": "2026-09-15", "comment": "Good\\nwork\"""";

	@Autowired
	private TransactionTemplate transaction;

	@Autowired
	private Apps apps;

	private int tenantId;

	private App app;

	private String token;

	private App personal;

	@BeforeAll
	void aDistrict() {
		this.tenantId = district(new FullRoster());
		this.app = machine("oneroster");
		share(this.tenantId, this.app, Set.of("oneroster"));
		this.token = token(this.app);
		this.personal = app();
		share(this.tenantId, this.personal, Set.of("oneroster"));
	}

	@Test
	void anAppCreatesReplacesAndRemovesALineItem() {
		Page created = put(this.token, "/lineItems/leaves", "lineItem", LINE_ITEM);
		assertThat(created.status()).as(created.body()).isEqualTo(201);
		assertThat(created.header("Location")).isEqualTo(this.base + V1P1 + "/lineItems/leaves");
		JsonNode lineItem = get(this.token, "/lineItems/leaves").json().get("lineItem");
		assertThat(lineItem.get("title").asString()).isEqualTo("Leaves");
		assertThat(lineItem.get("class").get("sourcedId").asString()).isEqualTo("K1");
		assertThat(lineItem.get("resultValueMax").asDouble()).isEqualTo(10);

		Page replaced = put(this.token, "/lineItems/leaves", "lineItem", LINE_ITEM.replace("\"description\": \"Draw a leaf\",", ""));
		assertThat(replaced.status()).as(replaced.body()).isEqualTo(200);
		assertThat(get(this.token, "/lineItems/leaves").json().get("lineItem").has("description")).isFalse();

		assertThat(delete(this.token, "/lineItems/leaves").status()).isEqualTo(204);
		assertThat(delete(this.token, "/lineItems/leaves").status()).isEqualTo(204);
		assertThat(get(this.token, "/lineItems/leaves").json().get("lineItem").get("status").asString()).isEqualTo("tobedeleted");
		assertThat(ids(get(this.token, "/lineItems"))).doesNotContain("leaves");
		assertThat(put(this.token, "/lineItems/leaves", "lineItem", LINE_ITEM).status()).isEqualTo(200);
		assertThat(ids(get(this.token, "/classes/K1/lineItems"))).contains("leaves");
	}

	@Test
	void anAppWritesCategoriesAndResults() {
		assertThat(put(this.token, "/categories/quiz%20%2F1", "category", "\"title\": \"Quiz\"").status()).isEqualTo(201);
		assertThat(get(this.token, "/categories/quiz%20%2F1").json().get("category").get("sourcedId").asString()).isEqualTo("quiz /1");
		assertThat(put(this.token, "/categories/quiz", "category", "\"title\": \"Quiz\", \"weight\": 3, \"metadata\": {\"a\": [1, \"ä\"]}").status())
			.isEqualTo(201);
		assertThat(get(this.token, "/categories/quiz").json().get("category").get("metadata").toString()).isEqualTo("{\"a\":[1,\"ä\"]}");

		Page result = put(this.token, "/results/first", "result", "\"sourcedId\": \"first\", " + RESULT);
		assertThat(result.status()).as(result.body()).isEqualTo(201);
		JsonNode written = get(this.token, "/results/first").json().get("result");
		assertThat(written.get("score").asDouble()).isEqualTo(7.25);
		assertThat(written.get("comment").asString()).isEqualTo("Good\nwork");
		assertThat(written.get("student").get("sourcedId").asString()).isEqualTo("u-student");
		assertThat(ids(get(this.token, "/classes/K1/students/u-student/results"))).contains("first");
		assertThat(delete(this.token, "/results/first").status()).isEqualTo(204);
	}

	@Test
	void theTimeIsTheServersAndNotTheApps() {
		put(this.token, "/categories/timed", "category", "\"title\": \"Timed\", \"dateLastModified\": \"1999-01-01T00:00:00.000Z\"");

		assertThat(get(this.token, "/categories/timed").json().get("category").get("dateLastModified").asString()).isGreaterThan("2020");
	}

	@Test
	void numbersMayBeTextsAndDaysMayBeTimes() {
		Page page = put(this.token, "/lineItems/lenient", "lineItem", LINE_ITEM.replace("\"resultValueMax\": 10", "\"resultValueMax\": \"12.50\"")
			.replace("\"2026-09-07\"", "\"2026-09-07T23:59:59.999-05:00\""));

		assertThat(page.status()).as(page.body()).isEqualTo(201);
		JsonNode lineItem = get(this.token, "/lineItems/lenient").json().get("lineItem");
		assertThat(lineItem.get("resultValueMax").asDouble()).isEqualTo(12.5);
		assertThat(lineItem.get("assignDate").asString()).isEqualTo("2026-09-07");
	}

	@Test
	void moreThanTheMostIsExtraCredit() {
		assertThat(put(this.token, "/results/extra", "result", RESULT.replace("7.25", "11")).status()).isEqualTo(201);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			"title": "Leaves" | "title": "" | title: must not be missing or empty
			"title": "Leaves" | "title": 7 | title: must be a text
			"title": "Leaves" | "title": "a\\u0000b" | title: must not contain line breaks or control characters
			"title": "Leaves" | "title": "a\\ud800b" | title: must not contain line breaks or control characters
			"description": "Draw a leaf" | "sourcedId": "other" | sourcedId: is not the one in the address, 'bad'
			"description": "Draw a leaf" | "status": "gone" | status: must be one of active, tobedeleted
			"description": "Draw a leaf" | "metadata": [] | metadata: must be an object
			"description": "Draw a leaf" | "metadata": {"a": 1e99999} | metadata: must not contain control characters
			"description": "Draw a leaf" | "scoreScale": {"sourcedId": "x"} | scoreScale: is not kept here
			"description": "Draw a leaf" | "school": {"sourcedId": "S2"} | school: 'S2' is not the school of the class, which is 'S1'
			"2026-09-14" | "2026-09-06" | dueDate: must not be before assignDate
			"2026-09-14" | "soon" | dueDate: must be a date like 2026-08-31
			"2026-09-14" | "1602-09-14" | dueDate: must be a date like 2026-08-31
			"resultValueMax": 10 | "resultValueMax": -1 | resultValueMax: must not be less than resultValueMin
			"resultValueMax": 10 | "resultValueMax": "ten" | resultValueMax: must be a number like 92.5
			"resultValueMax": 10 | "resultValueMax": true | resultValueMax: must be a number like 92.5
			"resultValueMax": 10 | "resultValueMax": 1e400 | resultValueMax: must not have more than 15 digits
			"resultValueMax": 10 | "resultValueMax": 1e999999999 | resultValueMax: must not have more than 15 digits
			{"sourcedId": "K1"} | {"sourcedId": "K9"} | class: there is no class 'K9', or it is not to be seen
			{"sourcedId": "K1"} | "K1" | class: must be a reference like
			{"sourcedId": "K1"} | null | class: must not be missing or empty
			{"sourcedId": "CAT1"} | {"sourcedId": "CAT9"} | category: there is no category 'CAT9'
			{"sourcedId": "G1"} | {"sourcedId": "G\\u0000"} | gradingPeriod: there is no academicSession
			""")
	void aLineItemThatIsNotInOrderIsRefusedWithTheReason(String what, String instead, String reason) {
		Page page = put(this.token, "/lineItems/bad", "lineItem", LINE_ITEM.replace(what, instead));

		assertProblem(page, 400, "invaliddata");
		assertThat(page.json().get("imsx_description").asString()).contains(reason);
		assertProblem(get(this.token, "/lineItems/bad"), 404, "unknownobject");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			7.25 | -1 | score: must not be less than the line item's resultValueMin, 0
			"fully graded" | "splendid" | scoreStatus: must be one of exempt, fully graded
			"comment" | "textScore" | textScore: is not kept here
			{"sourcedId": "u-student"} | {"sourcedId": "u-sibling"} | student: 'u-sibling' is not enrolled as a student in the line item's class, 'K1'
			{"sourcedId": "u-student"} | {"sourcedId": "u-teacher"} | student: 'u-teacher' is not enrolled as a student
			{"sourcedId": "L1"} | {"sourcedId": "L9"} | lineItem: there is no lineItem 'L9'
			""")
	void aResultThatIsNotInOrderIsRefusedWithTheReason(String what, String instead, String reason) {
		Page page = put(this.token, "/results/bad", "result", RESULT.replace(what, instead));

		assertProblem(page, 400, "invaliddata");
		assertThat(page.json().get("imsx_description").asString()).contains(reason);
	}

	@Test
	void allFaultsAreToldAtOnce() {
		String description = put(this.token, "/lineItems/bad", "lineItem", "\"title\": 1, \"dueDate\": \"never\"").json()
			.get("imsx_description")
			.asString();

		assertThat(description).contains("title:", "assignDate:", "dueDate:", "class:", "category:", "gradingPeriod:", "resultValueMin:",
				"resultValueMax:");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "null", "[]", "{", "{\"lineItem\": []}", "{\"result\": {}}", "lineItem=1", "{\"lineItem\": {}, \"lineItem\": {}}",
			"{\"lineItem\": {}} more" })
	void aBodyThatIsNoLineItemIsRefused(String body) {
		assertProblem(send(this.token, "PUT", "/lineItems/bad", body), 400, "invaliddata");
	}

	@ParameterizedTest
	@ValueSource(strings = { "[", "{\"a\":" })
	void aBodyThatIsTooDeepIsRefused(String level) {
		assertProblem(send(this.token, "PUT", "/categories/deep", "{\"category\": {\"metadata\": " + level.repeat(3000)), 400, "invaliddata");
	}

	@Test
	void aNumberThatIsTooLongIsRefused() {
		assertProblem(put(this.token, "/results/long", "result", RESULT.replace("7.25", "7".repeat(2000))), 400, "invaliddata");
	}

	@Test
	void aBodyThatNobodyWouldReadToItsEndIsRefused() {
		for (String body : List.of("{\"result\": {\"a\": " + "[".repeat(3000) + "]".repeat(3000) + "}}",
				"{\"result\": {\"score\": " + "9".repeat(2000) + "}}", "{\"result\": {\"" + "n".repeat(60_000) + "\": 1}}")) {
			Page page = send(this.token, "PUT", "/results/bad", body);

			assertProblem(page, 400, "invaliddata");
			assertThat(page.json().get("imsx_description").asString()).contains("nested too deeply");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "[]", "7", "null", "{\"lineItem\": []}" })
	void aBodyOfAnotherSortIsToldWhatItMustBe(String body) {
		String description = send(this.token, "PUT", "/lineItems/bad", body).json().get("imsx_description").asString();

		assertThat(description).isEqualTo("The body must be {\"lineItem\": {…}}.");
	}

	@Test
	void aHugeBodyIsRefused() {
		String body = "{\"category\": {\"title\": \"" + "x".repeat(1024 * 1024) + "\"}}";

		assertProblem(send(this.token, "PUT", "/categories/huge", body), 413, "invaliddata");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/categories/", "/lineItems/", "/results/" })
	void aSourcedIdHasALength(String path) {
		Page page = put(this.token, path + "x".repeat(256), path.contains("categor") ? "category" : path.substring(1, path.length() - 2), "\"title\": \"T\"");

		assertThat(page.json().get("imsx_description").asString()).contains("sourcedId: must have 1 to 255 characters");
	}

	@Test
	void whatTheDistrictsFilesHaveIsTheDistricts() {
		assertRefused(put(this.token, "/lineItems/L1", "lineItem", LINE_ITEM), "the district's own");
		assertRefused(delete(this.token, "/results/A1"), "the district's own");
		assertRefused(put(this.token, "/categories/CAT1", "category", "\"title\": \"Mine\""), "the district's own");
	}

	@Test
	void whatAnotherAppWroteIsTheOtherApps() {
		String other = tokenFor(this.tenantId, "roster.grades.write");
		put(this.token, "/categories/mine", "category", "\"title\": \"Mine\"");

		assertRefused(put(other, "/categories/mine", "category", "\"title\": \"Yours\""), "another app");
		assertRefused(delete(other, "/categories/mine"), "another app");
		assertThat(get(this.token, "/categories/mine").json().get("category").get("title").asString()).isEqualTo("Mine");
	}

	@ParameterizedTest
	@ValueSource(strings = { "roster.grades.read", "roster.read", "oneroster.read" })
	void readingIsNotWriting(String scope) {
		Page page = put(tokenFor(this.tenantId, scope), "/categories/read", "category", "\"title\": \"T\"");

		assertProblem(page, 403, "forbidden");
		assertThat(page.json().get("imsx_description").asString()).contains("roster.grades.write");
	}

	@Test
	void aDistrictThatSharesItsRosterToReadIsNotWrittenTo() {
		App app = machine("oneroster");
		share(this.tenantId, app, Set.of("oneroster.read"));

		assertProblem(put(token(app), "/categories/read", "category", "\"title\": \"T\""), 403, "forbidden");
	}

	@Test
	void aLineItemWithResultsStaysInItsClass() {
		put(this.token, "/lineItems/moving", "lineItem", LINE_ITEM);
		put(this.token, "/results/staying", "result", RESULT.replace("\"L1\"", "\"moving\""));

		Page page = put(this.token, "/lineItems/moving", "lineItem", LINE_ITEM.replace("\"K1\"", "\"K2\""));

		assertThat(page.json().get("imsx_description").asString()).contains("class: cannot become another one while there are results");
	}

	@Test
	void nothingIsToldOfALineItemThatIsNotToBeSeen() {
		App app = machine("oneroster");
		share(this.tenantId, app, Set.of("oneroster"), "S1");
		put(this.token, "/lineItems/unseen", "lineItem", LINE_ITEM.replace("\"K1\"", "\"K2\""));
		put(this.token, "/results/unseen", "result", RESULT.replace("\"L1\"", "\"unseen\"").replace("u-student", "u-sibling"));
		assertThat(get(this.token, "/results/unseen").status()).isEqualTo(200);

		Page page = put(token(app), "/lineItems/unseen", "lineItem", LINE_ITEM);

		assertRefused(page, "is taken by a lineItem that is not to be seen");
	}

	@Test
	void whatWasRemovedIsReferredToNoMore() {
		put(this.token, "/lineItems/removed", "lineItem", LINE_ITEM);
		delete(this.token, "/lineItems/removed");

		Page page = put(this.token, "/results/late", "result", RESULT.replace("\"L1\"", "\"removed\""));

		assertThat(page.json().get("imsx_description").asString()).contains("lineItem: the lineItem 'removed' was removed");
	}

	@Test
	void aTeacherWritesForTheirOwnClassAndNoOther() {
		String teacher = tokenOf(this.tenantId, "terry", this.personal, "oneroster");

		assertThat(put(teacher, "/lineItems/own", "lineItem", LINE_ITEM).status()).isEqualTo(201);
		assertThat(put(teacher, "/results/own", "result", RESULT.replace("\"L1\"", "\"own\"")).status()).isEqualTo(201);
		assertProblem(put(teacher, "/lineItems/foreign", "lineItem", LINE_ITEM.replace("\"K1\"", "\"K2\"")), 400, "invaliddata");
		assertProblem(put(teacher, "/results/foreign", "result", RESULT.replace("\"L1\"", "\"L2\"").replace("u-student", "u-sibling")), 400, "invaliddata");
		assertRefused(put(teacher, "/categories/own", "category", "\"title\": \"T\""), "teacher");
	}

	@Test
	void aTeacherDoesNotTouchAnotherTeachersRowOfTheSameApp() {
		String artist = tokenOf(this.tenantId, "art", this.personal, "oneroster");
		put(artist, "/lineItems/art", "lineItem", LINE_ITEM.replace("\"K1\"", "\"K2\""));
		String teacher = tokenOf(this.tenantId, "terry", this.personal, "oneroster");

		assertRefused(put(teacher, "/lineItems/art", "lineItem", LINE_ITEM), "is taken by a lineItem that is not to be seen");
		assertProblem(delete(teacher, "/lineItems/art"), 404, "unknownobject");
	}

	@Test
	void whoAdministersASchoolWritesForThatSchool() {
		String school = tokenOf(this.tenantId, "ada", this.personal, "oneroster");

		assertThat(put(school, "/categories/school", "category", "\"title\": \"T\"").status()).isEqualTo(201);
		assertThat(put(school, "/lineItems/school", "lineItem", LINE_ITEM).status()).isEqualTo(201);
		assertProblem(put(school, "/lineItems/other-school", "lineItem", LINE_ITEM.replace("\"K1\"", "\"K2\"")), 400, "invaliddata");
	}

	@Test
	void whoAdministersTheDistrictWritesForAllOfIt() {
		String district = tokenOf(this.tenantId, "dora", this.personal, "oneroster");

		assertThat(put(district, "/lineItems/any-school", "lineItem", LINE_ITEM.replace("\"K1\"", "\"K2\"")).status()).isEqualTo(201);
	}

	@ParameterizedTest
	@ValueSource(strings = { "stu", "pam" })
	void studentsAndParentsNeverWrite(String username) {
		String token = tokenOf(this.tenantId, username, this.personal, "oneroster");

		assertRefused(put(token, "/results/own-grade", "result", RESULT), "Students and parents");
		assertRefused(delete(token, "/results/A1"), "Students and parents");
	}

	@Test
	void anAppThatSeesOneSchoolWritesForThatSchool() {
		App app = machine("oneroster");
		share(this.tenantId, app, Set.of("oneroster"), "S2");
		String token = token(app);

		assertThat(put(token, "/lineItems/south", "lineItem", LINE_ITEM.replace("\"K1\"", "\"K2\"")).status()).isEqualTo(201);
		assertProblem(put(token, "/lineItems/north", "lineItem", LINE_ITEM), 400, "invaliddata");
		assertRefused(put(token, "/lineItems/L1", "lineItem", LINE_ITEM.replace("\"K1\"", "\"K2\"")), "is taken by a lineItem that is not to be seen");
	}

	@Test
	void anotherDistrictsRowOfTheSameNameIsAnotherRow() {
		int elsewhere = district(new FullRoster());
		put(this.token, "/categories/everywhere", "category", "\"title\": \"Here\"");

		assertThat(put(tokenFor(elsewhere, "oneroster"), "/categories/everywhere", "category", "\"title\": \"There\"").status()).isEqualTo(201);
		assertThat(get(this.token, "/categories/everywhere").json().get("category").get("title").asString()).isEqualTo("Here");
	}

	@Test
	void ofManyAtOnceOneCreatesAndTheOthersReplace() throws Exception {
		try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
			Callable<Integer> writing = () -> put(this.token, "/results/raced", "result", RESULT).status();
			List<Integer> statuses = threads.invokeAll(Collections.nCopies(8, writing)).stream().map(Future::resultNow).toList();

			assertThat(statuses).containsOnly(200, 201).containsOnlyOnce(201);
		}
		assertThat(this.jdbc.sql("select count(*) from result where tenant_id = ? and sourced_id = 'raced'")
			.param(this.tenantId)
			.query(Integer.class)
			.single()).isOne();
	}

	@Test
	void anImportLeavesAloneWhatAppsWroteAndTakesOverWhatItHasItself() {
		int tenantId = district(new FullRoster());
		App app = machine("oneroster");
		share(tenantId, app, Set.of("oneroster"));
		String token = token(app);
		put(token, "/categories/apps", "category", "\"title\": \"Apps\"");
		put(token, "/categories/both", "category", "\"title\": \"Apps\"");
		put(token, "/lineItems/apps", "lineItem", LINE_ITEM);
		put(token, "/results/apps", "result", RESULT);

		FullRoster again = new FullRoster();
		again.add("categories.csv", "both,,,The district's");
		load(tenantId, again);
		load(tenantId, new FullRoster());

		assertThat(ids(get(token, "/categories"))).containsExactly("CAT1", "apps");
		assertThat(ids(get(token, "/lineItems"))).contains("apps");
		assertThat(ids(get(token, "/results"))).contains("apps");
		assertRefused(put(token, "/categories/both", "category", "\"title\": \"Apps again\""), "the district's own");
	}

	@Test
	void whoMeetsAnImportThatInsertsTheSameIsToldToComeAgain() {
		Page page = this.transaction.execute((status) -> {
			this.jdbc.sql("insert into category (tenant_id, sourced_id, status, date_last_modified, title) values (?, 'held', 'active', now(), 'Held')")
				.param(this.tenantId)
				.update();
			return put(this.token, "/categories/held", "category", "\"title\": \"Mine\"");
		});

		assertProblem(page, 429, "server_busy");
	}

	@Test
	void whatARemovedAppWroteIsRemovedAndWhatOthersHaveStays() {
		App gone = machine("oneroster");
		share(this.tenantId, gone, Set.of("oneroster"));
		String token = token(gone);
		put(token, "/categories/orphan", "category", "\"title\": \"Orphan\"");
		put(token, "/lineItems/orphan", "lineItem", LINE_ITEM);
		put(token, "/results/orphan", "result", RESULT.replace("\"L1\"", "\"orphan\""));
		put(this.token, "/categories/kept", "category", "\"title\": \"Kept\"");

		this.apps.remove(gone.clientId());

		for (String path : List.of("/categories/orphan", "/lineItems/orphan", "/results/orphan")) {
			get(this.token, path).json().forEach((row) -> assertThat(row.get("status").asString()).as(path).isEqualTo("tobedeleted"));
		}
		assertThat(ids(get(this.token, "/categories"))).contains("CAT1", "kept").doesNotContain("orphan");
		assertThat(this.jdbc.sql("select details::text from audit_event where kind = 'GradebookCleared' and client_id = ? and tenant_id = ?")
			.params(gone.clientId(), this.tenantId)
			.query(String.class)
			.single()).isEqualTo("{\"results\": 1, \"lineItems\": 1, \"categories\": 1}");
	}

	@Test
	void theRecordSaysWhoWroteWhatAndNoGrade() {
		put(this.token, "/results/recorded", "result", RESULT.replace("7.25", "9.75"));

		String event = this.jdbc.sql("""
				select concat_ws(' ', actor_kind, actor, tenant_id, client_id, sentence, details::text) from audit_event
				where kind = 'GradebookWritten' and details ->> 'sourcedId' = 'recorded'""").query(String.class).single();
		assertThat(event).contains("app " + this.app.clientId(), "created the result recorded").doesNotContain("9.75", "Good");
	}

	@Test
	void otherThingsAreNotWritten() {
		assertProblem(put(this.token, "/users/u-student", "user", ""), 405, "invaliddata");
		assertProblem(send(this.token, "POST", "/lineItems", "{}"), 405, "invaliddata");
		assertProblem(delete(this.token, "/lineItems/none"), 404, "unknownobject");
	}

	private static void assertRefused(Page page, String reason) {
		assertProblem(page, 403, "forbidden");
		assertThat(page.json().get("imsx_description").asString()).contains(reason);
	}

	private Page put(String token, String path, String name, String fields) {
		return send(token, "PUT", path, "{\"" + name + "\": {" + fields + "}}");
	}

	private Page delete(String token, String path) {
		return send(token, "DELETE", path, "");
	}

	private Page send(String token, String method, String path, String body) {
		return http().send(http().request(V1P1 + path, "Authorization", "Bearer " + token, "Content-Type", "application/json")
			.method(method, BodyPublishers.ofString(body)));
	}

}
