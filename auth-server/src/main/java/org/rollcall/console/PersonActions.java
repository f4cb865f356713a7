package org.rollcall.console;

import java.util.Collection;
import java.util.Set;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import org.rollcall.administrator.Administrator;
import org.rollcall.administrator.Administrators;
import org.rollcall.administrator.ConsoleRole;
import org.rollcall.consent.Consents;
import org.rollcall.directory.Activations;
import org.rollcall.password.ResetLinks;
import org.rollcall.session.OpenSessions;
import org.rollcall.token.OpenGrants;

import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What an administrator does to people, each as one transaction over the rooms that it concerns.
 */
@Service
class PersonActions {

	private final Administrators administrators;

	private final Activations activations;

	private final OpenSessions sessions;

	private final OpenGrants grants;

	private final Consents consents;

	private final ResetLinks resetLinks;

	PersonActions(Administrators administrators, Activations activations, OpenSessions sessions, OpenGrants grants,
			Consents consents, ResetLinks resetLinks) {
		this.administrators = administrators;
		this.activations = activations;
		this.sessions = sessions;
		this.grants = grants;
		this.consents = consents;
		this.resetLinks = resetLinks;
	}

	/**
	 * Returns whether the administrator may do anything to that person: whoever looks after a district may not get at an account
	 * that looks after more.
	 */
	boolean mayTouch(Administrator administrator, int userId) {
		return administrator.system() || !this.administrators.roles(userId).contains(ConsoleRole.SYSTEM_ADMINISTRATOR);
	}

	/**
	 * Keeps people out, and ends what they are signed in to.
	 */
	@Transactional
	void deactivate(Collection<Integer> userIds) {
		for (int userId : userIds) {
			this.activations.deactivate(userId);
			this.resetLinks.end(userId);
		}
		signOut(userIds);
	}

	@Transactional
	void activate(int userId) {
		this.activations.activate(userId);
	}

	/**
	 * Ends all sessions of people, and takes all tokens back that apps have of them.
	 */
	@Transactional
	void signOut(Collection<Integer> userIds) {
		for (int userId : userIds) {
			this.sessions.end(userId, null);
			this.grants.revoke(userId, null, true);
		}
	}

	@Transactional
	void endSession(int userId, UUID sessionId) {
		this.sessions.end(userId, sessionId);
	}

	/**
	 * Takes back what somebody allowed an app, with the app's tokens.
	 */
	@Transactional
	void takeBack(int userId, String clientId) {
		this.consents.takeBack(clientId, userId);
		this.grants.revoke(userId, clientId, true);
	}

	@Transactional
	@Nullable String issueResetLink(int userId) {
		boolean active = this.activations.find(userId).map(Activations.Activation::active).orElse(false);
		return active ? this.resetLinks.issue(userId) : null;
	}

	/**
	 * @throws IllegalStateException if nobody would be left who looks after the server
	 */
	@Transactional
	void setRole(int userId, ConsoleRole role, boolean granted) {
		if (granted) {
			this.administrators.grant(userId, role);
		}
		else {
			this.administrators.revoke(userId, role);
		}
	}

	Set<ConsoleRole> roles(int userId) {
		return this.administrators.roles(userId);
	}

}
