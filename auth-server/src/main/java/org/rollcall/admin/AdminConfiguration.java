package org.rollcall.admin;

import org.rollcall.platform.ExpiredRows;
import org.rollcall.platform.JsonResponse;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;

/**
 * Programs only: no cookie counts here, so no page of somebody else's can make a browser call it.
 */
@Configuration(proxyBeanMethods = false)
class AdminConfiguration {

	@Bean
	@Order(4)
	SecurityFilterChain adminApi(HttpSecurity http, AdminApiKeys keys, AdminApps apps, IdempotentAnswers answers, JsonResponse json,
			ApplicationEventPublisher events) {
		return http.securityMatcher("/admin/v1/**")
			.sessionManagement((management) -> management.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
			.requestCache(AbstractHttpConfigurer::disable)
			.logout(AbstractHttpConfigurer::disable)
			.csrf(AbstractHttpConfigurer::disable)
			.anonymous(AbstractHttpConfigurer::disable)
			.addFilterBefore(new AdminKeyFilter(keys, apps, json, events), AuthorizationFilter.class)
			.addFilterAfter(new IdempotencyFilter(answers, json), AuthorizationFilter.class)
			.authorizeHttpRequests((authorize) -> authorize.anyRequest().permitAll())
			.build();
	}

	@Bean
	ExpiredRows expiredIdempotentAnswers() {
		return ExpiredRows.of("idempotent_answer", "expires_at");
	}

}
