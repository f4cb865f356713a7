package org.rollcall.oneroster;

import java.io.IOException;
import java.util.Map;
import java.util.Set;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.rollcall.client.Scope;
import org.rollcall.consent.ConsentPolicies;
import org.rollcall.consent.ConsentPolicy;
import org.rollcall.directory.Person;
import org.rollcall.oauth.PresentedTokens;
import org.rollcall.oauth.PresentedTokens.InvalidTokenException;
import org.rollcall.oauth.PresentedTokens.PresentedToken;
import org.rollcall.platform.JsonResponse;
import org.rollcall.roster.query.Sights;
import org.rollcall.share.RosterShare;
import org.rollcall.share.RosterShares;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Lets those pass who come with somebody's access token, to what the roster has about that person. Errors are those of the user API:
 * JSON with a {@code message} (contract, section 5).
 */
class MyRosterFilter extends OncePerRequestFilter {

	private final PresentedTokens tokens;

	private final RosterShares shares;

	private final ConsentPolicies policies;

	private final Sights sights;

	private final JsonResponse json;

	MyRosterFilter(PresentedTokens tokens, RosterShares shares, ConsentPolicies policies, Sights sights, JsonResponse json) {
		this.tokens = tokens;
		this.shares = shares;
		this.policies = policies;
		this.sights = sights;
		this.json = json;
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		try {
			caller(request).keep(request);
		}
		catch (OneRosterException ex) {
			if (ex.status() == HttpStatus.UNAUTHORIZED) {
				response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer realm=\"Rollcall\"");
			}
			this.json.write(response, ex.status(), Map.of("message", ex.description()));
			return;
		}
		chain.doFilter(request, response);
	}

	private Caller caller(HttpServletRequest request) {
		PresentedToken presented;
		try {
			presented = this.tokens.of(request).orElseThrow(() -> new OneRosterException(CodeMinor.UNAUTHORISED,
					"The Authorization header is missing: send 'Authorization: Bearer <access token>'."));
		}
		catch (InvalidTokenException ex) {
			throw new OneRosterException(CodeMinor.UNAUTHORISED, ex.reason());
		}
		Person person = presented.person();
		if (person == null) {
			throw new OneRosterException(CodeMinor.FORBIDDEN, "This access token belongs to no person: a machine got it for itself, with"
					+ " client_credentials. What is asked here is about the person who signed in to an app.");
		}
		String clientId = presented.client().clientId();
		int tenantId = person.district().tenantId();
		RosterShare share = this.shares.find(clientId, tenantId)
			.orElseThrow(() -> new OneRosterException(CodeMinor.FORBIDDEN, "%s does not share its roster with this app."
				.formatted(person.district().name())));
		if (this.policies.find(tenantId, clientId).kind() == ConsentPolicy.Kind.FORBIDDEN) {
			throw new OneRosterException(CodeMinor.FORBIDDEN, "The district has forbidden this app.");
		}
		return new Caller(clientId, person, scopes(presented, share), this.sights.ofPerson(person, share.schools()));
	}

	private static Set<Scope> scopes(PresentedToken presented, RosterShare share) {
		Set<Scope> scopes = Scope.effective(presented.token().scopes());
		scopes.retainAll(Scope.effective(presented.client().scopes()));
		Set<Scope> shared = Scope.effective(share.scopes());
		// Whose classes somebody takes is in what the district shares about classes, and here they are all somebody's own.
		if (shared.contains(Scope.ROSTER_CLASSES_BASIC) && scopes.contains(Scope.CLASSES_READONLY)) {
			shared.add(Scope.CLASSES_READONLY);
			scopes.add(Scope.ROSTER_CLASSES_BASIC);
		}
		scopes.retainAll(shared);
		return scopes;
	}

}
