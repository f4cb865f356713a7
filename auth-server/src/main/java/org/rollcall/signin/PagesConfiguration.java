package org.rollcall.signin;

import org.rollcall.oauth.AuthorizationProblem;
import org.rollcall.oauth.RegistrationController;
import org.rollcall.platform.PageHeaders;
import org.rollcall.platform.RollcallProperties;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.web.servlet.LocaleResolver;

/**
 * Whatever is not the protocol's or an API's is a page.
 */
@Configuration(proxyBeanMethods = false)
class PagesConfiguration {

	@Bean
	@Order(10)
	SecurityFilterChain pages(HttpSecurity http, SecurityContextRepository sessions, RollcallProperties properties) {
		return http.securityContext((context) -> context.securityContextRepository(sessions))
			.sessionManagement(AbstractHttpConfigurer::disable)
			.requestCache(AbstractHttpConfigurer::disable)
			.logout(AbstractHttpConfigurer::disable)
			.anonymous(AbstractHttpConfigurer::disable)
			.headers(new PageHeaders())
			.cors(Customizer.withDefaults())
			.csrf((csrf) -> csrf.csrfTokenRepository(csrfTokens(properties))
				.csrfTokenRequestHandler(new TokenBesideFile())
				// nothing is changed there, and a forward to it may be any app's POST; and programs register apps with a token
				.ignoringRequestMatchers(RegistrationController.PATH, RegistrationController.PATH + "/*", "/logout",
						AuthorizationProblem.PATH))
			.authorizeHttpRequests((authorize) -> authorize.anyRequest().permitAll())
			.build();
	}

	@Bean
	LocaleResolver localeResolver() {
		return new UiLocalesResolver();
	}

	private static CookieCsrfTokenRepository csrfTokens(RollcallProperties properties) {
		boolean secure = properties.cookiesAreSecure();
		CookieCsrfTokenRepository tokens = new CookieCsrfTokenRepository();
		tokens.setCookieName(secure ? "__Host-rollcall-csrf" : "rollcall-csrf");
		tokens.setCookieCustomizer((cookie) -> cookie.httpOnly(true).secure(secure).sameSite("Lax").path("/"));
		return tokens;
	}

}
