package org.rollcall.testcontainers.spring;

import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import org.rollcall.testcontainers.Rollcall;

import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.event.ContextRefreshedEvent;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.test.context.ContextCustomizer;
import org.springframework.test.context.MergedContextConfiguration;

/**
 * Sets the properties of an application under test, before its conditions are looked at.
 */
final class RollcallContextCustomizer implements ContextCustomizer {

	private final Object key;

	private final Supplier<Rollcall> rollcall;

	/**
	 * @param key the same for tests that can share a context
	 * @param rollcall starts it, if need be
	 */
	RollcallContextCustomizer(Object key, Supplier<Rollcall> rollcall) {
		this.key = key;
		this.rollcall = rollcall;
	}

	@Override
	public void customizeContext(ConfigurableApplicationContext context, MergedContextConfiguration configuration) {
		ConfigurableEnvironment environment = context.getEnvironment();
		environment.getPropertySources().addFirst(new RollcallPropertySource(this.rollcall, environment));
		context.addApplicationListener((ContextRefreshedEvent event) -> {
			if (event.getApplicationContext() == context) {
				AppUnderTest.of(this.rollcall.get()).listensAt(environment);
			}
		});
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof RollcallContextCustomizer customizer && customizer.key.equals(this.key);
	}

	@Override
	public int hashCode() {
		return this.key.hashCode();
	}

}
