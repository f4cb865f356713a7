package org.rollcall.oneroster;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Stream;

import org.rollcall.consent.ConsentPolicies;
import org.rollcall.directory.Districts;
import org.rollcall.oauth.PresentedTokens;
import org.rollcall.platform.JsonResponse;
import org.rollcall.roster.query.RosterType;
import org.rollcall.roster.query.Sights;
import org.rollcall.share.RosterShares;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.web.servlet.function.RequestPredicates;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/**
 * Where OneRoster's paths are, and who comes in.
 */
@Configuration(proxyBeanMethods = false)
class OneRosterConfiguration {

	@Bean
	@Order(3)
	SecurityFilterChain oneRoster(HttpSecurity http, List<Callers> ways, Districts districts, ConsentPolicies policies, OneRosterErrors errors) {
		return http.securityMatcher("/ims/**")
			.sessionManagement((management) -> management.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
			.requestCache(AbstractHttpConfigurer::disable)
			.logout(AbstractHttpConfigurer::disable)
			.csrf(AbstractHttpConfigurer::disable)
			.cors(Customizer.withDefaults())
			.anonymous(AbstractHttpConfigurer::disable)
			.addFilterBefore(new CallerFilter(ways, districts, policies, errors), AuthorizationFilter.class)
			// Who may see what is for each path and each row to say.
			.authorizeHttpRequests((authorize) -> authorize.anyRequest().permitAll())
			.build();
	}

	@Bean
	@Order(2)
	SecurityFilterChain myRoster(HttpSecurity http, PresentedTokens tokens, RosterShares shares, ConsentPolicies policies, Sights sights,
			JsonResponse json) {
		return http.securityMatcher(MyRosterController.ROOT + "/**")
			.sessionManagement((management) -> management.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
			.requestCache(AbstractHttpConfigurer::disable)
			.logout(AbstractHttpConfigurer::disable)
			.csrf(AbstractHttpConfigurer::disable)
			.cors(Customizer.withDefaults())
			.anonymous(AbstractHttpConfigurer::disable)
			.addFilterBefore(new MyRosterFilter(tokens, shares, policies, sights, json), AuthorizationFilter.class)
			.authorizeHttpRequests((authorize) -> authorize.anyRequest().permitAll())
			.build();
	}

	/**
	 * Which key is shown is asked for each answer.
	 */
	@Bean
	@Order(3)
	SecurityFilterChain proxyApplications(HttpSecurity http) {
		return http.securityMatcher(ApplicationsController.APPLICATIONS, ApplicationsController.APPLICATIONS + "/**")
			.sessionManagement((management) -> management.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
			.requestCache(AbstractHttpConfigurer::disable)
			.logout(AbstractHttpConfigurer::disable)
			.csrf(AbstractHttpConfigurer::disable)
			.anonymous(AbstractHttpConfigurer::disable)
			.authorizeHttpRequests((authorize) -> authorize.anyRequest().permitAll())
			.build();
	}

	@Bean
	RouterFunction<ServerResponse> oneRosterPaths(RosterHandler handler, GradebookHandler gradebook) {
		Paths paths = new Paths(RouterFunctions.route(), new LinkedHashMap<>());
		V1P1 v1p1 = new V1P1();
		Stream.of(Endpoints.ROSTERING, Endpoints.RESOURCES, Endpoints.GRADEBOOK).forEach((service) -> read(paths, handler, V1P1.ROOT, service, v1p1));
		write(paths, gradebook, V1P1.ROOT, v1p1);
		V1P2 v1p2 = new V1P2();
		read(paths, handler, V1P2.ROSTERING, Endpoints.ROSTERING, v1p2);
		Stream.of(Endpoints.RESOURCES, Endpoints.RESOURCES_1P2).forEach((service) -> read(paths, handler, V1P2.RESOURCES, service, v1p2));
		Stream.of(Endpoints.GRADEBOOK, Endpoints.GRADEBOOK_1P2).forEach((service) -> read(paths, handler, V1P2.GRADEBOOK, service, v1p2));
		write(paths, gradebook, V1P2.GRADEBOOK, v1p2);
		nowhere(paths, handler);
		paths.refuseOtherMethods();
		return paths.routes()
			.route(RequestPredicates.path("/ims/**"), OneRosterConfiguration::nothing)
			.onError(OneRosterException.class, (problem, request) -> answer((OneRosterException) problem, request))
			.build();
	}

	private static void read(Paths paths, RosterHandler handler, String root, List<Endpoint> endpoints, Version version) {
		endpoints.forEach((endpoint) -> paths.read(root + endpoint.pattern(), (request) -> handler.handle(request, endpoint, version)));
	}

	private static void write(Paths paths, GradebookHandler gradebook, String root, Version version) {
		Endpoints.WRITTEN.forEach((type) -> {
			String pattern = root + "/" + type.plural() + "/{id}";
			paths.take(pattern, (request) -> gradebook.put(request, type, version), HttpMethod.PUT);
			paths.take(pattern, (request) -> gradebook.delete(request, type, version), HttpMethod.DELETE);
		});
	}

	// What came with 1.2 and is in none of 1.1's files: whoever asks gets nothing, and no error.
	private static void nowhere(Paths paths, RosterHandler handler) {
		Stream.of("scoreScales", "assessmentLineItems", "assessmentResults")
			.forEach((plural) -> paths.read(V1P2.GRADEBOOK + "/" + plural, (request) -> handler.none(request, plural)));
		paths.read(V1P2.GRADEBOOK + "/classes/{class}/scoreScales",
				(request) -> handler.none(request, "scoreScales", new Endpoint.Within(RosterType.CLASS, "class", List.of())));
		paths.read(V1P2.GRADEBOOK + "/schools/{school}/scoreScales", (request) -> handler.none(request, "scoreScales",
				new Endpoint.Within(RosterType.ORG, "school", List.of(Endpoints.SCHOOL))));
	}

	private static ServerResponse nothing(ServerRequest request) {
		throw new OneRosterException(CodeMinor.UNKNOWN_OBJECT, "OneRoster has no path %s. OneRoster 1.1 begins at %s, 1.2 at %s, %s and %s.".formatted(
				request.path(), V1P1.ROOT, V1P2.ROSTERING, V1P2.GRADEBOOK, V1P2.RESOURCES));
	}

	static ServerResponse answer(OneRosterException problem, ServerRequest request, HttpMethod... allowed) {
		boolean v1p2 = request.path().contains("/v1p2/");
		return ServerResponse.status(problem.status())
			.contentType(MediaType.APPLICATION_JSON)
			.header("Cache-Control", "no-store")
			.headers((headers) -> {
				if (allowed.length > 0) {
					headers.set(HttpHeaders.ALLOW, Paths.list(allowed));
				}
			})
			.body(StatusInfo.of(problem, v1p2 ? problem.codeMinor().value1p2() : problem.codeMinor().value()));
	}

}
