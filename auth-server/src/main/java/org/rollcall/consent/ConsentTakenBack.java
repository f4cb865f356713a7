package org.rollcall.consent;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import org.rollcall.platform.Happening;

/**
 * What a person had allowed an app was taken back, by the person or by somebody who looks after them.
 */
public record ConsentTakenBack(String clientId, int userId, Set<String> scopes) implements Happening {

	@Override
	public String sentence() {
		return "What person " + this.userId + " had allowed " + this.clientId + " was taken back";
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
	public Map<String, Object> before() {
		return Map.of("scopes", new TreeSet<>(this.scopes));
	}

}
