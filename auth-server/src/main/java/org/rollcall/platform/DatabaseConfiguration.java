package org.rollcall.platform;

import java.time.InstantSource;

import javax.sql.DataSource;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.util.StringUtils;

/**
 * PostgreSQL always: an external one where {@code spring.datasource.url} names it, else the embedded one.
 */
@Configuration(proxyBeanMethods = false)
class DatabaseConfiguration {

	private static final String URL = "spring.datasource.url";

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

	/**
	 * Before the pool finds other words for it.
	 */
	@Bean
	static BeanFactoryPostProcessor readableDatabaseUrl(Environment environment) {
		return (beans) -> DatabaseCheck.checkUrl(environment.getProperty(URL, ""));
	}

	/**
	 * Everything that needs the database comes after this, the demo's data and the web server too.
	 */
	@Bean
	FlywayMigrationStrategy migrateAfterLooking(@Value("${rollcall.demo.enabled:false}") boolean demo, InstantSource clock) {
		return (flyway) -> {
			DataSource database = flyway.getConfiguration().getDataSource();
			DatabaseCheck.check(database);
			flyway.migrate();
			new Installation(JdbcClient.create(database), clock).check(demo);
		};
	}

	static class NoExternalDatabase implements Condition {

		@Override
		public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
			return !StringUtils.hasText(context.getEnvironment().getProperty(URL));
		}

	}

}
