package org.rollcall.config;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import tools.jackson.databind.json.JsonMapper;

import org.rollcall.client.Initiation;
import org.rollcall.client.MachineScope;
import org.rollcall.client.OneRosterScope;
import org.rollcall.client.Scope;
import org.rollcall.directory.Role;
import org.rollcall.password.PasswordRules;
import org.rollcall.roster.Rosters;

/**
 * All that a {@code rollcall.yaml} may hold.
 */
final class Shapes {

	static final String LIFETIMES = "lifetimes";

	static final String INITIATE_LOGIN_URI = "initiateLoginUri";

	static final String INITIATION = "initiation";

	static final String TOKEN_FORMAT = "tokenFormat";

	private static final int NAME = 200;

	private static final int URL = 2_048;

	private static final Kind<String> NAMED = Kinds.text(NAME, "(?s).*\\S.*", "a name: it is blank");

	private static final Kind<String> WORDS = Kinds.text(NAME);

	/** A district and a login id. */
	private static final Kind<String> SOMEBODY = Kinds.text(300);

	static final Kind<String> ID = Kinds.text(255, "(?s).*\\S.*", "an id: it is blank");

	static final Kind<String> DAY = Kinds.text(10, "[0-9]{4}-[0-9]{2}-[0-9]{2}", "a day; write it like 2027-06-30");

	private static final Kind<String> ADDRESS = Kinds.text(URL);

	static final Kind<String> CUSTOM_URL = Kinds.text(63, "[a-z0-9][a-z0-9-]{0,62}",
			"a custom URL: it begins with a lower-case letter or a digit, followed by lower-case letters, digits or hyphens");

	private static final Kind<String> CLIENT_ID = Kinds.text(46, "c[0-9]{13}[0-9a-f]{30,32}",
			"a client id: it must be c, 13 digits and 30 to 32 lower-case hex digits");

	private static final Kind<String> ROLE = Kinds.oneOf(Arrays.stream(Role.values()).map(Role::value).toList());

	static final String SHARED_WITH = "sharedWith";

	static final String PARTNER_KEYS = "partnerKeys";

	static final Shape LIFETIME = new Shape("How long what an app is given lasts.")
		.may("accessToken", Kinds.span(), "From its issue; 24h at ClassLink.")
		.may("idToken", Kinds.span(), "From its issue, 30 days at most; 24h at ClassLink.")
		.may("refreshToken", Kinds.span(), "From its issue, so that an unused one ends; 14d by default.")
		.may("grant", Kinds.span(), "From the person's permission to the absolute end; 90d by default.");

	static final Shape SWITCHES = new Shape("What is turned on and off while the server runs.")
		.may("askConsent", Kinds.flag(), "false: apps get what they ask for, and nobody is asked.")
		.may("signInThrottle", Kinds.flag(), "false: wrong passwords cost no wait; only with the workbench on.");

	static final Shape ROSTER = roster();

	static final Shape DISTRICT = new Shape("A school district; ClassLink calls it a tenant.")
		.must("customUrl", CUSTOM_URL, "the path of its own login page, and its name in this file.")
		.may("tenantId", Kinds.whole(1, Integer.MAX_VALUE), "ClassLink's TenantId; the next free one by default.")
		.must("name", NAMED, "its name as people know it.")
		.may("stateId", Kinds.whole(0, 1_000), "ClassLink's number of the state.")
		.may("stateName", WORDS, "The state, for example New Jersey.")
		.may("ncesId", WORDS, "Its id at the National Center for Education Statistics.")
		.may("ncesName", WORDS, "Its name there.")
		.may("buildings", Kinds.listOf(new Shape("A directory domain, usually one per district.")
			.must("name", NAMED, "its name.")), "Its buildings (directory domains); one that is called like the district by default.")
		.may("profiles", Kinds.listOf(new Shape("A named set of people who see the same apps.")
			.must("name", NAMED, "its name.")
			.must("role", ROLE, "the role it gives.")), "Its profiles, besides those that are called like the roles.")
		.may("groups", Kinds.listOf(new Shape("A group of the directory.").must("name", NAMED, "its name.")),
				"Its groups, besides those of the roster.")
		.may("color", Kinds.text(7, "#[0-9a-f]{6}", "a color: it is #, and six of the digits 0 to 9 and a to f"),
				"The color of its sign-in page; what it is stays if it is left out.")
		.may("sessionLifetime", Kinds.span(), "How long a sign-in lasts, 15m to 30d; what it is stays if it is left out.")
		.may("shortestPassword", Kinds.whole(PasswordRules.LEAST, PasswordRules.MOST),
				"How many characters a password that somebody chooses must have; what it is stays if it is left out.")
		.may("limitStudents", Kinds.flag(),
				"true: of its students apps get what the district granted, and no more; what it is stays if it is left out.")
		.may("password", Kinds.secret(1_024), "The password that people get when the roster first brings them.")
		.may("passwordHash", Kinds.text(500), "The same, hashed; what an export writes.")
		.may("roster", ROSTER, "Its roster, OneRoster 1.1.");

