package org.rollcall.platform;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;

import org.jspecify.annotations.Nullable;

import org.springframework.aot.AotDetector;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.BeanDefinitionRegistryPostProcessor;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.aot.AbstractAotProcessor;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.util.StringUtils;

/**
 * Declares the {@link EmbeddedDatabase} where no external one is named. One that an earlier run made begins to start at
 * once, beside everything else that has to get ready, and is stopped again should that fail.
 */
class EmbeddedDatabaseInitializer implements ApplicationContextInitializer<GenericApplicationContext> {

	private static final Executor THREAD = (start) -> new Thread(start, "embedded-database").start();

	/**
	 * After the other initializers, which may still name an external database.
	 */
	@Override
	public void initialize(GenericApplicationContext context) {
		if (!Boolean.getBoolean(AbstractAotProcessor.AOT_PROCESSING)) {
			context.addBeanFactoryPostProcessor(new Declaration(context));
		}
	}

	private static void declare(GenericApplicationContext context) {
		EmbeddedDatabase.Settings settings = EmbeddedDatabase.Settings.from(context.getEnvironment());
		if (!settings.exists()) {
			context.registerBean("embeddedDatabase", EmbeddedDatabase.class, () -> new EmbeddedDatabase(settings),
					(definition) -> definition.setPrimary(true));
			return;
		}
		CompletableFuture<EmbeddedDatabase> starting = CompletableFuture.supplyAsync(() -> new EmbeddedDatabase(settings), THREAD);
		context.registerBean("embeddedDatabase", EmbeddedDatabase.class, () -> join(starting),
				(definition) -> {
					definition.setPrimary(true);
					definition.setDestroyMethodName("");
				});
		context.getDefaultListableBeanFactory().registerDisposableBean("embeddedDatabaseEnd", () -> stop(starting));
	}

	private static EmbeddedDatabase join(CompletableFuture<EmbeddedDatabase> starting) {
		try {
			return starting.get();
		}
		catch (ExecutionException ex) {
			throw (ex.getCause() instanceof StartupProblem problem) ? problem : new CompletionException(ex.getCause());
		}
		catch (InterruptedException ex) {
			// who ends the server during its start interrupts this, and would not wait for what cannot be interrupted
			Thread.currentThread().interrupt();
			throw new IllegalStateException("The server ends before its database has started", ex);
		}
	}

	/**
	 * Also where nobody has come to want it.
	 */
	private static void stop(CompletableFuture<EmbeddedDatabase> starting) {
		starting.handle((@Nullable EmbeddedDatabase database, @Nullable Throwable failure) -> {
			if (database != null) {
				database.close();
			}
			return true;
		}).join();
	}

	private record Declaration(GenericApplicationContext context) implements BeanDefinitionRegistryPostProcessor {

		@Override
		public void postProcessBeanDefinitionRegistry(BeanDefinitionRegistry registry) {
			boolean external = StringUtils.hasText(this.context.getEnvironment().getProperty("spring.datasource.url"))
					|| !AotDetector.useGeneratedArtifacts() && this.context.getBeanFactory().getBeanNamesForType(JdbcConnectionDetails.class, true, false).length > 0;
			if (!external) {
				declare(this.context);
			}
		}

		@Override
		public void postProcessBeanFactory(ConfigurableListableBeanFactory beanFactory) {
			// everything is done
		}

	}

}
