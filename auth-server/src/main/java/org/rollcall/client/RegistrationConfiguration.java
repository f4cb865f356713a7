package org.rollcall.client;

import java.time.Duration;

import org.rollcall.platform.ExpiredRows;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class RegistrationConfiguration {

	/**
	 * For a month people can see that it ended.
	 */
	@Bean
	ExpiredRows expiredInitialAccessTokens() {
		return new ExpiredRows("initial_access_token", "expires_at", Duration.ofDays(30));
	}

}
