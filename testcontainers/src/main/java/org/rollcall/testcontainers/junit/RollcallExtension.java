package org.rollcall.testcontainers.junit;

import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;

import org.rollcall.testcontainers.AdminClient;
import org.rollcall.testcontainers.Client;
import org.rollcall.testcontainers.Person;
import org.rollcall.testcontainers.Rollcall;
import org.rollcall.testcontainers.junit.RollcallTest.Reset;

/**
 * Does what {@link RollcallTest} says.
 */
final class RollcallExtension implements BeforeAllCallback, BeforeEachCallback, ParameterResolver {

	private static final Namespace NAMESPACE = Namespace.create(RollcallExtension.class);

	@Override
	@SuppressWarnings("deprecation") // what follows it, JUnit 5 does not have
	public void beforeAll(ExtensionContext context) {
		context.getRoot().getStore(NAMESPACE).getOrComputeIfAbsent(StopAtTheEnd.class);
		if (annotation(context).reset() == Reset.BEFORE_CLASS) {
			rollcall(context).reset();
		}
	}

	@Override
	public void beforeEach(ExtensionContext context) {
		if (annotation(context).reset() == Reset.BEFORE_EACH) {
			rollcall(context).reset();
		}
	}

	@Override
	public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
		Class<?> type = parameter.getParameter().getType();
		return Rollcall.class.isAssignableFrom(type) || type == AdminClient.class || type == Person.class
				|| type == Client.class;
	}

	@Override
	public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
		Class<?> type = parameter.getParameter().getType();
		Rollcall rollcall = rollcall(context);
		if (type == AdminClient.class) {
			return rollcall.admin();
		}
		if (type == Person.class) {
			return rollcall.admin().createPerson(person(parameter, rollcall));
		}
		if (type == Client.class) {
			return rollcall.admin().createClient(client(parameter, context));
		}
		if (!type.isInstance(rollcall)) {
			throw new ParameterResolutionException("This Rollcall is a " + rollcall.getClass().getSimpleName() + ", not a "
					+ type.getSimpleName() + "; ask for a Rollcall, or say where it runs: @RollcallTest(in = …).");
		}
		return rollcall;
	}

	private static Person person(ParameterContext parameter, Rollcall rollcall) {
		Fresh fresh = parameter.findAnnotation(Fresh.class).orElse(null);
		Person person = Person.withRole((fresh != null) ? fresh.role() : "Student");
		return (fresh != null && !fresh.district().isEmpty()) ? person.district(fresh.district())
				: rollcall.connection().district().map(person::district).orElse(person);
	}

	private static Client client(ParameterContext parameter, ExtensionContext context) {
		Client client = Client.of(name(context));
		Fresh fresh = parameter.findAnnotation(Fresh.class).orElse(null);
		if (fresh != null) {
			client = fresh.publicClient() ? Client.publicClient(client.name()) : client;
			client = (fresh.redirectUris().length > 0) ? client.redirectUris(fresh.redirectUris()) : client;
			client = (fresh.scopes().length > 0) ? client.scopes(fresh.scopes()) : client;
		}
		return client;
	}

	private static String name(ExtensionContext context) {
		return context.getRequiredTestClass().getSimpleName()
				+ context.getTestMethod().map((method) -> "." + method.getName()).orElse("");
	}

	private static Rollcall rollcall(ExtensionContext context) {
		return SharedRollcalls.get(annotation(context));
	}

	private static RollcallTest annotation(ExtensionContext context) {
		for (Class<?> type = context.getRequiredTestClass(); type != null; type = type.getEnclosingClass()) {
			var annotation = AnnotationSupport.findAnnotation(type, RollcallTest.class);
			if (annotation.isPresent()) {
				return annotation.get();
			}
		}
		throw new ParameterResolutionException("There is no @RollcallTest on " + context.getRequiredTestClass().getName());
	}

	/**
	 * In the store of the whole run, which closes it.
	 */
	static final class StopAtTheEnd implements AutoCloseable {

		@Override
		public void close() {
			SharedRollcalls.stop();
		}

	}

}
