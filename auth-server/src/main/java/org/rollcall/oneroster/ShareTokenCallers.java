package org.rollcall.oneroster;

import java.util.Set;

import jakarta.servlet.http.HttpServletRequest;

import org.rollcall.client.Clients;
import org.rollcall.client.Scope;
import org.rollcall.oauth.PresentedTokens;
import org.rollcall.roster.query.Sights;
import org.rollcall.share.ShareTokens;
import org.rollcall.share.ShareTokens.ShareToken;

import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Who comes with an access token that was got with a share's own credentials.
 */
@Component
@Order(1)
class ShareTokenCallers implements Callers {

	private final ShareTokens tokens;

	private final Clients clients;

	private final Sights sights;

	ShareTokenCallers(ShareTokens tokens, Clients clients, Sights sights) {
		this.tokens = tokens;
		this.clients = clients;
		this.sights = sights;
	}

	@Override
	public boolean sent(HttpServletRequest request) {
		return ShareTokens.hasForm(PresentedTokens.presented(request));
	}

	@Override
	public Caller of(HttpServletRequest request) {
		ShareToken token = this.tokens.find(PresentedTokens.presented(request))
			.orElseThrow(() -> new OneRosterException(CodeMinor.UNAUTHORISED,
					"This access token is not known here, or has ended: it expired, or the district renewed or ended what it shares."));
		Caller whole = ProxyCallers.ofShare(token.share(), this.clients, this.sights);
		Set<Scope> scopes = Scope.effective(token.scopes());
		scopes.retainAll(whole.scopes());
		return new Caller(whole.clientId(), null, scopes, whole.sight());
	}

}
