package org.rollcall.oauth;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;

import org.rollcall.client.Scope;
import org.rollcall.consent.Consent;
import org.rollcall.consent.ConsentRequest;
import org.rollcall.consent.ConsentRequests;
import org.rollcall.consent.Consents;
import org.rollcall.oauth.dialect.AuthorizationResponseUri;
import org.rollcall.oauth.dialect.AuthorizationSuccess;
import org.rollcall.setting.SwitchBoard;
import org.rollcall.token.GrantRequest;
import org.rollcall.token.Grants;

import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Component;
import org.springframework.web.util.UriUtils;

/**
 * Answers an authorization request: through the {@link AuthorizationSteps}, then by a code if the person allowed all of it
 * before, else by the consent page (contract, section 2).
 */
@Component
class AuthorizationRequestProvider implements AuthenticationProvider {

	static final String CONSENT_PAGE = "/oauth2/v2/consent?request=";

	private final AuthorizationSteps steps;

	private final Consents consents;

	private final ConsentRequests consentRequests;

	private final Grants grants;

	private final AuthorizationResponseUri responseUri;

	private final SwitchBoard switchBoard;

	AuthorizationRequestProvider(AuthorizationSteps steps, Consents consents, ConsentRequests consentRequests,
			Grants grants, AuthorizationResponseUri responseUri, SwitchBoard switchBoard) {
		this.steps = steps;
		this.consents = consents;
		this.consentRequests = consentRequests;
		this.grants = grants;
		this.responseUri = responseUri;
		this.switchBoard = switchBoard;
	}

	@Override
	public Authentication authenticate(Authentication authentication) {
		AuthorizationRequest request = ((AuthorizationRequestAuthentication) authentication).request();
		this.steps.take(request);
		Set<String> granted = granted(request);
		if (granted.isEmpty()) {
			if (request.prompts("none")) {
				throw request.error("consent_required",
						"The person has not allowed all of these scopes yet, and prompt=none forbids to ask.");
			}
			return new AuthorizationOutcome(
					CONSENT_PAGE + this.consentRequests.ask(consentRequest(request)) + uiLocales(request));
		}
		return new AuthorizationOutcome(this.responseUri.success(new AuthorizationSuccess(request.client(),
				request.redirectUri(), request.state(), issueCode(request, granted))));
	}

	/**
	 * Returns what the district gives and what the person allowed before, or nothing if there is something to ask: a scope that
	 * is new, a request for nothing but what was declined, or an app that wants the question. {@code openid} alone says no more
	 * than that it is the same person as last time, so nobody is asked for it; and no app asks where the operator has consent
	 * switched off. What the district decided holds whatever the operator switched.
	 */
	private Set<String> granted(AuthorizationRequest request) {
		Set<String> given = request.rule().given(request.scopes());
		Set<String> open = request.rule().open(request.scopes());
		if (open.isEmpty()) {
			return given;
		}
		if (!this.switchBoard.read().askConsent()) {
			return request.scopes();
		}
		if (request.prompts("consent")) {
			return Set.of();
		}
		if (request.scopes().equals(Set.of(Scope.OPENID.value()))) {
			return request.scopes();
		}
		Consent consent = this.consents.find(request.client().clientId(), request.signedInPerson().userId());
		if (!open.stream().allMatch(consent::answers)) {
			return Set.of();
		}
		Set<String> granted = new LinkedHashSet<>(request.scopes());
		granted.removeIf((scope) -> !given.contains(scope) && !consent.allowed().contains(scope));
		return granted;
	}

	/**
	 * The page is asked for with a request of its own, and speaks the language that the app wishes all the same.
	 */
	private static String uiLocales(AuthorizationRequest request) {
		return request.parameters()
			.first("ui_locales")
			.map((uiLocales) -> "&ui_locales=" + UriUtils.encode(uiLocales, StandardCharsets.UTF_8))
			.orElse("");
	}

	private static ConsentRequest consentRequest(AuthorizationRequest request) {
		return new ConsentRequest(request.client().clientId(), request.signedInPerson().userId(), request.redirectUri(),
				request.scopes(), request.state(), request.nonce(), request.codeChallenge(),
				request.signedInPerson().authTime());
	}

	private String issueCode(AuthorizationRequest request, Set<String> granted) {
		Set<String> declined = new HashSet<>(request.scopes());
		declined.removeAll(granted);
		declined.addAll(request.rule().withheld());
		return this.grants.issueCode(request.client(),
				new GrantRequest(request.signedInPerson().userId(), request.redirectUri(), granted, declined,
						request.nonce(), request.codeChallenge(), request.signedInPerson().authTime()));
	}

	@Override
	public boolean supports(Class<?> authentication) {
		return AuthorizationRequestAuthentication.class.isAssignableFrom(authentication);
	}

}
