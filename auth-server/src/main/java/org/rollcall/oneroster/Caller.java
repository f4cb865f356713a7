package org.rollcall.oneroster;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

import jakarta.servlet.http.HttpServletRequest;

import org.jspecify.annotations.Nullable;

import org.rollcall.client.Scope;
import org.rollcall.directory.Person;
import org.rollcall.roster.query.Sight;

/**
 * Who asks, and how far they may look.
 *
 * @param clientId the app that asks
 * @param person in whose name it asks; {@code null} if in its own
 * @param scopes what its token and the district's share both cover, with what they imply
 * @param sight of which rows
 */
record Caller(String clientId, @Nullable Person person, Set<Scope> scopes, Sight sight) {

	private static final String ATTRIBUTE = Caller.class.getName();

	Caller {
		scopes = Set.copyOf(scopes);
	}

	int tenantId() {
		return this.sight.tenantId();
	}

	boolean hasAny(Set<Scope> wanted) {
		return wanted.stream().anyMatch(this.scopes::contains);
	}

	/**
	 * @throws OneRosterException if none of the scopes is there
	 */
	void demand(Set<Scope> wanted, String what) {
		if (!hasAny(wanted)) {
			throw new OneRosterException(CodeMinor.FORBIDDEN, "%s the scope %s; what the access token and the district's share both have is: %s."
				.formatted(what, words(wanted), this.scopes.isEmpty() ? "none" : words(this.scopes).replace(" or ", " ")));
		}
	}

	private static String words(Set<Scope> scopes) {
		return Arrays.stream(Scope.values()).filter(scopes::contains).map(Scope::value).collect(Collectors.joining(" or "));
	}

	void keep(HttpServletRequest request) {
		request.setAttribute(ATTRIBUTE, this);
	}

	static Caller of(HttpServletRequest request) {
		if (request.getAttribute(ATTRIBUTE) instanceof Caller caller) {
			return caller;
		}
		throw new IllegalStateException("Nobody was recognised before " + request.getRequestURI());
	}

}
