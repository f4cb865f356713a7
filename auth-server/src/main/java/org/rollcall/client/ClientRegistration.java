package org.rollcall.client;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.rollcall.platform.ClassLinkIdentifier;

/**
 * What an app is registered with.
 *
 * @param secret the secret of a confidential app, {@code null} for a public one
 * @param scopes what it may ask for
 * @param enabled whether people can sign in to it
 * @param kind what it is; its type follows from it
 * @param tokenFormat what its access tokens look like
 */
public record ClientRegistration(String clientId, @Nullable ClientSecret secret, String name, ClientType type,
		Fidelity fidelity, boolean pkceRequired, List<String> redirectUris, List<String> postLogoutRedirectUris,
		Set<String> scopes, Lifetimes lifetimes, boolean enabled, AppKind kind, TokenFormat tokenFormat) {

	/** A signing key stays in the JWKS for as long after its last signature. */
	private static final Duration LONGEST_JWT = Duration.ofDays(30);

	/**
	 * @throws IllegalArgumentException with the reason in words, if the registration contradicts itself
	 */
	public ClientRegistration {
		redirectUris = redirectUris.stream().distinct().toList();
		postLogoutRedirectUris = postLogoutRedirectUris.stream().distinct().toList();
		scopes = Collections.unmodifiableSet(new LinkedHashSet<>(scopes));
		require(ClassLinkIdentifier.hasForm(clientId), "'" + clientId
				+ "' is not a client id: it must be c, 13 digits and 30 to 32 lower-case hex digits.");
		require(!name.isBlank(), "An app needs a name: people read it when they are asked to share their data.");
		require((type == ClientType.PUBLIC) == (secret == null),
				"A confidential app has a secret, and a public one has none.");
		require(type == ClientType.CONFIDENTIAL || pkceRequired, "A public app must use PKCE.");
		require(kind.type() == type, "An app of the kind " + kind.value() + " is " + kind.type().value() + ".");
		require(!redirectUris.isEmpty() || !kind.hasPeople(), "An app needs at least one redirect URI.");
		require(redirectUris.size() <= RedirectUris.MOST && postLogoutRedirectUris.size() <= RedirectUris.MOST,
				"An app has " + RedirectUris.MOST + " redirect URIs at most.");
		redirectUris.forEach(RedirectUris::requireUsable);
		postLogoutRedirectUris.forEach(RedirectUris::requireUsable);
		scopes.forEach((scope) -> {
			boolean machines = MachineScope.of(scope).isPresent() || OneRosterScope.of(scope).isPresent();
			require(machines || Scope.of(scope).isPresent(), "There is no scope '" + scope + "'.");
			require(!machines || kind == AppKind.MACHINE, "Only a machine can have the scope '" + scope + "'.");
		});
		require(tokenFormat == TokenFormat.OPAQUE || fidelity == Fidelity.EXTENDED,
				"The tokenFormat of an exact app is opaque: ClassLink's access tokens are.");
		require(tokenFormat == TokenFormat.OPAQUE || lifetimes.accessToken().compareTo(LONGEST_JWT) <= 0,
				"An access token that is a JWT lives 30 days at most: its key leaves the JWKS after that.");
	}

	/**
	 * An app of which nobody has said what it is; that follows from its type and its redirect URIs.
	 */
	public ClientRegistration(String clientId, @Nullable ClientSecret secret, String name, ClientType type, Fidelity fidelity,
			boolean pkceRequired, List<String> redirectUris, List<String> postLogoutRedirectUris, Set<String> scopes,
			Lifetimes lifetimes, boolean enabled) {
		this(clientId, secret, name, type, fidelity, pkceRequired, redirectUris, postLogoutRedirectUris, scopes, lifetimes, enabled,
				AppKind.of(type, redirectUris), TokenFormat.OPAQUE);
	}

	/**
	 * Returns the same app with other scopes.
	 */
	public ClientRegistration withScopes(Set<String> others) {
		return new ClientRegistration(this.clientId, this.secret, this.name, this.type, this.fidelity, this.pkceRequired,
				this.redirectUris, this.postLogoutRedirectUris, others, this.lifetimes, this.enabled, this.kind, this.tokenFormat);
	}

	@Override
	public String toString() {
		return "ClientRegistration[clientId=" + this.clientId + ", name=" + this.name + "]";
	}

	private static void require(boolean condition, String otherwise) {
		if (!condition) {
			throw new IllegalArgumentException(otherwise);
		}
	}

}
