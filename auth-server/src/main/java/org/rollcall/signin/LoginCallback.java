package org.rollcall.signin;

import java.util.Optional;
import java.util.regex.Pattern;

import jakarta.servlet.http.HttpServletRequest;

import org.rollcall.platform.Parameters;

/**
 * Where a person goes on after signing in: the authorization request that brought them here (contract, section 2), or a page
 * of the console or the portal. It comes from the address bar, so nothing but a path of this server is believed.
 */
record LoginCallback(String pathAndQuery) {

	private static final String NAME = "logincallback";

	/** More than fits into an answer, so nobody was ever sent here with it. */
	private static final int LONGEST = 49_152;

	private static final String AUTHORIZE = "/oauth2/v2/auth";

	private static final Pattern PAGE = Pattern.compile("/(console|home)([/?].*)?");

	static Optional<LoginCallback> of(HttpServletRequest request) {
		return Parameters.of(request).first(NAME).filter(LoginCallback::isOurs).map(LoginCallback::new);
	}

	private static boolean isOurs(String value) {
		return value.length() <= LONGEST && (value.startsWith(AUTHORIZE + "?") || PAGE.matcher(value).matches())
				&& value.chars().allMatch((c) -> c > 0x20 && c < 0x7f && c != '\\') && staysThere(value);
	}

	/**
	 * A browser takes {@code /home/../logout} for {@code /logout}.
	 */
	private static boolean staysThere(String value) {
		String path = value.replaceAll("[?#].*", "").replaceAll("(?i)%2e", ".");
		return !path.contains("//") && !path.matches(".*/\\.{1,2}(/.*)?");
	}

	/**
	 * Returns whether an app waits for its person.
	 */
	boolean isForApp() {
		return this.pathAndQuery.startsWith(AUTHORIZE);
	}

	Optional<String> parameter(String name) {
		return Parameters.ofQuery(this.pathAndQuery.substring(this.pathAndQuery.indexOf('?') + 1)).first(name);
	}

}
