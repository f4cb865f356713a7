package org.rollcall.console;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.rollcall.journey.AdminApi;
import org.rollcall.journey.Http;
import org.rollcall.journey.Page;
import org.rollcall.journey.RollcallTest;
import org.rollcall.journey.TestClock;
import org.rollcall.journey.Visitor;
import org.rollcall.roster.RosterFolder;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The roster in the console.
 */
@RollcallTest
class RosterTests {

	private static final AtomicInteger NUMBER = new AtomicInteger(8_000);

	@Value("${rollcall.issuer}")
	private String base;

	@Autowired
	private JdbcClient jdbc;

	@Autowired
	private TestClock clock;

	private Http ada;

	private String roster;

	@BeforeEach
	void aDistrict() {
		int number = NUMBER.incrementAndGet();
		AdminApi.makeDistrict(this.base, this.jdbc, "roster-" + number);
		this.ada = new Visitor(this.base, "lincolnusd", "ada.admin").signIn().http();
		this.roster = "/console/roster-" + number + "/roster";
	}

	@Test
	void aRosterIsUploadedLookedAtConfirmedAndRemembered() {
		assertThat(this.ada.get(this.roster).text()).contains("Nothing was imported yet.").contains("There was no import yet.");

		Page checked = upload("night.zip", new RosterFolder().zip());
		assertThat(checked.text()).contains("Nothing has changed yet").contains("night.zip");
		assertThat(checked.html().select("main table tr").eachText()).contains("users.csv everything 11 11 0 0");

		Page ask = this.ada.get(link(checked, "/confirm"));
		assertThat(ask.text()).contains("11 people get accounts.").contains("Nobody leaves.");
		Page done = ended(FilledForm.send(this.ada, ask).location().toString());
		assertThat(done.text()).contains("Imported").contains("What it changed");
		assertThat(done.html().select("meta[http-equiv=refresh]")).isEmpty();

		Document overview = this.ada.get(this.roster).html();
		assertThat(overview.select("dl dd").eachText()).containsExactly("2", "11", "1", "2");
		assertThat(overview.select("table.data tbody tr").text()).contains("night.zip", "Ada", "Imported");
		assertThat(FilledForm.send(this.ada, ask).header("Location")).as("sent twice").endsWith("?done=roster.not-now");
	}

	@Test
	void faultsAreReadAndTakenHome() {
		StringBuilder lines = new StringBuilder();
		for (int i = 0; i < 60; i++) {
			lines.append("X").append(i).append(",,,\"<b>K9\u202e\",S1,u-student,student,false,,\n");
		}
		RosterFolder folder = new RosterFolder().replace("users.csv", "teacher,terry", "=1+1,terry");
		Page faulty = upload("<script>.zip", folder.with("enrollments.csv", folder.text("enrollments.csv") + lines).zip());
		assertThat(faulty.text()).contains("61 faults").contains("users.csv line 2").contains("=1+1").contains("<script>.zip");
		assertThat(faulty.html().select("main b, main script")).isEmpty();
		assertThat(faulty.html().select("main tbody tr")).hasSize(50);
		Page second = this.ada.get(faulty.html().selectFirst(".pager a[rel=next]").absUrl("href"));
		assertThat(second.html().select("main tbody tr")).hasSize(11);
		assertThat(faulty.html().select("a[href$=/confirm]")).isEmpty();

		Page csv = this.ada.get(link(faulty, "/faults.csv"));
		assertThat(csv.header("Content-Disposition")).startsWith("attachment");
		assertThat(csv.body().split("\r\n")).hasSize(62);
		assertThat(csv.body()).contains("users.csv,2,role,\"'=1+1\",");
		Page text = this.ada.get(link(faulty, "/faults.txt"));
		assertThat(text.body().split("\n")).hasSize(61);
		assertThat(text.body()).contains("users.csv:2: role \"=1+1\": ").doesNotContain("\u202e");
	}

