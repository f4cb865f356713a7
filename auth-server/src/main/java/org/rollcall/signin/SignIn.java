package org.rollcall.signin;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import org.rollcall.directory.Credentials;
import org.rollcall.directory.People;
import org.rollcall.directory.Person;
import org.rollcall.password.Passwords;
import org.rollcall.password.SignInThrottle;
import org.rollcall.platform.Actor;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;

/**
 * Checks a login id and a password. Whatever is wrong, the answer is the same, after the same time.
 */
@Service
class SignIn {

	private final People people;

	private final Passwords passwords;

	private final SignInThrottle throttle;

	private final InstantSource clock;

	private final ApplicationEventPublisher events;

	SignIn(People people, Passwords passwords, SignInThrottle throttle, InstantSource clock,
			ApplicationEventPublisher events) {
		this.people = people;
		this.passwords = passwords;
		this.throttle = throttle;
		this.clock = clock;
		this.events = events;
	}

	Result check(int tenantId, String loginId, String password, String address) {
		Optional<Duration> wait = this.throttle.attempt(tenantId, loginId, address);
		if (wait.isPresent()) {
			this.events.publishEvent(new SignInRefused(tenantId, existing(this.people.findCredentials(tenantId, loginId)), address, true));
			return new Result(null, wait.get());
		}
		Optional<Credentials> known = this.people.findCredentials(tenantId, loginId);
		Optional<Credentials> credentials = known.filter(Credentials::active);
		if (!this.passwords.matches(password, credentials.map(Credentials::passwordHash).orElse(null))) {
			this.throttle.failed(address);
			this.events.publishEvent(new SignInRefused(tenantId, existing(known), address, false));
			return new Result(null, null);
		}
		int userId = credentials.orElseThrow().userId();
		this.throttle.succeeded(tenantId, loginId);
		this.people.accessed(userId, this.clock.instant());
		Actor.enter(Actor.Kind.PERSON, Integer.toString(userId));
		this.events.publishEvent(new SignedIn(userId, address));
		return new Result(userId, null);
	}

	private static @Nullable Integer existing(Optional<Credentials> credentials) {
		return credentials.map(Credentials::userId).orElse(null);
	}

	/**
	 * Notes that somebody signed in with a passkey, unless their district keeps them out.
	 * @return whether they are in
	 */
	boolean withPasskey(int userId, String address) {
		if (this.people.find(userId).filter(Person::active).isEmpty()) {
			return false;
		}
		this.people.accessed(userId, this.clock.instant());
		Actor.enter(Actor.Kind.PERSON, Integer.toString(userId));
		this.events.publishEvent(new SignedIn(userId, address));
		return true;
	}

	/**
	 * @param userId who signed in, or {@code null} if nobody did
	 * @param retryAfter how long to wait, if the attempt came too early
	 */
	record Result(@Nullable Integer userId, @Nullable Duration retryAfter) {

	}

}
