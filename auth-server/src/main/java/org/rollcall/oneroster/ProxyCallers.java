package org.rollcall.oneroster;

import jakarta.servlet.http.HttpServletRequest;

import org.rollcall.client.Clients;
import org.rollcall.client.Scope;
import org.rollcall.oauth.PresentedTokens;
import org.rollcall.roster.query.Sights;
import org.rollcall.share.RosterShare;
import org.rollcall.share.RosterShares;
import org.rollcall.share.ShareCredentials;

import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Who comes by the proxy's addresses, with the bearer of the share that the address names (contract, section 6).
 */
@Component
@Order(0)
class ProxyCallers implements Callers {

	private final RosterShares shares;

	private final ShareCredentials credentials;

	private final Clients clients;

	private final Sights sights;

	ProxyCallers(RosterShares shares, ShareCredentials credentials, Clients clients, Sights sights) {
		this.shares = shares;
		this.credentials = credentials;
		this.clients = clients;
		this.sights = sights;
	}

	@Override
	public boolean sent(HttpServletRequest request) {
		return NamedRoster.of(request).proxyPath() != null;
	}

	@Override
	public Caller of(HttpServletRequest request) {
		String presented = PresentedTokens.presented(request);
		if (presented.isEmpty()) {
			throw new OneRosterException(CodeMinor.UNAUTHORISED,
					"The Authorization header is missing: send 'Authorization: Bearer <bearer>', with the bearer that GET /applications tells.");
		}
		RosterShare share = this.shares.findByProxyPath(String.valueOf(NamedRoster.of(request).proxyPath()))
			.filter((known) -> this.credentials.isBearer(known, presented))
			.orElseThrow(() -> new OneRosterException(CodeMinor.UNAUTHORISED,
					"There is no oneroster_application_id that is written like this in the address and has this bearer. GET /applications"
							+ " tells both: the id goes into the address as it stands there, percent signs and all."));
		return ofShare(share, this.clients, this.sights);
	}

	/**
	 * Returns who shows a share's own credentials: the app, with all that is shared.
	 */
	static Caller ofShare(RosterShare share, Clients clients, Sights sights) {
		if (clients.find(share.clientId()).isEmpty()) {
			throw new OneRosterException(CodeMinor.UNAUTHORISED, "The app that this roster is shared with is disabled.");
		}
		return new Caller(share.clientId(), null, Scope.effective(share.scopes()), sights.ofApp(share.tenantId(), share.schools()));
	}

}
