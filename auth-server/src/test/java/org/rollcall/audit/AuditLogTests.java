package org.rollcall.audit;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import org.rollcall.journey.AdminApi;
import org.rollcall.journey.Http;
import org.rollcall.journey.Page;
import org.rollcall.journey.RollcallTest;
import org.rollcall.journey.Visitor;
import org.rollcall.platform.Happening;
import org.rollcall.platform.StateRestored;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What happens is written down, and stays.
 */
@RollcallTest
class AuditLogTests {

	@Value("${rollcall.issuer}")
	private String base;

	@Autowired
	private JdbcClient jdbc;

	@Autowired
	private AuditPurge purge;

	@Autowired
	private ApplicationEventPublisher events;

	@Test
	void aSignInAndAFailedOneAreWrittenDownWithTheirDistrictAndAddress() {
		this.events.publishEvent(new StateRestored());
		long before = last();
		Visitor.teacher(this.base).signIn();

		assertThat(this.jdbc.sql("""
				select kind, d.custom_url, host(address) address, user_id is not null person from audit_event join district d using (tenant_id)
				where audit_id > ? order by audit_id""").param(before).query().listOfRows())
			.contains(Map.of("kind", "SignedIn", "custom_url", "lincolnusd", "address", "127.0.0.1", "person", true));
		Http http = new Http(this.base);
		Page page = http.get("/washingtonisd");
		Page refused = new Visitor(http, "washingtonisd", "nobody").submitSignIn(page, "wrong");
		assertThat(refused.status()).isEqualTo(422);
		assertThat(this.jdbc.sql("select kind from audit_event where audit_id > ?").param(before).query(String.class).list())
			.contains("SignInRefused");
	}

	@Test
	void nothingOfItCanBeChangedOrTakenAway() {
		Visitor.teacher(this.base).signIn();
		for (String statement : new String[] { "update audit_event set sentence = 'nothing happened'", "delete from audit_event",
				"truncate audit_event" }) {
			assertThatExceptionOfType(DataAccessException.class).isThrownBy(() -> this.jdbc.sql(statement).update())
				.withStackTraceContaining("audit_event is append-only");
		}
	}

	@Test
	void whatIsOlderThanItIsKeptIsForgotten() {
		this.jdbc.sql("""
				insert into audit_event (happened_at, kind, actor_kind, sentence)
				values (now() - interval '401 days', 'LongAgo', 'server', 'Long ago'), (now() - interval '399 days', 'Lately', 'server', 'Lately')""")
			.update();

		this.purge.onSchedule();

		assertThat(this.jdbc.sql("select kind from audit_event where kind in ('LongAgo', 'Lately')").query(String.class).list())
			.containsExactly("Lately");
	}

	@Test
	void whateverSomebodyTypedCanBeWrittenDown() {
		String typed = "six characters \\u0000, a NUL \0, half a character \ud800, a quotation mark \"";

		this.events.publishEvent(new Typed(typed));

		assertThat(this.jdbc.sql("select after->>'text' from audit_event where kind = 'Typed' order by audit_id desc limit 1")
			.query(String.class)
			.single()).isEqualTo("six characters \\u0000, a NUL , half a character ?, a quotation mark \"");
		assertThat(this.jdbc.sql("select after->'more'->0->>'\\u0000' from audit_event where kind = 'Typed' order by audit_id desc limit 1")
			.query(String.class)
			.single()).startsWith("six characters \\u0000");
	}

	@Test
	void whatTheAdminApiChangesAndItsRowAreOne() {
		long before = last();
		AdminApi.ofServer(this.base, this.jdbc).post("/admin/v1/people",
				"{\"district\": \"washingtonisd\", \"loginId\": \"typed\\\\u0000\", \"role\": \"Student\"}");

		assertThat(this.jdbc.sql("select after->>'loginId' from audit_event where audit_id > ? and kind = 'PersonRegistered'")
			.param(before)
			.query(String.class)
			.single()).isEqualTo("typed\\u0000");
	}

	private long last() {
		return this.jdbc.sql("select coalesce(max(audit_id), 0) from audit_event").query(Long.class).single();
	}

	/**
	 * Something with a text of somebody's in it.
	 */
	record Typed(String text) implements Happening {

		@Override
		public String sentence() {
			return "Somebody typed " + this.text;
		}

		@Override
		public Map<String, Object> after() {
			return Map.of("text", this.text, "more", List.of(Map.of("\\u0000", this.text)));
		}

	}

}
