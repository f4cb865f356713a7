package org.rollcall.password;

import java.time.Duration;

import org.rollcall.platform.ExpiredRows;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class PasswordConfiguration {

	@Bean
	ExpiredRows expiredResetLinks() {
		return ExpiredRows.of("password_reset_link", "expires_at");
	}

	@Bean
	ExpiredRows forgottenAttempts() {
		return new ExpiredRows("sign_in_throttle", "last_failure_at", Duration.ofDays(1));
	}

}