	static final Shape CLIENT = client(true);

	static final Shape NEW_CLIENT = client(false);

	static final Shape PERSON = person(true);

	static final Shape NEW_PERSON = person(false);

	static final Shape CONSENT = new Shape("What a person allowed an app, as if they had been asked.")
		.must("client", NAMED, "the app's clientId or name.")
		.must("person", SOMEBODY, "the person, as lincolnusd/tina.teacher, or as tina.teacher where that is unambiguous.")
		.must("scopes", Kinds.listOf(Kinds.oneOf(List.copyOf(Scope.all()))), "what was allowed.")
		.may("declined", Kinds.listOf(Kinds.oneOf(List.copyOf(Scope.all()))), "What was asked for and declined.");

	static final Shape POLICY = new Shape("What a district decided about an app for its people; without it they decide themselves.")
		.must("client", NAMED, "the app's clientId or name.")
		.may("district", CUSTOM_URL, "The customUrl of the district; may be left out when there is one only.")
		.must("policy", Kinds.oneOf(List.of("granted", "forbidden", "ask")),
				"granted: the app gets the scopes of everybody, unasked; forbidden: nobody gets to it; ask: the people decide.")
		.may("scopes", Kinds.listOf(Kinds.oneOf(List.copyOf(Scope.all()))), "What is granted, one scope at least.");

	static final Shape ROSTER_SHARE = new Shape("A district's roster, shared with an app; without it the app sees nothing of the district.")
		.must("client", NAMED, "the app's clientId or name.")
		.may("district", CUSTOM_URL, "The customUrl of the district; may be left out when there is one only.")
		.must("scopes", Kinds.listOf(Kinds.oneOf(List.copyOf(Scope.roster()))), "the most that the app may see, one scope at least.")
		.may("schools", Kinds.someOf(ID, "name one school at least, or leave it out to share the whole district"),
				"The sourcedIds of the schools that are shared; all of the district if it is left out.");

	static final Shape TILE = new Shape("An app on a district's LaunchPad.")
		.must("name", NAMED, "what people read.")
		.may("district", CUSTOM_URL, "The customUrl of its district; may be left out when there is one only.")
		.must("url", ADDRESS, "where it leads, as a rule the authorize URL.")
		.may("icon", ADDRESS, "The address of its picture.")
		.may("client", NAMED, "The clientId or name of the app that it launches.")
		.may("profiles", Kinds.listOf(NAMED), "The profiles that see it; everybody, if there are no groups and no schools either.")
		.may("groups", Kinds.listOf(NAMED), "The groups that see it.")
		.may("schools", Kinds.listOf(ID), "The sourcedIds of the schools whose people see it.");

	static final Shape KEY = new Shape("A signing key from outside; without any, the server makes its own.")
		.must("privateKey", Kinds.secret(20_000), "an RSA key of 2048 bits or more, as PKCS#8 PEM or as a JWK.");

