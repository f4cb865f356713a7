package org.rollcall.roster;

import org.rollcall.platform.ExpiredRows;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * What becomes of the roster's rows that fill up by themselves.
 */
@Configuration(proxyBeanMethods = false)
class RosterConfiguration {

	@Bean
	ExpiredRows expiredOAuth1Nonces() {
		return ExpiredRows.of("oauth1_nonce", "expires_at");
	}

}
