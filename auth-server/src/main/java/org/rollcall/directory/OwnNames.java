package org.rollcall.directory;

import java.util.Locale;
import java.util.Set;

/**
 * What the server itself says to apps of a person, by its names there. Apps recognise people by these.
 */
public final class OwnNames {

	private static final Set<String> INFO = Set.of("userid", "tenantid", "stateid", "statename", "buildingid", "authenticationtype",
			"displayname", "firstname", "lastname", "email", "loginid", "imagepath", "languageid", "language", "defaulttimeformat",
			"profile", "profileid", "tenant", "building", "role", "role_level", "lastaccesstime", "orgid", "sourcedid", "or_email");

	private static final Set<String> CLAIMS = Set.of("sub", "login_hint", "email", "email_verified", "name", "given_name",
			"family_name", "middle_name", "preferred_username", "picture", "profile", "address");

	private static final String CLASSLINK = "classlink_";

	private OwnNames() {
	}

	/**
	 * Returns whether the server says it in {@code /my/info}; case does not matter, because it does not to every app.
	 */
	public static boolean isInfo(String name) {
		return INFO.contains(name.toLowerCase(Locale.ROOT));
	}

	/**
	 * Returns whether the server says it in an id_token.
	 */
	public static boolean isClaim(String name) {
		String folded = name.toLowerCase(Locale.ROOT);
		return CLAIMS.contains(folded) || folded.startsWith(CLASSLINK);
	}

}
