package org.rollcall.userapi;

import java.util.Set;
import java.util.stream.Collectors;

import org.rollcall.client.Client;
import org.rollcall.client.Scope;
import org.rollcall.directory.Person;

import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

/**
 * An app that speaks for a person with an access token. Each scope, and each that it implies, is an authority
 * {@code SCOPE_…}.
 */
class AccessTokenAuthentication extends AbstractAuthenticationToken {

	private final transient Person person;

	private final transient Client client;

	private final Set<String> scopes;

	AccessTokenAuthentication(Person person, Client client, Set<String> scopes) {
		super(Scope.effective(scopes)
			.stream()
			.map((scope) -> new SimpleGrantedAuthority("SCOPE_" + scope.value()))
			.collect(Collectors.toSet()));
		this.person = person;
		this.client = client;
		this.scopes = Set.copyOf(scopes);
		setAuthenticated(true);
	}

	Person person() {
		return this.person;
	}

	Client client() {
		return this.client;
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
