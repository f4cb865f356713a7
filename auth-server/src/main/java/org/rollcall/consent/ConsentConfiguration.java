package org.rollcall.consent;

import org.rollcall.platform.ExpiredRows;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ConsentConfiguration {

	@Bean
	ExpiredRows expiredConsentRequests() {
		return ExpiredRows.of("consent_request", "expires_at");
	}

}
