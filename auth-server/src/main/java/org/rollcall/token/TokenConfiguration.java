package org.rollcall.token;

import java.time.Duration;

import org.rollcall.platform.ExpiredRows;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class TokenConfiguration {

	@Bean
	ExpiredRows expiredGrants() {
		return ExpiredRows.of("authorization_grant", "expires_at");
	}

	@Bean
	ExpiredRows expiredAccessTokens() {
		return ExpiredRows.of("access_token", "expires_at");
	}

	@Bean
	ExpiredRows expiredMachineTokens() {
		return ExpiredRows.of("machine_token", "expires_at");
	}

	@Bean
	ExpiredRows expiredRefreshTokens() {
		return ExpiredRows.of("refresh_token", "expires_at");
	}

	@Bean
	ExpiredRows oldScopeUses() {
		return new ExpiredRows("scope_use", "last_asked_at", Duration.ofDays(400));
	}

}
