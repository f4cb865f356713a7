package org.rollcall.workbench;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;

import org.rollcall.platform.JsonResponse;
import org.rollcall.platform.RollcallProperties;
import org.rollcall.platform.StartupProblem;

import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;

/**
 * Nobody signs in to the workbench, and no form of a page leads to it: {@link Fence} keeps pages away.
 */
@Configuration(proxyBeanMethods = false)
@WorkbenchOnly
class WorkbenchConfiguration {

	private static final Set<String> IN_EARNEST = Set.of("prod", "production");

	/**
	 * Before anything is started, or the database touched.
	 */
	@Bean
	static BeanFactoryPostProcessor noWorkbenchInProduction(Environment environment) {
		return (beans) -> Arrays.stream(environment.getActiveProfiles())
			.filter((profile) -> IN_EARNEST.contains(profile.toLowerCase(Locale.ROOT)))
			.findFirst()
			.ifPresent((profile) -> {
				throw new StartupProblem(
						"The workbench is on together with the profile '" + profile
								+ "': whoever reaches this server could sign in as anybody and undo everything.",
						"Leave ROLLCALL_WORKBENCH_ENABLED and the demo profile out in production, or the profile '" + profile
								+ "' out of a test.");
			});
	}

	@Bean
	@Order(4)
	SecurityFilterChain workbench(HttpSecurity http, RollcallProperties properties, JsonResponse json,
			ApplicationEventPublisher events) {
		return http.securityMatcher("/workbench", "/workbench/**")
			.sessionManagement(AbstractHttpConfigurer::disable)
			.requestCache(AbstractHttpConfigurer::disable)
			.logout(AbstractHttpConfigurer::disable)
			.anonymous(AbstractHttpConfigurer::disable)
			.csrf(AbstractHttpConfigurer::disable)
			.addFilterBefore(new Fence(properties, json, events), AuthorizationFilter.class)
			.authorizeHttpRequests((authorize) -> authorize.anyRequest().permitAll())
			.build();
	}

}
