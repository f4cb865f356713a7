package org.rollcall.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.core.env.PropertyResolver;
import org.springframework.mock.env.MockEnvironment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * What is wrong with a document taken by itself, word for word.
 */
class ConfigFaultTests {

	private static final PropertyResolver ENVIRONMENT = new MockEnvironment().withProperty("SET", "value")
		.withProperty("LONG", "x".repeat(300));

	@Test
	void aMistypedSettingIsToldWithWhatWasMeantAndNotAlsoAsMissing() {
		assertThat(faults("""
				clients:
				  - clientId: c1700000000010a1b2c3d4e5f60718293a4b5c6d7e8f90
				    name: Reader
				    redirectUri: http://localhost/
				""")).containsExactly(
				"4:5: clients[0].redirectUri: There is no setting 'redirectUri' here; did you mean 'redirectUris'?");
	}

	@Test
	void aSettingThatIsNearToNoneIsToldWithAllThereAre() {
		assertThat(faults("colour: red")).containsExactly("1:1: colour: There is no setting 'colour' here, only mode, lifetimes, "
				+ "switches, districts, people, clients, consents, tiles, policies, rosterShares, keys.");
	}

	@Test
	void aMissingSettingIsToldWithWhatItIs() {
		assertThat(faults("people: [{role: Teacher}]"))
			.containsExactly("1:10: people[0]: 'loginId' is missing: what the person signs in with.");
	}

	@Test
	void aSettingWithoutAValueIsMissing() {
		assertThat(faults("people: [{loginId: , role: Teacher}]"))
			.containsExactly("1:10: people[0]: 'loginId' is missing: what the person signs in with.");
	}

	@Test
	void aSettingThatStandsTwiceIsToldWithItsFirstLine() {
		assertThat(faults("""
				mode: merge
				mode: exact
				""")).containsExactly("2:1: mode: 'mode' stands here twice; the first is in line 1.");
	}

	@Test
	void aWordThatIsNoneOfThoseAllowedIsToldWithWhatWasMeant() {
		assertThat(faults("people: [{loginId: a, role: Techer}]")).containsExactly("1:29: people[0].role: 'Techer' is none of "
				+ "Student, Teacher, Parent, School Administrator, Tenant Administrator; did you mean 'Teacher'?");
	}

	@Test
	void aTextIsNotAList() {
		assertThat(faults("clients: none")).containsExactly("1:10: clients: Here must be a list, such as [a, b], but here is 'none'.");
	}

	@Test
	void aListIsNotAText() {
		assertThat(faults("mode: [exact]")).containsExactly("1:7: mode: Here must be one of merge, exact, but here is a list.");
	}

	@Test
	void aGroupIsNotAList() {
		assertThat(faults("consents: {}"))
			.containsExactly("1:11: consents: Here must be a list, such as [a, b], but here is a group of settings.");
	}

	@Test
	void aListIsNotAGroup() {
		assertThat(faults("lifetimes: []")).containsExactly(
				"1:12: lifetimes: Here must be a group of settings (accessToken, idToken, refreshToken, grant), but here is a list.");
	}

	@Test
	void aNumberOutOfItsBoundsIsToldWithThem() {
		assertThat(faults("districts: [{customUrl: a, name: A, tenantId: 0}]"))
			.containsExactly("1:47: districts[0].tenantId: '0' is not a whole number from 1 to 2147483647.");
	}

	@Test
	void aFlagIsTrueOrFalse() {
		assertThat(faults("switches: {askConsent: maybe}"))
			.containsExactly("1:24: switches.askConsent: 'maybe' is neither true nor false.");
	}

	@ParameterizedTest
	@ValueSource(strings = { "5 minutes", "300", "-5m x", "99999999999999999999d" })
	void aTimeSpanHasAUnit(String span) {
		assertThat(faults("lifetimes: {accessToken: " + span + "}")).containsExactly(
				"1:26: lifetimes.accessToken: '" + span + "' is not a time span; write it like 30s, 5m, 24h or 14d.");
	}

	@Test
	void aCustomUrlHasAForm() {
		assertThat(faults("districts: [{customUrl: Lincoln USD, name: A}]"))
			.containsExactly("1:25: districts[0].customUrl: 'Lincoln USD' is not a custom URL: it begins with a lower-case letter "
					+ "or a digit, followed by lower-case letters, digits or hyphens.");
	}

