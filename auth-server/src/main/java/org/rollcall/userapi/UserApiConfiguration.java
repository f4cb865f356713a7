package org.rollcall.userapi;

import org.rollcall.oauth.PresentedTokens;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;

/**
 * Who may read what: everything needs {@code profile}; userinfo is content with {@code openid} alone and then says no more
 * than who it is.
 */
@Configuration(proxyBeanMethods = false)
class UserApiConfiguration {

	static final String PROFILE_INFO = "/v2/my/profileinfo";

	static final String USER_INFO = "/oauth2/v2/userinfo";

	@Bean
	@Order(3)
	SecurityFilterChain userApi(HttpSecurity http, PresentedTokens tokens, UserApiErrors errors) {
		return http.securityMatcher("/v2/**", "/my/**", USER_INFO)
			.sessionManagement((management) -> management.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
			.requestCache(AbstractHttpConfigurer::disable)
			.logout(AbstractHttpConfigurer::disable)
			.csrf(AbstractHttpConfigurer::disable)
			.cors(Customizer.withDefaults())
			.anonymous(AbstractHttpConfigurer::disable)
			.exceptionHandling((handling) -> handling.accessDeniedHandler(errors))
			.addFilterBefore(new AccessTokenFilter(tokens, errors), AuthorizationFilter.class)
			.authorizeHttpRequests((authorize) -> authorize.requestMatchers(PROFILE_INFO, USER_INFO)
				.hasAnyAuthority("SCOPE_openid", "SCOPE_profile")
				.anyRequest()
				.hasAuthority("SCOPE_profile"))
			.build();
	}

}
