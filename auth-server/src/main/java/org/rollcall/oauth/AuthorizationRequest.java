package org.rollcall.oauth;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.rollcall.client.Client;
import org.rollcall.directory.Person;
import org.rollcall.oauth.dialect.AuthorizationError;
import org.rollcall.platform.Parameters;
import org.rollcall.session.SignedInPerson;

/**
 * An authorization request on its way through the steps: what was sent, who is asking, and what the steps have found out
 * so far.
 */
class AuthorizationRequest {

	private final Parameters parameters;

	private final String pathAndQuery;

	private final @Nullable SignedInPerson person;

	private @Nullable Client client;

	private @Nullable String redirectUri;

	private Set<String> scopes = Set.of();

	private @Nullable Person who;

	private @Nullable DistrictRule rule;

	AuthorizationRequest(Parameters parameters, String pathAndQuery, @Nullable SignedInPerson person) {
		this.parameters = parameters;
		this.pathAndQuery = pathAndQuery;
		this.person = person;
	}

	Parameters parameters() {
		return this.parameters;
	}

	/**
	 * Returns the request as a GET, to come back to after a sign-in.
	 */
	String pathAndQuery() {
		return this.pathAndQuery;
	}

	@Nullable SignedInPerson person() {
		return this.person;
	}

	SignedInPerson signedInPerson() {
		return required(this.person);
	}

	Client client() {
		return required(this.client);
	}

	void recognise(Client client) {
		this.client = client;
	}

	String redirectUri() {
		return required(this.redirectUri);
	}

	void returnTo(String redirectUri) {
		this.redirectUri = redirectUri;
	}

	/**
	 * Returns the scopes in the order in which the app wrote them.
	 */
	Set<String> scopes() {
		return this.scopes;
	}

	void askFor(Set<String> scopes) {
		this.scopes = scopes;
	}

	/**
	 * Returns whom the request is about, once it is known that the right person is signed in.
	 */
	Person who() {
		return required(this.who);
	}

	void isAbout(Person who) {
		this.who = who;
	}

	/**
	 * Returns what the person's district lets the app have.
	 */
	DistrictRule rule() {
		return required(this.rule);
	}

	void goBy(DistrictRule rule) {
		this.rule = rule;
	}

	@Nullable String state() {
		return this.parameters.first("state").orElse(null);
	}

	@Nullable String nonce() {
		return this.parameters.first("nonce").orElse(null);
	}

	@Nullable String codeChallenge() {
		return this.parameters.first("code_challenge").orElse(null);
	}

	Optional<Duration> maxAge() {
		return this.parameters.first("max_age").map((seconds) -> Duration.ofSeconds(Long.parseLong(seconds)));
	}

	boolean prompts(String value) {
		return prompt().contains(value);
	}

	Set<String> prompt() {
		return this.parameters.first("prompt")
			.map((values) -> new LinkedHashSet<>(List.of(values.strip().split(" +"))))
			.orElseGet(LinkedHashSet::new);
	}

	AuthorizationErrorException error(String error, String description) {
		return new AuthorizationErrorException(
				new AuthorizationError(client(), redirectUri(), state(), error, description));
	}

	private static <T> T required(@Nullable T value) {
		if (value == null) {
			throw new IllegalStateException("an earlier step should have found this out");
		}
		return value;
	}

}
