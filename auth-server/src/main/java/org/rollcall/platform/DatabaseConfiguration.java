package org.rollcall.platform;

import java.time.InstantSource;

import javax.sql.DataSource;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * PostgreSQL always: an external one where {@code spring.datasource.url} names it, else the embedded one
 * ({@link EmbeddedDatabaseInitializer}).
 */
@Configuration(proxyBeanMethods = false)
class DatabaseConfiguration {

	/**
	 * Before the pool finds other words for it.
	 */
	@Bean
	static BeanFactoryPostProcessor readableDatabaseUrl(Environment environment) {
		return (beans) -> DatabaseCheck.checkUrl(environment.getProperty("spring.datasource.url", ""));
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

}
