package org.rollcall.oauth;

import java.time.InstantSource;

import org.jspecify.annotations.Nullable;

import org.rollcall.directory.People;
import org.rollcall.directory.Person;
import org.rollcall.session.Sessions;
import org.rollcall.session.SignedInPerson;

import org.springframework.stereotype.Component;

/**
 * Is the right person signed in, and lately enough? {@code prompt}, {@code max_age} and {@code id_token_hint} (OpenID
 * Connect Core, section 3.1.2.1).
 */
@Component
class CheckSignIn implements AuthorizationStep {

	private final Sessions sessions;

	private final People people;

	private final IdTokens idTokens;

	private final InstantSource clock;

	CheckSignIn(Sessions sessions, People people, IdTokens idTokens, InstantSource clock) {
		this.sessions = sessions;
		this.people = people;
		this.idTokens = idTokens;
		this.clock = clock;
	}

	@Override
	public void take(AuthorizationRequest request) {
		SignedInPerson signedIn = request.person();
		if (signedIn == null) {
			throw request.error("login_required", "Nobody is signed in, and prompt=none forbids to ask.");
		}
		Person person = this.people.find(signedIn.userId()).filter(Person::active).orElse(null);
		if (person == null) {
			interrupt(request, "interaction_required", "The account was deactivated by its district.", null);
			return;
		}
		request.isAbout(person);
		boolean another = hintsAtAnother(request, person);
		if (!another && !wantsSignIn(request, signedIn)) {
			return;
		}
		boolean asked = this.sessions.spend(signedIn, request.pathAndQuery());
		if (another) {
			refuse(request, person, asked);
		}
		else if (!asked) {
			interrupt(request, "login_required", "The sign-in is older than max_age allows, and prompt=none forbids to ask.",
					person);
		}
	}

	/**
	 * {@code max_age=0} wants the same as {@code prompt=login}.
	 */
	private boolean wantsSignIn(AuthorizationRequest request, SignedInPerson signedIn) {
		return request.prompts("login") || request.prompts("select_account")
				|| request.maxAge()
					.filter((maxAge) -> maxAge.isZero()
							|| signedIn.authTime().plus(maxAge).isBefore(this.clock.instant()))
					.isPresent();
	}

	private boolean hintsAtAnother(AuthorizationRequest request, Person person) {
		return request.parameters()
			.first("id_token_hint")
			.map((hint) -> this.idTokens.userId(hint)
				.orElseThrow(() -> request.error("invalid_request", "id_token_hint is not an id_token of this server.")))
			.filter((hinted) -> hinted != person.userId())
			.isPresent();
	}

	/**
	 * Asks once for the person that the app expects; whoever signs in then, the request comes to an end.
	 */
	private static void refuse(AuthorizationRequest request, Person person, boolean asked) {
		String description = "Another person is signed in than the one in id_token_hint.";
		if (asked) {
			throw request.error("login_required", description);
		}
		interrupt(request, "login_required", description, person);
	}

	private static void interrupt(AuthorizationRequest request, String error, String description,
			@Nullable Person person) {
		if (request.prompts("none")) {
			throw request.error(error, description);
		}
		throw new SignInRequiredException(request.pathAndQuery(),
				(person != null) ? person.district().tenantId() : null);
	}

}
