package org.rollcall.signin;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import org.rollcall.directory.Credentials;
import org.rollcall.directory.People;
import org.rollcall.directory.Person;
import org.rollcall.passkey.PasskeyRefusedException;
import org.rollcall.passkey.Passkeys;
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

	private final Passkeys passkeys;

	private final InstantSource clock;

	private final ApplicationEventPublisher events;

	SignIn(People people, Passwords passwords, SignInThrottle throttle, Passkeys passkeys, InstantSource clock,
			ApplicationEventPublisher events) {
		this.people = people;
		this.passwords = passwords;
		this.throttle = throttle;
		this.passkeys = passkeys;
		this.clock = clock;
		this.events = events;
	}

	Result check(int tenantId, String loginId, String password, String address) {
		Optional<Duration> wait = this.throttle.attempt(tenantId, loginId, address);
		if (wait.isPresent()) {
			this.events.publishEvent(new SignInRefused(tenantId, existing(this.people.findCredentials(tenantId, loginId)), address, true, false));
			return new Result(null, wait.get());
		}
		Optional<Credentials> known = this.people.findCredentials(tenantId, loginId);
		Optional<Credentials> credentials = known.filter(Credentials::active);
		if (!this.passwords.matches(password, credentials.map(Credentials::passwordHash).orElse(null))) {
			this.throttle.failed(address);
			this.events.publishEvent(new SignInRefused(tenantId, existing(known), address, false, false));
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
	 * Signs somebody in with a passkey, unless their district keeps them out.
	 * @param tenantId the district at whose page it was tried
	 * @return nothing if they are not in
	 */
	Optional<Integer> withPasskey(int tenantId, String credential, String address) {
		Integer userId;
		try {
			userId = this.passkeys.signIn(credential);
		}
		catch (PasskeyRefusedException ex) {
			return refused(tenantId, ex.userId(), address);
		}
		if (this.people.find(userId).filter(Person::active).isEmpty()) {
			return refused(tenantId, userId, address);
		}
		this.people.accessed(userId, this.clock.instant());
		Actor.enter(Actor.Kind.PERSON, Integer.toString(userId));
		this.events.publishEvent(new SignedIn(userId, address));
		return Optional.of(userId);
	}

	/**
	 * It is the business of the owner's district, at whose page ever it was tried.
	 */
	private Optional<Integer> refused(int tenantId, @Nullable Integer owner, String address) {
		int concerned = Optional.ofNullable(owner).flatMap(this.people::find).map((person) -> person.district().tenantId()).orElse(tenantId);
		this.events.publishEvent(new SignInRefused(concerned, owner, address, false, true));
		return Optional.empty();
	}

	/**
	 * @param userId who signed in, or {@code null} if nobody did
	 * @param retryAfter how long to wait, if the attempt came too early
	 */
	record Result(@Nullable Integer userId, @Nullable Duration retryAfter) {

	}

}
