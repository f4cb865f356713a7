package org.rollcall.platform;

import java.time.Duration;
import java.util.Collections;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.junit.jupiter.api.Test;

import org.rollcall.journey.App;
import org.rollcall.journey.Page;
import org.rollcall.journey.RollcallTest;
import org.rollcall.journey.TestClock;
import org.rollcall.journey.Visitor;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

@RollcallTest
@TestPropertySource(properties = "spring.application.name=purge")
class PurgeTests {

	@Autowired
	private Purge purge;

	@Autowired
	private JdbcClient jdbc;

	@Autowired
	private TestClock clock;

	@Value("${rollcall.issuer}")
	private String base;

	@Test
	void anExpiredGrantGoesWithItsCodeAndItsTokensAndALiveOneStays() {
		Visitor visitor = Visitor.teacher(this.base);
		visitor.tokens(App.LEGACY_READER);
		this.clock.advance(Duration.ofHours(25));
		Page live = Visitor.teacher(this.base).tokens(App.LEGACY_READER);

		this.purge.run();

		assertThat(count("authorization_grant where client_id = '" + App.LEGACY_READER.clientId() + "'")).isEqualTo(1);
		assertThat(count("authorization_code")).isEqualTo(1);
		assertThat(count("access_token")).isEqualTo(1);
		assertThat(visitor.http()
			.get("/v2/my/info", "Authorization", "Bearer " + live.json().path("access_token").stringValue())
			.status()).isEqualTo(200);
	}

	@Test
	void severalNodesPurgeThousandsAtOnceWithoutWaitingForEachOther() throws Exception {
		int userId = this.jdbc.sql("select user_id from person where login_id = 'sam.student'").query(Integer.class).single();
		int rows = 3 * Purge.BATCH + 500;
		this.jdbc.sql("""
				insert into browser_session (session_id, cookie_hash, user_id, auth_time, created_at, last_seen_at, expires_at)
				select gen_random_uuid(), sha256(i::text::bytea), ?, now() - interval '2 days', now() - interval '2 days',
					now() - interval '2 days', now() - interval '1 day' from generate_series(1, ?) i""")
			.params(userId, rows)
			.update();

		int purged = 0;
		try (ExecutorService nodes = Executors.newFixedThreadPool(4)) {
			for (Future<Integer> node : nodes.invokeAll(Collections.<Callable<Integer>>nCopies(4, this.purge::run))) {
				purged += node.get();
			}
		}

		assertThat(count("browser_session where expires_at < now()")).isZero();
		assertThat(purged).isGreaterThanOrEqualTo(rows);
	}

	private long count(String from) {
		return this.jdbc.sql("select count(*) from " + from).query(Long.class).single();
	}

}
