package org.rollcall.passkey;

import org.rollcall.platform.ExpiredRows;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class PasskeyConfiguration {

	@Bean
	ExpiredRows expiredChallenges() {
		return ExpiredRows.of("passkey_challenge", "expires_at");
	}

}
