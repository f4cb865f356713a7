package org.rollcall.testcontainers.junit;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.EventConditions;
import org.junit.platform.testkit.engine.TestExecutionResultConditions;

import org.rollcall.testcontainers.AdminClient;
import org.rollcall.testcontainers.Client;
import org.rollcall.testcontainers.NeedsServer;
import org.rollcall.testcontainers.Person;
import org.rollcall.testcontainers.Rollcall;
import org.rollcall.testcontainers.RollcallContainer;
import org.rollcall.testcontainers.RollcallServer;
import org.rollcall.testcontainers.junit.RollcallTest.Reset;
import org.rollcall.testcontainers.junit.RollcallTest.Where;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

@NeedsServer
@RollcallTest(in = Where.PROCESS)
class RollcallTestTests {

	private static final List<Integer> SEEN = new ArrayList<>();

	private final Rollcall rollcall;

	RollcallTestTests(Rollcall rollcall) {
		this.rollcall = rollcall;
	}

	@RepeatedTest(2)
	void everyTestHasAPersonOfItsOwn(Person person, Person other) {
		assertThat(person.role()).isEqualTo("Student");
		assertThat(person.district()).isEqualTo("lincolnusd");
		assertThat(person.userId()).isNotEqualTo(other.userId());
		assertThat(SEEN).doesNotContain(person.userId());
		SEEN.add(person.userId());
		assertThat(this.rollcall.signIn(person).claim("sub")).isEqualTo(person.userId().toString());
	}

	@Test
	void everyTestHasAnAppOfItsOwn(Client client, Client other, AdminClient admin) {
		assertThat(client.name()).isEqualTo("RollcallTestTests.everyTestHasAnAppOfItsOwn");
		assertThat(client.clientId()).isNotEqualTo(other.clientId());
		assertThat(admin.findClient(client.clientId())).isPresent();
		assertThat(this.rollcall.getAccessToken("tina.teacher", client.clientId(), "openid")).isNotEmpty();
	}

	@Test
	void moreCanBeSaidOfThem(@Fresh(role = "Teacher", district = "washingtonisd") Person person,
			@Fresh(publicClient = true, redirectUris = "http://localhost:8080/app", scopes = { "openid", "profile" }) Client client) {
		assertThat(person.reference()).startsWith("washingtonisd/");
		assertThat(client.isPublic()).isTrue();
		assertThat(this.rollcall.signIn(person, client).callbackUrl()).startsWith("http://localhost:8080/app?code=");
	}

	@Test
	void allClassesShareOne(RollcallServer server) {
		assertThat(server).isSameAs(this.rollcall);
		assertThat(SharedRollcalls.get(AnyOther.class.getAnnotation(RollcallTest.class))).isSameAs(server);
	}

	@Nested
	class WithinAnother {

		@Test
		void theSameIsThere(Rollcall same) {
			assertThat(same).isSameAs(RollcallTestTests.this.rollcall);
		}

	}

	@Test
	void whatRunsElsewhereIsRefusedInWords() {
		EngineTestKit.engine("junit-jupiter")
			.selectors(DiscoverySelectors.selectClass(WantsAContainer.class))
			.execute()
			.testEvents()
			.assertThatEvents()
			.haveExactly(1, EventConditions.finishedWithFailure(TestExecutionResultConditions.message((message) -> message.contains(
					"This Rollcall is a RollcallServer, not a RollcallContainer; ask for a Rollcall, or say where it runs"))));
	}

	@Test
	void aResetBetweenTestsUndoesWhatTheFirstDid() {
		EngineTestKit.engine("junit-jupiter")
			.selectors(DiscoverySelectors.selectClass(ResetsBeforeEach.class))
			.execute()
			.testEvents()
			.assertStatistics((statistics) -> statistics.succeeded(2));
	}

	@Test
	void whatDidNotStartIsNotTriedAgain() {
		RollcallTest annotation = CannotStart.class.getAnnotation(RollcallTest.class);
		Throwable first = catchThrowable(() -> SharedRollcalls.get(annotation));
		assertThat(first).hasMessageContaining("nowhere.yaml");
		assertThat(catchThrowable(() -> SharedRollcalls.get(annotation))).isSameAs(first);
	}

	@RollcallTest(config = "classpath:nowhere.yaml", in = Where.PROCESS)
	static class CannotStart {

	}

	@RollcallTest(in = Where.PROCESS)
	static class AnyOther {

	}

	@RollcallTest(in = Where.PROCESS)
	static class WantsAContainer {

		@Test
		void test(RollcallContainer container) {
		}

	}

	@RollcallTest(config = "classpath:springfield.yaml", in = Where.PROCESS, reset = Reset.BEFORE_EACH)
	@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
	static class ResetsBeforeEach {

		@Test
		@Order(1)
		void makes(AdminClient admin) {
			admin.createPerson(Person.student("lisa.simpson").district("springfield"));
		}

		@Test
		@Order(2)
		void doesNotFind(AdminClient admin) {
			assertThat(admin.findPerson("springfield", "lisa.simpson")).isEmpty();
			assertThat(admin.findPerson("springfield", "bart.simpson")).isPresent();
		}

	}

}
