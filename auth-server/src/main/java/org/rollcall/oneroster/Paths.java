package org.rollcall.oneroster;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.function.HandlerFunction;
import org.springframework.web.servlet.function.RequestPredicates;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/**
 * The paths that are served, each with the methods that it takes.
 */
record Paths(RouterFunctions.Builder routes, Map<String, Set<HttpMethod>> methods) {

	void read(String pattern, HandlerFunction<ServerResponse> handler) {
		take(pattern, handler, HttpMethod.GET, HttpMethod.HEAD);
	}

	void take(String pattern, HandlerFunction<ServerResponse> handler, HttpMethod... methods) {
		this.routes.route(RequestPredicates.methods(methods).and(RequestPredicates.path(pattern)), handler);
		this.methods.computeIfAbsent(pattern, (path) -> new LinkedHashSet<>()).addAll(Arrays.asList(methods));
	}

	/**
	 * Says of each path, to whoever comes with another method, which ones it takes.
	 */
	void refuseOtherMethods() {
		this.methods.forEach((pattern, taken) -> this.routes.route(RequestPredicates.path(pattern),
				(request) -> notPossible(request, taken.toArray(HttpMethod[]::new))));
	}

	private static ServerResponse notPossible(ServerRequest request, HttpMethod[] taken) {
		return OneRosterConfiguration.answer(new OneRosterException(HttpStatus.METHOD_NOT_ALLOWED, CodeMinor.INVALID_DATA,
				"%s is not possible here, only %s.".formatted(request.method(), list(taken))), request, taken);
	}

	static String list(HttpMethod... methods) {
		return Arrays.stream(methods).map(HttpMethod::name).collect(Collectors.joining(", "));
	}

}
