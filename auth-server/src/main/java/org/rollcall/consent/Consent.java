package org.rollcall.consent;

import java.util.LinkedHashSet;
import java.util.Set;

/**
 * What one person answered one app so far.
 *
 * @param allowed the scopes that the person allowed
 * @param declined the scopes that the person was asked for and did not allow
 */
public record Consent(Set<String> allowed, Set<String> declined) {

	/**
	 * Returns whether the person was asked for {@code scope}, whatever the answer was.
	 */
	public boolean answers(String scope) {
		return this.allowed.contains(scope) || this.declined.contains(scope);
	}

	/**
	 * Returns what of {@code scopes} the person allowed.
	 */
	public Set<String> allowedOf(Set<String> scopes) {
		Set<String> allowed = new LinkedHashSet<>(scopes);
		allowed.retainAll(this.allowed);
		return allowed;
	}

}
