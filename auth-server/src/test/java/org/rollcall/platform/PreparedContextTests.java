package org.rollcall.platform;

import java.util.Map;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

class PreparedContextTests {

	private static ConfigurableEnvironment environment(Map<String, Object> variables) {
		StandardEnvironment environment = new StandardEnvironment();
		MutablePropertySources sources = environment.getPropertySources();
		sources.forEach((source) -> sources.remove(source.getName()));
		sources.addLast(new SystemEnvironmentPropertySource("systemEnvironment", variables));
		sources.addLast(new MapPropertySource("Config resource 'class path resource [application.yaml]'",
				Map.of("spring.jpa.open-in-view", "false", "server.error.whitelabel.enabled", "false")));
		ConfigurationPropertySources.attach(environment);
		return environment;
	}

	@Test
	void aServerWithItsWorkbenchIsPrepared() {
		assertThat(PreparedContext.fits(environment(Map.of("ROLLCALL_WORKBENCH_ENABLED", "true")))).isTrue();
	}

	@Test
	void aServerInEarnestIsNot() {
		assertThat(PreparedContext.fits(environment(Map.of()))).isFalse();
		assertThat(PreparedContext.fits(environment(Map.of("ROLLCALL_WORKBENCH_ENABLED", "false")))).isFalse();
	}

	@Test
	void dropInModeIsNot() {
		assertThat(PreparedContext.fits(environment(Map.of("ROLLCALL_WORKBENCH_ENABLED", "true", "ROLLCALL_DROP_IN", "true"))))
			.isFalse();
	}

	@ParameterizedTest
	@CsvSource({ "SERVER_PORT, 9001", "SPRING_PROFILES_ACTIVE, demo", "SPRING_DATASOURCE_URL, jdbc:postgresql://db/rollcall",
			"SPRING_DATASOURCE_USERNAME, rollcall", "SPRING_CONFIG_ADDITIONAL_LOCATION, /etc/rollcall/",
			"SPRING_MAIN_BANNER_MODE, off", "ROLLCALL_ISSUER, http://localhost:1", "LOGGING_LEVEL_ROOT, warn", "PATH, /bin" })
	void whatIsOftenSetMakesNoDifference(String variable, String value) {
		assertThat(PreparedContext.fits(with(variable, value))).isTrue();
	}

	@ParameterizedTest
	@CsvSource({ "SPRING_THREADS_VIRTUAL_ENABLED, true", "SPRING_FLYWAY_ENABLED, false", "SPRING_DATASOURCE_TYPE, x.Pool",
			"SERVER_FORWARD_HEADERS_STRATEGY, framework", "SERVER_SSL_BUNDLE, tls", "SPRING_AUTOCONFIGURE_EXCLUDE, x.Y" })
	void whatCouldMeanOtherBeansIsWorkedOutAnew(String variable, String value) {
		assertThat(PreparedContext.fits(with(variable, value))).isFalse();
	}

	private static ConfigurableEnvironment with(String variable, String value) {
		Map<String, Object> variables = new TreeMap<>(Map.of("ROLLCALL_WORKBENCH_ENABLED", "true"));
		variables.put(variable, value);
		return environment(variables);
	}

}
