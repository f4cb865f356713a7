package org.rollcall.oauth;

import java.time.Duration;
import java.util.List;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.CorsConfigurationSource;
import org.springframework.web.cors.UrlBasedCorsConfigurationSource;

/**
 * Lets single-page apps read from other origins what carries its own proof: tokens, keys, discovery, the user API. Never
 * with cookies, and never the pages.
 */
@Configuration(proxyBeanMethods = false)
class CrossOriginConfiguration {

	@Bean
	CorsConfigurationSource corsConfigurationSource() {
		CorsConfiguration anybody = new CorsConfiguration();
		anybody.setAllowedOrigins(List.of("*"));
		anybody.setAllowedMethods(List.of("GET", "POST"));
		anybody.setAllowedHeaders(List.of("Authorization", "Content-Type", "Accept"));
		anybody.setMaxAge(Duration.ofHours(1));
		UrlBasedCorsConfigurationSource source = new UrlBasedCorsConfigurationSource();
		List.of("/v2/**", "/my/**", "/.well-known/**", "/oauth2/v2/.well-known/**",
				AuthorizationServerConfiguration.TOKEN, AuthorizationServerConfiguration.REVOKE,
				AuthorizationServerConfiguration.JWKS, "/oauth2/v2/userinfo")
			.forEach((path) -> source.registerCorsConfiguration(path, anybody));
		return source;
	}

}