	static final Shape DOCUMENT = new Shape("The configuration of a Rollcall server.")
		.may("mode", Kinds.oneOf(List.of("merge", "exact")),
				"merge (the default) leaves alone what the file does not name; exact removes it.")
		.may(LIFETIMES, LIFETIME, "For the apps of this file that name none of their own.")
		.may("switches", SWITCHES, "What is turned on and off.")
		.may("districts", Kinds.listOf(DISTRICT), "The districts.")
		.may("people", Kinds.listOf(PERSON), "People, besides those whom a roster brings, or more about those.")
		.may("clients", Kinds.listOf(CLIENT), "The apps.")
		.may("consents", Kinds.listOf(CONSENT), "What people allowed apps.")
		.may("tiles", Kinds.listOf(TILE), "What stands on the LaunchPads.")
		.may("policies", Kinds.listOf(POLICY), "What districts decided about apps for their people.")
		.may("rosterShares", Kinds.listOf(ROSTER_SHARE), "What districts share of their rosters with apps.")
		.may("keys", Kinds.listOf(KEY), "Signing keys; the last one signs.");

	private Shapes() {
	}

	/**
	 * Returns the JSON Schema (2020-12) of a {@code rollcall.yaml}.
	 */
	static String schema() {
		Map<String, Object> schema = new LinkedHashMap<>();
		schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
		schema.put("title", "rollcall.yaml");
		schema.putAll(DOCUMENT.schema());
		return JsonMapper.builder().build().writerWithDefaultPrettyPrinter().writeValueAsString(schema) + "\n";
	}

	private static Shape roster() {
		Shape roster = new Shape("Where a roster is, or the roster itself, row by row with the columns of OneRoster's CSV files.")
			.may("folder", Kinds.text(4_096), "A folder of OneRoster 1.1 CSV files, seen from this file.")
			.may("demo", Kinds.oneOf(List.of("lincolnusd", "washingtonisd")), "One of the made-up rosters that come along.");
		Rosters.columns().forEach((table, columns) -> {
			Shape row = new Shape("A row of " + table + ".csv.");
			Kind<String> cell = new Cell();
			columns.forEach((column) -> row.may(column, cell, "As in OneRoster 1.1's " + table + ".csv."));
			roster.may(table, Kinds.listOf(row), "The rows of " + table + ".csv.");
		});
		return roster;
	}

