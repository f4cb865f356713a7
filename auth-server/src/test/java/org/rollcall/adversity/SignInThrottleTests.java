package org.rollcall.adversity;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.rollcall.journey.Http;
import org.rollcall.journey.Page;
import org.rollcall.journey.RollcallTest;
import org.rollcall.journey.TestClock;
import org.rollcall.journey.Visitor;
import org.rollcall.password.SignInThrottle;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Wrong passwords get one answer for every reason, and are slowed down per account and per address, in the database.
 */
@RollcallTest
class SignInThrottleTests {

	private static final String WRONG = "wrong password";

	@LocalServerPort
	private int port;

	@Autowired
	private JdbcClient jdbc;

	@Autowired
	private TestClock clock;

	@Autowired
	private SignInThrottle throttle;

	@BeforeEach
	@AfterEach
	void forgetWrongPasswords() {
		this.jdbc.sql("delete from sign_in_throttle").update();
		this.jdbc.sql("update person set active = true where login_id in ('sam.student', 'pat.parent')").update();
	}

	@Test
	void whateverIsWrongTheAnswerIsTheSame() {
		this.jdbc.sql("update person set active = false where login_id = 'sam.student'").update();
		String hash = this.jdbc.sql("select password_hash from person where login_id = 'pat.parent'")
			.query(String.class)
			.single();
		this.jdbc.sql("update person set password_hash = null where login_id = 'pat.parent'").update();
		try {
			String wrongPassword = withoutWhatWasTyped(attempt("tina.teacher", WRONG), "tina.teacher");
			assertThat(withoutWhatWasTyped(attempt("nobody.here", Visitor.PASSWORD), "nobody.here")).isEqualTo(wrongPassword);
			assertThat(withoutWhatWasTyped(attempt("sam.student", Visitor.PASSWORD), "sam.student")).isEqualTo(wrongPassword);
			assertThat(withoutWhatWasTyped(attempt("pat.parent", Visitor.PASSWORD), "pat.parent")).isEqualTo(wrongPassword);
			assertThat(withoutWhatWasTyped(attempt("tom.teacher", Visitor.PASSWORD), "tom.teacher")).isEqualTo(wrongPassword);
		}
		finally {
			this.jdbc.sql("update person set password_hash = ? where login_id = 'pat.parent'").param(hash).update();
		}
	}

	@Test
	void afterFiveWrongPasswordsEvenTheRightOneHasToWait() {
		for (int i = 0; i < 6; i++) {
			assertThat(attempt("tina.teacher", WRONG).status()).isEqualTo(422);
		}
		Page tooEarly = attempt("tina.teacher", Visitor.PASSWORD);
		assertThat(tooEarly.status()).isEqualTo(429);
		assertThat(tooEarly.header("Retry-After")).isIn("1", "2");
		this.clock.advance(Duration.ofSeconds(3));
		assertThat(attempt("tina.teacher", Visitor.PASSWORD).status()).isEqualTo(302);
	}

	@Test
	void anotherWayToWriteTheUsernameIsNoOtherAccount() {
		Stream.of("tina.teacher", "TINA.TEACHER", " tina.teacher", "Tina.Teacher ", "tina.teacher", "tina.teacheR")
			.forEach((username) -> assertThat(attempt(username, WRONG).status()).isEqualTo(422));
		assertThat(attempt("tina.teacher", Visitor.PASSWORD).status()).isEqualTo(429);
	}

	@Test
	void anUnknownAccountIsSlowedDownJustTheSame() {
		for (int i = 0; i < 6; i++) {
			assertThat(attempt("nobody.here", WRONG).status()).isEqualTo(422);
		}
		assertThat(attempt("nobody.here", WRONG).status()).isEqualTo(429);
	}

	@Test
	void theWaitGrowsWithEveryWrongPassword() {
		for (int i = 0; i < 6; i++) {
			attempt("tina.teacher", WRONG);
		}
		this.clock.advance(Duration.ofSeconds(3));
		assertThat(attempt("tina.teacher", WRONG).status()).isEqualTo(422);
		assertThat(attempt("tina.teacher", WRONG).header("Retry-After")).isIn("3", "4");
		this.clock.advance(Duration.ofSeconds(5));
		assertThat(attempt("tina.teacher", WRONG).status()).isEqualTo(422);
		assertThat(Integer.parseInt(attempt("tina.teacher", WRONG).header("Retry-After"))).isBetween(7, 8);
	}

	@Test
	void otherAccountsAreNotSlowedDown() {
		for (int i = 0; i < 7; i++) {
			attempt("tina.teacher", WRONG);
		}
		assertThat(attempt("sam.student", Visitor.PASSWORD).status()).isEqualTo(302);
	}

