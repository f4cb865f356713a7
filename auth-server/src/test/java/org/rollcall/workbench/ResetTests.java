package org.rollcall.workbench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.rollcall.journey.App;
import org.rollcall.journey.Http;
import org.rollcall.journey.Page;
import org.rollcall.journey.RollcallTest;
import org.rollcall.journey.Visitor;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.BadSqlGrammarException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.transaction.support.TransactionOperations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A reset leaves every table as it was at the start, whatever was done to it.
 */
@RollcallTest
@DirtiesContext
@TestInstance(Lifecycle.PER_CLASS)
class ResetTests {

	private static final String[] ROWS_OF_A_CONFIGURATION = {
			"insert into guardianship select p.tenant_id, p.user_id, s.user_id from person p join person s using (tenant_id)"
					+ " where p.login_id = 'ada.admin' and s.login_id = 'sam.student'",
			"insert into consent (client_id, user_id, given_at, changed_at) select client_id, user_id, now(), now() from client, person"
					+ " where login_id in ('tina.teacher', 'sam.student')",
			"insert into consent_scope select consent_id, s, s <> 'email', now() from consent, unnest('{openid,email}'::text[]) s",
			"insert into consent_policy select district.tenant_id, client_id, 'granted', '{openid}' from district, client",
			"insert into student_limit select tenant_id from district",
			"insert into client_developer select client_id, user_id from client, person where login_id = 'ada.admin'",
			"insert into client_district select client_id, district.tenant_id from client, district where client.name = 'Legacy Reader'",
			"insert into client_school select client_id, tenant_id, 'school' from client_district",
			"insert into client_logo select client_id, 'image/png', '\\x89', sha256('\\x89'), now() from client",
			"insert into district_logo select tenant_id, 'image/png', '\\x89', sha256('\\x89'), now() from district",
			"insert into session_lifetime select tenant_id, 3600 from district",
			"insert into password_rule select tenant_id, 20 from district",
			"insert into api_key select gen_random_uuid(), 'of ' || name, sha256(custom_url::bytea), tenant_id, '{people.read}', null, now(),"
					+ " now() + interval '1 day' from district",
			"insert into client_registration select client_id, sha256(client_id::bytea), '{}', now() from client",
			"insert into tile (tenant_id, name, url, client_id) select district.tenant_id, 'Reader', 'http://localhost:9001/', min(client_id)"
					+ " from district, client group by district.tenant_id",
			"insert into tile_profile select tenant_id, tile_id, profile_id from tile join profile using (tenant_id)",
			"insert into tile_group select tenant_id, tile_id, group_id from tile join directory_group using (tenant_id)",
			"insert into tile_org select tenant_id, tile_id, sourced_id from tile join org using (tenant_id)",
			"insert into tile_use select tenant_id, user_id, tile_id, true, now() from tile join person using (tenant_id)"
					+ " where login_id = 'tina.teacher'",
			"insert into resource select tenant_id, 'R', 'active', now(), 'isbn', 'Book', '{student}', 'primary', null, null from district",
			"insert into class_resource select tenant_id, 'KR', 'active', now(), 'Book', min(sourced_id), 'R' from roster_class group by tenant_id",
			"insert into course_resource select tenant_id, 'CR', 'active', now(), 'Book', min(sourced_id), 'R' from course group by tenant_id",
			"insert into category select tenant_id, 'H', 'active', now(), 'Homework' from district",
			"insert into line_item select c.tenant_id, 'L', 'active', now(), 'Cells', 'Read', '2026-09-14', '2026-09-18', min(c.sourced_id), 'H',"
					+ " min(t.sourced_id), 0, 100 from roster_class c join academic_session t using (tenant_id) group by c.tenant_id",
			"insert into result select tenant_id, 'R', 'active', now(), 'L', min(sourced_id), 'submitted', 1, '2026-09-18', 'Good' from roster_user"
					+ " where role = 'student' group by tenant_id",
			"insert into roster_import (import_id, tenant_id, file_name, file_size, state, uploaded_by_kind, uploaded_at, seen_at) select"
					+ " gen_random_uuid(), tenant_id, 'roster.zip', 1, 'checked', 'server', now(), now() from district",
			"insert into roster_import_part select import_id, 0, 'x' from roster_import",
			"insert into roster_import_file select import_id, 'users', 'bulk', 1, 1, 0, 0 from roster_import",
			"insert into roster_import_fault select import_id, 0, 'users.csv', 2, 'role', 'pupil', 'is none' from roster_import",
			"insert into roster_guard select tenant_id, 10 from district",
			"insert into roster_share (tenant_id, client_id, scopes, consumer_key, proxy_path, created_at, changed_at) select district.tenant_id,"
					+ " client_id, '{roster.read}', client_id || district.tenant_id, client_id || '%2F' || district.tenant_id, now(), now()"
					+ " from client, district on conflict do nothing",
			"insert into roster_share_school select share_id, tenant_id, sourced_id from roster_share join org using (tenant_id)",
			"insert into share_token select sha256(('t' || share_id)::bytea), share_id, 1, '{roster.read}', now(), now() + interval '1 hour' from roster_share",
			"insert into partner_key select gen_random_uuid(), client_id, 'Key', sha256(('p' || client_id)::bytea), now() from client",
			"insert into passkey_user select user_id, sha256(login_id::bytea) from person where login_id = 'tina.teacher'",
			"insert into passkey (user_id, credential_id, name, public_key, attestation_object, signature_count, transports, user_verified,"
					+ " backup_eligible, backed_up, created_at) select user_id, 'id', 'Key', 'key', 'object', 0, '{usb}', true, true, true,"
					+ " now() from passkey_user" };

