package org.rollcall.share;

import org.rollcall.platform.ExpiredRows;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ShareConfiguration {

	@Bean
	ExpiredRows expiredShareTokens() {
		return ExpiredRows.of("share_token", "expires_at");
	}

}
