package org.rollcall.oauth;

import java.util.LinkedHashSet;
import java.util.Set;

import org.rollcall.client.Client;
import org.rollcall.client.Clients;
import org.rollcall.consent.ConsentRequest;
import org.rollcall.consent.ConsentRequests;
import org.rollcall.consent.Consents;
import org.rollcall.directory.People;
import org.rollcall.directory.Person;
import org.rollcall.oauth.dialect.AuthorizationError;
import org.rollcall.oauth.dialect.AuthorizationResponseUri;
import org.rollcall.oauth.dialect.AuthorizationSuccess;
import org.rollcall.token.GrantRequest;
import org.rollcall.token.Grants;

import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Answers the app once its person said yes or no on the consent page. A request is answered once, by the person who was
 * asked.
 */
@Component
class ConsentAnswerProvider implements AuthenticationProvider {

	private final Clients clients;

	private final People people;

	private final Consents consents;

	private final ConsentRequests consentRequests;

	private final Grants grants;

	private final AuthorizationResponseUri responseUri;

	private final DistrictRules rules;

	ConsentAnswerProvider(Clients clients, People people, Consents consents, ConsentRequests consentRequests,
			Grants grants, AuthorizationResponseUri responseUri, DistrictRules rules) {
		this.clients = clients;
		this.people = people;
		this.consents = consents;
		this.consentRequests = consentRequests;
		this.grants = grants;
		this.responseUri = responseUri;
		this.rules = rules;
	}

	@Override
	@Transactional(noRollbackFor = AuthorizationErrorException.class)
	public Authentication authenticate(Authentication authentication) {
		ConsentAnswerAuthentication answer = (ConsentAnswerAuthentication) authentication;
		if (answer.person() == null) {
			throw gone();
		}
		ConsentRequest request = this.consentRequests.take(answer.consentRequest(), answer.person().userId())
			.orElseThrow(ConsentAnswerProvider::gone);
		Client client = this.clients.find(request.clientId())
			.filter((known) -> known.redirectUris().contains(request.redirectUri()))
			.orElseThrow(ConsentAnswerProvider::gone);
		Person person = this.people.find(request.userId()).filter(Person::active).orElseThrow(ConsentAnswerProvider::gone);
		DistrictRule rule = this.rules.of(person, client.clientId());
		if (!answer.isAllowed()) {
			throw denied(client, request, "The person did not allow it.");
		}
		if (rule.forbids() || rule.limited()) {
			throw denied(client, request, rule.forbids() ? CheckDistrict.FORBIDDEN : CheckDistrict.LIMITED);
		}
		Set<String> given = rule.given(request.scopes());
		Set<String> granted = granted(client, request, answer.ticked(), given);
		if (granted.isEmpty()) {
			throw denied(client, request, "The person did not allow it.");
		}
		Set<String> declined = new LinkedHashSet<>(request.scopes());
		declined.removeAll(granted);
		Set<String> own = new LinkedHashSet<>(granted);
		own.removeAll(given);
		this.consents.give(client.clientId(), request.userId(), own, declined);
		String code = this.grants.issueCode(client, new GrantRequest(request.userId(), request.redirectUri(), granted,
				declined, request.nonce(), request.codeChallenge(), request.authTime()));
		return new AuthorizationOutcome(this.responseUri
			.success(new AuthorizationSuccess(client, request.redirectUri(), request.state(), code)));
	}

	/**
	 * What was asked for and is either ticked, or not for choosing, or allowed since before, or given by the district; but nothing that the app was
	 * registered for when it asked, and is no longer.
	 */
	private Set<String> granted(Client client, ConsentRequest request, Set<String> ticked, Set<String> given) {
		Set<String> before = this.consents.find(request.clientId(), request.userId()).allowed();
		Set<String> granted = new LinkedHashSet<>(request.scopes());
		granted.removeIf((scope) -> !client.isExact() && !client.scopes().contains(scope));
		granted.removeIf((scope) -> !ticked.contains(scope) && !before.contains(scope) && !given.contains(scope) && client.isOptional(scope));
		return granted;
	}

	private static AuthorizationErrorException denied(Client client, ConsentRequest request, String why) {
		return new AuthorizationErrorException(new AuthorizationError(client, request.redirectUri(), request.state(),
				"access_denied", why));
	}

	private static AuthorizationProblemException gone() {
		return new AuthorizationProblemException(AuthorizationProblem.consentRequestGone());
	}

	@Override
	public boolean supports(Class<?> authentication) {
		return ConsentAnswerAuthentication.class.isAssignableFrom(authentication);
	}

}
