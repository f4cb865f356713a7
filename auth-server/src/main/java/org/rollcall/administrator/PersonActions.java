package org.rollcall.administrator;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import org.rollcall.consent.Consents;
import org.rollcall.directory.Activations;
import org.rollcall.directory.Person;
import org.rollcall.passkey.Passkey;
import org.rollcall.passkey.Passkeys;
import org.rollcall.password.ResetLinks;
import org.rollcall.roster.RosterLookup;
import org.rollcall.session.OpenSessions;
import org.rollcall.token.OpenGrants;

import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What an administrator does to people, each as one transaction over the rooms that it concerns.
 */
@Service
public class PersonActions {

	private final Administrators administrators;

	private final Activations activations;

	private final OpenSessions sessions;

	private final OpenGrants grants;

	private final Consents consents;

	private final ResetLinks resetLinks;

	private final RosterLookup roster;

	private final Passkeys passkeys;

	PersonActions(Administrators administrators, Activations activations, OpenSessions sessions, OpenGrants grants,
			Consents consents, ResetLinks resetLinks, RosterLookup roster, Passkeys passkeys) {
		this.administrators = administrators;
		this.activations = activations;
		this.sessions = sessions;
		this.grants = grants;
		this.consents = consents;
		this.resetLinks = resetLinks;
		this.roster = roster;
		this.passkeys = passkeys;
	}

	/**
	 * Returns whether the administrator may do anything to that person: whoever looks after a district may not get at an account
	 * that looks after more.
	 */
	public boolean mayTouch(Administrator administrator, int userId) {
		return administrator.system() || !this.administrators.roles(userId).contains(ConsoleRole.SYSTEM_ADMINISTRATOR);
	}

	/**
	 * Keeps people out, and ends what they are signed in to.
	 * @throws IllegalStateException if nobody would be left who looks after the server
	 */
	@Transactional
	public void deactivate(Collection<Integer> userIds) {
		this.administrators.keepingOne(() -> userIds.forEach((userId) -> {
			this.activations.deactivate(userId);
			this.resetLinks.end(userId);
		}));
		signOut(userIds);
	}

	/**
	 * Removes one of somebody's passkeys.
	 * @return whether it was theirs
	 */
	@Transactional
	public boolean removePasskey(int userId, long passkeyId) {
		return this.passkeys.remove(userId, passkeyId);
	}

	/**
	 * Returns somebody's passkeys.
	 */
	@Transactional(readOnly = true)
	public List<Passkey> passkeys(int userId) {
		return this.passkeys.of(userId);
	}

	/**
	 * Returns whether somebody is kept out and may be let in again. The roster has the last word about whom it manages, unless it
	 * was a hand that kept them out.
	 */
	@Transactional(readOnly = true)
	public boolean mayActivate(Person person) {
		return this.activations.find(person.userId())
			.filter((activation) -> !activation.active())
			.filter((activation) -> !activation.rostered() || person.sourcedId() == null
					|| this.roster.enables(person.district().tenantId(), person.sourcedId()).orElse(true))
			.isPresent();
	}

	/**
	 * Lets somebody in again.
	 */
	@Transactional
	public void activate(int userId) {
		this.activations.activate(userId);
	}

	/**
	 * Ends all sessions of people, and takes all tokens back that apps have of them.
	 */
	@Transactional
	public void signOut(Collection<Integer> userIds) {
		for (int userId : userIds) {
			this.sessions.end(userId, null);
			this.grants.revoke(userId, null, true);
		}
	}

	/**
	 * Ends one of somebody's sessions; nothing happens if it is not theirs.
	 */
	@Transactional
	public void endSession(int userId, UUID sessionId) {
		this.sessions.end(userId, sessionId);
	}

	/**
	 * Takes back what somebody allowed an app, with the app's tokens.
	 */
	@Transactional
	public void takeBack(int userId, String clientId) {
		this.consents.takeBack(clientId, userId);
		this.grants.revoke(userId, clientId, true);
	}

	/**
	 * Makes a link for a new password.
	 * @return the secret in it, or {@code null} if the person cannot sign in
	 */
	@Transactional
	public @Nullable String issueResetLink(int userId) {
		boolean active = this.activations.find(userId).map(Activations.Activation::active).orElse(false);
		return active ? this.resetLinks.issue(userId) : null;
	}

	/**
	 * Gives somebody a role in the console, or takes it.
	 * @throws IllegalStateException if nobody would be left who looks after the server
	 */
	@Transactional
	public void setRole(int userId, ConsoleRole role, boolean granted) {
		if (granted) {
			this.administrators.grant(userId, role);
		}
		else {
			this.administrators.revoke(userId, role);
		}
	}

	/**
	 * Returns the roles that somebody was given in the console.
	 */
	public Set<ConsoleRole> roles(int userId) {
		return this.administrators.roles(userId);
	}

}
