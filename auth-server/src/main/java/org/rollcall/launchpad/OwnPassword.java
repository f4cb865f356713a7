package org.rollcall.launchpad;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.rollcall.directory.Credentials;
import org.rollcall.directory.People;
import org.rollcall.directory.Person;
import org.rollcall.password.PasswordRefused;
import org.rollcall.password.Passwords;
import org.rollcall.password.SignInThrottle;
import org.rollcall.session.OpenSessions;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Somebody's own password: asked for before what is dangerous, and changed. Wrong ones count as at the sign-in, because who sits
 * at somebody else's screen may guess.
 */
@Service
class OwnPassword {

	private final People people;

	private final Passwords passwords;

	private final SignInThrottle throttle;

	private final OpenSessions sessions;

	private final InstantSource clock;

	private final ApplicationEventPublisher events;

	OwnPassword(People people, Passwords passwords, SignInThrottle throttle, OpenSessions sessions, InstantSource clock,
			ApplicationEventPublisher events) {
		this.people = people;
		this.passwords = passwords;
		this.throttle = throttle;
		this.sessions = sessions;
		this.clock = clock;
		this.events = events;
	}

	/**
	 * Returns whether the person has a password here at all.
	 */
	boolean isThere(Person person) {
		return hash(person) != null;
	}

	Answer check(Person person, String typed, HttpServletRequest request) {
		int tenantId = person.district().tenantId();
		Optional<Duration> wait = this.throttle.attempt(tenantId, person.loginId(), request.getRemoteAddr());
		if (wait.isPresent()) {
			this.events.publishEvent(new PasswordRefused(person.userId(), request.getRemoteAddr(), true));
			return new Answer(false, wait.get().plusMillis(999).toSeconds());
		}
		if (!this.passwords.matches(typed, hash(person))) {
			this.throttle.failed(request.getRemoteAddr());
			this.events.publishEvent(new PasswordRefused(person.userId(), request.getRemoteAddr(), false));
			return new Answer(false, null);
		}
		this.throttle.succeeded(tenantId, person.loginId());
		return new Answer(true, null);
	}

	/**
	 * Gives the person a new password, and ends all sessions but the one that is here.
	 * @param hash of the new password
	 */
	@Transactional
	public void change(Owner owner, String hash) {
		this.people.changePasswordHash(owner.userId(), hash, this.clock.instant());
		this.sessions.endOthers(owner.userId(), owner.session().sessionId());
		this.events.publishEvent(new PasswordChanged(owner.userId()));
	}

	private @Nullable String hash(Person person) {
		return this.people.findCredentials(person.district().tenantId(), person.loginId())
			.map(Credentials::passwordHash)
			.orElse(null);
	}

	/**
	 * @param right whether it was the password
	 * @param seconds how long to wait before the next attempt, if there were too many; then nobody has looked
	 */
	record Answer(boolean right, @Nullable Long seconds) {
	}

}
