package org.rollcall.platform;

import java.util.Map;
import java.util.Set;
import java.util.stream.StreamSupport;

import org.springframework.aot.AotDetector;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.core.Ordered;
import org.springframework.core.SpringProperties;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.PropertySource;
import org.springframework.util.ClassUtils;

/**
 * Decides whether this start may use the beans that Spring worked out in advance ({@code deploy/spring-aot}), which spares a
 * third of the start. They were worked out for one set of switches; with any other, and with settings of Spring's that could
 * mean other beans, Spring works everything out anew. A start is then slower and never wrong. {@code spring.aot.enabled} as a
 * system property has the last word.
 */
class PreparedContext implements EnvironmentPostProcessor, Ordered {

	/** What the beans were worked out for; everything else of Rollcall's own is decided at each start. */
	static final Map<String, Boolean> SWITCHES = Map.of("rollcall.workbench.enabled", true, "rollcall.drop-in", false);

	/** Of Spring's settings, those that no bean's existence hangs on. */
	private static final Set<String> HARMLESS = Set.of("server.address", "server.port", "server.shutdown", "spring.aot",
			"spring.application", "spring.config", "spring.datasource.password", "spring.datasource.url",
			"spring.datasource.username", "spring.lifecycle", "spring.main.banner", "spring.main.banner-mode", "spring.output", "spring.profiles");

	private static final Set<String> SPRINGS = Set.of("management", "server", "spring");

	@Override
	public int getOrder() {
		return LOWEST_PRECEDENCE;
	}

	@Override
	public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
		if (isThere(application) && SpringProperties.checkFlag(AotDetector.AOT_ENABLED) == null) {
			SpringProperties.setProperty(AotDetector.AOT_ENABLED, Boolean.toString(fits(environment)));
		}
	}

	private static boolean isThere(SpringApplication application) {
		Class<?> main = application.getMainApplicationClass();
		return main != null && ClassUtils.isPresent(main.getName() + "__ApplicationContextInitializer", main.getClassLoader());
	}

	static boolean fits(ConfigurableEnvironment environment) {
		return SWITCHES.entrySet().stream().allMatch((prepared) -> isSet(environment, prepared.getKey(), prepared.getValue()))
				&& StreamSupport.stream(ConfigurationPropertySources.get(environment).spliterator(), false)
					.noneMatch(PreparedContext::couldMeanOtherBeans);
	}

	private static boolean isSet(ConfigurableEnvironment environment, String name, boolean value) {
		return Boolean.toString(value).equalsIgnoreCase(environment.getProperty(name, "false").strip());
	}

	private static boolean couldMeanOtherBeans(ConfigurationPropertySource source) {
		return !isOurs(source) && source instanceof IterableConfigurationPropertySource iterable
				&& iterable.stream().anyMatch(PreparedContext::couldMeanOtherBeans);
	}

	/**
	 * The files in the jar were there when the beans were worked out.
	 */
	private static boolean isOurs(ConfigurationPropertySource source) {
		return source.getUnderlyingSource() instanceof PropertySource<?> file && file.getName().contains("class path resource");
	}

	private static boolean couldMeanOtherBeans(ConfigurationPropertyName name) {
		return name.getNumberOfElements() > 1 && SPRINGS.contains(name.getElement(0, ConfigurationPropertyName.Form.UNIFORM))
				&& HARMLESS.stream()
					.map(ConfigurationPropertyName::of)
					.noneMatch((harmless) -> harmless.equals(name) || harmless.isAncestorOf(name));
	}

}
