package org.rollcall.session;

import org.rollcall.platform.ExpiredRows;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class SessionConfiguration {

	@Bean
	ExpiredRows expiredSessions() {
		return ExpiredRows.of("browser_session", "expires_at");
	}

}
