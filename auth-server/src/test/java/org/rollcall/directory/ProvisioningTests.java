package org.rollcall.directory;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@DirectoryTest
class ProvisioningTests {

	private static final AtomicInteger NEXT_TENANT = new AtomicInteger(300);

	private static final Instant MONDAY = Instant.parse("2026-08-31T07:30:00Z");

	private static final Instant TUESDAY = Instant.parse("2026-09-01T07:30:00Z");

	@Autowired
	private Districts districts;

	@Autowired
	private People people;

	@Autowired
	private Provisioning provisioning;

	@Autowired
	private Activations activations;

	@Autowired
	private JdbcClient jdbc;

	private final int tenantId = NEXT_TENANT.incrementAndGet();

	@BeforeEach
	void anEmptyDistrict() {
		this.districts.register(new DistrictRegistration(this.tenantId, "provisioning-" + this.tenantId, "Provisioning", 2,
				"New Jersey", "", "", "HQ"));
	}

	@Test
	void theSamePeopleTwiceChangeNothing() {
		List<RosteredPerson> roster = List.of(person("1", "one"), person("2", "two"));
		assertThat(provision(MONDAY, roster)).isEqualTo(new ProvisioningReport(2, 0, 2, 0, Set.of()));
		List<Map<String, Object>> before = rows();

		assertThat(changes(provision(TUESDAY, roster))).containsExactly(0, 0, 0);

		assertThat(rows()).isEqualTo(before);
	}

	@Test
	void noNumberIsWastedOnPeopleWhoAreAlreadyThere() {
		provision(MONDAY, List.of(person("1", "one")));
		provision(TUESDAY, List.of(person("1", "uno")));
		provision(TUESDAY, List.of(person("1", "uno"), person("2", "two")));

		assertThat(userId("2")).isEqualTo(userId("1") + 1);
	}

	@Test
	void whoIsMissingIsDeactivatedAndWhoComesBackIsThePersonTheyWere() {
		provision(MONDAY, List.of(person("1", "one"), person("2", "two")));
		int userId = userId("2");

		assertThat(changes(provision(TUESDAY, List.of(person("1", "one"))))).containsExactly(0, 0, 1);
		assertThat(this.people.find(userId)).map(Person::active).contains(false);

		assertThat(changes(provision(TUESDAY, List.of(person("1", "one"), person("2", "two"))))).containsExactly(0, 1, 0);
		assertThat(this.people.find(userId)).map(Person::active).contains(true);
	}

	@Test
	void whoWasDeactivatedByHandStaysSoWhateverTheRosterSaysUntilSomebodyLetsThemIn() {
		List<RosteredPerson> roster = List.of(person("1", "one"), person("2", "two"));
		provision(MONDAY, roster);
		this.activations.deactivate(userId("1"));

		assertThat(changes(provision(TUESDAY, roster))).containsExactly(0, 0, 0);
		provision(TUESDAY, List.of(person("1", "uno"), person("2", "two")));
		assertThat(this.people.find(userId("1")).orElseThrow().active()).isFalse();
		assertThat(this.people.find(userId("1")).orElseThrow().loginId()).isEqualTo("uno");

		this.activations.activate(userId("1"));
		assertThat(changes(provision(TUESDAY, List.of(person("1", "uno"), person("2", "two"))))).containsExactly(0, 0, 0);
		assertThat(this.people.find(userId("1")).orElseThrow().active()).isTrue();
	}

	@Test
	void aLoginIdThatSomebodyLeftBehindCanBeGivenToSomebodyNew() {
		provision(MONDAY, List.of(person("1", "maria.lopez")));
		int first = userId("1");

		provision(TUESDAY, List.of(person("2", "Maria.Lopez")));

		assertThat(this.people.findCredentials(this.tenantId, "maria.lopez")).map(Credentials::userId).contains(userId("2"));
		assertThat(this.people.find(first)).hasValueSatisfying((person) -> {
			assertThat(person.active()).isFalse();
			assertThat(person.loginId()).isEqualTo("maria.lopez~" + first);
		});
	}

	@Test
	void twoPeopleCanSwapTheirLoginIds() {
		provision(MONDAY, List.of(person("1", "one"), person("2", "two")));

		provision(TUESDAY, List.of(person("1", "two"), person("2", "one")));

		assertThat(this.people.find(userId("1"))).map(Person::loginId).contains("two");
		assertThat(this.people.find(userId("2"))).map(Person::loginId).contains("one");
	}

