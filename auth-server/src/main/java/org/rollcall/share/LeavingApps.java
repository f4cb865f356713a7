package org.rollcall.share;

import org.rollcall.client.AppLeaving;
import org.rollcall.roster.gradebook.Gradebook;

import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Ends what districts share with an app that is removed: each district finds it in its own record, and in its gradebook nothing active
 * that nobody changes any more.
 */
@Component
class LeavingApps {

	private final RosterShares shares;

	private final Gradebook gradebook;

	LeavingApps(RosterShares shares, Gradebook gradebook) {
		this.shares = shares;
		this.gradebook = gradebook;
	}

	@EventListener
	void end(AppLeaving app) {
		this.shares.of(app.clientId()).forEach((share) -> this.shares.end(share.tenantId(), app.clientId()));
		this.gradebook.clear(app.clientId());
	}

}
