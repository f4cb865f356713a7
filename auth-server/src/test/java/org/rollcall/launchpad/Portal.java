package org.rollcall.launchpad;

import java.util.LinkedHashMap;
import java.util.Map;

import org.rollcall.config.Configurations;
import org.rollcall.journey.App;
import org.rollcall.journey.Http;
import org.rollcall.journey.Page;
import org.rollcall.journey.Visitor;

/**
 * A district of its own, whose people have tiles and may change their passwords.
 */
public class Portal {

	public static final String DISTRICT = "portalisd";

	static final String PLAIN = "c1700000000020a1b2c3d4e5f60718293a4b5c6d7e8f90";

	static final String INITIATED = "c1700000000021a1b2c3d4e5f60718293a4b5c6d7e8f90";

	static final String OFF = "c1700000000022a1b2c3d4e5f60718293a4b5c6d7e8f90";

	static final String SECRET = "0123456789abcdef0123456789abcdef";

	private static final String DOCUMENT = """
			districts:
			  - customUrl: portalisd
			    name: Portal Independent School District
			    password: rollcall-demo
			    profiles: [{name: Coach, role: Teacher}]
			    groups: [{name: Chess Club}]
			    roster:
			      orgs:
			        - {sourcedId: PD, name: Portal ISD, type: district}
			        - {sourcedId: PS1, name: Portal High, type: school, parentSourcedId: PD}
			        - {sourcedId: PS2, name: Portal Middle, type: school, parentSourcedId: PD}
			      users:
			        - {sourcedId: PU1, enabledUser: true, orgSourcedIds: [PS1], role: student, username: rosa.roster, givenName: Rosa, familyName: Roster}
			people:
			  - {district: portalisd, loginId: cora.coach, profile: Coach, password: rollcall-demo, groups: [Chess Club], sourcedId: X1, orgIds: [PS1]}
			  - {district: portalisd, loginId: stu.student, role: Student, password: rollcall-demo, sourcedId: X2, orgIds: [PS2]}
			  - {district: portalisd, loginId: pia.parent, role: Parent, password: rollcall-demo}
			  - {district: portalisd, loginId: adam.admin, role: Tenant Administrator, password: rollcall-demo}
			  - {district: portalisd, loginId: paz.password, role: Student, password: rollcall-demo}
			  - {district: portalisd, loginId: guy.guesser, role: Student, password: rollcall-demo}
			  - {district: portalisd, loginId: wes.wordless, role: Student, password: rollcall-demo}
			  - {district: portalisd, loginId: kay.key, role: Teacher, password: rollcall-demo}
			  - {district: portalisd, loginId: sol.session, role: Teacher, password: rollcall-demo}
			  - {district: portalisd, loginId: ben.browser, profile: Coach, password: rollcall-demo, displayName: Ben Browser}
			clients:
			  - clientId: c1700000000020a1b2c3d4e5f60718293a4b5c6d7e8f90
			    clientSecret: 0123456789abcdef0123456789abcdef
			    name: Portal Reader
			    redirectUris: [http://localhost:9001/callback]
			    scopes: [openid, profile, email, files, inbox]
			  - clientId: c1700000000021a1b2c3d4e5f60718293a4b5c6d7e8f90
			    name: Portal Math
			    type: public
			    redirectUris: [http://localhost:9001/callback]
			    initiateLoginUri: http://localhost:9001/sign-in?from=portal
			  - clientId: c1700000000022a1b2c3d4e5f60718293a4b5c6d7e8f90
			    clientSecret: 0123456789abcdef0123456789abcdef
			    name: Portal Off
			    enabled: false
			    redirectUris: [http://localhost:9001/callback]
			tiles:
			  - {district: portalisd, name: Everybody’s Library, url: "https://library.example/?a=1&b=2", icon: "https://library.example/icon.png"}
			  - {district: portalisd, name: Reader, url: "http://localhost:9001/", client: Portal Reader, profiles: [Coach]}
			  - {district: portalisd, name: Math, url: "http://localhost:9001/math", client: Portal Math, profiles: [Coach, Student]}
			  - {district: portalisd, name: Chess, url: "https://chess.example/", groups: [Chess Club]}
			  - {district: portalisd, name: Middle School News, url: "https://news.example/", schools: [PS2]}
			  - {district: portalisd, name: "<b>ألف</b> & \\"Ω\\"", url: "https://alef.example/", profiles: [Student]}
			  - {district: portalisd, name: Switched Off, url: "http://localhost:9001/", client: Portal Off}
			""";

	private Portal() {
	}

	/**
	 * The same document twice changes nothing.
	 */
	public static void open(Configurations configurations) {
		configurations.apply(DOCUMENT, false);
	}

	/**
	 * Lets somebody allow an app what it asks for, and returns the answer with the tokens.
	 */
	public static Page connect(String base, String loginId) {
		return visitor(base, loginId).tokens(new App(PLAIN, SECRET));
	}

	public static Visitor visitor(String base, String loginId) {
		return new Visitor(base, DISTRICT, loginId).signIn();
	}

	/**
	 * Returns what a form of the page sends: its CSRF token, and what is given.
	 */
	static Map<String, String> form(Http http, String... fields) {
		Page page = http.get("/home");
		Map<String, String> form = new LinkedHashMap<>(Map.of("_csrf", page.hiddenFields().get("_csrf")));
		for (int i = 0; i < fields.length; i += 2) {
			form.put(fields[i], fields[i + 1]);
		}
		return form;
	}

}
