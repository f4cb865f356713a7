package org.rollcall.consent;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import org.rollcall.platform.Happening;

/**
 * A person allowed an app something.
 */
public record ConsentGiven(String clientId, int userId, Set<String> scopes) implements Happening {

	@Override
	public String sentence() {
		return "Person " + this.userId + " allowed " + this.clientId + " " + String.join(" ", new TreeSet<>(this.scopes));
	}

	@Override
	public Integer concernedPerson() {
		return this.userId;
	}

	@Override
	public String concernedApp() {
		return this.clientId;
	}

	@Override
	public Map<String, Object> details() {
		return Map.of("scopes", new TreeSet<>(this.scopes));
	}

}
