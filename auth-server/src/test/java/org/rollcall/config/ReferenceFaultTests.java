package org.rollcall.config;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is wrong with a document because of what it refers to, word for word.
 */
class ReferenceFaultTests extends EmptyServerTest {

	private static final String PEOPLE = LAKESIDE + "people:\n";

	@Test
	void aDistrictThatIsNotThere() {
		assertThat(faults(PEOPLE + "  - {loginId: a, role: Teacher, district: lakesid}"))
			.containsExactly("3:33: people[0].district: There is no district 'lakesid'; did you mean 'lakeside'?");
	}

	@Test
	void noDistrictAtAll() {
		assertThat(faults("people: [{loginId: a, role: Teacher}]"))
			.containsExactly("1:10: people[0]: There is no district yet; declare one under 'districts'.");
	}

	@Test
	void aPolicyThatMakesNoSense() {
		apply(LAKESIDE + "clients:\n" + READER.replace("    name", "    scopes: [openid, profile]\n    name"));

		assertThat(faults("policies:\n  - {client: Reader, policy: granted}")).singleElement().asString().endsWith("'scopes' is missing: what is granted, one scope at least.");
		assertThat(faults("policies:\n  - {client: Reader, policy: granted, scopes: [openid, email]}")).singleElement().asString().endsWith("Reader is not registered for the scope 'email'.");
		assertThat(faults("policies:\n  - {client: Reader, policy: forbidden, scopes: [openid]}")).singleElement().asString().endsWith("Scopes go with 'policy: granted' alone.");
		assertThat(faults("policies:\n  - {client: Reader, policy: forbidden}\n  - {client: Reader, policy: ask}")).singleElement().asString().endsWith("What this district decided about this app stands here twice.");
		assertThat(faults("policies: [{client: Raeder, policy: ask}]")).singleElement().asString().endsWith("There is no app 'Raeder'; did you mean 'Reader'?");
		assertThat(faults("policies: [{client: Reader, policy: grant, district: nowhere}]")).hasSize(1);
	}

	@Test
	void aSharedRosterThatMakesNoSense() {
		apply(LAKESIDE + "clients:\n" + READER);

		assertThat(faults("rosterShares:\n  - {client: Reader, scopes: []}")).containsExactly("2:22: rosterShares[0].scopes: This is empty: what the app may see, one scope at least.");
		assertThat(faults("rosterShares:\n  - {client: Reader, scopes: [roster.read], schools: []}"))
			.containsExactly("2:54: rosterShares[0].schools: This is empty: name one school at least, or leave it out to share the whole district.");
		assertThat(faults("rosterShares: [{client: Reader, scopes: [roster.read, email]}]")).singleElement().asString().startsWith("1:55: rosterShares[0].scopes[1]: 'email' is none of");
		assertThat(faults("rosterShares:\n  - {client: Reader, scopes: [roster.read]}\n  - {client: Reader, scopes: [oneroster]}")).singleElement().asString().endsWith("What this district shares with this app stands here twice.");
		assertThat(faults("rosterShares: [{client: Raeder, scopes: [roster.read]}]")).singleElement().asString().endsWith("There is no app 'Raeder'; did you mean 'Reader'?");
		assertThat(faults("rosterShares: [{client: Reader, district: lakesid, scopes: [roster.read]}]")).singleElement().asString().contains("rosterShares[0].district");
	}

	@Test
	void aPartnerKeyThatIsNone() {
		String keys = LAKESIDE + "clients:\n" + READER + "    partnerKeys:\n      - ";

		assertThat(faults(keys + "{name: A}")).singleElement().asString().contains("clients[0].partnerKeys[0]").endsWith("Write either key or keyHash.");
		assertThat(faults(keys + "{name: A, key: guess}")).singleElement().asString().contains("clients[0].partnerKeys[0].key:").contains("128 random bits");
		assertThat(faults(keys + "{name: A, keyHash: abc}")).singleElement().asString().contains("clients[0].partnerKeys[0].keyHash:").contains("SHA-256");
		assertThat(faults(keys + "{name: A, key: 0f0e0d0c0b0a09080706050403020100, until: '2030-02-30'}")).singleElement().asString().endsWith("There is no day '2030-02-30'.");
	}

	@Test
	void aDistrictThatMustBeNamedBecauseThereAreTwo() {
		assertThat(faults("districts: [{customUrl: a, name: A}, {customUrl: b, name: B}]\npeople: [{loginId: a, role: Teacher}]"))
			.containsExactly("2:10: people[0]: 'district' is missing: there are a, b.");
	}

