package org.rollcall.oneroster;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import jakarta.servlet.http.HttpServletRequest;

import org.jspecify.annotations.Nullable;

import org.rollcall.client.Scope;
import org.rollcall.directory.Districts;
import org.rollcall.directory.Person;
import org.rollcall.oauth.PresentedTokens;
import org.rollcall.oauth.PresentedTokens.InvalidTokenException;
import org.rollcall.oauth.PresentedTokens.PresentedToken;
import org.rollcall.roster.query.Sights;
import org.rollcall.share.RosterServers;
import org.rollcall.share.RosterShare;
import org.rollcall.share.RosterShares;

import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Who comes with an access token: an app in the name of a person, or a machine in its own. Either way the district must share its
 * roster with the app.
 */
@Component
@Order(Ordered.LOWEST_PRECEDENCE)
class TokenCallers implements Callers {

	/** More of them would be a message that nobody reads. */
	private static final int NAMED = 10;

	private final PresentedTokens tokens;

	private final RosterShares shares;

	private final Sights sights;

	private final Districts districts;

	private final RosterServers servers;

	TokenCallers(PresentedTokens tokens, RosterShares shares, Sights sights, Districts districts, RosterServers servers) {
		this.tokens = tokens;
		this.shares = shares;
		this.sights = sights;
		this.districts = districts;
		this.servers = servers;
	}

	@Override
	public boolean sent(HttpServletRequest request) {
		return true;
	}

	@Override
	public Caller of(HttpServletRequest request) {
		PresentedToken presented;
		try {
			presented = this.tokens.of(request).orElseThrow(() -> new OneRosterException(CodeMinor.UNAUTHORISED,
					"The Authorization header is missing: send 'Authorization: Bearer <access token>'."));
		}
		catch (InvalidTokenException ex) {
			throw new OneRosterException(CodeMinor.UNAUTHORISED, ex.reason());
		}
		Person person = presented.person();
		return (person != null) ? ofPerson(presented, person) : ofMachine(presented, NamedRoster.of(request).customUrl());
	}

	private Caller ofPerson(PresentedToken presented, Person person) {
		RosterShare share = this.shares.find(presented.client().clientId(), person.district().tenantId())
			.orElseThrow(() -> new OneRosterException(CodeMinor.FORBIDDEN, "%s does not share its roster with this app."
				.formatted(person.district().name())));
		return new Caller(share.clientId(), person, covered(presented, share), this.sights.ofPerson(person, share.schools()));
	}

	private Caller ofMachine(PresentedToken presented, @Nullable String customUrl) {
		List<RosterShare> shares = this.shares.of(presented.client().clientId());
		if (shares.isEmpty()) {
			throw new OneRosterException(CodeMinor.FORBIDDEN, "No district shares its roster with this app.");
		}
		RosterShare share = (customUrl != null) ? named(customUrl, shares) : only(shares);
		return new Caller(share.clientId(), null, covered(presented, share), this.sights.ofApp(share.tenantId(), share.schools()));
	}

	private RosterShare named(String customUrl, List<RosterShare> shares) {
		return this.districts.findByCustomUrl(customUrl)
			.flatMap((district) -> shares.stream().filter((share) -> share.tenantId() == district.tenantId()).findFirst())
			.orElseThrow(() -> CallerFilter.notHere(customUrl));
	}

	private RosterShare only(List<RosterShare> shares) {
		if (shares.size() > 1) {
			throw new OneRosterException(CodeMinor.INVALID_DATA,
					"%d districts share their rosters with this app, so it must say by the address which it means: %s."
						.formatted(shares.size(), addresses(shares)));
		}
		return shares.getFirst();
	}

	private String addresses(List<RosterShare> shares) {
		return shares.stream()
			.limit(NAMED)
			.flatMap((share) -> this.districts.findByTenantId(share.tenantId()).stream())
			.map((district) -> this.servers.of(district) + V1P1.ROOT)
			.collect(Collectors.joining(", ", "", (shares.size() > NAMED) ? " and so on" : ""));
	}

	private static Set<Scope> covered(PresentedToken presented, RosterShare share) {
		Set<Scope> scopes = Scope.effective(presented.token().scopes());
		scopes.retainAll(Scope.effective(share.scopes()));
		// What was taken from the app is taken from the tokens that it has.
		scopes.retainAll(Scope.effective(presented.client().scopes()));
		return scopes;
	}

}