	private static Shape client(boolean inFile) {
		Shape client = new Shape("An app.");
		if (inFile) {
			client.must("clientId", CLIENT_ID, "c, 13 digits and 30 to 32 lower-case hex digits, as ClassLink makes them.");
		}
		else {
			client.may("clientId", CLIENT_ID, "Made when it is left out.");
		}
		if (inFile) {
			client
				.may("district", CUSTOM_URL,
						"The customUrl of the district that looks after it; the operator does by default. What it is stays if it is left out.")
				.may(SHARED_WITH, Kinds.listOf(new Shape("A district whose people may use the app.")
					.must("district", CUSTOM_URL, "its customUrl.")
					.may("schools", Kinds.listOf(ID), "The sourcedIds of the schools whose people may; all of the district by default.")),
						"Whose people may use it, and nobody else; a new app of a district is for that district, and any other for everybody. "
								+ "What it is stays if it is left out.")
				.may(PARTNER_KEYS, Kinds.listOf(new Shape("With what the app asks which districts share their rosters with it.")
					.must("name", NAMED, "what it is called in the console.")
					.may("key", Kinds.secret(260), "32 lower-case hex digits or more.")
					.may("keyHash", Kinds.text(64), "Its SHA-256; what an export writes.")
					.may("until", DAY, "Its last day (UTC); it is good until somebody ends it by default.")),
						"Its partner keys, besides those that were made elsewhere.");
		}
		return client
			.may("clientSecret", Kinds.secret(256), "Of a confidential app: 32 lower-case hex digits or more.")
			.may("clientSecretHash", Kinds.text(64), "Its SHA-256; what an export writes.")
			.must("name", NAMED, "what people read when they are asked to share their data.")
			.may("type", Kinds.oneOf(List.of("confidential", "public")), "confidential (the default), or public: without a secret.")
			.may("kind", Kinds.oneOf(List.of("web", "machine", "single_page", "native")),
					"Of a confidential app web (the default) or machine, which needs no redirect URI; of a public one single_page or native.")
			.may(TOKEN_FORMAT, Kinds.oneOf(List.of("opaque", "jwt")),
					"What its access tokens look like: opaque (the default), in ClassLink's form, or jwt, which an API can read (RFC 9068).")
			.may("fidelity", Kinds.oneOf(List.of("extended", "exact")),
					"extended (the default), or exact: sees only what ClassLink is seen to send.")
			.may("requirePkce", Kinds.flag(), "Whether it must use PKCE; a public app must anyway.")
			.may("redirectUris", Kinds.listOf(ADDRESS), "Where its people are sent back to, letter by letter; only a machine needs none.")
			.may("postLogoutRedirectUris", Kinds.listOf(ADDRESS), "Where its people may be sent after signing out.")
			.may(INITIATE_LOGIN_URI, ADDRESS, "Where it begins a sign-in that a LaunchPad asks for (OpenID Connect Core, section 4).")
			.may(INITIATION, Kinds.oneOf(Arrays.stream(Initiation.values()).map(Initiation::value).toList()),
					"Where people start it: app, launchpad or both (the default); with app no tile starts it.")
			.may("scopes", Kinds.listOf(Kinds.oneOf(Stream.of(Scope.all(), MachineScope.all(), OneRosterScope.all()).flatMap(Set::stream).toList())),
					"What it may ask for; by default everything that people can allow, and nothing that only a machine can have.")
			.may(LIFETIMES, LIFETIME, "How long what it is given lasts.")
			.may("enabled", Kinds.flag(), "false: nobody can sign in to it. Left out it stays as it is; a new one is enabled.");
	}

	private static Shape person(boolean inFile) {
		Kind<String> loginId = Kinds.text(NAME, "\\S(.*\\S)?", "a login id: it may not begin or end with a blank");
		Shape person = new Shape("Somebody who can sign in.");
		if (inFile) {
			person.must("loginId", loginId, "what the person signs in with.");
		}
		else {
			person.may("loginId", loginId, "What the person signs in with; made up when it is left out.");
		}
		return person
			.may("district", CUSTOM_URL, "The customUrl of the person's district; may be left out when there is one only.")
			.may("userId", Kinds.whole(1, 999_999_999), "ClassLink's UserId; the next free one by default.")
			.may("role", ROLE, "What the person is.")
			.may("profile", NAMED, "A profile of the district, which gives the role.")
			.may("building", NAMED, "A building of the district; its first one by default.")
			.may("firstName", NAMED, "By default what stands before the dot in the login id.")
			.may("middleName", NAMED, "The middle name.")
			.may("lastName", NAMED, "By default what stands behind the dot in the login id.")
			.may("displayName", NAMED, "First and last name by default.")
			.may("email", Kinds.text(320, "[^\\s@]+@[^\\s@]+", "an email address"), "The email address.")
			.may("password", Kinds.secret(1_024), "The password.")
			.may("passwordHash", Kinds.text(500), "The password, hashed; what an export writes.")
			.may("sourcedId", ID, "The id towards apps that know people by their roster.")
			.may("orgIds", Kinds.listOf(ID), "The sourcedIds of the person's schools.")
			.may("groups", Kinds.listOf(NAMED), "Groups of the district.")
			.may("students", Kinds.listOf(NAMED), "Of a parent: the login ids of the children.")
			.may("language", Kinds.text(10), "The language, en by default.")
			.may("imagePath", ADDRESS, "Where the person's picture is.")
			.may("active", Kinds.flag(), "false: the person cannot sign in. Left out it stays as it is; somebody new can.")
			.may("claims", Kinds.anything(), "What the id_token and userinfo carry besides, or instead of, the usual claims.")
			.may("info", Kinds.anything(), "What /v2/my/info carries besides, or instead of, the usual fields.");
	}

}