	@Autowired
	private JdbcClient jdbc;

	@Autowired
	private Catalogue catalogue;

	@Autowired
	private StartingPoint startingPoint;

	@Autowired
	private Reset reset;

	@Autowired
	private TransactionOperations transaction;

	@Value("${rollcall.issuer}")
	private String base;

	private Map<String, List<String>> dump;

	/** Every table has rows, so that what is lost of any of them shows. */
	@BeforeAll
	void start() {
		Arrays.stream(ROWS_OF_A_CONFIGURATION).forEach((sql) -> this.jdbc.sql(sql).update());
		this.jdbc.sql("comment on schema public_workbench is 'Rollcall''s workbench 0'").update();
		this.startingPoint.ensure();
		this.dump = dump();
		assertThat(this.dump).allSatisfy((table, rows) -> assertThat(rows).as(table).isNotEmpty());
	}

	@AfterEach
	void everythingIsAsItWasAtTheStart() throws Exception {
		this.reset.run();
		Map<String, List<String>> now = dump();
		assertThat(now.keySet()).isEqualTo(this.dump.keySet());
		this.dump.forEach((table, rows) -> assertThat(now.get(table)).as(table).isEqualTo(rows));
		this.catalogue.read()
			.emptied()
			.forEach((table) -> assertThat(count(table.name())).as(table.name()).isZero());
	}