	@Test
	void theRightPasswordForgetsTheWrongOnesBefore() {
		for (int i = 0; i < 5; i++) {
			attempt("tina.teacher", WRONG);
		}
		assertThat(attempt("tina.teacher", Visitor.PASSWORD).status()).isEqualTo(302);
		for (int i = 0; i < 5; i++) {
			attempt("tina.teacher", WRONG);
		}
		assertThat(attempt("tina.teacher", Visitor.PASSWORD).status()).isEqualTo(302);
	}

	@Test
	void aLetterThatOnlyPostgresqlTakesForTheSameIsNoOtherAccount() {
		String account = "sid.schooladmin";
		String sameForPostgresql = "s\u0130d.schooladmin";
		assertThat(this.jdbc.sql("select lower(?) = ?").params(sameForPostgresql, account).query(Boolean.class).single())
			.isTrue();
		for (int i = 0; i < 3; i++) {
			assertThat(attempt(account, WRONG).status()).isEqualTo(422);
			assertThat(attempt(sameForPostgresql, WRONG).status()).isEqualTo(422);
		}
		assertThat(attempt(sameForPostgresql, Visitor.PASSWORD).status()).isEqualTo(429);
		assertThat(attempt(account, Visitor.PASSWORD).status()).isEqualTo(429);
	}

	@Test
	void anUnknownAccountSharesItsCountInEverySpellingToo() {
		for (int i = 0; i < 3; i++) {
			assertThat(attempt("nobody.i", WRONG).status()).isEqualTo(422);
			assertThat(attempt("NOBODY.\u0130", WRONG).status()).isEqualTo(422);
		}
		assertThat(attempt("nobody.i", WRONG).status()).isEqualTo(429);
	}

	@Test
	void anAddressThatGuessesManyAccountsIsSlowedDown() {
		fillTheBucketOfTheAddress(99);
		assertThat(attempt("another guess", WRONG).status()).isEqualTo(422);
		Page full = attempt("yet another guess", WRONG);
		assertThat(full.status()).isEqualTo(429);
		assertThat(Integer.parseInt(full.header("Retry-After"))).isBetween(1, 6);
	}

	@Test
	void wrongPasswordsOfOthersAtTheAddressKeepNobodyOutForMoreThanOneLeak() {
		fillTheBucketOfTheAddress(99);
		for (int i = 0; i < 5; i++) {
			attempt("guess " + i, WRONG);
		}
		assertThat(attempt("tina.teacher", Visitor.PASSWORD).status()).isEqualTo(429);
		this.clock.advance(Duration.ofSeconds(6));
		assertThat(attempt("tina.teacher", Visitor.PASSWORD).status()).isEqualTo(302);
		assertThat(attempt("sam.student", Visitor.PASSWORD).status()).isEqualTo(302);
	}

	@Test
	void aBucketThatWasOverfilledInOneMomentLeaksAsFastAsAnyOther() {
		for (int i = 0; i < 150; i++) {
			this.throttle.failed("192.0.2.1");
		}
		assertThat(this.throttle.attempt(2284, "nobody", "192.0.2.1"))
			.hasValueSatisfying((wait) -> assertThat(wait).isPositive().isLessThanOrEqualTo(Duration.ofSeconds(6)));
		this.clock.advance(Duration.ofSeconds(60));
		for (int i = 0; i < 10; i++) {
			assertThat(this.throttle.attempt(2284, "nobody " + i, "192.0.2.1")).isEmpty();
			this.throttle.failed("192.0.2.1");
		}
		assertThat(this.throttle.attempt(2284, "somebody", "192.0.2.1")).isPresent();
	}

	@Test
	void aWholeClassSignsInAtOnceFromOneAddress() {
		List<String> students = this.jdbc.sql("""
				select p.login_id from person p join profile f using (profile_id)
				where p.tenant_id = 2284 and f.role = 'Student' and p.active order by p.user_id limit 20""")
			.query(String.class)
			.list();
		assertThat(students).hasSize(20);
		fillTheBucketOfTheAddress(98);
		assertThat(atOnce(students, Visitor.PASSWORD)).containsOnly(302);
		assertThat(this.jdbc.sql("select failures from sign_in_throttle").query(Double.class).list()).containsExactly(98.0);
	}

	@Test
	void whoeverHasAttemptsLeftIsNotAskedForTheTime() {
		for (int i = 0; i < 6; i++) {
			assertThat(this.throttle.attempt(2284, "nobody", "192.0.2.2")).isEmpty();
			this.clock.advance(Duration.ofMillis(-5));
		}
		this.clock.advance(Duration.ofMillis(30));
		assertThat(this.throttle.attempt(2284, "nobody", "192.0.2.2")).isPresent();
	}

	@Test
	void whatIsADayOldIsForgotten() {
		for (int i = 0; i < 6; i++) {
			assertThat(this.throttle.attempt(2284, "nobody", "192.0.2.2")).isEmpty();
		}
		this.clock.advance(Duration.ofHours(25));
		for (int i = 0; i < 6; i++) {
			assertThat(this.throttle.attempt(2284, "nobody", "192.0.2.2")).isEmpty();
		}
		assertThat(this.throttle.attempt(2284, "nobody", "192.0.2.2")).isPresent();
	}

