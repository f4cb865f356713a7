package org.rollcall.userapi;

import java.util.Set;
import java.util.stream.Collectors;

import org.rollcall.client.Scope;
import org.rollcall.directory.Person;
import org.rollcall.token.AccessToken;

import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

/**
 * An app that speaks for a person with an access token. Each scope, and each that it implies, is an authority
 * {@code SCOPE_…}.
 */
class AccessTokenAuthentication extends AbstractAuthenticationToken {

	private final transient Person person;

	private final Set<String> scopes;

	private final Set<String> declined;

	AccessTokenAuthentication(Person person, AccessToken token) {
		super(Scope.effective(token.scopes())
			.stream()
			.map((scope) -> new SimpleGrantedAuthority("SCOPE_" + scope.value()))
			.collect(Collectors.toSet()));
		this.person = person;
		this.scopes = Set.copyOf(token.scopes());
		this.declined = Set.copyOf(token.declined());
		setAuthenticated(true);
	}

	Person person() {
		return this.person;
	}

	/**
	 * Returns somebody's address as the app may see it: empty if there is none, or if the app asked for {@code email} and the
	 * person did not allow it.
	 */
	String emailOf(Person somebody) {
		return (somebody.email() == null || this.declined.contains(Scope.EMAIL.value())) ? "" : somebody.email();
	}

	Set<String> declined() {
		return this.declined;
	}

	Set<String> scopes() {
		return this.scopes;
	}

	@Override
	public Object getCredentials() {
		return "";
	}

	@Override
	public Object getPrincipal() {
		return this.person.userId();
	}

}
