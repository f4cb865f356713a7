package org.rollcall.client;

import java.time.Duration;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * A registered app (contract, section 8; RFC 7591 for the names).
 *
 * @param clientId in ClassLink's form
 * @param name what people read on the consent page
 * @param redirectUris where its people are sent back to; compared letter by letter (contract, section 2)
 * @param postLogoutRedirectUris where its people may be sent after signing out; compared letter by letter
 * @param scopes what it may ask for; asking for more is {@code invalid_scope}
 * @param shared whether only the people of some districts may use it
 * @param tokenFormat what its access tokens look like
 * @param tenantId the district that looks after it; {@code null} for one that the operator looks after
 */
public record Client(String clientId, String name, ClientType type, Fidelity fidelity, boolean pkceRequired,
		List<String> redirectUris, List<String> postLogoutRedirectUris, Set<String> scopes, Lifetimes lifetimes,
		boolean shared, AppKind kind, TokenFormat tokenFormat, @Nullable Integer tenantId) {

	/**
	 * Returns whether the app sees only what ClassLink is seen to send.
	 */
	public boolean isExact() {
		return this.fidelity == Fidelity.EXACT;
	}

	/**
	 * Returns whether a person may take {@code scope} out of a consent: the basic ones stay, and so do all of an exact app,
	 * which could not learn from its answers what is missing.
	 */
	public boolean isOptional(String scope) {
		return !isExact() && Scope.of(scope).filter(Scope::isBasic).isEmpty();
	}

	/**
	 * Returns how long one permission lasts at most. Without refresh tokens, which an exact app gets none of, that is as long
	 * as its access token.
	 */
	public Duration grantLifetime() {
		return isExact() ? this.lifetimes.accessToken() : this.lifetimes.grant();
	}

	/**
	 * Returns whether the app has no secret.
	 */
	public boolean isPublic() {
		return this.type == ClientType.PUBLIC;
	}

	/**
	 * Returns whether nobody signs in to the app, so that it gets tokens for itself alone.
	 */
	public boolean isMachine() {
		return this.kind == AppKind.MACHINE;
	}

}
