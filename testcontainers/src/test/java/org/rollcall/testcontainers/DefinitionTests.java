package org.rollcall.testcontainers;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class DefinitionTests {

	private final Definition definition = new Definition();

	@Test
	void withNothingSaidItIsTheDemo() {
		assertThat(this.definition.environment("key")).containsEntry("SPRING_PROFILES_ACTIVE", "demo")
			.containsEntry("ROLLCALL_WORKBENCH_ENABLED", "true")
			.containsEntry("ROLLCALL_ADMIN_KEY", "key");
		assertThat(this.definition.configContent()).isEmpty();
		assertThat(this.definition.client()).hasValueSatisfying((client) -> assertThat(client.name()).isEqualTo("Lincoln Reader"));
	}

	@Test
	void districtsPeopleAndClientsMakeAConfiguration() {
		this.definition.add(District.of("springfield").tenantId(7));
		this.definition.add(Person.teacher("edna.krabappel").claim("favorite_color", "blue"));
		this.definition.add(Client.of("Reader"));
		assertThat(this.definition.environment("key")).doesNotContainKey("SPRING_PROFILES_ACTIVE");
		assertThat(this.definition.additions()).isEmpty();
		Map<String, Object> document = Json.parseObject(this.definition.configContent().orElseThrow());
		assertThat(document).containsOnlyKeys("districts", "people", "clients");
		assertThat(document.get("people")).asString().contains("edna.krabappel", "favorite_color=blue").doesNotContain("district");
	}

	@Test
	void peopleWithoutADistrictJoinTheDemo() {
		this.definition.add(Person.student("bart"));
		assertThat(this.definition.isDemo()).isTrue();
		assertThat(this.definition.additions()).isEmpty();
		assertThat(this.definition.configContent().orElseThrow())
			.isEqualTo("{\"people\":[{\"role\":\"Student\",\"loginId\":\"bart\",\"district\":\"lincolnusd\"}]}");
	}

	@Test
	void whatIsNamedBesideAConfigurationComesOnTop() {
		this.definition.config("districts: []");
		this.definition.add(Person.student("bart").district("springfield"));
		assertThat(this.definition.configContent()).hasValue("districts: []");
		assertThat(this.definition.additions().orElseThrow()).contains("bart");
	}

	@Test
	void idAndSecretOfAClientFollowFromItsName() {
		Client client = Client.of("Reader").complete();
		assertThat(client.clientId()).matches("c\\d{13}[0-9a-f]{32}").isEqualTo(Client.of("Reader").complete().clientId());
		assertThat(client.clientSecret()).matches("[0-9a-f]{32}").isNotEqualTo(client.clientId().substring(14));
		assertThat(Client.of("Other").complete().clientId()).isNotEqualTo(client.clientId());
		assertThat(Client.publicClient("Mobile").complete().clientSecret()).isNull();
	}

	@Test
	void theSameDefinitionHasTheSameFingerprint(@TempDir Path folder) throws Exception {
		Path file = Files.writeString(folder.resolve("rollcall.yaml"), "districts: []");
		this.definition.config(file);
		Definition same = new Definition();
		same.config(file);
		assertThat(same.fingerprint()).isEqualTo(this.definition.fingerprint());
		same.add(Client.of("Reader"));
		assertThat(same.fingerprint()).isNotEqualTo(this.definition.fingerprint());
	}

	@Test
	void aConfigurationMayBeAFileAFolderOrAResource(@TempDir Path folder) throws Exception {
		Path file = Files.writeString(folder.resolve("rollcall.yaml"), "districts: []");
		this.definition.config(file);
		assertThat(this.definition.configContent()).hasValue("districts: []");
		this.definition.config("file:" + file);
		assertThat(this.definition.configPath()).hasValue(file);
		this.definition.config(folder);
		assertThat(this.definition.configContent()).isEmpty();
		assertThat(this.definition.configPath()).hasValue(folder);
		this.definition.config("classpath:springfield.yaml");
		assertThat(this.definition.configContent().orElseThrow()).contains("springfield");
	}

	@Test
	void aConfigurationThatIsNotThereIsNamed(@TempDir Path folder) {
		assertThatIllegalArgumentException().isThrownBy(() -> this.definition.config(folder.resolve("none.yaml")))
			.withMessage("There is no file " + folder.resolve("none.yaml") + " that can be read.");
		assertThatIllegalArgumentException().isThrownBy(() -> this.definition.config(folder))
			.withMessageContaining("rollcall.yaml");
		assertThatIllegalArgumentException().isThrownBy(() -> this.definition.config("classpath:none.yaml"))
			.withMessage("There is no none.yaml on the class path.");
		assertThatIllegalArgumentException().isThrownBy(() -> this.definition.config("src/test/rollcall.yaml"))
			.withMessageEndingWith("If it is a file's name, write file:src/test/rollcall.yaml or classpath:src/test/rollcall.yaml.");
	}

	@Test
	void aPersonInAFileNeedsALoginId() {
		assertThatIllegalStateException().isThrownBy(() -> this.definition.add(Person.withRole("Student")))
			.withMessage("This person has no loginId yet: {\"role\":\"Student\"}");
	}

}