	@Test
	void theLongestWaitIsAQuarterOfAnHour() {
		assertThat(this.throttle.attempt(2284, "nobody", "192.0.2.2")).isEmpty();
		this.jdbc.sql("update sign_in_throttle set failures = 1000").update();
		assertThat(this.throttle.attempt(2284, "nobody", "192.0.2.2")).isEmpty();
		assertThat(this.throttle.attempt(2284, "nobody", "192.0.2.2"))
			.hasValueSatisfying((wait) -> assertThat(wait).isBetween(Duration.ofMinutes(14), Duration.ofMinutes(15)));
	}

	@Test
	void theAddressesOfOneNetworkOfIpv6AreOne() {
		for (int i = 0; i < 100; i++) {
			this.throttle.failed("2001:db8:0:1::" + Integer.toHexString(i));
		}
		assertThat(this.throttle.attempt(2284, "nobody", "2001:db8:0:1:ffff:ffff:ffff:ffff")).isPresent();
		assertThat(this.throttle.attempt(2284, "nobody", "2001:db8:0:2::1")).isEmpty();
	}

	@Test
	void aUsernameThatPostgresqlCannotHoldIsCountedAllTheSame() {
		for (int i = 0; i < 6; i++) {
			assertThat(this.throttle.attempt(2284, "no\0body", "192.0.2.2")).isEmpty();
		}
		assertThat(this.throttle.attempt(2284, "no\0body", "192.0.2.2")).isPresent();
	}

	@Test
	void whatIsCountedLiesInTheDatabaseAndNamesNobody() {
		attempt("tina.teacher", WRONG);
		List<Map<String, Object>> rows = this.jdbc.sql("select * from sign_in_throttle").query().listOfRows();
		assertThat(rows).hasSize(2).allSatisfy((row) -> assertThat(row).containsEntry("failures", 1.0));
		assertThat(this.jdbc.sql("select t::text from sign_in_throttle t").query(String.class).list())
			.noneMatch((row) -> row.contains("tina") || row.contains("127.0.0.1"));
	}

	@Test
	void peopleWhoSignInAtTheSameMomentDoNotSlowEachOtherDown() {
		assertThat(attempt("sam.student", WRONG).status()).isEqualTo(422);
		assertThat(attempt("tina.teacher", WRONG).status()).isEqualTo(422);
		this.clock.advance(Duration.ofMillis(-500));
		try {
			assertThat(attempt("tina.teacher", Visitor.PASSWORD).status()).isEqualTo(302);
		}
		finally {
			this.clock.advance(Duration.ofMillis(500));
		}
	}

	@Test
	void manyAttemptsAtOnceGainNothing() {
		List<Integer> statuses = atOnce(Collections.nCopies(40, "tina.teacher"), WRONG);
		assertThat(statuses).filteredOn((status) -> status == 422).hasSizeBetween(1, 7);
		assertThat(statuses).allMatch((status) -> status == 422 || status == 429);
	}

	private List<Integer> atOnce(List<String> usernames, String password) {
		CyclicBarrier start = new CyclicBarrier(usernames.size());
		try (ExecutorService threads = Executors.newFixedThreadPool(usernames.size())) {
			List<Future<Integer>> answers = usernames.stream().map((username) -> threads.submit(() -> {
				Http http = new Http(base());
				Map<String, String> form = form(http, username, password);
				start.await(60, TimeUnit.SECONDS);
				return http.post("/lincolnusd", form).status();
			})).toList();
			return answers.stream().map(SignInThrottleTests::get).toList();
		}
	}

	private void fillTheBucketOfTheAddress(double failures) {
		assertThat(attempt("guess", WRONG).status()).isEqualTo(422);
		this.jdbc.sql("delete from sign_in_throttle where subject_kind = 'account'").update();
		this.jdbc.sql("update sign_in_throttle set failures = ?").param(failures).update();
	}

	private static int get(Future<Integer> answer) {
		try {
			return answer.get();
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

	private Page attempt(String username, String password) {
		Http http = new Http(base());
		return http.post("/lincolnusd", form(http, username, password));
	}

	private static Map<String, String> form(Http http, String username, String password) {
		Map<String, String> form = http.get("/lincolnusd").hiddenFields();
		form.put("username", username);
		form.put("password", password);
		return form;
	}

	private static String withoutWhatWasTyped(Page page, String username) {
		assertThat(page.status()).isEqualTo(422);
		return page.body().replace("value=\"" + username + "\"", "").replaceAll("name=\"_csrf\"[^>]*>", "");
	}

	private String base() {
		return "http://localhost:" + this.port;
	}

}