	@Test
	void tooManyLeaversMustBeTicked() {
		bring(new RosterFolder());
		RosterFolder folder = new RosterFolder();
		Page checked = upload("less.zip", folder.with("users.csv", folder.text("users.csv").replaceAll("(?m)^u-(aide|proctor|relative).*\n", "")).zip());
		assertThat(checked.html().select(".notice.error").text()).contains("3 of 10 people would no longer be able to sign in");
		Page ask = this.ada.get(link(checked, "/confirm"));

		Page refused = FilledForm.send(this.ada, ask);
		assertThat(refused.status()).isEqualTo(422);
		assertThat(refused.html().select("#faults").text()).contains("Say that so many people leave");
		assertThat(ended(FilledForm.send(this.ada, refused, "letGo", "true").location().toString()).text()).contains("What it changed");
	}

	@Test
	void howManyMayLeaveIsDecidedHere() {
		Page guard = this.ada.get(this.roster + "/guard");
		for (String wrong : new String[] { "101", "-1", "", "many", "9999999999" }) {
			Page refused = FilledForm.send(this.ada, guard, "percent", wrong);
			assertThat(refused.status()).isEqualTo(422);
			assertThat(refused.html().select("#percent").attr("value")).isEqualTo(wrong);
		}
		Page saved = FilledForm.send(this.ada, guard, "percent", "35");
		assertThat(saved.header("Location")).endsWith("?done=roster.guard");
		assertThat(this.ada.get(this.roster).text()).contains("more than 35 %");
		assertThat(this.jdbc.sql("select count(*) from audit_event where kind = 'GuardChanged'").query(Integer.class).single()).isPositive();
	}

	@Test
	void whatIsCancelledIsNotImported() {
		Page checked = upload("a.zip", new RosterFolder().zip());
		Element cancel = checked.html().selectFirst("form[action$=/cancel]");
		Map<String, String> token = Map.of("_csrf", cancel.select("[name=_csrf]").attr("value"));
		assertThat(this.ada.post(cancel.absUrl("action"), token).header("Location")).endsWith("?done=roster.cancelled");
		assertThat(this.ada.post(cancel.absUrl("action"), token).header("Location")).endsWith("?done=roster.not-now");
	}

	@Test
	void aFormWithoutAFileIsSentBack() {
		assertThat(send("", new byte[0]).text()).contains("Fill this in.");
		assertThat(send("empty.zip", new byte[0]).text()).contains("This file is empty");
	}

	@Test
	void theTokenIsLookedAtBeforeAnythingIsKept() {
		Page answer = sendWith("wrong", "a.zip", new RosterFolder().zip(), "--a-boundary--\r\n");
		assertThat(answer.status()).isEqualTo(403);
		assertThat(this.ada.get(this.roster).text()).contains("There was no import yet.");
	}

	@Test
	void anUploadThatEndsBeforeItsFormDoesImportsNothing() {
		String token = this.ada.get(this.roster + "/upload").html().selectFirst("form[enctype] [name=_csrf]").attr("value");
		sendWith(token, "cut.zip", new byte[3_000_000], "");
		assertThat(this.ada.get(this.roster).html().select("table.data tbody tr").text()).contains("cut.zip").contains("Failed");
	}

	@Test
	void aLargeFileArrivesByteForByte() {
		byte[] file = new byte[3_000_000];
		for (int i = 0; i < file.length; i++) {
			file[i] = (byte) "\r\n--a-boundarx".charAt(i % 14);
		}
		Page failed = upload("large.zip", Arrays.copyOf(file, file.length));
		assertThat(failed.text()).contains("is not a zip");
		assertThat(this.jdbc.sql("select file_size from roster_import where file_name = 'large.zip'").query(Long.class).single())
			.isEqualTo(3_000_000);
	}

