package org.rollcall.oauth;

import java.util.LinkedHashSet;
import java.util.Set;

import org.rollcall.client.Scope;
import org.rollcall.consent.ConsentPolicy;

/**
 * What a district lets an app have of one of its people.
 *
 * @param limited whether the person is a student who gives nothing beyond that
 */
public record DistrictRule(ConsentPolicy policy, boolean limited) {

	/**
	 * Returns whether the app gets nothing at all.
	 */
	public boolean forbids() {
		return this.policy.kind() == ConsentPolicy.Kind.FORBIDDEN;
	}

	/**
	 * Returns whether the app gets nothing at all, or nothing of what it asks for.
	 */
	public boolean refuses(Set<String> scopes) {
		return forbids() || this.limited && given(scopes).isEmpty();
	}

	/**
	 * Returns what of the scopes the district gives for the person, without asking.
	 */
	public Set<String> given(Set<String> scopes) {
		return Scope.covered(this.policy.scopes(), scopes);
	}

	/**
	 * Returns what of the scopes is for the person to decide.
	 */
	public Set<String> open(Set<String> scopes) {
		Set<String> open = new LinkedHashSet<>(this.limited ? Set.of() : scopes);
		open.removeAll(given(scopes));
		return open;
	}

	/**
	 * Returns what the app does not get, although it did not ask for it or although something else would bring it: at ClassLink
	 * {@code profile} alone shows the email address.
	 */
	Set<String> withheld() {
		return (this.limited && given(Set.of(Scope.EMAIL.value())).isEmpty()) ? Set.of(Scope.EMAIL.value()) : Set.of();
	}

	/**
	 * Returns whether the app may have all that.
	 */
	boolean allows(Set<String> scopes) {
		return !forbids() && (!this.limited || given(scopes).containsAll(scopes));
	}

}