	@Test
	void aDistrictThatStandsTwice() {
		assertThat(faults("districts:\n  - {customUrl: a, name: A}\n  - {customUrl: a, name: B}"))
			.containsExactly("3:6: districts[1].customUrl: The district 'a' stands here twice; the first is in line 2.");
	}

	@Test
	void aTenantIdThatStandsTwice() {
		assertThat(faults("districts:\n  - {customUrl: a, name: A, tenantId: 5}\n  - {customUrl: b, name: B, tenantId: 5}"))
			.containsExactly("3:29: districts[1].tenantId: The TenantId 5 is already that of 'a' in line 2.");
	}

	@Test
	void aTenantIdThatWouldChange() {
		apply(LAKESIDE);

		assertThat(faults("districts: [{customUrl: lakeside, name: L, tenantId: 5}]")).containsExactly(
				"1:44: districts[0].tenantId: The district 'lakeside' has the TenantId 7001, which never changes.");
	}

	@Test
	void aTenantIdThatIsAnotherDistricts() {
		apply(LAKESIDE);

		assertThat(faults("districts: [{customUrl: other, name: O, tenantId: 7001}]"))
			.containsExactly("1:41: districts[0].tenantId: The TenantId 7001 is that of 'lakeside'.");
	}

	@Test
	void aPasswordHashOfTheRosterThatIsNone() {
		assertThat(faults("districts: [{customUrl: a, name: A, passwordHash: x, roster: {demo: washingtonisd}}]")).containsExactly(
				"1:37: districts[0].passwordHash: This is not a hash that Rollcall understands: it begins with {argon2} or {bcrypt}.");
	}

	@Test
	void aPasswordForTheRosterThatIsNotThere() {
		assertThat(faults("districts: [{customUrl: a, name: A, password: x}]")).containsExactly(
				"1:37: districts[0].password: This is for the people of a roster, and the district names none.");
	}

	@Test
	void aCustomUrlThatIsAPathOfTheServer() {
		assertThat(faults("districts: [{customUrl: oauth2, name: A}]")).containsExactly(
				"1:14: districts[0].customUrl: The custom URL 'oauth2' is a path of the server itself; choose another.");
	}

	@Test
	void aProfileThatIsCalledLikeAnotherRole() {
		assertThat(faults("districts: [{customUrl: a, name: A, profiles: [{name: Teacher, role: Student}]}]")).containsExactly(
				"1:64: districts[0].profiles[0].role: The profile 'Teacher' gives the role of that name, and no other.");
	}

	@Test
	void aPersonWhoStandsTwice() {
		assertThat(faults(PEOPLE + "  - {loginId: a, role: Teacher}\n  - {loginId: A, role: Teacher}"))
			.containsExactly("4:6: people[1].loginId: 'A' stands here twice; the first is in line 3.");
	}

	@Test
	void aPersonWithoutARole() {
		assertThat(faults(PEOPLE + "  - {loginId: a}")).containsExactly("3:5: people[0]: 'role' is missing: what the person is, one "
				+ "of Student, Teacher, Parent, School Administrator, Tenant Administrator.");
	}

	@Test
	void aRoleThatItsProfileDoesNotGive() {
		assertThat(faults(PEOPLE + "  - {loginId: a, role: Teacher, profile: Student}")).containsExactly("3:18: people[0].role: The "
				+ "profile 'Student' gives the role Student, not Teacher; leave one of the two out.");
	}

	@Test
	void aBuildingThatIsNotThere() {
		assertThat(faults(PEOPLE + "  - {loginId: a, role: Teacher, building: Lakesid}")).containsExactly(
				"3:33: people[0].building: The district has no building 'Lakesid'; did you mean 'Lakeside'?");
	}

	@Test
	void aGroupThatIsNotThere() {
		assertThat(faults(PEOPLE + "  - {loginId: a, role: Teacher, groups: [Choir, Chess]}")).containsExactly(
				"3:42: people[0].groups[0]: The district has no group 'Choir'. Declare it under the district's 'groups'.",
				"3:49: people[0].groups[1]: The district has no group 'Chess'. Declare it under the district's 'groups'.");
	}

	@Test
	void aStudentWhoIsNotThere() {
		assertThat(faults(PEOPLE + "  - {loginId: kim, role: Student}\n  - {loginId: p, role: Parent, students: [kin]}"))
			.containsExactly("4:43: people[1].students[0]: Nobody in lakeside has the login id 'kin'; did you mean 'kim'?");
	}

