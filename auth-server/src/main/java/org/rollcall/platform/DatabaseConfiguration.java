package org.rollcall.platform;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.util.StringUtils;

/**
 * PostgreSQL always: an external one where {@code spring.datasource.url} names it, else the embedded one.
 */
@Configuration(proxyBeanMethods = false)
class DatabaseConfiguration {

	/**
	 * @param database the demo district has a database of its own, so that its people and their well-known password cannot
	 * appear in a server that is started without it
	 */
	@Bean(destroyMethod = "close")
	@Conditional(NoExternalDatabase.class)
	EmbeddedDatabase embeddedDatabase(RollcallProperties properties,
			@Value("${rollcall.embedded-database.name:rollcall}") String database) {
		return new EmbeddedDatabase(properties.dataDirectory(), database);
	}

	@Bean
	FlywayMigrationStrategy migrateAfterLooking() {
		return (flyway) -> {
			DatabaseCheck.check(flyway.getConfiguration().getDataSource());
			flyway.migrate();
		};
	}

	static class NoExternalDatabase implements Condition {

		@Override
		public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
			return !StringUtils.hasText(context.getEnvironment().getProperty("spring.datasource.url"));
		}

	}

}
