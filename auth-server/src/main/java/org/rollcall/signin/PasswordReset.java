package org.rollcall.signin;

import java.time.InstantSource;
import java.util.Optional;

import org.rollcall.directory.People;
import org.rollcall.directory.Person;
import org.rollcall.passkey.Passkeys;
import org.rollcall.password.Passwords;
import org.rollcall.password.ResetLinks;
import org.rollcall.password.SignInThrottle;
import org.rollcall.session.OpenSessions;
import org.rollcall.token.OpenGrants;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Gives a person a new password for a link. Whoever knew the old one, or sat at an open browser, is out afterwards.
 */
@Service
class PasswordReset {

	private final ResetLinks links;

	private final People people;

	private final Passwords passwords;

	private final SignInThrottle throttle;

	private final Passkeys passkeys;

	private final OpenSessions sessions;

	private final OpenGrants grants;

	private final InstantSource clock;

	private final ApplicationEventPublisher events;

	private final TransactionTemplate transaction;

	PasswordReset(ResetLinks links, People people, Passwords passwords, SignInThrottle throttle, Passkeys passkeys, OpenSessions sessions,
			OpenGrants grants, InstantSource clock, ApplicationEventPublisher events, TransactionTemplate transaction) {
		this.links = links;
		this.people = people;
		this.passwords = passwords;
		this.throttle = throttle;
		this.passkeys = passkeys;
		this.sessions = sessions;
		this.grants = grants;
		this.clock = clock;
		this.events = events;
		this.transaction = transaction;
	}

	/**
	 * @return whether the link still worked
	 */
	boolean reset(String secret, Person person, String password) {
		// before the transaction, because it takes its time
		String hash = this.passwords.hash(password);
		return Boolean.TRUE.equals(this.transaction.execute((status) -> {
			Optional<Integer> spent = this.links.spend(secret).filter((userId) -> userId == person.userId());
			if (spent.isEmpty()) {
				return false;
			}
			this.people.changePasswordHash(person.userId(), hash, this.clock.instant());
			this.throttle.succeeded(person.district().tenantId(), person.loginId());
			this.passkeys.removeAll(person.userId());
			this.sessions.end(person.userId(), null);
			this.grants.revoke(person.userId(), null, false);
			this.events.publishEvent(new PasswordWasReset(person.userId()));
			return true;
		}));
	}

}
