package org.rollcall.administrator;

import java.time.Duration;

import org.rollcall.platform.ExpiredRows;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * What ends by itself in this room.
 */
@Configuration(proxyBeanMethods = false)
class AdministratorConfiguration {

	@Bean
	ExpiredRows expiredFirstAdministratorLinks() {
		return ExpiredRows.of("first_administrator_link", "expires_at");
	}

	/**
	 * For a month people can see that it ended.
	 */
	@Bean
	ExpiredRows expiredInitialAccessTokens() {
		return new ExpiredRows("initial_access_token", "expires_at", Duration.ofDays(30));
	}

	@Bean
	ExpiredRows expiredIdempotentAnswers() {
		return ExpiredRows.of("idempotent_answer", "expires_at");
	}

}
