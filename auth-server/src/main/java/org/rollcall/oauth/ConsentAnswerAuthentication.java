package org.rollcall.oauth;

import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.rollcall.session.SignedInPerson;

import org.springframework.security.authentication.AbstractAuthenticationToken;

/**
 * Carries a person's answer to the consent page from Spring's endpoint filter to the provider.
 */
class ConsentAnswerAuthentication extends AbstractAuthenticationToken {

	private final String consentRequest;

	private final boolean allowed;

	private final Set<String> ticked;

	private final @Nullable SignedInPerson person;

	ConsentAnswerAuthentication(String consentRequest, boolean allowed, Set<String> ticked,
			@Nullable SignedInPerson person) {
		super(List.of());
		this.consentRequest = consentRequest;
		this.allowed = allowed;
		this.ticked = Set.copyOf(ticked);
		this.person = person;
	}

	String consentRequest() {
		return this.consentRequest;
	}

	boolean isAllowed() {
		return this.allowed;
	}

	Set<String> ticked() {
		return this.ticked;
	}

	@Nullable SignedInPerson person() {
		return this.person;
	}

	@Override
	public Object getCredentials() {
		return "";
	}

	@Override
	public Object getPrincipal() {
		return "";
	}

}