	@Test
	void thePasswordIsForNewPeopleOnly() {
		provision(MONDAY, List.of(person("1", "one")));

		this.provisioning.provision(this.tenantId, RosteredPerson.roster(List.of(person("1", "one"), person("2", "two"))), "{initial}",
				TUESDAY);

		assertThat(this.people.findCredentials(this.tenantId, "one").orElseThrow().passwordHash()).isNull();
		assertThat(this.people.findCredentials(this.tenantId, "two").orElseThrow().passwordHash()).isEqualTo("{initial}");
	}

	@Test
	void whoWasAddedByHandIsLeftAloneAndKeepsTheirLoginId() {
		provision(MONDAY, List.of(person("1", "one")));
		this.jdbc.sql("""
				insert into person (tenant_id, building_id, profile_id, login_id, first_name, last_name, display_name,
					created_at, updated_at)
				select tenant_id, building_id, profile_id, 'First.Admin', 'First', 'Admin', 'First Admin', now(), now()
				from person where tenant_id = ?
				""").param(this.tenantId).update();

		assertThat(changes(provision(TUESDAY, List.of(person("1", "one"))))).containsExactly(0, 0, 0);
		assertThat(this.provisioning.loginIdsOfOthers(this.tenantId)).containsExactly("First.Admin");
	}

	@Test
	void orgsGroupsAndStudentsFollowTheRoster() {
		RosteredPerson child = person("3", "child");
		provision(MONDAY, List.of(parent(List.of("A", "B"), Set.of("Red", "Blue"), Set.of("2", "3")), person("2", "two"), child));
		int parent = userId("1");

		provision(TUESDAY, List.of(parent(List.of("B", "C"), Set.of("Blue", "Green"), Set.of("3")), person("2", "two"), child));

		assertThat(this.people.find(parent).orElseThrow().orgIds()).containsExactly("B", "C");
		assertThat(this.people.groups(parent)).extracting(Group::name).containsExactly("Blue", "Green");
		assertThat(this.people.students(parent)).extracting(Person::loginId).containsExactly("child");
	}

	@Test
	void groupsThatAreNotTheRostersAreLeftAlone() {
		provision(MONDAY, List.of(person("1", "one")));
		this.jdbc.sql("""
				with chess as (insert into directory_group (tenant_id, building_id, name)
					select tenant_id, building_id, 'Chess Club' from building where tenant_id = :tenant returning group_id)
				insert into person_group (tenant_id, user_id, group_id) select :tenant, :user, group_id from chess
				""").param("tenant", this.tenantId).param("user", userId("1")).update();

		provision(TUESDAY, List.of(person("1", "one")));

		assertThat(this.people.groups(userId("1"))).extracting(Group::name).containsExactly("Chess Club");
	}

	@Test
	void anUnregisteredDistrictHasNoPeople() {
		assertThatExceptionOfType(IllegalArgumentException.class)
			.isThrownBy(() -> this.provisioning.provision(999_999, RosteredPerson.roster(List.of()), null, MONDAY))
			.withMessage("There is no registered district with the TenantId 999999");
	}

	private static List<Integer> changes(ProvisioningReport report) {
		return List.of(report.created(), report.updated(), report.leaving().size());
	}

	private ProvisioningReport provision(Instant at, List<RosteredPerson> roster) {
		RosteredPeople everybody = RosteredPerson.roster(roster);
		ProvisioningReport foreseen = this.provisioning.foresee(this.tenantId, everybody);
		ProvisioningReport report = this.provisioning.provision(this.tenantId, everybody, null, at);
		assertThat(foreseen).isEqualTo(report);
		return report;
	}

	private List<Map<String, Object>> rows() {
		return this.jdbc.sql("select * from person where tenant_id = ? order by user_id")
			.param(this.tenantId)
			.query()
			.listOfRows();
	}

	private int userId(String sourcedId) {
		return this.jdbc.sql("select user_id from person where tenant_id = ? and sourced_id = ?")
			.params(this.tenantId, sourcedId)
			.query(Integer.class)
			.single();
	}

	private static RosteredPerson parent(List<String> orgIds, Set<String> groups, Set<String> students) {
		return new RosteredPerson("1", "one", Role.PARENT, "One", null, "Parent", null, true, orgIds, groups, students);
	}

	private static RosteredPerson person(String sourcedId, String loginId) {
		return new RosteredPerson(sourcedId, loginId, Role.STUDENT, "First" + sourcedId, null, "Last", null, true,
				List.of(), Set.of(), Set.of());
	}

}