	@Test
	void aSourcedIdThatIsSomebodyElses() {
		assertThat(faults(PEOPLE + "  - {loginId: a, role: Teacher, sourcedId: X}\n  - {loginId: b, role: Teacher, sourcedId: X}"))
			.containsExactly("4:33: people[1].sourcedId: The sourcedId 'X' is that of 'a'.");
	}

	@Test
	void aUserIdThatIsSomebodyElses() {
		assertThat(faults(PEOPLE + "  - {loginId: a, role: Teacher, userId: 77}\n  - {loginId: b, role: Teacher, userId: 77}"))
			.containsExactly("4:33: people[1].userId: The UserId 77 is somebody else's.");
	}

	@Test
	void aUserIdThatWouldChange() {
		apply(PEOPLE + "  - {loginId: a, role: Teacher, userId: 77}");

		assertThat(faults(PEOPLE + "  - {loginId: a, role: Teacher, userId: 78}"))
			.containsExactly("3:33: people[0].userId: 'a' has the UserId 77, which never changes.");
	}

	@Test
	void somethingElseThanTheRosterSays() {
		assertThat(faults("""
				districts: [{customUrl: w, name: W, roster: {demo: washingtonisd}}]
				people: [{loginId: tom.teacher, firstName: Thomas}]
				""")).containsExactly("2:33: people[0].firstName: 'tom.teacher' is in the roster, which says 'Tom' here; leave it out, "
				+ "or change the roster.");
	}

	@Test
	void aPasswordAndItsHash() {
		assertThat(faults(PEOPLE + "  - {loginId: a, role: Teacher, password: x, passwordHash: y}"))
			.containsExactly("3:46: people[0].passwordHash: Write either password or passwordHash, not both.");
	}

	@Test
	void aHashThatIsNone() {
		assertThat(faults(PEOPLE + "  - {loginId: a, role: Teacher, passwordHash: 5f4dcc3b}")).containsExactly("3:33: "
				+ "people[0].passwordHash: This is not a hash that Rollcall understands: it begins with {argon2} or {bcrypt}.");
	}

	@Test
	void aClientThatStandsTwice() {
		assertThat(faults("clients:\n" + READER + READER))
			.containsExactly("6:5: clients[1].clientId: This client id stands here twice; the first is in line 2.");
	}

	@Test
	void aConfidentialAppWithoutASecret() {
		assertThat(faults("clients:\n" + READER.replaceFirst("    clientSecret.*\n", ""))).containsExactly("2:5: clients[0]: "
				+ "'clientSecret' is missing: a confidential app has one; or write type: public.");
	}

	@Test
	void aPublicAppWithASecret() {
		assertThat(faults("clients:\n" + READER + "    type: public"))
			.containsExactly("3:5: clients[0].clientSecret: A public app has no secret; leave clientSecret out.");
	}

	@Test
	void aSecretThatCouldBeGuessed() {
		assertThat(faults("clients:\n" + READER.replace("0123456789abcdef0123456789abcdef", "secret"))).containsExactly("3:5: "
				+ "clients[0].clientSecret: A client secret has 128 random bits or more: 32 lower-case hex digits.");
	}

	@Test
	void aRedirectUriThatLeadsNowhere() {
		assertThat(faults("clients:\n" + READER.replace("http://localhost:8080/code", "/callback"))).containsExactly("5:20: "
				+ "clients[0].redirectUris[0]: The redirect URI '/callback' is not absolute: it needs a scheme such as https.");
	}

	@Test
	void noRedirectUri() {
		assertThat(faults("clients:\n" + READER.replace("http://localhost:8080/code", "")))
			.containsExactly("5:5: clients[0].redirectUris: An app needs at least one redirect URI.");
	}

	@Test
	void aScopeThatThereIsNone() {
		assertThat(faults("clients:\n" + READER + "    scopes: [profil]").getFirst()).startsWith("6:14: clients[0].scopes[0]: "
				+ "'profil' is none of openid, profile, email, ").endsWith("; did you mean 'profile'?");
	}

	@Test
	void aScopeThatOnlyAMachineCanHave() {
		assertThat(faults("clients:\n" + READER + "    scopes: [openid, people.read]"))
			.containsExactly("6:5: clients[0].scopes: Only a machine can have the scope 'people.read'.");
	}

	@Test
	void anExactAppWithJwts() {
		assertThat(faults("clients:\n" + READER + "    fidelity: exact\n    tokenFormat: jwt")).containsExactly(
				"7:5: clients[0].tokenFormat: The tokenFormat of an exact app is opaque: ClassLink's access tokens are.");
	}

	@Test
	void aJwtThatOutlivesItsKey() {
		assertThat(faults("clients:\n" + READER + "    tokenFormat: jwt\n    lifetimes: {accessToken: 31d}")).containsExactly("7:5: "
				+ "clients[0].lifetimes: An access token that is a JWT lives 30 days at most: its key leaves the JWKS after that.");
	}