	@Test
	void aClientIdHasClassLinksForm() {
		assertThat(faults("clients: [{clientId: reader, name: A, redirectUris: []}]")).containsExactly(
				"1:22: clients[0].clientId: 'reader' is not a client id: it must be c, 13 digits and 30 to 32 lower-case hex digits.");
	}

	@Test
	void aTextIsNotTooLong() {
		assertThat(faults("districts: [{customUrl: a, name: '${LONG}'}]"))
			.containsExactly("1:34: districts[0].name: This has 300 characters, but 200 at most are allowed.");
	}

	@Test
	void aVariableThatIsNotSetIsToldWithAWayOut() {
		assertThat(faults("districts: [{customUrl: a, name: '${UNSET}'}]")).containsExactly("1:34: districts[0].name: The "
				+ "environment variable UNSET is not set; set it, or write ${UNSET:-...} to give a default.");
	}

	@Test
	void aReferenceNamesAVariable() {
		assertThat(faults("districts: [{customUrl: a, name: '${1+1}'}]")).containsExactly("1:34: districts[0].name: '${1+1}' names "
				+ "no environment variable; write ${NAME}, ${NAME:-default}, or $${ for the characters themselves.");
	}

	@Test
	void aDocumentFromTheNetworkMayNotReadTheServersEnvironment() {
		assertThat(faults("districts: [{customUrl: a, name: '${SET}'}]", References.none())).containsExactly("1:34: "
				+ "districts[0].name: ${SET} may stand in the file that the server starts with only; send the value instead.");
	}

	@Test
	void aDocumentFromTheNetworkMayNotReadTheServersFiles() {
		assertThat(faults("people: [{loginId: a, password: {file: /etc/passwd}}]", References.none())).containsExactly("1:33: "
				+ "people[0].password: Files may be named in the file that the server starts with only; send the content instead.");
	}

	@Test
	void aFileThatIsNotThereIsToldByItsWholePath() {
		assertThat(faults("people: [{loginId: a, password: {file: no/such}}]"))
			.containsExactly("1:33: people[0].password: The file /conf/no/such does not exist.");
	}

	@Test
	void aSecretIsATextOrAFile() {
		assertThat(faults("people: [{loginId: a, password: {path: x}}]"))
			.containsExactly("1:33: people[0].password: Write the text itself, ${A_VARIABLE}, or {file: a path}.");
	}

	@Test
	void aColumnThatOneRosterDoesNotHaveIsToldWithWhatWasMeant() {
		assertThat(faults("districts: [{customUrl: a, name: A, roster: {users: [{sourceId: T1}]}}]")).containsExactly("1:55: "
				+ "districts[0].roster.users[0].sourceId: There is no setting 'sourceId' here; did you mean 'sourcedId'?");
	}

	@Test
	void aClaimThatStandsTwiceIsToldWithItsFirstLine() {
		assertThat(faults("people: [{loginId: a, claims: {x: 1, x: 2}}]"))
			.containsExactly("1:38: people[0].claims: 'x' stands here twice; the first is in line 1.");
	}

	@Test
	void whatIsNoYamlIsToldWhereItStopsBeingOne() {
		assertThat(faults("mode: exact\n  people: []")).containsExactly("2:9: This is not YAML: mapping values are not allowed here.");
	}

	@Test
	void aTabForIndentingIsToldAsOne() {
		assertThat(faults("districts:\n\t- a")).singleElement()
			.asString()
			.isEqualTo("2:1: This is not YAML: a tab stands where only blanks may, for indenting.");
	}

	@Test
	void aDocumentIsOneDocument() {
		assertThat(faults("mode: exact\n---\nmode: merge")).singleElement().asString().startsWith("2:1: This is not YAML: ");
	}

	@Test
	void aDocumentIsAGroupOfSettings() {
		assertThat(faults("just a text")).singleElement().asString().startsWith("1:1: Here must be a group of settings (mode, ");
	}

	@Test
	void anAliasThatHoldsItselfIsToldAndNotFollowed() {
		assertThat(faults("people: &p [{loginId: a, claims: {x: *p}}]")).singleElement()
			.asString()
			.isEqualTo("1:9: This is not YAML: an alias stands for something that it is part of itself.");
	}

	@Test
	void aBillionLaughsAreNotLaughed() {
		StringBuilder bomb = new StringBuilder("a: &a0 [lol]\n");
		for (int i = 1; i < 2_000; i++) {
			bomb.append("a%d: &a%d [*a%d, *a%d]\n".formatted(i, i, i - 1, i - 1));
		}
		assertThat(faults(bomb.toString())).isNotEmpty();
	}

