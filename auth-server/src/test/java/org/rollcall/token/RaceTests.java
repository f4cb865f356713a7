package org.rollcall.token;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.junit.jupiter.api.Test;

import org.rollcall.consent.Consents;
import org.rollcall.journey.App;
import org.rollcall.journey.Http;
import org.rollcall.journey.Page;
import org.rollcall.journey.RollcallTest;
import org.rollcall.journey.Visitor;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

@RollcallTest
class RaceTests {

	private static final int AT_ONCE = 50;

	@Value("${rollcall.issuer}")
	private String base;

	@Autowired
	private JdbcClient jdbc;

	@Autowired
	private Consents consents;

	@Test
	void fiftyThreadsWithTheSameCodeGetTokensOnce() throws Exception {
		String code = Visitor.teacher(this.base).code(App.LINCOLN_READER);

		List<Page> answers = atOnce(() -> App.LINCOLN_READER.token(new Http(this.base), "code", code));

		assertThat(answers).filteredOn((answer) -> answer.status() == 200).hasSize(1);
		assertThat(answers).filteredOn((answer) -> answer.status() != 200)
			.allSatisfy((answer) -> assertThat(answer.json().path("error").stringValue()).isEqualTo("invalid_grant"));
	}

	@Test
	void theReplaysAmongThemTakeTheTokensBack() throws Exception {
		String code = Visitor.teacher(this.base).code(App.LINCOLN_READER);

		List<Page> answers = atOnce(() -> App.LINCOLN_READER.token(new Http(this.base), "code", code));

		String accessToken = answers.stream()
			.filter((answer) -> answer.status() == 200)
			.map((answer) -> answer.json().path("access_token").stringValue())
			.findFirst()
			.orElseThrow();
		assertThat(new Http(this.base).get("/v2/my/info", "Authorization", "Bearer " + accessToken).status())
			.isEqualTo(401);
	}

	@Test
	void fiftyThreadsWithTheSameRefreshTokenGetTokensOnce() throws Exception {
		String refreshToken = Visitor.teacher(this.base)
			.tokens(App.LINCOLN_READER)
			.json()
			.path("refresh_token")
			.stringValue();

		List<Page> answers = atOnce(() -> App.LINCOLN_READER.token(new Http(this.base), "grant_type", "refresh_token",
				"refresh_token", refreshToken));

		assertThat(answers).filteredOn((answer) -> answer.status() == 200).hasSize(1);
		assertThat(answers).filteredOn((answer) -> answer.status() != 200)
			.allSatisfy((answer) -> assertThat(answer.json().path("error").stringValue()).isEqualTo("invalid_grant"));
	}

	@Test
	void aConsentGivenFiftyTimesAtOnceIsOneRow() throws Exception {
		int userId = this.jdbc.sql("select user_id from person where login_id = 'pat.parent'").query(Integer.class).single();

		atOnce(() -> {
			this.consents.give(App.MOBILE_READER.clientId(), userId, List.of("openid", "profile"), List.of("email"));
			return null;
		});

		assertThat(this.jdbc.sql("select count(*) from consent where client_id = ? and user_id = ?")
			.params(App.MOBILE_READER.clientId(), userId)
			.query(Long.class)
			.single()).isEqualTo(1);
		assertThat(this.consents.find(App.MOBILE_READER.clientId(), userId).allowed())
			.containsExactlyInAnyOrder("openid", "profile");
	}

	private static <T> List<T> atOnce(Callable<T> action) throws Exception {
		CyclicBarrier start = new CyclicBarrier(AT_ONCE);
		try (ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE)) {
			List<Future<T>> futures = new ArrayList<>();
			for (int i = 0; i < AT_ONCE; i++) {
				futures.add(threads.submit(() -> {
					start.await();
					return action.call();
				}));
			}
			List<T> results = new ArrayList<>();
			for (Future<T> future : futures) {
				results.add(future.get());
			}
			return results;
		}
	}

}
