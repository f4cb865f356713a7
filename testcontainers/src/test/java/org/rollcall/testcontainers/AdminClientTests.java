package org.rollcall.testcontainers;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.rollcall.testcontainers.AdminClient.Change;
import org.rollcall.testcontainers.RollcallException.Fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class AdminClientTests {

	private final FakeServer server = new FakeServer();

	private final AdminClient admin = new AdminClient(new Http(this.server.url(), "key"));

	@AfterEach
	void stop() {
		this.server.close();
	}

	@Test
	void whatIsMadeHasAllThatTheServerAdded() {
		this.server.on("POST /admin/v1/people", 201, """
				{"district": "lincolnusd", "loginId": "p1", "userId": 77, "role": "Student", "password": "made up"}""");
		Person person = this.admin.createPerson(Person.withRole("Student").claim("a", 1));
		assertThat(person.reference()).isEqualTo("lincolnusd/p1");
		assertThat(person.userId()).isEqualTo(77);
		assertThat(person.password()).isEqualTo("made up");
		assertThat(this.server.requests).containsExactly("POST /admin/v1/people {\"role\":\"Student\",\"claims\":{\"a\":1}}");
	}

	@Test
	void aSecretThatWasGivenIsKept() {
		this.server.on("POST /admin/v1/clients", 201, "{\"clientId\":\"c1\",\"name\":\"Reader\"}");
		assertThat(this.admin.createClient(Client.of("Reader").clientSecret("s")).clientSecret()).isEqualTo("s");
		this.server.on("PUT /admin/v1/clients/c1", 200, "{\"clientId\":\"c1\",\"name\":\"Reader\",\"clientSecretHash\":\"h\"}");
		assertThat(this.admin.putClient(Client.of("Reader").clientId("c1").clientSecret("s")).clientSecret()).isEqualTo("s");
	}

	@Test
	void namesAreEscapedInPaths() {
		this.server.on("GET /admin/v1/people/lincolnusd/tina%20%2Fteacher%C3%A9", 200, "{\"loginId\":\"tina /teacheré\"}");
		assertThat(this.admin.findPerson("lincolnusd", "tina /teacheré")).isPresent();
		assertThat(this.admin.findPerson("lincolnusd", "nobody")).isEmpty();
	}

	@Test
	void everybodyIsMoreThanTheFirstHundred() {
		this.server.on("GET /admin/v1/people?limit=10000&district=lincolnusd", 200, "[{\"loginId\":\"tina.teacher\"}]");
		assertThat(this.admin.people("lincolnusd")).extracting(Person::loginId).containsExactly("tina.teacher");
	}

	@Test
	void whoeverHasAnIdIsRemovedByItBecauseNoPathHoldsASlash() {
		this.server.on("DELETE /admin/v1/people/77", 204, "");
		this.admin.deletePerson(Person.student("a/b").district("lincolnusd").with("userId", 77));
		this.server.on("DELETE /admin/v1/people/lincolnusd/sam", 204, "");
		this.admin.deletePerson(Person.student("sam").district("lincolnusd"));
		assertThat(this.server.requests).containsExactly("DELETE /admin/v1/people/77", "DELETE /admin/v1/people/lincolnusd/sam");
	}

	@Test
	void aCertificateThatIsNotThereSaysWhatToCall() {
		Connection connection = new Connection(this.server.url(), Addresses.of(this.server.url()), "key", new Definition());
		assertThatExceptionOfType(RollcallException.class).isThrownBy(connection::caCertificate)
			.withMessage("There is no certificate authority outside drop-in mode; call withDropIn().");
	}

	@Test
	void whatAConfigurationChangedIsTold() {
		this.server.on("PUT /admin/v1/config?dryRun=true", 200,
				"{\"changed\":1,\"changes\":[{\"change\":\"created\",\"kind\":\"client\",\"name\":\"Reader\"}]}");
		assertThat(this.admin.dryRun("clients: []")).containsExactly(new Change("created", "client", "Reader"));
	}

	@Test
	void theServersWordsAreTheException() {
		this.server.on("PUT /admin/v1/config", 400, """
				{"message": "the request, line 1, column 2: 'name' is missing.",
				 "faults": [{"line": 1, "column": 2, "path": "clients[0].name", "message": "'name' is missing."}]}""");
		assertThatExceptionOfType(RollcallException.class).isThrownBy(() -> this.admin.apply("clients: [{}]"))
			.withMessage("the request, line 1, column 2: 'name' is missing.")
			.satisfies((ex) -> assertThat(ex.getStatus()).isEqualTo(400))
			.satisfies((ex) -> assertThat(ex.getFaults())
				.containsExactly(new Fault(1, 2, "clients[0].name", "'name' is missing.")));
	}

	@Test
	void anAnswerWithoutWordsIsDescribed() {
		this.server.on("GET /admin/v1/clients", 502, "<html>Bad gateway</html>");
		assertThatExceptionOfType(RollcallException.class).isThrownBy(this.admin::clients)
			.withMessage("GET /admin/v1/clients was answered with 502: <html>Bad gateway</html>");
	}

	@Test
	void aServerThatIsGoneIsNamed() {
		this.server.close();
		assertThatExceptionOfType(RollcallException.class).isThrownBy(this.admin::export)
			.withMessageContaining("Rollcall did not answer GET " + this.server.url() + "/admin/v1/config");
	}

	@Test
	void aPersonToReplaceNeedsADistrict() {
		assertThatIllegalArgumentException().isThrownBy(() -> this.admin.putPerson(Person.student("sam")))
			.withMessage("Name the district of sam: .district(\"lincolnusd\")");
	}

}