	@Test
	void aWebAppThatSaysNowhereToReturnTo() {
		assertThat(faults("clients:\n" + READER.replaceFirst("    redirectUris.*\n", "")))
			.containsExactly("2:5: clients[0]: An app needs at least one redirect URI.");
	}

	@Test
	void aLifetimeThatIsTooLong() {
		assertThat(faults("clients:\n" + READER + "    lifetimes: {idToken: 31d}")).containsExactly("6:5: clients[0].lifetimes: An "
				+ "id_token lives 30 days at most: its key leaves the JWKS after that.");
	}

	@Test
	void aConsentForAnAppThatIsNotThere() {
		assertThat(faults(PEOPLE + "  - {loginId: a, role: Teacher}\nclients:\n" + READER
				+ "consents: [{client: Raeder, person: a, scopes: [openid]}]"))
			.containsExactly("9:13: consents[0].client: There is no app 'Raeder'; did you mean 'Reader'?");
	}

	@Test
	void aConsentOfSomebodyWhoIsNotThere() {
		assertThat(faults(PEOPLE + "  - {loginId: tina.teacher, role: Teacher}\nclients:\n" + READER
				+ "consents: [{client: Reader, person: tina.techer, scopes: [openid]}]")).containsExactly(
				"9:29: consents[0].person: Nobody has the login id 'tina.techer'; did you mean 'tina.teacher'?");
	}

	@Test
	void aConsentOfSomebodyOfWhomThereAreTwo() {
		assertThat(faults("""
				districts: [{customUrl: a, name: A}, {customUrl: b, name: B}]
				people: [{loginId: x, role: Teacher, district: a}, {loginId: x, role: Teacher, district: b}]
				clients:
				""" + READER + "consents: [{client: Reader, person: x, scopes: [openid]}]")).containsExactly(
				"8:29: consents[0].person: More than one district has a 'x'; write a/x or b/x.");
	}

	@Test
	void aConsentToMoreThanTheAppMayAsk() {
		assertThat(faults(PEOPLE + "  - {loginId: a, role: Teacher}\nclients:\n" + READER
				+ "    scopes: [openid]\nconsents: [{client: Reader, person: a, scopes: [email]}]"))
			.containsExactly("10:49: consents[0].scopes[0]: Reader is not registered for the scope 'email'.");
	}

	@Test
	void aTileThatLeadsNowhere() {
		assertThat(faults(LAKESIDE + "tiles: [{name: R, url: 'javascript:alert(1)'}]")).containsExactly("2:19: tiles[0].url: "
				+ "'javascript:alert(1)' is not an address that a browser can open: it begins with https:// or http://.");
	}

	@Test
	void aTileForAProfileThatIsNotThere() {
		assertThat(faults(LAKESIDE + "tiles: [{name: R, url: 'https://r.example', profiles: [Teachers]}]")).containsExactly(
				"2:56: tiles[0].profiles[0]: The district has no profile 'Teachers'; did you mean 'Teacher'?");
	}

	@Test
	void aKeyThatIsNone() {
		assertThat(faults("keys: [{privateKey: secret}]")).containsExactly(
				"1:9: keys[0].privateKey: This is neither an RSA key in PKCS#8 PEM (BEGIN PRIVATE KEY) nor a JWK.");
	}

	@Test
	void aRosterFromTwoPlaces() {
		assertThat(faults("districts: [{customUrl: a, name: A, roster: {demo: lincolnusd, users: []}}]")).containsExactly("1:45: "
				+ "districts[0].roster: A roster comes from one place: a folder, a demo, or rows of its own.");
	}

	@Test
	void aRowOfTheRosterThatRefersToNothing() {
		assertThat(faults("""
				districts:
				  - customUrl: a
				    name: A
				    roster:
				      orgs: [{sourcedId: D, name: D, type: district}]
				      users:
				        - {sourcedId: T1, enabledUser: true, orgSourcedIds: [S9], role: teacher, username: t, givenName: T, familyName: T}
				""")).singleElement()
			.asString()
			.startsWith("7:46: districts[0].roster.users[0].orgSourcedIds: 'orgSourcedIds' (S9) ");
	}

	@Test
	void aFolderThatIsNotThere() {
		assertThat(faults("districts: [{customUrl: a, name: A, roster: {folder: x}}]")).containsExactly("1:46: districts[0].roster."
				+ "folder: Files may be named in the file that the server starts with only; send the content instead.");
	}

}