	@Test
	void anotherDistrictsImportIsNotThere() {
		Page checked = upload("a.zip", new RosterFolder().zip());
		String elsewhere = checked.uri().getPath().replaceFirst("roster-\\d+", "lincolnusd");
		for (String way : new String[] { "", "/confirm", "/faults.csv", "/faults.txt" }) {
			assertThat(this.ada.get(elsewhere + way).status()).isEqualTo(404);
			assertThat(this.ada.get(this.roster + "/imports/nonsense" + way).status()).isEqualTo(404);
		}
		Map<String, String> token = checked.hiddenFields();
		assertThat(this.ada.post(elsewhere + "/cancel", token).status()).isEqualTo(404);
		assertThat(this.ada.post(elsewhere + "/confirm", token).status()).isEqualTo(404);
		assertThat(this.ada.get(checked.uri().toString()).text()).contains("Waits for you");
	}

	@Test
	void thePasswordIsAskedForBeforeTheYes() {
		Page checked = upload("a.zip", new RosterFolder().zip());
		this.clock.advance(ConsoleGate.CONFIRMED_FOR.plus(Duration.ofSeconds(1)));
		assertThat(this.ada.get(link(checked, "/confirm")).header("Location")).contains("/console/-/confirm");
		assertThat(this.ada.get(this.roster + "/guard").header("Location")).contains("/console/-/confirm");
	}

	@Test
	void whatIsUnderWayReloadsItselfWithoutAScript() {
		Page checked = upload("a.zip", new RosterFolder().zip());
		this.jdbc.sql("""
				update roster_import set state = 'importing', phase = 'READING users.csv', rows_done = 5000, rows_total = 20000,
					phase_started_at = ?::timestamptz - interval '5 seconds', seen_at = ?::timestamptz where import_id = ?::uuid""")
			.params(this.clock.instant().toString(), this.clock.instant().toString(), checked.uri().getPath().replaceAll(".*/", ""))
			.update();
		Page page = this.ada.get(checked.uri().toString());
		assertThat(page.body()).contains("<noscript><meta http-equiv=\"refresh\" content=\"2\"></noscript>");
		assertThat(page.html().select("progress").attr("max")).isEqualTo("20000");
		assertThat(page.text()).contains("Reads users.csv").contains("5,000 of about 20,000 rows.").contains("rows a second.").contains("left.");
		assertThat(this.ada.get(this.roster + "/upload").text()).contains("Another import is under way.");
		assertThat(this.ada.get(this.roster + "/upload").html().select("input[type=file]")).isEmpty();
	}

	private void bring(RosterFolder folder) {
		Page ask = this.ada.get(link(upload("first.zip", folder.zip()), "/confirm"));
		ended(FilledForm.send(this.ada, ask).location().toString());
	}

	private Page upload(String name, byte[] file) {
		Page answer = send(name, file);
		assertThat(answer.status()).as(answer.body()).isEqualTo(302);
		return ended(answer.location().toString());
	}

	private Page ended(String address) {
		return await().atMost(Duration.ofMinutes(1)).until(() -> this.ada.get(address), (page) -> !page.body().contains("data-reload"));
	}

	private Page send(String name, byte[] file) {
		String token = this.ada.get(this.roster + "/upload").html().selectFirst("form[enctype] [name=_csrf]").attr("value");
		return sendWith(token, name, file, "\r\n--a-boundary--\r\n");
	}

	private Page sendWith(String token, String name, byte[] file, String end) {
		ByteArrayOutputStream body = new ByteArrayOutputStream();
		body.writeBytes(("--a-boundary\r\nContent-Disposition: form-data; name=\"_csrf\"\r\n\r\n" + token + "\r\n--a-boundary\r\n"
				+ "Content-Disposition: form-data; name=\"file\"; filename=\"" + name + "\"\r\nContent-Type: application/zip\r\n\r\n")
			.getBytes(StandardCharsets.UTF_8));
		body.writeBytes(file);
		body.writeBytes(end.getBytes(StandardCharsets.UTF_8));
		return this.ada.send(this.ada.request(this.roster + "/upload", "Content-Type", "multipart/form-data; boundary=a-boundary")
			.POST(BodyPublishers.ofByteArray(body.toByteArray())));
	}

	private static String link(Page page, String end) {
		return page.html().selectFirst("main a[href$=" + end + "]").absUrl("href");
	}

}
