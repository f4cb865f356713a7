package org.rollcall.oauth;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.rollcall.client.Scope;
import org.rollcall.oauth.dialect.OAuthErrorWriter;

import org.springframework.stereotype.Component;

/**
 * What does the app ask for, and may it? Scopes come with spaces, commas or plus signs between them, as {@code scope[]}, or
 * repeated (contract, section 2).
 */
@Component
class CheckScopes implements AuthorizationStep {

	/** An exact app's id_token carries every claim, as ClassLink's does, so its people are asked for no less. */
	private static final List<String> EVERY_CLAIM = List.of(Scope.PROFILE.value(), Scope.EMAIL.value());

	@Override
	public void take(AuthorizationRequest request) {
		Set<String> scopes = Stream.of("scope", "scope[]")
			.flatMap((name) -> request.parameters().all(name).stream())
			.flatMap((value) -> Scope.split(value).stream())
			.collect(Collectors.toCollection(LinkedHashSet::new));
		if (scopes.isEmpty()) {
			throw request.error("invalid_scope", "scope is missing: ask for what the app needs, such as 'openid profile'.");
		}
		refuse(request, scopes, Scope.all(), "There is no such scope: ");
		refuse(request, scopes, request.client().scopes(), "The app is not registered for the scope: ");
		if (request.client().isExact()) {
			scopes.addAll(EVERY_CLAIM);
		}
		request.askFor(scopes);
	}

	private static void refuse(AuthorizationRequest request, Set<String> scopes, Set<String> allowed, String why) {
		Set<String> excess = new LinkedHashSet<>(scopes);
		excess.removeAll(allowed);
		if (!excess.isEmpty()) {
			throw request.error("invalid_scope", OAuthErrorWriter.printable(why + String.join(" ", excess)));
		}
	}

}
