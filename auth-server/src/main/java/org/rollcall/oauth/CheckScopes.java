package org.rollcall.oauth;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.rollcall.client.Scope;

import org.springframework.stereotype.Component;

/**
 * What does the app ask for, and may it? Scopes come with spaces, commas or plus signs between them, as {@code scope[]}, or
 * repeated (contract, section 2).
 */
@Component
class CheckScopes implements AuthorizationStep {

	@Override
	public void take(AuthorizationRequest request) {
		Set<String> scopes = Stream.of("scope", "scope[]")
			.flatMap((name) -> request.parameters().all(name).stream())
			.flatMap((value) -> Arrays.stream(value.split("[\\s,+]+")))
			.filter((scope) -> !scope.isEmpty())
			.collect(Collectors.toCollection(LinkedHashSet::new));
		if (scopes.isEmpty()) {
			throw request.error("invalid_scope", "scope is missing: ask for what the app needs, such as 'openid profile'.");
		}
		refuse(request, scopes, Scope.all(), "There is no such scope: ");
		refuse(request, scopes, request.client().scopes(), "The app is not registered for the scope: ");
		request.askFor(scopes);
	}

	private static void refuse(AuthorizationRequest request, Set<String> scopes, Set<String> allowed, String why) {
		Set<String> excess = new LinkedHashSet<>(scopes);
		excess.removeAll(allowed);
		if (!excess.isEmpty()) {
			throw request.error("invalid_scope", CheckParameters.printable(why + String.join(" ", excess)));
		}
	}

}