	@Test
	void aliasesThatStandForBillionsOfValuesAreCountedAndNotRead() {
		StringBuilder bomb = new StringBuilder("a0: &a0 {x: 1}\n");
		for (int i = 1; i < 25; i++) {
			bomb.append("a%1$d: &a%1$d [*a%2$d, *a%2$d, *a%2$d, *a%2$d]\n".formatted(i, i - 1));
		}
		assertThat(faults(bomb.toString())).singleElement().asString().contains("its aliases stand for more than 5000000 values");
	}

	@Test
	void aVariableThatIsEmptyGetsTheDefault() {
		ConfigDocument document = ConfigDocument.parse("districts: [{customUrl: a, name: '${EMPTY:-default}'}]", "test",
				References.of(new MockEnvironment().withProperty("EMPTY", ""), Path.of("/conf")));

		assertThat(document.root().sections("districts").getFirst().text("name")).isEqualTo("default");
	}

	@Test
	void aDefaultDoesNotHoldAnotherReference() {
		assertThat(faults("districts: [{customUrl: a, name: '${NOT:-${SET}}'}]")).singleElement()
			.asString()
			.contains("The default in '${NOT:-${SET}' may not hold another ${...}.");
	}

	@Test
	void aReferenceWithoutItsQuotesIsToldToHaveThem() {
		assertThat(faults("people: [{loginId: a, password: ${SET}}]")).singleElement()
			.asString()
			.endsWith("A value with ${...} needs quotes inside { } and [ ].");
	}

	@Test
	void aCharacterThatNobodySeesIsToldWhereItStands() {
		assertThat(faults("mode: merge\npeople:\n  - loginId: a\u0001b")).containsExactly(
				"3:15: This is not YAML: here is a character that nobody can see (U+0001).");
	}

	@Test
	void aTimeSpanIsInWholeSeconds() {
		assertThat(faults("lifetimes: {accessToken: 1500ms}")).hasSize(1);
	}

	@Test
	void allFaultsAreToldAtOnceInTheOrderOfTheDocument() {
		assertThat(faults("""
				people:
				  - role: Techer
				mode: exactly
				""")).extracting((fault) -> fault.substring(0, 4)).containsExactly("2:5:", "2:11", "3:7:");
	}

	@Test
	void anEmptyDocumentHasNone() {
		assertThat(ConfigDocument.parse("# nothing\n", "test", References.none()).isExact()).isFalse();
	}

	@Test
	void theMessageNamesTheFileAndSaysThatNothingWasApplied() {
		InvalidConfigException invalid = catchThrowableOfType(InvalidConfigException.class,
				() -> ConfigDocument.parse("mode: exactly", "/etc/rollcall.yaml", References.none()));

		assertThat(invalid).hasMessage("Nothing of /etc/rollcall.yaml was applied, for it has a fault:\n  /etc/rollcall.yaml:1:7: "
				+ "mode: 'exactly' is none of merge, exact; did you mean 'exact'?");
	}

	@Test
	void referencesAreReplacedAndDollarsKept() {
		ConfigDocument document = ConfigDocument.parse(
				"districts: [{customUrl: a, name: '${SET} ${NOT:-or not} $${SET} $5'}]", "test", references());

		assertThat(document.root().sections("districts").getFirst().text("name")).isEqualTo("value or not ${SET} $5");
	}

	@Test
	void claimsKeepTheirTypes() {
		ConfigDocument document = ConfigDocument.parse(
				"people: [{loginId: a, claims: {a: 1, b: true, c: [x, 2.5, null], d: {e: '1'}, f: 0x1F}}]", "test", references());

		Map<String, Object> claims = document.root().sections("people").getFirst().map("claims");
		assertThat(claims).containsEntry("a", 1)
			.containsEntry("b", true)
			.containsEntry("d", Map.of("e", "1"))
			.containsEntry("f", "0x1F");
		assertThat((List<?>) claims.get("c")).hasToString("[x, 2.5, null]");
	}

	private static List<String> faults(String document) {
		return faults(document, references());
	}

	private static List<String> faults(String document, References references) {
		InvalidConfigException invalid = catchThrowableOfType(InvalidConfigException.class,
				() -> ConfigDocument.parse(document, "test", references));
		return invalid.faults().stream().map(ConfigFault::toString).toList();
	}

	private static References references() {
		return References.of(ENVIRONMENT, Path.of("/conf"));
	}

}