	/**
	 * Whoever adds a table decides what becomes of it; unless said otherwise it is restored, and this test's
	 * {@link #start} wants rows in it.
	 */
	@Test
	void ofEveryTableItIsKnownWhetherItIsKeptEmptiedOrRestored() {
		Catalogue.Tables tables = this.catalogue.read();

		assertThat(tables.emptied()).extracting(Table::name)
			.containsExactlyInAnyOrder("browser_session", "consent_request", "sign_in_throttle", "authorization_grant",
					"authorization_code", "access_token", "machine_token", "refresh_token", "scope_use", "first_administrator_link",
					"passkey_challenge", "password_reset_link", "idempotent_answer", "initial_access_token", "oauth1_nonce",
					"share_token");
		assertThat(tables.restored()).extracting(Table::name)
			.contains("person", "client", "client_secret", "consent_scope", "enrollment", "tile_group", "switches")
			.doesNotContainAnyElementsOf(Catalogue.KEPT);
		List<String> all = this.jdbc.sql("select tablename from pg_tables where schemaname = 'public'").query(String.class).list();
		assertThat(all).containsAll(Catalogue.KEPT)
			.hasSize(tables.restored().size() + tables.emptied().size() + Catalogue.KEPT.size());
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 2, 3 })
	void rowsAreGone(int every) {
		List<Table> tables = this.catalogue.read().restored().reversed();
		for (Table table : tables) {
			tryUpdate("delete from %s where ctid in (select ctid from (select ctid, row_number() over () as n from %s) numbered where n %% %d = 0)"
				.formatted(table.quoted(), table.quoted(), every));
		}
		assertThatChanged((every == 1) ? this.dump.keySet() : Set.of("client", "consent", "enrollment", "user_org"));
	}

	@Test
	void everyColumnIsOtherwise() {
		Set<String> changed = new HashSet<>();
		for (Table table : this.catalogue.read().restored()) {
			for (String column : table.columns()) {
				List<String> values = new ArrayList<>(List.of("null", "not " + column, column + " + 1", column + " || 'x'",
						column + " + interval '1 day'", column + " || '{\"x\": 1}'", "sha256(" + column + ")", "'tobedeleted'",
						"'exact'", "'aide'", "'national'", "'gradingPeriod'", "'homeroom'", "'Student'", "'female'"));
				for (String value : values) {
					if (tryUpdate("update %s set %s = %s".formatted(table.quoted(), Table.quote(column), value)) > 0) {
						changed.add(table.name());
						break;
					}
				}
			}
		}
		assertThat(changed).hasSizeGreaterThan(20);
		assertThatChanged(changed);
	}

	@Test
	void thereAreStrangers() {
		String[] strangers = {
				"insert into district (tenant_id, custom_url, name, state_id, state_name, nces_id, nces_name, created_at) values (7, 'springfield', 'Springfield', 1, 'Ohio', '1', 'S', now())",
				"insert into building (tenant_id, name) select tenant_id, 'New' from district",
				"insert into profile (tenant_id, name, role) select tenant_id, 'New', 'Teacher' from district",
				"insert into person (tenant_id, building_id, profile_id, login_id, first_name, last_name, display_name, created_at, updated_at) select tenant_id, building_id, profile_id, 'new' || n, 'N', 'P', 'N P', now(), now() from building b join profile f using (tenant_id), generate_series(1, 500) n where b.name = 'New' and f.name = 'New'",
				"insert into consent (client_id, user_id, given_at, changed_at) select c.client_id, user_id, now(), now() from client c, person p where not exists (select from consent o where o.user_id = p.user_id)",
				"insert into org select tenant_id, sourced_id || '-new', status, date_last_modified, name, type, identifier, sourced_id from org",
				"insert into client_secret (client_id, secret_hash, created_at) select client_id, sha256('x'), now() from client",
				"insert into sign_in_throttle values ('address', sha256('x'), 1, now())" };
		Arrays.stream(strangers).forEach((sql) -> assertThat(tryUpdate(sql)).as(sql).isPositive());
		assertThatChanged(Set.of("district", "building", "profile", "person", "consent", "org", "client_secret"));
	}

	@Test
	void twoPeopleHaveSwappedTheirLoginIds() {
		this.jdbc.sql("update person set login_id = login_id || '~'").update();
		this.jdbc.sql("""
				update person p set login_id = o.login_id from (select user_id, rtrim(lead(login_id, 1, min) over (order by user_id), '~') as login_id
					from (select *, first_value(login_id) over (partition by tenant_id order by user_id) as min from person) f) o
				where o.user_id = p.user_id and p.tenant_id = 4957""").update();
		assertThatChanged(Set.of("person"));
	}

	@Test
	void aPersonWasMovedToSomethingNewThatHasToGo() {
		this.jdbc.sql("insert into profile (tenant_id, name, role) values (2284, 'New', 'Student')").update();
		this.jdbc.sql("update person set profile_id = (select max(profile_id) from profile) where tenant_id = 2284").update();
		assertThatChanged(Set.of("profile", "person"));
	}

	@Test
	void anAppWasRemovedAndRegisteredAnewUnderTheSameId() {
		List<String> client = this.jdbc.sql("select client_id from client where name = 'Lincoln Reader'").query(String.class).list();
		this.jdbc.sql("delete from client where client_id in (:id)").param("id", client).update();
		this.jdbc.sql("insert into client (client_id, name, type, kind, pkce_required, created_at) values (?, 'Other', 'confidential', 'web', true, now())")
			.param(client.getFirst())
			.update();
		this.jdbc.sql("insert into client_secret (client_id, secret_hash, created_at) select client_id, secret_hash, now() from public_workbench.client_secret where client_id = ?")
			.param(client.getFirst())
			.update();
		assertThatChanged(Set.of("client", "client_secret", "client_scope", "consent"));
	}

	@Test
	void peopleWereHere() {
		Visitor.teacher(this.base).tokens(App.LINCOLN_READER);
		Visitor.student(this.base).signIn().http().get(App.LINCOLN_READER.authorizeUrl("prompt", "consent"));
		assertThat(count("browser_session")).isPositive();
		assertThat(count("access_token")).isPositive();
		assertThatChanged(Set.of("consent", "consent_scope", "person"));
	}

	@Test
	void aUserIdIsNotGivenAgain() throws Exception {
		int before = newPerson("first.stranger");
		this.reset.run();
		assertThat(newPerson("second.stranger")).isGreaterThan(before);
	}

	/**
	 * A request that holds a row of the last table and then wants one of the first, while the reset holds the first.
	 */
	@Test
	void whoHoldsALockIsNotCaughtInADeadlock() throws Exception {
		try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
			Future<Boolean> done = this.transaction.execute((status) -> {
				this.jdbc.sql("insert into sign_in_throttle values ('address', sha256('x'), 1, now())").update();
				Future<Boolean> reset = executor.submit(() -> {
					this.reset.run();
					return true;
				});
				await().until(() -> this.jdbc
					.sql("select count(*) from pg_locks where not granted and relation = 'sign_in_throttle'::regclass")
					.query(Integer.class)
					.single() > 0);
				assertThat(this.jdbc.sql("update person set first_name = 'Other'").update()).isPositive();
				return reset;
			});
			assertThat(done.get()).isTrue();
		}
		assertThat(this.jdbc.sql("select count(*) from person where first_name = 'Other'").query(Integer.class).single()).isZero();
	}

	@Test
	void severalResetsAtOnceAllSucceed() throws Exception {
		Visitor.teacher(this.base).tokens(App.LINCOLN_READER);
		try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
			List<Future<Page>> resets = IntStream.range(0, 8)
				.mapToObj((i) -> executor.submit(() -> new Workbench(this.base).reset()))
				.toList();
			for (Future<Page> reset : resets) {
				assertThat(reset.get().json().path("milliseconds").isIntegralNumber()).isTrue();
			}
		}
	}

	@Test
	void theKeysStay() throws Exception {
		String keys = new Http(this.base).get("/oauth2/v2/jwks").body();
		this.reset.run();
		assertThat(new Http(this.base).get("/oauth2/v2/jwks").body()).isEqualTo(keys);
	}

	/** What nobody wrote to is not looked at: that is what makes it quick. */
	@Test
	void onlyWhatWasWrittenToIsCompared() {
		Visitor.teacher(this.base).tokens(App.LINCOLN_READER);

		assertThat(this.jdbc.sql("select name from public_workbench.\"changes of all tables\" where pg_sequence_last_value(counter) > seen")
			.query(String.class)
			.list()).containsExactlyInAnyOrder("person", "client_secret", "consent", "consent_scope");
	}

	private int newPerson(String loginId) {
		return this.jdbc.sql("""
				insert into person (tenant_id, building_id, profile_id, login_id, first_name, last_name, display_name, created_at,
					updated_at)
				select tenant_id, building_id, profile_id, ?, 'New', 'Person', 'New Person', now(), now() from person
				where login_id = 'tina.teacher' returning user_id""").param(loginId).query(Integer.class).single();
	}

	private int tryUpdate(String sql) {
		try {
			return this.jdbc.sql(sql).update();
		}
		catch (DataIntegrityViolationException | BadSqlGrammarException ex) {
			return 0;
		}
	}

	private void assertThatChanged(Set<String> tables) {
		Map<String, List<String>> now = dump();
		tables.forEach((table) -> assertThat(now.get(table)).as(table).isNotEqualTo(this.dump.get(table)));
	}

	private long count(String table) {
		return this.jdbc.sql("select count(*) from " + table).query(Long.class).single();
	}

	private Map<String, List<String>> dump() {
		Map<String, List<String>> dump = new LinkedHashMap<>();
		for (Table table : this.catalogue.read().restored()) {
			dump.put(table.name(),
					this.jdbc.sql("select t::text from " + table.quoted() + " t order by 1").query(String.class).list());
		}
		return dump;
	}

}
