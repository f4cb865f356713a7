package org.rollcall.testcontainers.spring;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.rollcall.testcontainers.Rollcall;
import org.rollcall.testcontainers.RollcallContainer;
import org.rollcall.testcontainers.RollcallServer;
import org.rollcall.testcontainers.junit.RollcallTest;
import org.rollcall.testcontainers.junit.SharedRollcalls;

import org.springframework.core.annotation.MergedAnnotation;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.core.annotation.MergedAnnotations.SearchStrategy;
import org.springframework.test.context.ContextConfigurationAttributes;
import org.springframework.test.context.ContextCustomizer;
import org.springframework.test.context.ContextCustomizerFactory;
import org.springframework.util.ReflectionUtils;

/**
 * Finds the Rollcall of a test class: a static field with {@code @ServiceConnection}, or {@link RollcallTest}.
 */
final class RollcallContextCustomizerFactory implements ContextCustomizerFactory {

	private static final String SERVICE_CONNECTION = "org.springframework.boot.testcontainers.service.connection.ServiceConnection";

	@Override
	public @Nullable ContextCustomizer createContextCustomizer(Class<?> testClass,
			List<ContextConfigurationAttributes> attributes) {
		for (Class<?> type = testClass; type != null; type = type.getEnclosingClass()) {
			ContextCustomizer customizer = of(type);
			if (customizer != null) {
				return customizer;
			}
		}
		return null;
	}

	private static @Nullable ContextCustomizer of(Class<?> type) {
		for (Class<?> candidate = type; candidate != null; candidate = candidate.getSuperclass()) {
			for (Field field : candidate.getDeclaredFields()) {
				if (isServiceConnection(field)) {
					Rollcall rollcall = valueOf(field);
					return new RollcallContextCustomizer(rollcall, () -> started(rollcall));
				}
			}
		}
		MergedAnnotation<RollcallTest> annotation = MergedAnnotations
			.from(type, SearchStrategy.TYPE_HIERARCHY)
			.get(RollcallTest.class);
		if (annotation.isPresent()) {
			RollcallTest test = annotation.synthesize();
			return new RollcallContextCustomizer(List.of(test.config(), test.in()), () -> SharedRollcalls.get(test));
		}
		return null;
	}

	private static boolean isServiceConnection(Field field) {
		return Rollcall.class.isAssignableFrom(field.getType()) && Modifier.isStatic(field.getModifiers())
				&& MergedAnnotations.from(field).isPresent(SERVICE_CONNECTION);
	}

	private static Rollcall valueOf(Field field) {
		ReflectionUtils.makeAccessible(field);
		Object value = ReflectionUtils.getField(field, null);
		if (value instanceof Rollcall rollcall) {
			return rollcall;
		}
		throw new IllegalStateException("The field " + field.getName() + " of " + field.getDeclaringClass().getName() + " is null.");
	}

	private static Rollcall started(Rollcall rollcall) {
		if (rollcall instanceof RollcallContainer container) {
			container.start();
		}
		else if (rollcall instanceof RollcallServer server) {
			server.start();
		}
		return rollcall;
	}

}
