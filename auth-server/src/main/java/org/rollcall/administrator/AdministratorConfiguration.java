package org.rollcall.administrator;

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

}
