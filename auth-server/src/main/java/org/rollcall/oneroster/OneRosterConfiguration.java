package org.rollcall.oneroster;

import java.util.List;
import java.util.stream.Stream;

import org.rollcall.directory.Districts;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
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

	static final String V1P1_ROOT = "/ims/oneroster/v1p1";

	@Bean
	@Order(3)
	SecurityFilterChain oneRoster(HttpSecurity http, List<Callers> ways, Districts districts, OneRosterErrors errors) {
		return http.securityMatcher("/ims/**")
			.sessionManagement((management) -> management.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
			.requestCache(AbstractHttpConfigurer::disable)
			.logout(AbstractHttpConfigurer::disable)
			.csrf(AbstractHttpConfigurer::disable)
			.cors(Customizer.withDefaults())
			.anonymous(AbstractHttpConfigurer::disable)
			.addFilterBefore(new CallerFilter(ways, districts, errors), AuthorizationFilter.class)
			// Who may see what is for each path and each row to say.
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
		RouterFunctions.Builder routes = RouterFunctions.route();
		V1P1 version = new V1P1();
		Stream.of(Endpoints.ROSTERING, Endpoints.RESOURCES, Endpoints.GRADEBOOK)
			.flatMap(List::stream)
			.forEach((endpoint) -> routes.GET(V1P1_ROOT + endpoint.pattern(),
					(request) -> handler.handle(request, endpoint, version, V1P1_ROOT)));
		Endpoints.WRITTEN.forEach((type) -> routes
			.PUT(V1P1_ROOT + "/" + type.plural() + "/{id}", (request) -> gradebook.put(request, type, version, V1P1_ROOT))
			.DELETE(V1P1_ROOT + "/" + type.plural() + "/{id}", (request) -> gradebook.delete(request, type)));
		return routes.route(RequestPredicates.path("/ims/**"), OneRosterConfiguration::nothing)
			.onError(OneRosterException.class, (problem, request) -> answer((OneRosterException) problem))
			.build();
	}

	private static ServerResponse nothing(ServerRequest request) {
		if (request.method() != HttpMethod.GET) {
			throw new OneRosterException(HttpStatus.METHOD_NOT_ALLOWED, CodeMinor.INVALID_DATA,
					"%s is not possible here.".formatted(request.method()));
		}
		throw new OneRosterException(CodeMinor.UNKNOWN_OBJECT, "OneRoster has no path %s. OneRoster 1.1 begins at %s.".formatted(request.path(), V1P1_ROOT));
	}

	private static ServerResponse answer(OneRosterException problem) {
		return ServerResponse.status(problem.status())
			.contentType(MediaType.APPLICATION_JSON)
			.header("Cache-Control", "no-store")
			.body(StatusInfo.of(problem));
	}

}
