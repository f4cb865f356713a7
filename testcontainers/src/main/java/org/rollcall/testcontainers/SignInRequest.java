package org.rollcall.testcontainers;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * A sign-in to be made: who, to which app, and what the app puts into its request. What is left out is as an app would have
 * it that does everything right.
 */
public final class SignInRequest {

	private final Map<String, Object> settings;

	private SignInRequest(Map<String, Object> settings) {
		this.settings = Map.copyOf(settings);
	}

	/** A sign-in of somebody: {@code lincolnusd/tina.teacher}, or the login id alone where that is unambiguous. */
	public static SignInRequest of(String person) {
		return new SignInRequest(Map.of("person", person));
	}

	/** A sign-in of somebody. */
	public static SignInRequest of(Person person) {
		return of(person.reference());
	}

	/** To which app, by name or client id; the only one, or the first one that was configured, by default. */
	public SignInRequest client(String client) {
		return with("client", client);
	}

	/** To which app. */
	public SignInRequest client(Client client) {
		return client(client.reference());
	}

	/** What the app asks for; all that it may, by default. */
	public SignInRequest scopes(String... scopes) {
		return with("scopes", List.of(scopes));
	}

	/** Where the person is to be sent back to; the app's first redirect URI by default. */
	public SignInRequest redirectUri(String redirectUri) {
		return with("redirectUri", redirectUri);
	}

	/** The request's {@code state}. */
	public SignInRequest state(String state) {
		return with("state", state);
	}

	/** The request's {@code nonce}. */
	public SignInRequest nonce(String nonce) {
		return with("nonce", nonce);
	}

	/** The request's {@code prompt}, such as {@code none}. */
	public SignInRequest prompt(String prompt) {
		return with("prompt", prompt);
	}

	/** Which scopes the person takes the tick away from when asked. */
	public SignInRequest decline(String... scopes) {
		return with("decline", List.of(scopes));
	}

	/** Leaves the code unused, so that the app under test can redeem it. */
	public SignInRequest withoutExchange() {
		return with("exchange", false);
	}

	/** Sets anything else that {@code POST /workbench/api/sign-in} understands. */
	public SignInRequest with(String name, Object value) {
		Map<String, Object> changed = new LinkedHashMap<>(this.settings);
		changed.put(name, value);
		return new SignInRequest(changed);
	}

	@Nullable Object setting(String name) {
		return this.settings.get(name);
	}

	String json() {
		return Json.write(this.settings);
	}

}
