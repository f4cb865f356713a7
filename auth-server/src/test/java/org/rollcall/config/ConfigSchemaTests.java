package org.rollcall.config;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.core.io.ClassPathResource;
import org.springframework.mock.env.MockEnvironment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

/**
 * What an editor says with the published schema, and what the server says.
 */
class ConfigSchemaTests {

	private static final Schema SCHEMA = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
		.getSchema(Configurations.schema());

	@Test
	void theExampleOfTheDocumentationIsRight() throws IOException {
		assertThat(errors(ConfigurationTests.example())).isEmpty();
	}

	/**
	 * Its aliases are replaced beforehand: the validator's YAML reader does not know them, as editors do.
	 */
	@Test
	void theDemoIsRight() throws IOException {
		Object demo = new Yaml().load(new ClassPathResource("db/demo/rollcall.yaml").getContentAsString(StandardCharsets.UTF_8));

		assertThat(SCHEMA.validate(JsonMapper.shared().writeValueAsString(demo), InputFormat.JSON)).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "mode: merge", "mode: ${MODE:-merge}", "lifetimes: {idToken: PT5M}",
			"people: [{loginId: 4801508017, claims: {a: [1, {b: null}]}}]", "people: [{loginId: a, password: {file: x}}]",
			"switches: {askConsent: '${ASK:-true}'}", "districts: [{customUrl: '${URL:-a}', name: A, tenantId: '${ID:-5}'}]",
			"districts: [{customUrl: a, name: A, roster: {users: [{sourcedId: 1, enabledUser: true, orgSourcedIds: [a, b]}]}}]" })
	void whatTheServerTakesTheEditorTakes(String document) {
		assertThat(errors(document)).isEmpty();
		assertThatNoException().isThrownBy(() -> parse(document));
	}

	@ParameterizedTest
	@ValueSource(strings = { "mode: exactly", "colour: red", "people: {}", "people: [{role: Teacher}]", "lifetimes: {idToken: 5}",
			"lifetimes: {idToken: 5 minutes}", "switches: {askConsent: maybe}", "clients: [{clientId: x, name: A, redirectUris: []}]",
			"clients: [{clientId: c1700000000010a1b2c3d4e5f60718293a4b5c6d7e8f90, name: A, redirectUri: x}]",
			"districts: [{customUrl: A B, name: A}]", "districts: [{customUrl: a, name: A, tenantId: 0}]",
			"districts: [{customUrl: a, name: A, roster: {users: [{sourceId: 1}]}}]", "people: [{loginId: a, role: Techer}]",
			"people: [{loginId: a, claims: [1]}]", "people: [{loginId: a, password: {path: x}}]",
			"consents: [{client: a, person: b, scopes: [profil]}]", "rosterShares: [{client: a, scopes: [profile]}]",
			"rosterShares: [{client: a, scopes: [roster.read], schools: []}]" })
	void whatTheServerRefusesTheEditorMarks(String document) {
		assertThat(errors(document)).isNotEmpty();
		assertThatExceptionOfType(InvalidConfigException.class).isThrownBy(() -> parse(document));
	}

	private static List<Error> errors(String document) {
		return SCHEMA.validate(document, InputFormat.YAML);
	}

	private static ConfigDocument parse(String document) throws IOException {
		Path folder = Files.createTempDirectory("rollcall");
		Files.writeString(folder.resolve("x"), "secret");
		return ConfigDocument.parse(document, "test",
				References.of(new MockEnvironment(), folder));
	}

}
